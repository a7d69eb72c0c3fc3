"""The editors' side of the site: who comes in, by which steps, and what the frame of every page there is."""
