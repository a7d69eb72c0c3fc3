"""The figure of a neighbourhood: documents by organ and time, and lines from what cites to what is cited."""

from .figure import WIDTH, GraphFigure, NodeMark, graph_figure

__all__ = ["WIDTH", "GraphFigure", "NodeMark", "graph_figure"]
