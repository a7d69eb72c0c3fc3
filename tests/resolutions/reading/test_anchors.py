"""Tests of the names of paragraphs and sections."""

import pytest

from resolutions.reading.anchors import paragraph_label, place_label, section_title, short_label
from resolutions.reading.model import Part


@pytest.mark.parametrize(
    ("anchor", "label"),
    [
        ("pp3", "序3"),
        ("op7", "执行7"),
        ("op7.a.i", "执行7(a)(i)"),
        ("fn2", "脚注2"),
        ("B.op1", "B部分 执行1"),
        ("annex1.3", "附件1 第3段"),
        ("annex1.p1", "附件1 p1"),
        ("第9行", "第9行"),
    ],
)
def test_an_anchor_has_a_name_for_a_sentence(anchor: str, label: str) -> None:
    assert place_label(anchor) == label


@pytest.mark.parametrize(
    ("anchor", "depth", "label"),
    [("pp3", 0, "序 3"), ("B.op7", 0, "7."), ("op7.a", 1, "(a)"), ("annex1.3", 0, "3.")],
)
def test_a_narrow_column_has_a_short_label(anchor: str, depth: int, label: str) -> None:
    assert short_label(anchor, depth) == label


@pytest.mark.parametrize(
    ("anchor", "part", "depth", "number", "label"),
    [
        ("op7", Part.OPERATIVE, 0, "7.", "7."),
        ("op7.a", Part.OPERATIVE, 1, "(a)", "(a)"),
        ("B.pp3", Part.PREAMBLE, 0, "", "序3"),
        ("pp3.t1", Part.PREAMBLE, 1, "", ""),
        ("op1", Part.OPERATIVE, 0, "", ""),
        ("annex1.p1", Part.ANNEX, 0, "", ""),
    ],
)
def test_a_paragraph_is_labelled_with_its_printed_number(
    anchor: str, part: Part, depth: int, number: str, label: str
) -> None:
    assert paragraph_label(anchor, part=part, depth=depth, number=number) == label


@pytest.mark.parametrize(
    ("component", "part", "title"),
    [
        ("", Part.PREAMBLE, "序言部分"),
        ("", Part.OPERATIVE, "执行部分"),
        ("B", Part.PREAMBLE, "B 序言部分"),
        ("II", Part.OPERATIVE, "II 执行部分"),
        ("annex2", Part.ANNEX, "附件 2"),
    ],
)
def test_a_section_has_a_title(component: str, part: Part, title: str) -> None:
    assert section_title(component, part) == title


def test_the_caller_translates_the_words_of_a_section_title() -> None:
    english = {"附件 %(number)s": "Annex %(number)s", "序言部分": "Preamble"}.__getitem__
    assert section_title("annex2", Part.ANNEX, english) == "Annex 2"
    assert section_title("B", Part.PREAMBLE, english) == "B Preamble"
