"""Tests of hostile files of every format: a ReadError or a consistent reading, in bounded time."""

import time
from collections.abc import Callable
from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from resolutions.reading import ReadError, Reading, read, read_sandboxed, sandbox

from .... import pdfs
from ....pdfs import Sheet, pdf, pdf_of_objects
from ....texts import DATA, FIXTURES, SEEDS, seed, text
from ....web import page
from ....word import docx, p
from ..test_nothing_lost import account
from .test_docx import HEADS
from .test_docx_hostile import with_part

SEED = (FIXTURES / SEEDS["65/218"]).read_bytes()
CATALOGUE = b"<< /Type /Catalog /Pages 2 0 R >>"
ONE_PAGE = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] >>"
UNPRINTABLE = set("\0\x01\u202a\u202e\u2066\ud800\ufeff")


def nested_page_lists(levels: int) -> bytes:
    """Return a PDF of 10 ** levels pages in a few hundred bytes: each page list has the next one ten times."""
    lists = [
        b"<< /Type /Pages /Kids [%s] /Count %d >>" % (b"%d 0 R " % (n + 3) * 10, 10 ** (levels - n))
        for n in range(levels)
    ]
    return pdf_of_objects([CATALOGUE, *lists, ONE_PAGE])


def nested_forms(levels: int) -> bytes:
    """Return a PDF that draws a line of text 10 ** levels times: each form draws the next one ten times."""
    resources = b"/Resources << /Font << /F1 3 0 R >> /XObject << /X %d 0 R >> >>"
    leaf = Sheet().text(90, 700, "大会，回顾决定").content[0].encode()
    objects = [
        CATALOGUE,
        b"<< /Type /Pages /Kids [7 0 R] /Count 1 >>",
        *pdfs._FONT,
        b"<< /Length 5 >>\nstream\n/X Do\nendstream",
    ]
    objects.append(
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 6 0 R %s >>" % (resources % 8)
    )
    for n in range(levels + 1):
        stream = b"/X Do " * 10 if n < levels else leaf
        head = b"/Type /XObject /Subtype /Form /BBox [0 0 595 842] %s /Length %d" % (
            resources % (9 + n),
            len(stream),
        )
        objects.append(b"<< %s >>\nstream\n%s\nendstream" % (head, stream))
    return pdf_of_objects(objects)


ENTITIES = "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "a Word file that is a zip bomb": (lambda: with_part("word/document.xml", b" " * 200_000_000), "反常"),
    "a PDF of 100,000 pages in a kilobyte": (lambda: nested_page_lists(5), "100,000 页，超过上限"),
    "a PDF with one page 100,000 times": (
        lambda: pdf_of_objects(
            [CATALOGUE, b"<< /Type /Pages /Kids [%s] /Count 100000 >>" % (b"3 0 R " * 100_000), ONE_PAGE]
        ),
        "100,000 页，超过上限",
    ),
    "a PDF that draws text 10,000 times": (lambda: nested_forms(4), "上限"),
    "50 MB of text": (lambda: "大会，".encode() * 5_500_000, "50 MB，超过上限 8 MB"),
    "a web page of elements without text": (lambda: b"<html>" + b"<table>" * 1_000_000, "空"),
    "a web page of nested lists": (lambda: "<html>大会，".encode() + b"<ol><li>" * 900_000, "汉字|决议"),
    "a web page of attributes": (lambda: b"<html " + b"a=1 " * 1_900_000 + b">", "空"),
    "a text of openings only": (lambda: "大会，\n".encode() * 600_000, "决议|上限"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_hostile_files_are_refused_in_the_sandbox(kind: str) -> None:
    make, words = REFUSED[kind]
    data, began = make(), time.monotonic()
    with pytest.raises(ReadError, match=words) as refusal:
        read_sandboxed(data, "file")
    assert str(refusal.value).endswith("。")
    assert time.monotonic() - began < 30


def test_reading_stops_after_the_time_limit_and_the_next_file_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    data = nested_forms(9)
    assert len(data) < 5_000
    monkeypatch.setattr(sandbox, "SECONDS", 4)
    began = time.monotonic()
    with pytest.raises(ReadError, match="秒，已经停止"):
        read_sandboxed(data, "file.pdf")
    assert time.monotonic() - began < 8
    assert read_sandboxed(SEED, "next.txt") == read(SEED, "next.txt")


def test_entities_of_a_web_page_are_not_expanded() -> None:
    page = f'<!DOCTYPE html [<!ENTITY a "笑笑笑笑笑笑笑笑笑笑">{ENTITIES}<!ENTITY x SYSTEM "file:///etc/passwd">]><html>'
    reading = read(
        (page + text("回顾&i;和&x;，", "1. 请秘书长。").replace("\n", "<br>")).encode(), "file.html"
    )
    assert reading.paragraphs[0].text == "回顾&i;和&x;，"
    assert "root:" not in reading.raw


def resolution_in_each_format(*paragraphs: str, title: str = "灯塔") -> dict[str, bytes]:
    """Return a resolution as a file of each format."""
    whole = text(*paragraphs, head=f"70/1. {title}")
    lines = whole.splitlines()
    escaped = [line.replace("&", "&amp;").replace("<", "&lt;") for line in lines]
    return {
        "txt": whole.encode("utf-8", "surrogatepass"),
        "docx": docx(*(p(line) for line in lines if line)),
        "pdf": pdf(
            Sheet().lines(90, 760, *(f"　　{line}" if line in paragraphs else line for line in lines))
        ),
        "html": f"<html><body>{''.join(f'<p>{line}</p>' for line in escaped)}</body></html>".encode(),
    }


@pytest.mark.parametrize("kind", ["txt", "docx", "pdf", "html"])
def test_a_script_in_a_title_is_text(kind: str) -> None:
    title = "<script>alert(1)</script>灯塔"
    reading = read(
        resolution_in_each_format("回顾其决议，", "1. 请秘书长提出报告。", title=title)[kind], "file"
    )
    assert reading.meta.title == title


@pytest.mark.parametrize("kind", ["txt", "docx", "pdf", "html"])
def test_bidirectional_controls_are_dropped(kind: str) -> None:
    data = resolution_in_each_format("回顾\u202e其决\u2066议，", "1. 请秘\ufeff书长提出报告。")[kind]
    reading = read(data, "file")
    assert [x.text for x in reading.paragraphs] == ["回顾其决议，", "请秘书长提出报告。"]
    assert not UNPRINTABLE & set(reading.raw)


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
def test_nul_and_lone_surrogates_are_dropped(data: bytes) -> None:
    with suppress(ReadError):
        reading = read(data, "file")
        account(reading)
        assert not UNPRINTABLE & set(reading.raw)
        assert [x.text.replace("\ufffd", "") for x in reading.paragraphs] == ["回顾其决议，", "请秘书长。"]


FILES = {
    "txt": SEED,
    "html": page(seed("65/218"), HEADS["65/218"]),
    "docx": (DATA / "word" / "38-3.docx").read_bytes(),
    "pdf": (DATA / "pdf" / "ga-draft-c3-sponsors.pdf").read_bytes(),
}


@pytest.mark.parametrize("kind", FILES)
@pytest.mark.parametrize("name", ["file.txt", "file.html", "file.docx", "file.pdf", "file.exe", ""])
def test_the_format_is_detected_from_the_content_for_any_name(kind: str, name: str) -> None:
    assert read(FILES[kind], name).paragraphs == read(FILES[kind], f"right.{kind}").paragraphs


@pytest.mark.parametrize("kind", FILES)
def test_a_truncated_file_is_read_or_refused(kind: str) -> None:
    data = FILES[kind]
    for part in range(60):
        with suppress(ReadError):
            account(read(data[: len(data) * part // 60], "cut"))


def test_a_text_truncated_inside_a_character_is_read() -> None:
    whole = seed("65/218").raw
    for end in range(len(SEED) - 1200, len(SEED) - 1190):
        assert whole.startswith(read(SEED[:end], "cut.txt").raw.rstrip("\ufffd"))


# --- property tests ---------------------------------------------------------------------------------


def assert_consistent_or_refused(data: bytes) -> None:
    """Assert that a file is refused with a sentence, or that its reading is consistent and can be stored."""
    try:
        reading: Reading = read(data, "any")
    except ReadError as refusal:
        if not str(refusal).endswith("。"):
            raise
        return
    account(reading)
    assert not UNPRINTABLE & set(reading.raw)


STARTS = [
    b"", b"%PDF-1.7\n", b"PK\x03\x04", b"PK\x05\x06", b"<html>", b"<?xml version='1.0'?><html>", b"\xff\xfe",
    b"\xfe\xff", b"\xef\xbb\xbf", b"\xff\xfe\0\0", b"\xd0\xcf\x11\xe0", b"{\\rtf",
    "大会，\n回顾其决议，\n1. 请".encode(),
]  # fmt: skip


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(STARTS), st.binary(max_size=400))
def test_any_bytes_are_read_or_refused(start: bytes, noise: bytes) -> None:
    assert_consistent_or_refused(start + noise)


EDITS = st.lists(
    st.tuples(st.floats(0, 1), st.binary(max_size=6), st.integers(0, 60)), min_size=1, max_size=6
)
ENCODED = [
    SEED,
    *(seed("65/218").raw.encode(e) for e in ("gb18030", "utf-16", "utf-16-be", "utf-32")),
    FILES["html"],
]


@settings(max_examples=200, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from([*ENCODED, FILES["docx"], FILES["pdf"]]), EDITS)
def test_a_damaged_file_of_any_kind_is_read_or_refused(
    data: bytes, edits: list[tuple[float, bytes, int]]
) -> None:
    for where, new, length in edits:
        at = int(where * len(data))
        data = data[:at] + new + data[at + length :]
    assert_consistent_or_refused(data)
