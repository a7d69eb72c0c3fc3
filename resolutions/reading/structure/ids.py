"""The ids of paragraphs: pp1, op7, op7.a, B.op1, annex1.3."""

from collections import Counter
from collections.abc import Iterable

from ..model import Part, ReadingWarning
from ..numbering import NumberStyle
from .block import ParagraphBlock
from .levels import TOP


def assign_parts_and_ids(blocks: list[ParagraphBlock]) -> list[ReadingWarning]:
    """Give every paragraph its part and its id, in place; warnings where the numbering is broken.

    Preambular paragraphs are counted, operative ones go by their printed number. Without numbers
    the operative part begins at the first verb that only commands; if there is none, it is the last
    paragraph. A sentence such as 通过以下宣言： before number 1 is op0, for it bears no number.
    """
    for members in _by_component(blocks).values():
        _divide([b for b in members if b.parent is None])
        for block in members:
            block.part = block.parent.part if block.parent else block.part
    return assign_ids(blocks)


def assign_ids(blocks: list[ParagraphBlock]) -> list[ReadingWarning]:
    """Give every paragraph, whose part is known, its id, in place; warnings where the numbering is broken."""
    warnings: list[ReadingWarning] = []
    used: Counter[str] = Counter()
    counts: Counter[str] = Counter()
    for component, members in _by_component(blocks).items():
        for block in members:
            wanted = _id(block, component, counts)
            used[wanted] += 1
            block.id = wanted if used[wanted] == 1 else f"{wanted}-{used[wanted]}"
        warnings += _gaps(members)
    return warnings


def assign_note_ids(markers: Iterable[str]) -> list[str]:
    """The ids of notes with these markers, in order: fn1, fn1-2 where 1 comes twice."""
    seen, idents = Counter[str](), []
    for marker in markers:
        seen[marker] += 1
        idents.append(f"fn{marker}" + (f"-{seen[marker]}" if seen[marker] > 1 else ""))
    return idents


def _by_component(blocks: list[ParagraphBlock]) -> dict[str, list[ParagraphBlock]]:
    components: dict[str, list[ParagraphBlock]] = {}
    for block in blocks:
        if not block.heading:
            components.setdefault(block.component, []).append(block)
    return components


def _divide(top: list[ParagraphBlock]) -> None:
    """Tell the preamble from an operative part whose paragraphs bear no number."""
    if not top or top[0].part is Part.ANNEX:
        return
    first = next((i for i, b in enumerate(top) if b.marker and b.marker.style in TOP), None)
    if first is None:
        commands = (i for i, b in enumerate(top) if b.verb and not b.verb.preambular)
        begin = next(commands, None)
        if begin is None and top[-1].last is not None and top[-1].last.key.rstrip("|").endswith(("。", ".")):
            begin = len(top) - 1
        for block in top[begin:] if begin is not None else []:
            block.part = Part.OPERATIVE
        return
    if not first:
        return
    before, number = top[first - 1], top[first].marker
    ending = before.last.key[-1] if before.last else ""
    if before.verb and not before.verb.preambular and number:
        lead = number.value == 1 and ending == ":"
        if lead or (number.value == 2 and ending in ":;"):
            before.part, before.leads_to_numbers = Part.OPERATIVE, lead


def _id(block: ParagraphBlock, component: str, counts: Counter[str]) -> str:
    prefix = f"{component}." if component else ""
    if block.parent is not None:
        if block.marker and block.marker.style is not NumberStyle.BULLET:
            return f"{block.parent.id}.{block.marker.label}"
        counts[block.parent.id] += 1
        return f"{block.parent.id}.t{counts[block.parent.id]}"
    label = block.marker.label if block.marker else ""
    if block.part is Part.ANNEX:
        if label:
            return f"{prefix}{label}"
        counts[f"{component} p"] += 1
        return f"{prefix}p{counts[f'{component} p']}"
    if block.part is Part.PREAMBLE:
        counts[f"{component} pp"] += 1
        return f"{prefix}pp{counts[f'{component} pp']}"
    if not label:
        counts[f"{component} op"] += 1
        label = str(counts[f"{component} op"] - bool(block.leads_to_numbers))
    return f"{prefix}op{label}"


def _gaps(members: list[ParagraphBlock]) -> list[ReadingWarning]:
    """Numbers that are left out, repeated or out of order, level by level."""
    warnings = []
    last: dict[tuple[int, NumberStyle], tuple[int, str]] = {}
    for block in members:
        marker = block.marker
        if marker is None or marker.style is NumberStyle.BULLET:
            continue
        key = (id(block.parent), marker.style)
        before, suffix = last.get(key, (0, ""))
        if marker.value > before + 1:
            missing = f"{before + 1}" if marker.value == before + 2 else f"{before + 1}—{marker.value - 1}"
            warnings.append(ReadingWarning("numbering-gap", block.id, f"编号跳过了 {missing}。"))
        elif marker.value <= before and marker.suffix == suffix and not (marker.value == 1 and before):
            warnings.append(
                ReadingWarning("numbering-repeat", block.id, f"编号 {marker.value} 在 {before} 之后再次出现。")
            )
        last[key] = (marker.value, marker.suffix)
    return warnings
