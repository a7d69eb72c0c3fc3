"""出处 and 沿革: the occurrences and the lineage of a paragraph."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from resolutions.corpus import store
from resolutions.models import Edition, Visibility

from ...pages import page
from ...texts import prepared_seed, stored, text

DRAFT44, DRAFT78 = "draft/hrc44-6a76d008", "draft/c378-94a27989"


def steps(client: Client, address: str) -> list[str]:
    """Return the documents and places of a lineage, the newest first."""
    tree = page(client, f"/lineage/{address}").tree
    return [a.text_content().strip() for a in tree.cssselect(".timeline h2 a")]


def test_a_lineage_has_the_same_steps_from_any_document_of_the_series(
    client: Client, five: dict[str, Edition]
) -> None:
    whole = [
        "第三委员会第78届会议决议草案 序4",
        "人权理事会第44届会议决议草案 序10",
        "A/HRC/RES/38/3 序8",
        "A/HRC/RES/25/3 序4",
        "A/RES/65/218 序3",
    ]
    assert steps(client, "A/RES/65/218/pp3") == whole
    assert steps(client, "A/HRC/RES/38/3/pp8") == whole
    assert steps(client, f"{DRAFT78}/pp4") == whole
    assert steps(client, "A/HRC/RES/25/3/op7") == [
        "人权理事会第44届会议决议草案 执行15", "A/HRC/RES/38/3 执行15", "A/HRC/RES/25/3 执行7",
    ]  # fmt: skip


def test_each_step_marks_the_differences_from_the_older_one(client: Client, five: dict[str, Edition]) -> None:
    shown = page(client, "/lineage/A/HRC/RES/25/3/op7")
    newest, middle, oldest = shown.tree.cssselect(".timeline article")
    assert [ins.text_content() for ins in newest.cssselect("ins")] == ["又再次强调"]
    assert [e.text_content() for e in middle.cssselect("del, ins")] == ["增进", "促进", "增强", "加强"]
    assert not oldest.cssselect("del, ins")
    assert oldest.get("aria-current") == "true"
    assert [e.text_content() for e in shown.tree.cssselect(".end")] == ["末见", "首见", "本段"]
    against_own = page(client, "/lineage/A/HRC/RES/25/3/op7?base=own").tree.cssselect(".timeline article")[0]
    assert "增进" in [e.text_content() for e in against_own.cssselect("del")]


def test_cited_documents_of_the_series_that_are_not_stored_are_gaps(
    client: Client, five: dict[str, Edition]
) -> None:
    gaps = page(client, "/lineage/A/HRC/RES/25/3/op7").tree.cssselect(".gap")
    assert [gap.text_content().strip() for gap in gaps] == [
        "库中缺 A/HRC/RES/35/8、A/RES/72/171",
        "库中缺 A/HRC/RES/23/3、A/RES/68/160",
    ]
    assert gaps[1].cssselect("a")[0].get("href") == "/A/HRC/RES/23/3"


def test_a_gap_disappears_when_the_document_is_stored(client: Client, five: dict[str, Edition]) -> None:
    stored(text("1. 请秘书长报告。", head="68/160. 灯塔", close="2013年12月18日\n第70次全体会议"))
    gaps = page(client, "/lineage/A/HRC/RES/25/3/op7").tree.cssselect(".gap")
    assert gaps[1].text_content().strip() == "库中缺 A/HRC/RES/23/3"


def test_a_lineage_includes_similar_paragraphs_outside_the_series(client: Client, db: None) -> None:
    words = "1. 强调需要提倡采用合作和建设性的办法增进和保护人权，并请秘书长就此提出报告；"
    stored(text(words, head="66/1. 灯塔", close="2011年9月25日\n第4次全体会议"))
    stored(text(words.replace("增进", "促进"), head="70/1. 航标"))
    assert steps(client, "A/RES/70/1/op1") == ["A/RES/70/1 执行1", "A/RES/66/1 执行1"]
    assert steps(client, "A/RES/66/1/op1") == ["A/RES/70/1 执行1", "A/RES/66/1 执行1"]


def test_a_lineage_of_one_step_says_so_and_offers_a_lower_threshold(client: Client, db: None) -> None:
    stored(text("1. 决定灯塔由管理员看守。"))
    shown = page(client, "/lineage/A/RES/70/1/op1")
    assert shown.text(".empty") == "未在库中找到相近段落（阈值 50%）。 降低阈值"
    assert shown.tree.cssselect(".empty a")[0].get("href") == "/lineage/A/RES/70/1/op1?sim=0.35"


def test_occurrences_are_grouped_by_series_with_the_most_similar_first(
    client: Client, five: dict[str, Edition]
) -> None:
    shown = page(client, "/reuse/A/HRC/RES/25/3/op7")
    assert shown.text(".tally") == "3 段，见于 3 件文件；逐字相同 1 段"
    assert shown.texts(".ends li") == ["首见 A/HRC/RES/25/3 2014", "末见 人权理事会第44届会议决议草案 2020"]
    assert [e.text_content().strip() for e in shown.tree.cssselect(".uses .similarity")] == [
        "逐字相同",
        "相似 98%",
        "相似 96%",
    ]
    assert [mark.text_content() for mark in shown.tree.cssselect(".occurrence mark")][1:3] == [
        "强调需要提倡采用合作和建设性的办法", "进和保护人权，还需要",
    ]  # fmt: skip
    fewer = page(client, "/reuse/A/HRC/RES/25/3/op7?sim=0.9&all=1")
    assert len(fewer.tree.cssselect(".occurrence")) == 3


def test_visitors_see_no_documents_under_review_in_a_lineage(client: Client, admin_client: Client) -> None:
    store(prepared_seed("65/218"))
    store(prepared_seed("38/3"))
    before = [client.get(f"/{name}/A/RES/65/218/pp3").content for name in ("lineage", "reuse")]
    store(prepared_seed("25/3"), visibility=Visibility.IN_REVIEW)
    assert [client.get(f"/{name}/A/RES/65/218/pp3").content for name in ("lineage", "reuse")] == before
    assert steps(admin_client, "A/RES/65/218/pp3") == [
        "A/HRC/RES/38/3 序8",
        "A/HRC/RES/25/3 序4",
        "A/RES/65/218 序3",
    ]


def test_a_superseded_edition_has_a_lineage_under_its_number(client: Client, db: None) -> None:
    stored(text("1. 请秘书长向大会报告灯塔的状况；"))
    stored(text("1. 促请秘书长向大会报告灯塔的状况；"))
    shown = page(client, "/lineage/A/RES/70/1@1/op1")
    assert shown.text(".timeline .text") == "请秘书长向大会报告灯塔的状况；"
    assert shown.tree.cssselect(".timeline h2 a")[0].get("href") == "/A/RES/70/1@1#op1"


@pytest.mark.parametrize(
    ("asked", "proper"),
    [
        ("/lineage/a/res/65/218/pp3", "/lineage/A/RES/65/218/pp3"),
        ("/reuse/A/RES/65/218/pp3/", "/reuse/A/RES/65/218/pp3"),
        ("/lineage/A/RES/65/218/pp3?sim=0.5&x=1", "/lineage/A/RES/65/218/pp3"),
        ("/lineage/A/RES/65/218/pp3?page=2&sim=0.7", "/lineage/A/RES/65/218/pp3?sim=0.7&page=2"),
        ("/reuse/A/RES/65/218/pp3?sim=nan", "/reuse/A/RES/65/218/pp3"),
    ],
)
def test_every_page_redirects_to_its_canonical_address(
    client: Client, five: dict[str, Edition], asked: str, proper: str
) -> None:
    response = client.get(asked)
    assert (response.status_code, response.headers["Location"]) == (301, proper)


@pytest.mark.parametrize(
    "path",
    ["A/RES/65/218/op99", "A/RES/65/218/", "A/RES/60/251/op1", "A/RES/65/218@9/op1", "x", "op7", "a\0/op1"],
)
def test_a_path_without_a_paragraph_answers_404(client: Client, five: dict[str, Edition], path: str) -> None:
    for name in ("lineage", "reuse"):
        assert client.get(f"/{name}/{path}").status_code == 404 or (name, path) == ("reuse", "")


def test_an_error_in_the_word_diff_answers_500(
    client: Client, five: dict[str, Edition], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*arguments: object) -> None:
        raise ValueError("a fault in the comparison")

    client.raise_request_exception = False
    monkeypatch.setattr("compare.collation.hunks.word_edits", fail)
    assert client.get("/reuse/A/HRC/RES/25/3/op7").status_code == 500


@pytest.mark.parametrize("count", [1, 3])
def test_the_number_of_occurrences_does_not_change_the_number_of_queries(
    client: Client, db: None, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for session in range(70, 71 + count):
        stored(text("1. 请秘书长向大会报告灯塔的状况；", head=f"{session}/1. 第{session}座灯塔"))
    with django_assert_num_queries(9):
        assert len(page(client, "/reuse/A/RES/70/1/op1").tree.cssselect(".occurrence")) == 1 + count
    with django_assert_num_queries(11):
        assert len(page(client, "/lineage/A/RES/70/1/op1").tree.cssselect(".timeline article")) == 1 + count
