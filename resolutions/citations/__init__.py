"""The citation graph: the neighbourhood of a document, its figure and tables, and the most cited works."""
