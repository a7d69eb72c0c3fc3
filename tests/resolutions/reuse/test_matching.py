"""Finding similar paragraphs and documents, as far as the visitor may see them."""

import pytest
from django.contrib.auth.models import AnonymousUser, User
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import Indel

from resolutions.corpus import store
from resolutions.language.normalization import searchable
from resolutions.models import Edition, Paragraph, Visibility, Wording
from resolutions.models.visitor import Visitor
from resolutions.reuse.matching import find_matches
from resolutions.reuse.similar_documents import document_similarity, nearest_documents

from ...texts import prepared_seed, seed, stored, text

ANYONE = AnonymousUser()
OP7 = "强调需要提倡采用合作和建设性的办法增进和保护人权，还需要增强人权理事会在推广咨询服务、技术援助和能力建设方面的作用，以酌情支持确保平等实现所有人权和基本自由的努力；"
wordings = st.lists(st.text("人权合作", min_size=1, max_size=20), max_size=5)


def places(words: str, user: Visitor = ANYONE, **options: bool | float) -> list[tuple[str, str, float]]:
    """Return the label of the document, the paragraph and the similarity of each match."""
    matches = find_matches(words, user, **options)  # type: ignore[arg-type]
    by_pk = Paragraph.objects.select_related("edition__resolution").in_bulk(
        [match.paragraph for match in matches]
    )
    rows = []
    for match in matches:
        paragraph = by_pk[match.paragraph]
        rows.append((paragraph.edition.resolution.short_label, paragraph.ident, round(match.similarity, 2)))
    return rows


def test_a_paragraph_is_found_in_every_document_that_has_it(five: dict[str, Edition]) -> None:
    assert places(OP7) == [("25/3", "op7", 1.0), ("38/3", "op15", 0.98), ("44届草案", "op15", 0.96)]


def test_traditional_characters_width_and_blanks_do_not_matter(five: dict[str, Edition]) -> None:
    words = "強調需要提倡採用合作和建設性的辦法增進和保護人權, 還需要增強人權理事會在推廣諮詢服務、技術援助和能力建設方面的作用,"
    assert places(words)[0][:2] == ("25/3", "op7")


def test_less_similar_paragraphs_are_left_out(five: dict[str, Edition]) -> None:
    assert [place[0] for place in places(OP7, at_least=0.97)] == ["25/3", "38/3"]


@pytest.mark.parametrize("every", [False, True])
def test_every_similar_paragraph_is_found(five: dict[str, Edition], every: bool) -> None:
    wordings = list(Wording.objects.values_list("text", flat=True))
    least = 0.55 if every else 0.6
    for paragraph in seed("38/3").paragraphs:
        form = searchable(paragraph.text)
        similar = {wording for wording in wordings if Indel.normalized_similarity(form, wording) >= least}
        matches = find_matches(paragraph.text, ANYONE, every=every)
        found = Paragraph.objects.in_bulk([match.paragraph for match in matches])
        assert similar <= {searchable(row.text) for row in found.values()}


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["", " \n", "，", "决定", "\0", "🙂" * 5000, "' OR 1=1 --", "人" * 20_000])
def test_unusual_texts_have_no_matches(words: str) -> None:
    stored(text("1. 决定继续处理此案。"))
    assert places(words) == []


def test_of_equal_matches_the_oldest_comes_first(db: None) -> None:
    for session in (72, 70, 71):
        stored(
            text(
                "1. 决定继续处理此案。",
                head=f"{session}/1. 灯塔",
                close=f"{1945 + session}年9月25日\n第4次全体会议",
            )
        )
    assert [place[0] for place in places("决定继续处理此案。")] == ["70/1", "71/1", "72/1"]


@pytest.mark.django_db
def test_documents_under_review_are_found_by_staff_only() -> None:
    store(prepared_seed("38/3"))
    store(prepared_seed("25/3"), visibility=Visibility.IN_REVIEW)
    staff = User.objects.create_user("staff", is_staff=True)
    assert [place[0] for place in places(OP7)] == ["38/3"]
    assert [place[0] for place in places(OP7, staff)] == ["25/3", "38/3"]
    texts = [paragraph.text for paragraph in seed("25/3").paragraphs]
    assert [near.resolution.number for near in nearest_documents(texts, ANYONE)] == ["38/3"]
    assert [near.resolution.number for near in nearest_documents(texts, staff)] == ["25/3", "38/3"]


def test_the_nearest_documents_share_most_with_a_text(five: dict[str, Edition]) -> None:
    draft = five["44th draft"].resolution
    near = nearest_documents([p.text for p in seed("44th draft").paragraphs], ANYONE, but=draft, most=3)
    assert [(n.resolution.short_label, round(n.similarity, 2)) for n in near] == [
        ("38/3", 0.8), ("78届草案", 0.48), ("25/3", 0.46),
    ]  # fmt: skip
    near = nearest_documents([p.text for p in seed("44th draft").paragraphs], ANYONE)
    assert (near[0].resolution, near[0].similarity) == (draft, 1.0)


@pytest.mark.django_db
def test_an_unrelated_text_has_no_nearest_document() -> None:
    store(prepared_seed("65/218"))
    assert nearest_documents(["鸢飞戾天，鱼跃于渊，言其上下察也。"], ANYONE) == []
    assert nearest_documents([], ANYONE) == []


@given(wordings, wordings)
def test_document_similarity_is_symmetric_and_1_for_equal_texts(a: list[str], b: list[str]) -> None:
    assert abs(document_similarity(a, b) - document_similarity(b, a)) < 1e-6
    assert 0 <= document_similarity(a, b) <= 1 + 1e-6
    assert not a or abs(document_similarity(a, a) - 1) < 1e-6
