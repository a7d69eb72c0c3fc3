"""The figure of a neighbourhood: documents by organ and time, and lines from what cites to what is cited."""

from .figure import WIDTH, Figure, Mark, figure

__all__ = ["WIDTH", "Figure", "Mark", "figure"]
