"""Tests that a reading has a kind for every character of the source."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resolutions.reading import ReadError, Reading, read

from ...texts import DATA, FIXTURES, SEEDS

FILES = [
    *(FIXTURES / name for name in SEEDS.values()),
    *sorted(DATA.glob("samples/*.txt")),
    *sorted(DATA.glob("forms/*.txt")),
]
TEXTS = [file.read_text(encoding="utf-8") for file in FILES]


def squeezed(text: str) -> str:
    return "".join(text.split())


def account(reading: Reading) -> None:
    """Fail unless the spans cover every non-blank character exactly once and agree with the paragraphs."""
    at, of_paragraph, of_note = 0, dict[str, str](), dict[str, str]()
    for span in reading.spans:
        assert at <= span.start < span.end <= len(reading.raw)
        assert not reading.raw[at : span.start].strip(), "a character without a kind"
        at = span.end
        kept = {"text": of_paragraph, "footnote": of_note}.get(span.kind.value)
        if kept is not None:
            kept[span.where] = kept.get(span.where, "") + squeezed(reading.raw[span.start : span.end])
    assert not reading.raw[at:].strip()
    assert of_paragraph == {p.id: squeezed(p.text) for p in reading.paragraphs}
    assert of_note == {f.id: squeezed(f.text) for f in reading.footnotes}
    assert len({p.id for p in reading.paragraphs}) == len(reading.paragraphs), "two paragraphs of one id"
    for p in reading.paragraphs:
        raw = reading.raw[p.start : p.end]
        assert squeezed(raw).startswith(squeezed(p.text)[:1])
        assert squeezed(raw).endswith(squeezed(p.text)[-1:])
        assert all(0 <= m.offset <= len(p.text) for m in p.marks)
    places = {p.id: p.text for p in reading.paragraphs} | {f.id: f.text for f in reading.footnotes}
    assert all(places[c.place][c.start : c.end] == c.text for c in reading.citations)
    assert all(places[i.place][i.start : i.end] == i.text for i in reading.instruments)


def test_every_character_of_every_text_has_one_kind() -> None:
    for file in FILES:
        account(read(file.read_bytes(), file.name))


def test_unread_text_causes_a_warning() -> None:
    end = "\n\n大会主席随后通知各会员国，三个专家已经选出。\n"
    reading = read((TEXTS[4] + end).encode(), "with a note at the end.txt")
    assert [w.code for w in reading.warnings] == ["unread"]
    assert [reading.raw[s.start : s.end] for s in reading.spans if s.kind.value == "unread"] == [end.strip()]


NOISE = st.sampled_from(
    ["\n", "\n\n", " ", "，", "；", "。", "1. ", "2. ", "(a) ", "“", "”", "《", "》", "1", "¹", "[1]", "* ", "大会，", "附件", "A",
     "第2次会议", "________", "A/RES/65/218", "第70/1号决议", "回顾", "\f", "\u3000", "[", "|"]
)  # fmt: skip
EDITS = st.lists(
    st.tuples(
        st.sampled_from(["insert", "delete", "double", "swap lines"]),
        st.floats(0, 1),
        NOISE,
        st.integers(1, 80),
    ),
    min_size=1,
    max_size=8,
)


def mutated(text: str, edits: list[tuple[str, float, str, int]]) -> str:
    for kind, where, noise, length in edits:
        at = int(where * len(text))
        match kind:
            case "insert":
                text = text[:at] + noise + text[at:]
            case "delete":
                text = text[:at] + text[at + length :]
            case "double":
                text = text[:at] + text[at : at + length] + text[at:]
            case _:
                lines = text.split("\n")
                i = int(where * (len(lines) - 1))
                lines[i : i + 2] = reversed(lines[i : i + 2])
                text = "\n".join(lines)
    return text


@settings(max_examples=250, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(TEXTS), EDITS)
def test_a_damaged_text_is_covered_or_refused(text: str, edits: list[tuple[str, float, str, int]]) -> None:
    try:
        reading = read(mutated(text, edits).encode(), "damaged.txt")
    except ReadError:
        return
    account(reading)


@settings(max_examples=150)
@given(st.lists(st.one_of(NOISE, st.text(max_size=30)), max_size=40).map("".join))
def test_any_text_is_covered_or_refused(text: str) -> None:
    try:
        reading = read(text.encode("utf-8", "replace"), "any.txt")
    except ReadError:
        return
    account(reading)
