"""Finding words and phrases: the grammar of a query, the index of every text, one engine per database."""
