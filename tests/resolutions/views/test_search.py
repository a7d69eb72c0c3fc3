"""The page of a search, its other forms, and hostile queries."""

import csv
import io
import json
from xml.etree import ElementTree as ET

import pytest
from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from resolutions.corpus import store
from resolutions.models import Edition, IndexState, Visibility
from resolutions.search.filters import SearchFilters

from ...texts import prepared_seed, stored, text

HOSTILE = [
    '"',
    '""',
    "“",
    "' OR 1=1 --",
    "'; DROP TABLE search_pairs; --",
    "人权 AND OR NOT NEAR(合作)",
    "{title}: 人权*",
    "a* ^b c + d",
    "%_\\",
    "()[]{}:!&|<->",
    "😀 🇨🇳",
    "\0",
    "人\0权",
    "-",
    "-人权",
    "op:",
    "，",
    "人" * 10_000,
    " ".join(f"词{i}" for i in range(500)),
    " ".join(["人权"] * 500),
    "\u202e\u200b\ufeff",
    "<script>alert(1)</script>",
]


def page(client: Client, **filters: object) -> str:
    return client.get(SearchFilters(**filters).url()).content.decode()  # type: ignore[arg-type]


@pytest.mark.parametrize("query", HOSTILE)
@pytest.mark.parametrize(
    "path",
    [
        "/search/",
        "/search/results.json",
        "/search/results.csv",
        "/search/results.atom",
        "/x/suggest",
        "/find/",
    ],
)
def test_any_query_gets_a_page(client: Client, five: dict[str, Edition], path: str, query: str) -> None:
    response = client.get(path, {"q": query}, follow=True)
    assert response.status_code == 200
    body = b"".join(response) if response.streaming else response.content
    assert b"<script>alert" not in body or path.endswith((".json", ".csv"))


def test_a_lone_surrogate_in_a_url_gets_a_page(client: Client, five: dict[str, Edition]) -> None:
    assert client.get("/search/?q=%ED%A0%80%E4%BA%BA%E6%9D%83", follow=True).status_code == 200


def test_the_page_shows_the_paragraphs_with_the_words_marked(
    client: Client, five: dict[str, Edition]
) -> None:
    body = page(client, text='"普遍定期审议"')
    assert 'role="status"' in body
    assert "<mark>普遍定期审议</mark>" in body
    assert 'href="/A/HRC/RES/38/3#pp' in body
    assert "段，见于 <b>" in body


def test_a_query_string_redirects_to_the_canonical_one(client: Client, five: dict[str, Edition]) -> None:
    response = client.get("/search/?page=1&status=adopted&q=人权&foo=1&from=2010&to=&body=GA")
    assert response.status_code == 301
    assert response.headers["Location"] == "/search/?q=%E4%BA%BA%E6%9D%83&body=GA&year=2010..&status=adopted"


@pytest.mark.parametrize(
    "name", ["65/218", "A/RES/65/218", " a/res/65/218 ", "大会第65/218号决议", "第65/218号决议"]
)
def test_the_name_of_a_document_redirects_to_it_and_the_page_offers_the_search(
    client: Client, five: dict[str, Edition], name: str
) -> None:
    response = client.get("/search/", {"q": name}, follow=True)
    assert response.redirect_chain[-1][1] == 302
    assert response.redirect_chain[-1][0].startswith("/A/RES/65/218?q=")
    assert "改在全文中搜索" in response.content.decode()
    assert client.get("/search/", {"q": f'"{name}"'}, follow=True).status_code == 200
    assert "改在全文中搜索" not in client.get("/A/RES/65/218").content.decode()


def test_a_number_of_two_documents_shows_both(client: Client, db: None) -> None:
    stored(text("1. 请秘书长报告。", head="38/3. 灯塔", close="1983年9月30日\n第12次全体会议"))
    store(prepared_seed("38/3"))
    body = client.get("/find/", {"q": "38/3"}, follow=True).content.decode()
    assert 'href="/A/HRC/RES/38/3"' in body
    assert 'href="/A/RES/38/3"' in body


def test_a_page_after_the_last_redirects_to_the_last(client: Client, five: dict[str, Edition]) -> None:
    response = client.get(SearchFilters(text="合作", page=9).url())
    assert response.status_code == 302
    assert response.headers["Location"] == SearchFilters(text="合作").url()


def test_an_empty_query_gets_tips_and_one_without_results_alternatives(
    client: Client, five: dict[str, Edition]
) -> None:
    assert "引号里的字一个不差" in page(client)
    body = page(client, text='"普遍定期审义"', part="op")
    assert "没有找到" in body
    assert "普遍定期审议（" in page(client, text='"普遍定期审义"')
    assert "<b>" in body and "（去掉）" in body
    assert "分开来找" in page(client, text="合作 量子")


def test_synonyms_are_offered_with_counts(client: Client, db: None) -> None:
    stored(text("回顾往事，", "1. 促请会员国注意：增进友谊。"), "one.txt")
    stored(text("回顾往事，", "1. 促请会员国注意：促进友谊。", head="70/2. 另一件"), "two.txt")
    assert "促进友谊（1）" in page(client, text="增进友谊")


def test_the_number_of_results_does_not_change_the_number_of_queries(
    client: Client, five: dict[str, Edition], django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    page(client, text="合作")
    queries = (
        9 if connection.vendor == "postgresql" else 5
    )  # PostgreSQL also sets and resets options of the planner
    with django_assert_num_queries(queries):
        page(client, text="文明")
    with django_assert_num_queries(queries):
        page(client, text="人权")


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no candidates to read")
def test_a_count_is_marked_as_a_lower_bound_if_not_all_texts_were_read(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for module in ("searcher", "autocomplete"):
        monkeypatch.setattr(f"resolutions.search.{module}.MOST_READ_FOR_COUNT", 1)
    monkeypatch.setattr("resolutions.search.searcher.MOST_READ", 1)
    for n in (1, 2):
        stored(
            text("1. 请高级专员办事处在2015年注意看守灯塔明亮；", "2. 促进友谊。", head=f"70/{n}. 题目"),
            f"{n}.txt",
        )
    assert "高级专员</span> <small>2</small>" in client.get("/x/suggest", {"q": "高级专"}).content.decode()
    assert "促进友谊（1+）" in page(client, text="增进友谊")
    stored(
        text("1. 请注意看守、守灯、灯塔。", head="70/3. 题目", close="2020年9月25日\n第4次全体会议"), "3.txt"
    )
    body = page(client, text='"看守灯塔"')
    assert "<b>0</b> 段，见于 <b>0</b> 件" in body
    assert "没有逐件核对：实有的可能更多，至多 2 件" in body
    assert 'href="/search/?q=%22%E7%9C%8B%E5%AE%88%E7%81%AF%E5%A1%94%22&amp;every=1">逐件核对</a>' in body
    body = page(client, text='"看守灯塔"', every=True)
    assert "没有逐件核对" not in body
    assert "<b>2</b> 件" in body
    assert "<b>2</b> 件" in page(client, text="2015年")  # not in the dictionary, but segmented as a word
    monkeypatch.setattr(
        "resolutions.search.searcher.MOST_READ_ON_REQUEST", 2
    )  # with two terms, one document for each
    body = page(client, text='"看守灯塔" "守灯塔明"', every=True)
    assert "没有逐件核对" in body
    assert "逐件核对</a>" not in body
    with connection.cursor() as cursor:
        cursor.execute("UPDATE search_documents SET long = '{}'")
    IndexState.objects.update(version="of another dictionary", stamp="another")
    assert "高级专员</span> <small>1+</small>" in client.get("/x/suggest", {"q": "高级专"}).content.decode()


def test_json_csv_and_atom_have_the_same_results(client: Client, five: dict[str, Edition]) -> None:
    content = json.loads(client.get("/search/results.json", {"q": '"普遍定期审议"'}).content)
    assert content["documents"] == len(content["results"]) > 1
    line = content["results"][0]["lines"][0]
    start, end = line["marks"][0]
    assert line["text"][start:end] == "普遍定期审议"
    exported = b"".join(client.get("/search/results.csv", {"q": '"普遍定期审议"'})).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(exported)))
    assert rows[0] == ["symbol", "address", "edition", "date", "organ", "title", "place", "text"]
    assert len(rows) - 1 == sum(len(result["lines"]) for result in content["results"])
    feed = ET.fromstring(client.get("/search/results.atom", {"q": '"普遍定期审议"'}).content)  # noqa: S314  -- our own
    entries = feed.findall("{http://www.w3.org/2005/Atom}entry")
    assert len(entries) == content["documents"]
    assert client.get("/search/results.xml", {"q": "人权"}).status_code == 404


def test_a_cell_that_looks_like_a_formula_is_escaped(client: Client, db: None) -> None:
    stored(text("回顾往事，", "促请会员国注意，", "1. =SUM(A1)灯塔。"))
    body = b"".join(client.get("/search/results.csv", {"q": "灯塔"})).decode()
    assert "'=SUM(A1)" in body


def test_a_page_is_not_modified_until_the_corpus_changes(client: Client, five: dict[str, Edition]) -> None:
    url = SearchFilters(text="合作").url()
    etag = client.get(url).headers["ETag"]
    assert client.get(url, headers={"If-None-Match": etag}).status_code == 304
    stored(text("回顾往事，", "1. 促请会员国注意：灯塔合作。"))
    response = client.get(url, headers={"If-None-Match": etag})
    assert response.status_code == 200
    assert "灯塔" in response.content.decode()


def test_a_page_cached_for_staff_is_not_shown_to_others(client: Client, db: None) -> None:
    store(prepared_seed("25/3"), visibility=Visibility.IN_REVIEW)
    staff = Client()
    staff.force_login(User.objects.create_user("editor", is_staff=True))
    for _again in range(2):
        assert "A/HRC/RES/25/3" in page(staff, text="国际合作")
        assert "没有找到" in page(client, text="国际合作")


def test_suggestions_are_symbols_terms_and_titles(client: Client, five: dict[str, Edition]) -> None:
    assert 'data-url="/A/RES/65/218"' in client.get("/x/suggest", {"q": "65/2"}).content.decode()
    body = client.get("/x/suggest", {"q": "定期审议"}).content.decode()
    assert "普遍定期审议" in body
    assert 'role="option"' in body
    assert "增强人权领域的国际合作" in client.get("/x/suggest", {"q": "增强人权"}).content.decode()
    assert client.get("/x/suggest").content.strip() == b""
