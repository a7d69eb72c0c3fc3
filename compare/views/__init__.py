"""The pages of comparisons. Each view finds what the address means, asks one function for it, and renders."""
