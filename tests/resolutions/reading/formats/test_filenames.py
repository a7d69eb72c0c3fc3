"""Tests of cleaning the names of uploaded files."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolutions.reading.formats.filenames import clean_name


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("决议 65-218.docx", "决议 65-218.docx"),
        ("../../etc/passwd", "passwd"),
        ("/etc/passwd", "passwd"),
        (r"C:\文件\决议.docx", "决议.docx"),
        ("C:决议.docx", "C_决议.docx"),
        ("决议.txt:stream", "决议.txt_stream"),
        ("folder/", "folder"),
        ("..", "未命名"), (".", "未命名"), ("", "未命名"), ("\0", "未命名"), ("\u202e", "未命名"), ("/", "未命名"),
        ("a\0b.txt", "ab.txt"),
        ("决议\u202excod.exe", "决议xcod.exe"),
        ("\ud800决议.txt", "决议.txt"),
        ("第1页\n第2页\t.txt", "第1页 第2页 .txt"),
        ("nul.txt", "_nul.txt"), ("COM1", "_COM1"), ("console.txt", "console.txt"),
        ("决议.docx. . ", "决议.docx"),
        ("e\u0301.txt", "é.txt"),
        ("<script>.txt", "_script_.txt"),
        ("议" * 300 + ".docx", "议" * 195 + ".docx"),
        ("议" * 300, "议" * 200),
    ],
)  # fmt: skip
def test_names_are_cleaned(name: str, clean: str) -> None:
    assert clean_name(name) == clean


@given(st.text() | st.text("./\\ \u202e\0 con:aé\u0301", max_size=250))
def test_every_cleaned_name_is_valid(name: str) -> None:
    clean = clean_name(name)
    assert 1 <= len(clean) <= 200
    assert clean == clean_name(clean) == unicodedata.normalize("NFC", clean)
    assert not {unicodedata.category(c) for c in clean} & {"Cc", "Cf", "Cs", "Zl", "Zp"}
    assert not set('/\\<>:"|?*') & set(clean)
    assert clean == clean.strip()
    assert clean not in (".", "..")
