"""Uploaded files: queue, reading, review, confirmation and undo."""
