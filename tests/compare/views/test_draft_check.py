"""查草案: a draft is compared with agreed language and not stored."""

import re

import pytest
from django.core.cache import cache
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from lxml import html
from lxml.html import HtmlElement

from compare.agreed_language import draft_check as draft
from compare.agreed_language.draft_check import (
    MOST_CHARACTERS,
    ParagraphMatch,
    deserialize_matches,
    paragraphs_in,
    serialize_matches,
)
from compare.views.draft_check import BUDGET
from resolutions.corpus import store
from resolutions.models import Edition, Paragraph, Visibility
from resolutions.reuse import matching as finding

from ...texts import FIXTURES, SEEDS, prepared_seed

OP7 = "强调需要提倡采用合作和建设性的办法增进和保护人权，还需要增强人权理事会在推广咨询服务、技术援助和能力建设方面的作用，以酌情支持确保平等实现所有人权和基本自由的努力；"
FRESH = "鸢飞戾天，鱼跃于渊，言其上下察也；"
LINES = "\n".join([OP7, OP7.replace("增进", "推进"), FRESH])


def sent(client: Client, **fields: object) -> HtmlElement:
    """Return the page that answers a form."""
    response = client.post("/reuse/", fields)
    assert response.status_code == 200
    return html.fromstring(response.content.decode())


def words(tree: HtmlElement, selector: str) -> list[str]:
    return [re.sub(r"\s+", " ", e.text_content()).strip() for e in tree.cssselect(selector)]


def test_each_paragraph_is_marked_as_the_same_amended_or_new(
    client: Client, five: dict[str, Edition]
) -> None:
    tree = sent(client, text=LINES)
    assert words(tree, ".tally") == ["已查 3 段，共 3 段"]
    assert words(tree, ".checked .end") == ["逐字相同", "有改动", "新的"]
    assert words(tree, ".checked .where > a:first-of-type") == ["A/HRC/RES/25/3 执行7"] * 2
    assert words(tree, ".checked ins, .checked del") == ["增进", "推进"]
    same, amended, new = (int(b.rstrip("%")) for b in words(tree, ".shares b"))
    assert (same + amended + new, new) == (100, round(100 * len(FRESH) / len(LINES.replace("\n", ""))))


def test_new_paragraphs_come_first_on_request(client: Client, five: dict[str, Edition]) -> None:
    tree = sent(client, text=LINES, lines="1", order="new")
    assert words(tree, ".checked .place") == ["3", "2", "1"]


def test_a_whole_resolution_is_checked_by_its_paragraphs(
    client: Client, five: dict[str, Edition], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draft, "SECONDS", 60)
    tree = sent(client, text=(FIXTURES / SEEDS["38/3"]).read_text())
    count = five["38/3"].paragraphs.count()
    assert words(tree, ".tally") == [f"已查 {count} 段，共 {count} 段"]
    assert words(tree, ".shares b") == ["100%", "0%", "0%"]


def test_a_file_is_checked_and_not_stored(
    client: Client, five: dict[str, Edition], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draft, "SECONDS", 60)
    before = Paragraph.objects.count()
    file = SimpleUploadedFile("draft.txt", (FIXTURES / SEEDS["38/3"]).read_bytes())
    assert words(sent(client, file=file), ".shares b") == ["100%", "0%", "0%"]
    assert Paragraph.objects.count() == before
    answer = client.post("/reuse/", {"file": SimpleUploadedFile("draft.docx", b"PK\3\4 nothing")})
    assert answer.status_code == 422
    assert 'role="alert"' in answer.content.decode()


def test_a_long_draft_is_checked_over_several_requests(
    client: Client, five: dict[str, Edition], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(draft, "SECONDS", 0)
    tree = sent(client, text=LINES)
    for count in (1, 2, 3):
        assert words(tree, ".tally") == [f"已查 {count} 段，共 3 段"]
        form = tree.cssselect("#checked form")[0]
        assert (form.get("hx-trigger") is None) == (count == 3)
        fields = {name: value for name, value in form.form_values() if name != "csrfmiddlewaretoken"}
        tree = sent(client, **fields)
    assert words(tree, ".checked .end") == ["逐字相同", "有改动", "新的"]


def test_a_forged_form_does_not_show_paragraphs_under_review(client: Client, db: None) -> None:
    store(prepared_seed("38/3"))
    hidden = store(prepared_seed("25/3"), visibility=Visibility.IN_REVIEW)[1].paragraphs.get(ident="op7")
    tree = sent(client, text=FRESH, lines="1", done=f"{hidden.pk}=0.9")
    assert words(tree, ".checked .end") == ["新的"]
    assert words(sent(client, text=OP7), ".checked .where > a:first-of-type") == ["A/HRC/RES/38/3 执行15"]


def test_matches_survive_serialization() -> None:
    verdicts = [ParagraphMatch(118, 0.9756), ParagraphMatch(0, 0), ParagraphMatch(7, 1)]
    assert deserialize_matches(serialize_matches(verdicts)) == verdicts
    assert deserialize_matches("118=2 x") == deserialize_matches("118=nan") == deserialize_matches("=") == []


@pytest.mark.parametrize("fields", [{}, {"text": " \n\0"}, {"text": "，", "lines": "1", "done": "x=1 " * 50}])
def test_no_input_causes_a_server_error(
    client: Client, five: dict[str, Edition], fields: dict[str, str]
) -> None:
    assert client.post("/reuse/", fields).status_code in (200, 400)


def test_drafts_that_are_too_long_or_too_frequent_are_refused_with_a_sentence(
    client: Client, five: dict[str, Edition]
) -> None:
    answer = client.post("/reuse/", {"text": "人" * (MOST_CHARACTERS + 1)})
    assert (answer.status_code, "请分几次查" in answer.content.decode()) == (413, True)
    cache.set("checked:127.0.0.1", BUDGET.size, 60)
    answer = client.post("/reuse/", {"text": OP7})
    cache.delete("checked:127.0.0.1")
    assert (answer.status_code, answer.headers["Retry-After"]) == (429, "600")
    assert OP7 in answer.content.decode()


def test_a_form_without_a_csrf_token_is_refused() -> None:
    assert Client(enforce_csrf_checks=True).post("/reuse/", {"text": OP7}).status_code == 403


def test_a_result_is_not_cached(client: Client, five: dict[str, Edition]) -> None:
    assert "no-store" in client.post("/reuse/", {"text": OP7}).headers["Cache-Control"]


def test_the_lines_of_other_texts_are_paragraphs() -> None:
    assert paragraphs_in("一段  话\n\n 另一段\r\n") == ["一段 话", "另一段"]


def test_the_cost_of_matching_a_paragraph_is_bounded() -> None:
    assert finding.MOST_FINGERPRINTS * finding.BUDGET < 10_000_000
