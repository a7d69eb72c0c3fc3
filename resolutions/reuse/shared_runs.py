"""The words that two paragraphs have in common."""

from rapidfuzz.distance import Indel

from ..language.normalization import searchable_with_offsets

SHORTEST = 3  # characters; shorter runs are in common by chance


def shared_characters(a: str, b: str) -> list[tuple[int, int]]:
    """Return the spans of `b` that both texts have in the same order, compared in the searchable form."""
    form_a, _offsets = searchable_with_offsets(a)
    form_b, offsets = searchable_with_offsets(b)
    spans = []
    for operation in Indel.opcodes(form_a, form_b):
        start, end = operation.dest_start, operation.dest_end
        if operation.tag == "equal" and end - start >= SHORTEST:
            spans.append((offsets[start], offsets[end - 1] + 1))
    return spans
