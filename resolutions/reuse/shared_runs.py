"""Which words two paragraphs share."""

from rapidfuzz.distance import Indel

from ..language.normalization import searchable_with_offsets

SHORTEST = 3  # characters; shorter shared runs are chance


def shared_characters(a: str, b: str) -> list[tuple[int, int]]:
    """Where in `b` the runs start and end that both texts have in the same order, however they are written."""
    (form_a, _), (form_b, offsets) = searchable_with_offsets(a), searchable_with_offsets(b)
    runs = [(op.dest_start, op.dest_end) for op in Indel.opcodes(form_a, form_b) if op.tag == "equal"]
    return [(offsets[start], offsets[end - 1] + 1) for start, end in runs if end - start >= SHORTEST]
