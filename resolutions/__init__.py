"""THE CORPUS: what a resolution is, how it gets in, how it is read and found."""
