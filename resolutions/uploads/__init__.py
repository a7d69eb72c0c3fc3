"""Files that staff bring in: received, read one after another, reviewed, published, taken back."""
