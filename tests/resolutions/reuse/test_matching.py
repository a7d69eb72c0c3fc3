"""Where a wording stands is found, by those who may see it."""

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
    """Symbol or session, paragraph and similarity of each use."""
    uses = find_matches(words, user, **options)  # type: ignore[arg-type]
    found = Paragraph.objects.select_related("edition__resolution").in_bulk([use.paragraph for use in uses])
    return [
        (found[u.paragraph].edition.resolution.short_label, found[u.paragraph].ident, round(u.similarity, 2))
        for u in uses
    ]


def test_a_paragraph_is_found_wherever_it_stood(five: dict[str, Edition]) -> None:
    assert places(OP7) == [("25/3", "op7", 1.0), ("38/3", "op15", 0.98), ("44届草案", "op15", 0.96)]


def test_traditional_characters_width_and_blanks_do_not_matter(five: dict[str, Edition]) -> None:
    words = "強調需要提倡採用合作和建設性的辦法增進和保護人權, 還需要增強人權理事會在推廣諮詢服務、技術援助和能力建設方面的作用,"
    assert places(words)[0][:2] == ("25/3", "op7")


def test_what_is_less_alike_is_left_out(five: dict[str, Edition]) -> None:
    assert [place[0] for place in places(OP7, at_least=0.97)] == ["25/3", "38/3"]


@pytest.mark.parametrize("every", [False, True])
def test_nothing_that_is_alike_is_missed(five: dict[str, Edition], every: bool) -> None:
    known = list(Wording.objects.values_list("text", flat=True))
    for paragraph in seed("38/3").paragraphs:
        own = searchable(paragraph.text)
        alike = {w for w in known if Indel.normalized_similarity(own, w) >= (0.55 if every else 0.6)}
        found = Paragraph.objects.in_bulk([use.paragraph for use in find_matches(paragraph.text, ANYONE, every=every)])
        assert alike <= {searchable(row.text) for row in found.values()}


@pytest.mark.django_db
@pytest.mark.parametrize("words", ["", " \n", "，", "决定", "\0", "🙂" * 5000, "' OR 1=1 --", "人" * 20_000])
def test_whatever_is_asked_gets_an_answer(words: str) -> None:
    stored(text("1. 决定继续处理此案。"))
    assert places(words) == []


def test_of_what_stands_in_several_documents_the_oldest_comes_first(db: None) -> None:
    for session in (72, 70, 71):
        stored(
            text("1. 决定继续处理此案。", head=f"{session}/1. 灯塔", close=f"{1945 + session}年9月25日\n第4次全体会议")
        )
    assert [place[0] for place in places("决定继续处理此案。")] == ["70/1", "71/1", "72/1"]


@pytest.mark.django_db
def test_what_is_under_review_is_found_by_staff_alone() -> None:
    store(prepared_seed("38/3"))
    store(prepared_seed("25/3"), visibility=Visibility.IN_REVIEW)
    staff = User.objects.create_user("staff", is_staff=True)
    assert [place[0] for place in places(OP7)] == ["38/3"]
    assert [place[0] for place in places(OP7, staff)] == ["25/3", "38/3"]
    texts = [paragraph.text for paragraph in seed("25/3").paragraphs]
    assert [near.resolution.number for near in nearest_documents(texts, ANYONE)] == ["38/3"]
    assert [near.resolution.number for near in nearest_documents(texts, staff)] == ["25/3", "38/3"]


def test_a_text_looks_like_the_documents_it_shares_most_with(five: dict[str, Edition]) -> None:
    draft = five["44th draft"].resolution
    near = nearest_documents([p.text for p in seed("44th draft").paragraphs], ANYONE, but=draft, most=3)
    assert [(n.resolution.short_label, round(n.similarity, 2)) for n in near] == [
        ("38/3", 0.8), ("78届草案", 0.48), ("25/3", 0.46),
    ]  # fmt: skip
    near = nearest_documents([p.text for p in seed("44th draft").paragraphs], ANYONE)
    assert (near[0].resolution, near[0].similarity) == (draft, 1.0)


@pytest.mark.django_db
def test_a_text_that_is_like_nothing_is_near_nothing() -> None:
    store(prepared_seed("65/218"))
    assert nearest_documents(["鸢飞戾天，鱼跃于渊，言其上下察也。"], ANYONE) == []
    assert nearest_documents([], ANYONE) == []


@given(wordings, wordings)
def test_likeness_is_the_same_from_both_sides_and_full_with_oneself(a: list[str], b: list[str]) -> None:
    assert abs(document_similarity(a, b) - document_similarity(b, a)) < 1e-6
    assert 0 <= document_similarity(a, b) <= 1 + 1e-6
    assert not a or abs(document_similarity(a, a) - 1) < 1e-6
