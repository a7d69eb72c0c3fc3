"""Shared wording: where a paragraph stood before, and which documents are like others (agreed language)."""
