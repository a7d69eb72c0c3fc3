"""Chinese text of the figure: names of documents and lanes, the legend, and notes on documents that are not
drawn.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from ...un.organs import organs
from ...un.works import INSTRUMENTS
from .model import SIGNS, GraphEdge, GraphNode, Neighbourhood, Role

LETTERS = "ABCDEFGH"  # of the documents asked for, in classes and ids, as SIGNS are for readers
LONGEST_TITLE, LONGEST_LABEL, LONGEST_SERIES = 26, 14, 9  # characters
LANE_NAME_LINE = 7  # characters in a line of a lane's name
LANE_NAME_ENDINGS = ("小组委员会", "委员会", "理事会")  # put on a line of their own
INSTRUMENTS_NAME, INSTRUMENTS_SUBLABEL = "国际文书", "与世界会议"
NO_ORGAN_NAME = "其他"


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """A line of the legend: `glyph` and `line` are the kinds to show, "" if the entry has none."""

    words: str
    glyph: str = ""
    line: str = ""


def node_glyph(node: GraphNode) -> str:
    """Return the kind of a document's glyph: the letter of a document asked for, else the kind of its ring.

    Rings: A–H if only that document cites it, else "shared" if all do, "some" if some do, "other" if none
    does; followed by "-held" if its text is in the corpus.
    """
    if node.role is Role.ASKED:
        return LETTERS[node.asked_by[0]]
    if node.role is Role.ONE:
        ring = LETTERS[node.asked_by[0]]
    else:
        ring = {Role.SHARED: "shared", Role.SOME: "some"}.get(node.role, "other")
    return f"{ring}-held" if node.held else ring


def edge_kind(edge: GraphEdge, nodes: dict[str, GraphNode]) -> str:
    """Return the kind of a line: A–H from a document asked for, "inward" to one, "other" between others."""
    citing = nodes[edge.citing]
    if citing.role is Role.ASKED:
        return LETTERS[citing.asked_by[0]]
    cited = nodes[edge.cited]
    return "inward" if cited.role is Role.ASKED else "other"


def shorten(text: str, most: int) -> str:
    """Return the text, cut to `most` characters with an ellipsis if it is longer."""
    return text if len(text) <= most else text[: most - 1] + "…"


def node_label(node: GraphNode) -> str:
    """Return a document's label in the figure: 甲 65/218, 70/1, 78届草案 约."""
    label = f"{node.sign} {shorten(node.label, LONGEST_LABEL)}".strip()
    return label if node.exact else f"{label} 约"


def node_name(node: GraphNode, cites: int) -> str:
    """Return a document's accessible name: 甲 65/218，加强人权领域的国际合作，2010年，引用8件，被引3件."""
    parts = [f"{node.sign} {node.label}".strip()]
    if node.title != node.label:
        parts.append(shorten(node.title, LONGEST_TITLE))
    if node.day:
        approximately = "" if node.exact else "约"
        parts.append(f"{approximately}{node.day.year}年")
    if cites:
        # For a document that was not asked for, only its citations inside the neighbourhood are known.
        scope = "" if node.sign else "图中"
        parts.append(f"引用{scope}{cites}件")
    if node.cited_by:
        parts.append(f"被引{node.cited_by}件")
    return "，".join(part for part in parts if part)


def lane_caption(code: str, members: Sequence[GraphNode]) -> str:
    """Return the name of a lane. It has no `members` if all of its documents were left out."""
    if code == INSTRUMENTS:
        return INSTRUMENTS_NAME
    if members:
        return members[0].lane_name
    organ = organs().get(code)
    return organ.name if organ else NO_ORGAN_NAME


def lane_sublabel(name: str) -> list[str]:
    """Return the smaller line below the name of a lane, if it has one."""
    return [INSTRUMENTS_SUBLABEL] if name == INSTRUMENTS_NAME else []


def wrap_lane_name(name: str) -> list[str]:
    """Return the name of a lane in one or two lines: 经济及社会 and 理事会."""
    if len(name) <= LANE_NAME_LINE:
        return [name]
    kind = next((kind for kind in LANE_NAME_ENDINGS if name.endswith(kind)), "")
    stem = shorten(name.removesuffix(kind), LANE_NAME_LINE + 1)
    return [line for line in (stem, kind) if line]


def series_caption(title: str) -> str:
    """Return the label of an annual series, named by the title of its first document."""
    return f"{shorten(title, LONGEST_SERIES)}系列"


def organ_series_caption(organ_name: str) -> str:
    """Return the label of the only annual series of a lane."""
    return f"{organ_name}年度系列"


def folded_words(count: int) -> str:
    """Return the text that counts the documents of a lane that are not drawn."""
    return f"另有 {count} 件"


def folded_title(count: int, undated: int) -> str:
    """Return the explanation of that text; `undated` of the documents have no date."""
    title = f"另有 {count} 件未画出"
    return f"{title}，其中 {undated} 件日期不详" if undated else title


def legend_entries(
    drawn: Sequence[GraphNode], lines: Collection[str], *, series: bool
) -> Iterator[LegendEntry]:
    """Yield what the kinds of rings and lines mean that occur
    in the figure; `lines` are the kinds of lines.
    """
    asked = sorted(node.asked_by[0] for node in drawn if node.role is Role.ASKED)
    roles = {node.role for node in drawn}
    if Role.SHARED in roles:
        yield LegendEntry(_shared_words(asked), glyph="shared")
    if Role.SOME in roles:
        yield LegendEntry("其中几件引用", glyph="some")
    sole_citing = {node.asked_by[0] for node in drawn if node.role is Role.ONE}
    for position in asked:
        sign, letter = SIGNS[position], LETTERS[position]
        if position in sole_citing:
            words = f"仅{sign}引用" if len(asked) > 1 else f"{sign}引用"
            yield LegendEntry(words, glyph=letter, line=letter)
        elif letter in lines:
            yield LegendEntry(f"{sign}的引文", line=letter)
    if "inward" in lines:
        yield LegendEntry("引用所选文件", line="inward")
    held = {node.held for node in drawn if node.role is not Role.ASKED}
    if True in held:
        yield LegendEntry("实心：库中有全文", glyph="other-held")
    if False in held:
        yield LegendEntry("空心：仅见于引文", glyph="other")
    if series:
        yield LegendEntry("年度系列", line="series")


def _shared_words(asked: Sequence[int]) -> str:
    if len(asked) > 3:
        return "全部共同引用"
    signs = "".join(SIGNS[position] for position in asked)
    return f"{signs}共同引用"


def legend_notes(neighbourhood: Neighbourhood, drawn: Sequence[GraphNode]) -> Iterator[str]:
    """Yield sentences on approximate dates, and on documents asked for that are not drawn."""
    if any(not node.exact for node in drawn):
        yield "标“约”的文件日期为推定。"
    for node in neighbourhood.asked:
        if node.day is None:
            yield f"{node.sign} {node.label}日期不详，未画在图上。"
        elif node.key not in neighbourhood.shown:
            yield f"{node.sign} {node.label}未画在图上。"
