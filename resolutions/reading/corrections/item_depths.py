"""The depths of paragraphs that are being corrected, from the numbers of the paragraphs before them."""

from ...language.characters import fold
from ..model import Part
from ..numbering import Marker, NumberStyle
from ..structure import TOP, LevelPlace, NumberingLevels, ParagraphBlock
from ..verbs import verb_at_start
from .editable_item import EditableItem


def build_blocks(paragraphs: list[EditableItem]) -> list[ParagraphBlock]:
    """Return a block for each paragraph, with the parent that follows from its depth and order."""
    blocks: list[ParagraphBlock] = []
    open_blocks: dict[str, list[ParagraphBlock]] = {}  # by component, the outermost first
    styles: dict[int, NumberStyle] = {}  # of the last number below a parent, by its id()
    for item in paragraphs:
        ancestors = open_blocks.setdefault(item.component, [])
        part = Part(item.kind.value)
        depth = 0
        if ancestors and ancestors[0].part is part:
            depth = min(item.depth, len(ancestors))
        del ancestors[depth:]
        parent = ancestors[-1] if ancestors else None
        marker = _choose_marker(item.markers, styles.get(id(parent)))
        if marker:
            styles[id(parent)] = marker.style
        block = ParagraphBlock([], item.component, part, marker, parent=parent)
        if parent is None and marker and marker.style in TOP and marker.value == 1:
            _mark_lead(blocks, paragraphs, item.component)
        ancestors.append(block)
        blocks.append(block)
    return blocks


def _choose_marker(markers: list[Marker], style: NumberStyle | None) -> Marker | None:
    """Return the reading of a number in the style of its siblings, or else the first reading."""
    for marker in markers:
        if marker.style is style:
            return marker
    return markers[0] if markers else None


def _mark_lead(blocks: list[ParagraphBlock], paragraphs: list[EditableItem], component: str) -> None:
    """Mark the sentence before number 1 if it is in the operative part and ends with a colon."""
    for block, item in zip(reversed(blocks), reversed(paragraphs[: len(blocks)]), strict=True):
        if block.component == component:
            is_plain = block.parent is None and block.marker is None and block.part is Part.OPERATIVE
            block.leads_to_numbers = is_plain and fold(item.text).endswith(":")
            return


def numbered_depth(paragraphs: list[EditableItem]) -> int:
    """Return the depth at which the number of the last paragraph continues the numbers before it."""
    item = paragraphs[-1]
    ancestors, part = _previous_ancestors(paragraphs)
    levels = NumberingLevels([block for block in ancestors if block.marker])
    has_verb = verb_at_start(fold(item.text)) is not None
    place = LevelPlace(free=True, stopped=True, verb=has_verb, roman=True)
    fits: list[tuple[float, int]] = []
    for marker in item.markers:
        fit = levels.fit(marker, place, part, begun=bool(ancestors))
        if fit:
            fits.append(fit)
    level = max(fits)[1] if fits else len(levels.open)
    if level < len(levels.open):
        return levels.open[level].depth
    is_top_style = item.markers[0].style in (*TOP, NumberStyle.PREAMBULAR)
    if is_top_style and not (fits and levels.open):
        return 0
    if levels.open:
        return levels.open[-1].depth + 1
    return min(len(ancestors), 1)


def unnumbered_depth(paragraphs: list[EditableItem]) -> int:
    """Return the depth of the last paragraph, which has no number.

    In the operative part it belongs to the numbered paragraph above it.
    """
    ancestors, part = _previous_ancestors(paragraphs)
    numbered = next((block for block in ancestors if block.marker), None)
    if numbered and part is Part.OPERATIVE:
        return numbered.depth + 1
    return 0


def _previous_ancestors(paragraphs: list[EditableItem]) -> tuple[list[ParagraphBlock], Part]:
    """Return the ancestors of the previous paragraph, and the part of the last paragraph.

    The previous paragraph is the nearest one before the last with the same component and part. It is
    included; the outermost block comes first.
    """
    *previous_blocks, last = build_blocks(paragraphs)
    ancestors: list[ParagraphBlock] = []
    block: ParagraphBlock | None = None
    for previous in reversed(previous_blocks):
        if previous.component == last.component and previous.part is last.part:
            block = previous
            break
    while block is not None:
        ancestors.insert(0, block)
        block = block.parent
    return ancestors, last.part
