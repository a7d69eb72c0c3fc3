"""The words of the figure: what a document is called aloud, the legend, and what the figure leaves unsaid."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from .model import SIGNS, Edge, Neighbourhood, Node, Standing

LETTERS = "ABCDEFGH"  # of the documents asked for, in classes and ids, as SIGNS are for readers
LONGEST_TITLE, LONGEST_LABEL = 26, 14  # characters


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the legend: `glyph` and `line` are the kinds to show, "" where the entry has none."""

    words: str
    glyph: str = ""
    line: str = ""


def glyph(node: Node) -> str:
    """The kind of a document's mark: of a document asked for its letter, else of its ring.

    Rings: A–H where that one alone cites it, else "shared" where all do, "some" where some do, "other" where none
    does; "-held" follows where its text is in the corpus.
    """
    if node.standing in (Standing.ASKED, Standing.ONE):
        ring = LETTERS[node.asked_by[0]]
    else:
        ring = {Standing.SHARED: "shared", Standing.SOME: "some"}.get(node.standing, "other")
    return ring + ("-held" if node.held and not node.sign else "")


def kind(edge: Edge, nodes: dict[str, Node]) -> str:
    """The kind of a line: A–H from a document asked for, "inward" from another to one, "other" between others."""
    citing, cited = nodes[edge.citing], nodes[edge.cited]
    if citing.standing is Standing.ASKED:
        return LETTERS[citing.asked_by[0]]
    return "inward" if cited.standing is Standing.ASKED else "other"


def shortened(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1] + "…"


def name(node: Node, cites: int) -> str:
    """A document in one breath: 甲 65/218，加强人权领域的国际合作，2010年，引用8件，被引3件."""
    parts = [f"{node.sign} {node.label}".strip()]
    if node.title != node.label:
        parts.append(shortened(node.title, LONGEST_TITLE))
    if node.day:
        parts.append(f"{'' if node.exact else '约'}{node.day.year}年")
    if cites:
        # Of a document that nobody asked for, only what it cites in the neighbourhood is known.
        parts.append(f"引用{'' if node.sign else '图中'}{cites}件")
    if node.cited_by:
        parts.append(f"被引{node.cited_by}件")
    return "，".join(part for part in parts if part)


def legend(drawn: Sequence[Node], lines: Collection[str], *, series: bool) -> Iterable[Entry]:
    """What the kinds of rings and lines mean, as far as they occur."""
    asked = sorted(node.asked_by[0] for node in drawn if node.standing is Standing.ASKED)
    standings = {node.standing for node in drawn}
    if Standing.SHARED in standings:
        signs = "".join(SIGNS[position] for position in asked)
        yield Entry(f"{signs}共同引用" if len(asked) <= 3 else "全部共同引用", "shared")
    if Standing.SOME in standings:
        yield Entry("其中几件引用", "some")
    alone = {node.asked_by[0] for node in drawn if node.standing is Standing.ONE}
    for position in asked:
        sign, letter = SIGNS[position], LETTERS[position]
        if position in alone:
            yield Entry(f"仅{sign}引用" if len(asked) > 1 else f"{sign}引用", letter, letter)
        elif letter in lines:
            yield Entry(f"{sign}的引文", "", letter)
    if "inward" in lines:
        yield Entry("引用所选文件", "", "inward")
    held = {node.held for node in drawn if node.standing is not Standing.ASKED}
    if True in held:
        yield Entry("实心：库中有全文", "other-held")
    if False in held:
        yield Entry("空心：仅见于引文", "other")
    if series:
        yield Entry("年度系列", "", "series")


def notes(neighbourhood: Neighbourhood, drawn: Sequence[Node]) -> Iterable[str]:
    """Sentences on dates that are not exact, and on documents asked for that have none."""
    if any(not node.exact for node in drawn):
        yield "标“约”的文件日期为推定。"
    for node in neighbourhood.asked:
        if node.day is None:
            yield f"{node.sign} {node.label}日期不详，未画在图上。"
        elif node.key not in neighbourhood.shown:
            yield f"{node.sign} {node.label}未画在图上。"
