"""The pages. Each view finds what the address means, asks one function for it, and renders."""
