"""Who cites whom: the neighbourhood of a document, its figure, its tables, and what is cited most."""
