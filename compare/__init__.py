"""THE COMPARISON: two editions side by side. It may import resolutions; resolutions never imports it."""
