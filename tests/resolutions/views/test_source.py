"""原文与读法: the source text with the kind of each character, and the original file."""

import pytest
from django.test import Client

from resolutions.models import Edition

from ...pages import page
from ...texts import SEEDS, prepared_seed, seed, stored, text

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("name", SEEDS)
def test_every_line_of_the_file_is_shown_with_its_kinds(
    client: Client, five: dict[str, Edition], name: str
) -> None:
    shown = page(client, f"/source/{five[name].resolution.address}")
    lines = {
        int(e.cssselect(".line-number")[0].text_content()): e.cssselect(".raw")[0]
        for e in shown.tree.cssselect(".source-lines li")
    }
    expected = {n: line for n, line in enumerate(seed(name).raw.split("\n"), 1) if line.strip()}
    assert {n: e.text_content() for n, e in lines.items()} == {
        n: line.strip() for n, line in expected.items()
    }
    for element in lines.values():
        outside = (element.text or "") + "".join(span.tail or "" for span in element)
        assert not outside.strip(), "a character without a kind"


def test_the_legend_counts_every_character(client: Client, five: dict[str, Edition]) -> None:
    shown = page(client, "/source/A/HRC/RES/25/3")
    counts = [int(e.text_content().replace(",", "")) for e in shown.tree.cssselect(".legend b")]
    assert sum(counts) == len("".join(seed("25/3").raw.split()))
    assert f"共 {sum(counts):,} 个字符" in shown.text(".lead")


def test_paragraphs_lead_to_their_source_and_back(client: Client, five: dict[str, Edition]) -> None:
    shown = page(client, "/source/A/HRC/RES/25/3@1")
    for paragraph in seed("25/3").paragraphs:
        anchor = shown.tree.get_element_by_id(paragraph.id)
        line = anchor.xpath("ancestor::li")[0]
        assert any(
            a.get("href") == f"/A/HRC/RES/25/3@1#{paragraph.id}" for a in line.cssselect(".row-kind a")
        ), paragraph.id


def test_warnings_lead_to_their_place(client: Client, five: dict[str, Edition]) -> None:
    shown = page(client, "/source/A/HRC/RES/25/3")
    assert shown.texts(".warnings li") == [f"date-session 序8 {seed('25/3').warnings[0].message}"]
    assert shown.tree.get_element_by_id(shown.attribute(".warnings a", "href")[1:]) is not None


def test_text_that_could_not_be_read_is_counted(client: Client) -> None:
    stored(text("1. 请秘书长报告。") + "\n\n大会主席随后通知各会员国，三个专家已经选出。\n")
    shown = page(client, "/source/A/RES/70/1")
    assert "其中 22 个未能读懂" in shown.text(".lead")
    assert shown.texts("li .span-unread") == ["未读", "大会主席随后通知各会员国，三个专家已经选出。"]


def test_a_long_file_is_shown_in_pages(client: Client) -> None:
    stored(text(*[f"{i + 1}. 请秘书长报告；" for i in range(700)]))
    first, second = (page(client, f"/source/A/RES/70/1{query}") for query in ("", "?page=2"))
    assert (
        len(first.tree.cssselect(".source-lines li")) + len(second.tree.cssselect(".source-lines li")) == 704
    )
    assert first.links(".pages") == {"下一页": "?page=2"}
    assert second.links(".pages") == {"上一页": "?page=1"}
    assert page(client, "/source/A/RES/70/1?page=soon").text("h1") == "原文与读法"


@pytest.mark.parametrize("name", SEEDS)
def test_the_file_comes_back_byte_for_byte_to_be_kept(
    client: Client, five: dict[str, Edition], name: str
) -> None:
    got = page(client, f"/file/{five[name].resolution.address}@1")
    assert got.content == prepared_seed(name).data
    assert got.headers["Content-Type"] == "application/octet-stream"
    assert got.headers["Content-Disposition"] == f'attachment; filename="{SEEDS[name]}"'
    assert got.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("name", ["决议.txt", 'a"b.txt', "a\r\nSet-Cookie: x=1.txt", "../../etc/passwd"])
def test_no_file_name_can_break_a_header(client: Client, name: str) -> None:
    stored(text("1. 请秘书长报告。"), name)
    got = page(client, "/file/A/RES/70/1")
    assert "Set-Cookie" not in got.headers
    assert got.headers["Content-Disposition"].startswith("attachment; filename")
    assert page(client, "/source/A/RES/70/1").text("h1") == "原文与读法"
