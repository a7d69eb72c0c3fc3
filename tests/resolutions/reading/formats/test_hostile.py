"""Files that mean harm, of every kind: a sentence or a sound reading, in bounded time, and the reader goes on."""

import time
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resolutions.reading import ReadError, Reading, read, read_sandboxed
from resolutions.reading import sandbox as apart

from .... import pdfs
from ....pdfs import Sheet, assembled, pdf
from ....texts import DATA, FIXTURES, SEEDS, seed, text
from ....web import page
from ....word import docx, p
from ..test_nothing_lost import account
from .test_docx import HEADS
from .test_docx_hostile import with_part

SEED = (FIXTURES / SEEDS["65/218"]).read_bytes()
CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
ONE_PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>"
UNSEEN = set("\0\x01\u202a\u202e\u2066\ud800\ufeff")


def pages_of_pages(levels: int) -> bytes:
    """A PDF of 10 to the power of so many pages in a few hundred bytes: each list names the one below ten times."""
    lists = [
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b"%d 0 R " % (n + 3) * 10, 10 ** (levels - n))
        for n in range(levels)
    ]
    return assembled([CATALOGUE, *lists, ONE_PAGE])


def drawings_of_drawings(levels: int) -> bytes:
    """A PDF of one page on which a line of text is drawn 10 to the power of so many times, each drawing ten others."""
    resources = b"/Resources << /Font << /F1 3 0 R >> /XObject << /X %d 0 R >> >>"
    leaf = Sheet().text(90, 700, "大会，回顾决定").content[0].encode()
    objects = [
        CATALOGUE,
        b"<< /Type /Pages /Kids [7 0 R] /Count 1 >>",
        *pdfs._FONT,
        b"<< /Length 5 >>\nstream\n/X Do\nendstream",
    ]
    objects.append(b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R %s >>" % (resources % 8))
    for n in range(levels + 1):
        stream = b"/X Do " * 10 if n < levels else leaf
        head = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] %s /Length %d" % (resources % (9 + n), len(stream))
        objects.append(b"<< %s >>\nstream\n%s\nendstream" % (head, stream))
    return assembled(objects)


LAUGHS = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "a Word file that is a bomb": (lambda: with_part("word/document.xml", b" " * 200_000_000), "反常"),
    "a PDF of 100,000 pages in a kilobyte": (lambda: pages_of_pages(5), "100,000 页，超过上限"),
    "a PDF that names one page 100,000 times": (
        lambda: assembled(
            [CATALOGUE, b"<< /Type /Pages /Kids [%s] /Count 100000 >>" % (b"3 0 R " * 100_000), ONE_PAGE]
        ),
        "100,000 页，超过上限",
    ),
    "a PDF that draws text 10,000 times": (lambda: drawings_of_drawings(4), "上限"),
    "50 MB of text": (lambda: "大会，".encode() * 5_500_000, "50 MB，超过上限 8 MB"),
    "a web page of nothing but elements": (lambda: b"<html>" + b"<table>" * 1_000_000, "空"),
    "a web page of nested lists": (lambda: "<html>大会，".encode() + b"<ol><li>" * 900_000, "汉字|决议"),
    "a web page of attributes": (lambda: b"<html " + b"a=1 " * 1_900_000 + b">", "空"),
    "a text of nothing but openings": (lambda: "大会，\n".encode() * 600_000, "决议|上限"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_what_means_harm_is_refused_from_a_process_of_its_own(kind: str) -> None:
    make, words = REFUSED[kind]
    data, began = make(), time.monotonic()
    with pytest.raises(ReadError, match=words) as refusal:
        read_sandboxed(data, "file")
    assert str(refusal.value).endswith("。")
    assert time.monotonic() - began < 30


def test_a_pdf_that_would_be_drawn_for_ever_is_stopped_and_the_next_file_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = drawings_of_drawings(9)
    assert len(data) < 5_000
    monkeypatch.setattr(apart, "SECONDS", 4)
    began = time.monotonic()
    with pytest.raises(ReadError, match="秒，已经停止"):
        read_sandboxed(data, "file.pdf")
    assert time.monotonic() - began < 8
    assert read_sandboxed(SEED, "next.txt") == read(SEED, "next.txt")


def test_entities_of_a_web_page_are_not_expanded_and_lead_nowhere() -> None:
    page = f'<!DOCTYPE html [<!ENTITY a "笑笑笑笑笑笑笑笑笑笑">{LAUGHS}<!ENTITY x SYSTEM "file:///etc/passwd">]><html>'
    reading = read((page + text("回顾&i;和&x;，", "1. 请秘书长。").replace("\n", "<br>")).encode(), "file.html")
    assert reading.paragraphs[0].text == "回顾&i;和&x;，"
    assert "root:" not in reading.raw


def kinds_of(*paragraphs: str, title: str = "灯塔") -> dict[str, bytes]:
    """A resolution in each kind of file."""
    whole = text(*paragraphs, head=f"70/1. {title}")
    lines = whole.splitlines()
    escaped = [line.replace("&", "&amp;").replace("<", "&lt;") for line in lines]
    return {
        "txt": whole.encode("utf-8", "surrogatepass"),
        "docx": docx(*(p(line) for line in lines if line)),
        "pdf": pdf(Sheet().lines(90, 760, *(f"　　{line}" if line in paragraphs else line for line in lines))),
        "html": f"<html><body>{''.join(f'<p>{line}</p>' for line in escaped)}</body></html>".encode(),
    }


@pytest.mark.parametrize("kind", ["txt", "docx", "pdf", "html"])
def test_a_script_in_a_title_is_words(kind: str) -> None:
    title = "<script>alert(1)</script>灯塔"
    reading = read(kinds_of("回顾其决议，", "1. 请秘书长提出报告。", title=title)[kind], "file")
    assert reading.meta.title == title


@pytest.mark.parametrize("kind", ["txt", "docx", "pdf", "html"])
def test_what_turns_the_direction_of_writing_is_dropped(kind: str) -> None:
    data = kinds_of("回顾\u202e其决\u2066议，", "1. 请秘\ufeff书长提出报告。")[kind]
    reading = read(data, "file")
    assert [x.text for x in reading.paragraphs] == ["回顾其决议，", "请秘书长提出报告。"]
    assert not UNSEEN & set(reading.raw)


@pytest.mark.parametrize(
    "data",
    [
        text("回顾\0其决议，", "1. 请秘书长。").encode(),
        text("回顾\ud800其决议，", "1. 请秘书长。").encode("utf-8", "surrogatepass"),
        b"\xff\xfe" + text("回顾\ud800其决议，", "1. 请秘书长。").encode("utf-16-le", "surrogatepass"),
        text("回顾\udc00其决议，", "1. 请秘书长。").encode("utf-16-be", "surrogatepass"),
        f"<html><body>{text('回顾&#0;&#xD800;其决议，', '1. 请秘书长。').replace(chr(10), '<br>')}</body></html>".encode(),
    ],
)  # fmt: skip
def test_nul_and_half_characters_are_no_part_of_a_text(data: bytes) -> None:
    with suppress(ReadError):
        reading = read(data, "file")
        account(reading)
        assert not UNSEEN & set(reading.raw)
        assert [x.text.replace("\ufffd", "") for x in reading.paragraphs] == ["回顾其决议，", "请秘书长。"]


WHOLE = {
    "txt": SEED,
    "html": page(seed("65/218"), HEADS["65/218"]),
    "docx": (DATA / "word" / "38-3.docx").read_bytes(),
    "pdf": (DATA / "pdf" / "ga-draft-c3-sponsors.pdf").read_bytes(),
}


@pytest.mark.parametrize("kind", WHOLE)
@pytest.mark.parametrize("name", ["file.txt", "file.html", "file.docx", "file.pdf", "file.exe", ""])
def test_the_kind_of_a_file_is_told_by_its_content(kind: str, name: str) -> None:
    assert read(WHOLE[kind], name).paragraphs == read(WHOLE[kind], f"right.{kind}").paragraphs


@pytest.mark.parametrize("kind", WHOLE)
def test_a_file_cut_off_anywhere_is_read_or_refused(kind: str) -> None:
    data = WHOLE[kind]
    for part in range(60):
        with suppress(ReadError):
            account(read(data[: len(data) * part // 60], "cut"))


def test_a_text_cut_off_inside_a_character_is_read_to_there() -> None:
    whole = seed("65/218").raw
    for end in range(len(SEED) - 1200, len(SEED) - 1190):
        assert whole.startswith(read(SEED[:end], "cut.txt").raw.rstrip("\ufffd"))


# --- anything at all --------------------------------------------------------------------------------


def sound_or_refused(data: bytes) -> None:
    """Fail unless a file is refused with a sentence, or read into what can be kept."""
    try:
        reading: Reading = read(data, "any")
    except ReadError as refusal:
        if not str(refusal).endswith("。"):
            raise
        return
    account(reading)
    assert not UNSEEN & set(reading.raw)


STARTS = [b"", b"%PDF-1.7\n", b"PK\x03\x04", b"PK\x05\x06", b"<html>", b"<?xml version='1.0'?><html>", b"\xff\xfe", b"\xfe\xff",
          b"\xef\xbb\xbf", b"\xff\xfe\0\0", b"\xd0\xcf\x11\xe0", b"{\\rtf", "大会，\n回顾其决议，\n1. 请".encode()]  # fmt: skip


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(STARTS), st.binary(max_size=400))
def test_any_bytes_at_all_are_read_or_refused(start: bytes, noise: bytes) -> None:
    sound_or_refused(start + noise)


EDITS = st.lists(st.tuples(st.floats(0, 1), st.binary(max_size=6), st.integers(0, 60)), min_size=1, max_size=6)
ENCODED = [SEED, *(seed("65/218").raw.encode(e) for e in ("gb18030", "utf-16", "utf-16-be", "utf-32")), WHOLE["html"]]


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([*ENCODED, WHOLE["docx"], WHOLE["pdf"]]), EDITS)
def test_a_damaged_file_of_any_kind_is_read_or_refused(data: bytes, edits: list[tuple[float, bytes, int]]) -> None:
    for where, new, length in edits:
        at = int(where * len(data))
        data = data[:at] + new + data[at + length :]
    sound_or_refused(data)
