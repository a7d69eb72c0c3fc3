"""Ids of paragraphs and notes: pp1, op7, op7.a, B.op1, annex1.3, fn1."""

from collections import Counter
from collections.abc import Iterable

from ..model import Part, ReadingWarning
from ..numbering import NumberStyle
from .block import ParagraphBlock
from .levels import TOP

_UNNUMBERED = {Part.PREAMBLE: "pp", Part.OPERATIVE: "op", Part.ANNEX: "p"}


def assign_parts_and_ids(blocks: list[ParagraphBlock]) -> list[ReadingWarning]:
    """Set the part and id of every paragraph in place. Return warnings where the numbering is broken.

    Preambular paragraphs are counted; operative ones have their printed number. Without numbers
    the operative part begins at the first verb that only commands; if there is none, it is the last
    paragraph. A sentence such as 通过以下宣言： before number 1 has no number and is op0.
    """
    for members in _by_component(blocks).values():
        _divide([block for block in members if block.parent is None])
        for block in members:
            if block.parent:
                block.part = block.parent.part
    return assign_ids(blocks)


def assign_ids(blocks: list[ParagraphBlock]) -> list[ReadingWarning]:
    """Set the id of every paragraph, whose part is set, in
    place. Return warnings where numbering is broken.
    """
    warnings: list[ReadingWarning] = []
    used: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for component, members in _by_component(blocks).items():
        for block in members:
            wanted = _make_id(block, component, counts)
            used[wanted] += 1
            block.id = _numbered_copy(wanted, used[wanted])
        warnings += _check_numbers(members)
    return warnings


def assign_note_ids(markers: Iterable[str]) -> list[str]:
    """Return the ids of notes with these markers, in order: fn1, and fn1-2 for the second marker 1."""
    seen, ids = Counter[str](), []
    for marker in markers:
        seen[marker] += 1
        ids.append(_numbered_copy(f"fn{marker}", seen[marker]))
    return ids


def _numbered_copy(ident: str, count: int) -> str:
    """Return an id that is used for the count-th time: op2, op2-2, op2-3."""
    return ident if count == 1 else f"{ident}-{count}"


def _by_component(blocks: list[ParagraphBlock]) -> dict[str, list[ParagraphBlock]]:
    components: dict[str, list[ParagraphBlock]] = {}
    for block in blocks:
        if not block.heading:
            components.setdefault(block.component, []).append(block)
    return components


def _divide(top: list[ParagraphBlock]) -> None:
    """Divide the top-level paragraphs of a component into preamble and operative part."""
    if not top or top[0].part is Part.ANNEX:
        return
    first = next((i for i, block in enumerate(top) if block.marker and block.marker.style in TOP), None)
    if first is None:
        for block in top[_first_command(top) :]:
            block.part = Part.OPERATIVE
    elif first > 0:
        _include_sentence_before(top[first - 1], top[first])


def _first_command(top: list[ParagraphBlock]) -> int:
    """Return the index of the first operative paragraph of those without numbers."""
    for index, block in enumerate(top):
        if block.verb and not block.verb.preambular:
            return index
    last_line = top[-1].last
    if last_line is not None and last_line.key.rstrip("|").endswith(("。", ".")):
        return len(top) - 1
    return len(top)


def _include_sentence_before(before: ParagraphBlock, first: ParagraphBlock) -> None:
    """Make the paragraph before the first number operative if it commands and leads to that number."""
    commands = before.verb is not None and not before.verb.preambular
    if not commands or first.marker is None:
        return
    ending = before.last.key[-1] if before.last else ""
    leads_to_numbers = first.marker.value == 1 and ending == ":"
    is_number_one = first.marker.value == 2 and ending in ":;"
    if leads_to_numbers or is_number_one:
        before.part, before.leads_to_numbers = Part.OPERATIVE, leads_to_numbers


def _make_id(block: ParagraphBlock, component: str, counts: Counter[str]) -> str:
    if block.parent is not None:
        if block.marker and block.marker.style is not NumberStyle.BULLET:
            return f"{block.parent.id}.{block.marker.label}"
        counts[block.parent.id] += 1
        return f"{block.parent.id}.t{counts[block.parent.id]}"
    prefix = f"{component}." if component else ""
    label = block.marker.label if block.marker else ""
    if block.part is Part.ANNEX and label:
        return f"{prefix}{label}"
    if block.part is Part.OPERATIVE and label:
        return f"{prefix}op{label}"
    name = _UNNUMBERED[block.part]
    counts[f"{component} {name}"] += 1
    return f"{prefix}{name}{counts[f'{component} {name}'] - block.leads_to_numbers}"


def _check_numbers(members: list[ParagraphBlock]) -> list[ReadingWarning]:
    """Return warnings of numbers that are missing, repeated or out of order on a level."""
    warnings = []
    last: dict[tuple[int, NumberStyle], tuple[int, str]] = {}
    for block in members:
        marker = block.marker
        if marker is None or marker.style is NumberStyle.BULLET:
            continue
        key = (id(block.parent), marker.style)
        before, suffix = last.get(key, (0, ""))
        starts_again = marker.value == 1 and before > 0
        if marker.value > before + 1:
            message = f"编号跳过了 {_number_range(before + 1, marker.value - 1)}。"
            warnings.append(ReadingWarning("numbering-gap", block.id, message))
        elif marker.value <= before and marker.suffix == suffix and not starts_again:
            message = f"编号 {marker.value} 在 {before} 之后再次出现。"
            warnings.append(ReadingWarning("numbering-repeat", block.id, message))
        last[key] = (marker.value, marker.suffix)
    return warnings


def _number_range(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}—{last}"
