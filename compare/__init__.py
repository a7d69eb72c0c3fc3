"""Comparison of editions and search for agreed language. Imports `resolutions`, which never imports it."""
