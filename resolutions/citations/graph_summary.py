"""Summary of a neighbourhood in a sentence and in numbers."""

from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from .graph.model import GraphNode, Neighbourhood, Role

HAN_NUMERALS = "〇一两三四五六七八"


class CitationCounts(NamedTuple):
    """A document with the numbers of documents that it cites and that cite it."""

    node: GraphNode
    cites: int
    cited_by: int


def citation_counts(node: GraphNode, neighbourhood: Neighbourhood) -> CitationCounts:
    """Return the counts of a document that was asked for.

    The count of citing documents includes those that were not fetched. If several documents were asked for,
    it is that of the last ranking, because it is not known which of them the others cite.
    """
    cites = sum(edge.citing == node.key for edge in neighbourhood.edges)
    cited_by = sum(edge.cited == node.key for edge in neighbourhood.edges)
    if len(neighbourhood.asked) == 1:
        cited_by += sum(neighbourhood.unlisted.values())
    elif neighbourhood.unlisted:
        cited_by = max(cited_by, node.cited_by)
    return CitationCounts(node, cites, cited_by)


def summary_sentence(neighbourhood: Neighbourhood) -> str:
    """Return what the neighbourhood shows in a few words: 两文所引，5 件相同."""
    asked = neighbourhood.asked
    if len(asked) == 1:
        return _single_sentence(asked[0], neighbourhood)
    shared = sum(node.role is Role.SHARED for node in neighbourhood.nodes)
    words = {"all": HAN_NUMERALS[len(asked)], "n": shared}
    if not shared:
        return _("%(all)s文所引，没有相同的") % words
    return ngettext("%(all)s文所引，%(n)s 件相同", "%(all)s文所引，%(n)s 件相同", shared) % words


def _single_sentence(node: GraphNode, neighbourhood: Neighbourhood) -> str:
    counts = citation_counts(node, neighbourhood)
    if not node.held:
        return _("%(name)s：%(n)s 件文件引用") % {"name": node.name, "n": counts.cited_by}
    words = {"name": node.label, "n": counts.cites, "m": counts.cited_by}
    return _("%(name)s 引用 %(n)s 件，被引 %(m)s 件") % words
