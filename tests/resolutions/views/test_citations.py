"""The most cited works, the open citations, and their settlement."""

import csv

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client

from resolutions.citations.ranking import update_ranking
from resolutions.corpus import prepare, store
from resolutions.models import Citation, Edge, Edition, Visibility

from ...pages import page, streamed
from ...texts import prepared_seed, stored, text

pytestmark = pytest.mark.django_db

OPEN = text("回顾2000年4月26日第2000/70号决议和《灯塔宣言》，", "1. 请秘书长报告。", head="70/1. 存疑")


@pytest.fixture
def ranked(five: dict[str, Edition]) -> None:
    update_ranking()


@pytest.fixture
def editor(db: None) -> Client:
    user = User.objects.create_user("editor", is_staff=True)
    user.user_permissions.add(Permission.objects.get(codename="settle_citation"))
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.usefixtures("ranked")
def test_the_most_cited_come_first(client: Client) -> None:
    shown = page(client, "/citations/")
    names = shown.texts("tbody th")
    assert names[:4] == ["A/CONF.157/24(Part I)", "A/CONF.189/12", "A/CONF.211/8", "联合国宪章"]
    assert shown.texts("tbody tr:first-child td.number")[0] == "5"
    assert "5 件公开文件、76 条引用" in shown.text(".hint")


@pytest.mark.usefixtures("ranked")
def test_the_list_is_filtered_by_organ_and_decade_and_ordered_by_rank(client: Client) -> None:
    assert page(client, "/citations/?body=SUBCOM").texts("tbody th") == ["E/CN.4/SUB.2/RES/2000/22"]
    assert page(client, "/citations/?body=GA&decade=1970").texts("tbody th") == ["A/RES/33/134"]
    ranks = [float(t) for t in page(client, "/citations/?sort=rank").texts("td.number:nth-child(7)")]
    assert ranks == sorted(ranks, reverse=True)
    assert page(client, "/citations/?body=XX").text(".empty") == "没有符合条件的文件。"


def test_before_the_first_ranking_the_page_says_so(client: Client, five: dict[str, Edition]) -> None:
    assert "还没有排过名" in page(client, "/citations/").text()


@pytest.mark.parametrize(
    "query", ["page=0", "page=99999999", "decade=19x0", "sort=%00", "body=%00%00", "page=-1"]
)
@pytest.mark.usefixtures("ranked")
def test_an_invalid_query_answers_200(client: Client, query: str) -> None:
    assert page(client, f"/citations/?{query}").text("h1") == "引文"


def test_open_citations_are_listed_with_words_place_and_candidates(client: Client) -> None:
    stored(OPEN)
    shown = page(client, "/citations/unresolved")
    assert shown.texts(".open > li > p") == [
        "A/RES/70/1 序1",
        "回顾2000年4月26日第2000/70号决议和《灯塔宣言》，",
        "可能是 E/RES/2000/70、E/CN.4/RES/2000/70、E/CN.4/SUB.2/RES/2000/70",
    ]
    assert shown.links(".open")["A/RES/70/1 序1"] == "/A/RES/70/1#pp1"
    assert not shown.tree.cssselect("main form")
    assert page(client, "/citations/unresolved?by=title").texts(".open b") == ["《灯塔宣言》"]


def test_readers_see_that_an_editor_settled_a_citation(client: Client, editor: Client) -> None:
    stored(OPEN)
    citation = Citation.objects.get(by="number")
    response = editor.post(f"/citations/{citation.pk}/settle", {"target": "E/CN.4/RES/2000/70"})
    assert (response.status_code, response.headers["Location"]) == (302, "/citations/unresolved?by=number")
    shown = page(client, "/citations/unresolved")
    assert shown.text(".empty") == "没有。"
    assert "→ E/CN.4/RES/2000/70" in shown.text(".citing")
    assert "editor" not in shown.text(".citing")
    assert "editor" in page(editor, "/citations/unresolved").text(".citing")
    assert "由编辑判定" in page(client, "/A/RES/70/1").text(".works")
    assert "由编辑判定" not in page(client, "/A/RES/70/1@1").content.decode()


def test_a_candidate_is_settled_with_one_button(editor: Client) -> None:
    stored(OPEN)
    shown = page(editor, "/citations/unresolved")
    assert shown.texts(".settle > button") == [
        "判定为 E/RES/2000/70", "判定为 E/CN.4/RES/2000/70", "判定为 E/CN.4/SUB.2/RES/2000/70",
    ]  # fmt: skip
    editor.post(shown.attribute(".settle", "action"), {"target": ["", "E/CN.4/RES/2000/70"]})
    assert Edge.objects.get().work_id == "E/CN.4/RES/2000/70"


def test_a_target_that_names_no_document_is_refused_with_a_chinese_sentence(editor: Client) -> None:
    stored(OPEN)
    citation = Citation.objects.get(by="number")
    response = editor.post(f"/citations/{citation.pk}/settle", {"target": "灯塔"})
    assert response.status_code == 400
    assert '<p role="alert">没有判定：“灯塔”既不是文号，也不是已知的文件。</p>' in response.content.decode()
    assert not Edge.objects.exists()


def test_a_citation_that_the_reader_identified_is_refused_with_a_chinese_sentence(editor: Client) -> None:
    stored(text("回顾第69/1号决议，", "1. 请秘书长报告。"))
    citation = Citation.objects.get()
    response = editor.post(f"/citations/{citation.pk}/settle", {"target": "A/RES/70/9"})
    assert response.status_code == 400
    assert '<p role="alert">没有判定：这处引文已从原文识别，不能另行判定。</p>' in response.content.decode()
    assert Edge.objects.get().work_id == "A/RES/69/1"


def test_only_editors_may_settle(client: Client, editor: Client) -> None:
    stored(OPEN)
    address = f"/citations/{Citation.objects.get(by='number').pk}/settle"
    assert client.get(address).status_code == 405
    assert client.post(address, {"target": "A/RES/1/1"}).status_code in (302, 403)
    reader = Client()
    reader.force_login(User.objects.create_user("reader"))
    assert reader.post(address, {"target": "A/RES/1/1"}).status_code == 403
    assert editor.post("/citations/999999/settle", {"target": "A/RES/1/1"}).status_code == 404
    assert not Edge.objects.exists()


def test_citations_under_review_are_listed_only_for_staff(client: Client, admin_client: Client) -> None:
    store(prepare(OPEN.encode(), "text.txt"), visibility=Visibility.IN_REVIEW)
    assert page(client, "/citations/unresolved").texts(".open li") == []
    assert "（0 处）" in page(client, "/citations/").text()
    assert len(page(admin_client, "/citations/unresolved").texts(".open > li")) == 1


def test_the_csv_export_names_editions_and_its_date(client: Client) -> None:
    store(prepared_seed("65/218"))
    store(prepared_seed("25/3"), visibility=Visibility.IN_REVIEW)
    rows = list(csv.DictReader(streamed(client, "/citations/all.csv").decode("utf-8-sig").splitlines()))
    assert {row["citing"] for row in rows} == {"A/RES/65/218"}
    assert {row["edition"] for row in rows} == {"1"}
    assert all(row["taken_on"] for row in rows)
    assert client.get("/citations/all.pdf").status_code == 404
