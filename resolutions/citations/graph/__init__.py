"""The figure of a neighbourhood: documents by organ and time, and lines from citing to cited documents."""

from .figure import WIDTH, GraphFigure, NodeMark, graph_figure

__all__ = ["WIDTH", "GraphFigure", "NodeMark", "graph_figure"]
