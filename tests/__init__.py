"""The tests mirror the rooms. They are read as statements about resolutions."""
