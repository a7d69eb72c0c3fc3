"""Shared wording: the paragraphs that contain a text, and similar documents (agreed language)."""
