"""Made-up next versions must be what they say that they are."""

import pytest
from rapidfuzz import fuzz

from benchmarks.distinct import distinct_version
from benchmarks.hard_versions import DISTANCE, HARD, contained, crossing_blocks, far_splits
from benchmarks.versions import (
    FOREIGN,
    REPORTED,
    STRENGTHS,
    TUNED,
    Link,
    foreign,
    next_version,
    originals,
    pieces,
    versions,
    with_moves,
)

SHORTEST = min(originals(), key=len)


def test_no_seed_is_both_tuned_on_and_reported() -> None:
    assert not set(TUNED) & set(REPORTED)
    assert len(TUNED) == len(REPORTED) == 6


@pytest.mark.parametrize("strength", STRENGTHS.values())
def test_each_paragraph_of_a_next_version_comes_from_the_original_or_is_foreign(strength: float) -> None:
    for version in versions(strength, [1]):
        strangers = {text[:-1] for text in foreign(version.a)}
        linked = {link.b for link in version.links}
        assert {link.a for link in version.links} <= {p.ident for p in version.a}
        assert linked <= {p.ident for p in version.b}
        assert all((p.text[:-1] in strangers) != (p.ident in linked) for p in version.b)


def test_links_are_one_to_one_but_for_splits_and_merges() -> None:
    for version in versions(STRENGTHS["heavy"], [1]):
        for link in version.links:
            parts = sum(other.a == link.a for other in version.links)
            wholes = sum(other.b == link.b for other in version.links)
            assert (parts > 1, wholes > 1) == (link.kind == "split", link.kind == "merge")


def test_a_next_version_resembles_its_original_and_its_words_are_its_text() -> None:
    for version in versions(STRENGTHS["light"], [1]):
        old, new = ({p.ident: p.text for p in side} for side in (version.a, version.b))
        assert all(fuzz.ratio(old[k.a], new[k.b]) > 50 for k in version.links if k.kind == "one")
        assert all("".join(p.words) == p.text for p in version.b)
        assert [p.ident for p in version.b if p.part == "preamble"][:2] == ["pp1", "pp2"]


def test_without_strength_every_paragraph_keeps_its_place() -> None:
    version = next_version(SHORTEST, foreign(SHORTEST), 0, 1)
    assert version.links == tuple(Link(p.ident, p.ident) for p in SHORTEST)
    assert version.b != SHORTEST


def test_the_same_seed_makes_the_same_version_and_another_seed_another() -> None:
    first, again, other = (next_version(SHORTEST, foreign(SHORTEST), 0.15, seed) for seed in (3, 3, 4))
    assert first == again
    assert first != other


def test_foreign_paragraphs_are_unlike_all_of_the_document_and_there_are_enough() -> None:
    for document in originals():
        assert len(foreign(document)) > len(document) * STRENGTHS["heavy"]
        assert all(fuzz.ratio(f, p.text) < 100 * FOREIGN for f in foreign(document) for p in document)


def test_pieces_of_a_text_joined_are_the_text_and_end_with_punctuation() -> None:
    texts = [p.text for document in originals() for p in document]
    for parts in (2, 3):
        cuts = [pieces(text, parts) for text in texts]
        assert ["".join(c) for c in cuts] == texts
        assert {len(c) for c in cuts} == {1, parts}
        assert all(piece[-1] in "，；：。" for c in cuts for piece in c)


def test_of_two_paragraphs_that_change_places_the_shorter_moved() -> None:
    short, middle, long = old = sorted(SHORTEST[:3], key=lambda p: len(p.text))
    links = [Link(p.ident, p.ident) for p in old]
    assert [k.moved for k in with_moves([short, long, middle], [long, short, middle], links)] == [
        True,
        False,
        False,
    ]
    assert not any(k.moved for k in with_moves(old, old, links))


def test_one_long_paragraph_that_passed_two_short_ones_moved_and_they_did_not() -> None:
    short, middle, long = old = sorted(SHORTEST[:3], key=lambda p: len(p.text))
    links = [Link(p.ident, p.ident) for p in old]
    assert [k.a for k in with_moves(old, [long, short, middle], links) if k.moved] == [long.ident]


@pytest.mark.parametrize("name", HARD)
def test_a_hard_version_is_the_same_every_time_and_only_its_hard_paragraphs_move(name: str) -> None:
    first, again = (list(HARD[name]([1])) for _ in range(2))
    assert first == again
    assert len(first) == len(originals())
    for version in first:
        assert {k.a for k in version.links} <= {p.ident for p in version.a}
        assert {k.b for k in version.links} <= {p.ident for p in version.b}
        assert all(link.moved for link in version.links if link.crossed)


def test_contained_texts_are_much_shorter_than_what_contains_them() -> None:
    for version in contained([1]):
        old, new = ({p.ident: p.text for p in side} for side in (version.a, version.b))
        lengths = [sorted((len(old[k.a]), len(new[k.b]))) for k in version.links]
        assert sum(short < 0.6 * long for short, long in lengths) >= 3
        assert not any(link.moved for link in version.links)


def test_halves_of_far_splits_are_far_apart() -> None:
    for version in far_splits([1]):
        places = {p.ident: k for k, p in enumerate(version.b)}
        halves = [[places[k.b] for k in version.links if k.a == p.ident] for p in version.a]
        distances = [abs(half[0] - half[1]) for half in halves if half[1:]]
        assert len(distances) >= 3
        assert min(distances) >= DISTANCE


def test_a_block_that_crosses_stays_together_and_no_other_paragraph_moves() -> None:
    for version in crossing_blocks([1]):
        places = {p.ident: k for k, p in enumerate(version.b)}
        block = sorted(places[link.b] for link in version.links if link.crossed)
        assert len(block) >= 5
        assert block[-1] - block[0] <= len(block) + 3
        assert [link.moved for link in version.links] == [link.crossed for link in version.links]


def test_a_distinct_version_has_as_many_different_paragraphs_as_asked_for() -> None:
    version = distinct_version(100)
    assert len({p.text for p in version.a}) == len(version.a) == 100
    assert 80 < len(version.links) < 120
    assert {p.part for p in version.a} == {"preamble", "operative"}
    assert distinct_version.__wrapped__(100) == version
