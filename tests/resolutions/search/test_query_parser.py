"""The terms of queries, and the faults of malformed ones."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from resolutions.search.query_parser import MOST_TERMS, Term, parse_query


def terms(text: str) -> list[str]:
    return [str(term) for term in parse_query(text).terms]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("人权 合作", ["人权", "合作"]),
        ("人权　合作", ["人权", "合作"]),
        ('"国际 合作"', ['"国际 合作"']),
        ("“国际合作”和平", ['"国际合作"', "和平"]),
        ("「国际合作」", ['"国际合作"']),
        ("合作 -草案", ["合作", "-草案"]),
        ('－"决议草案" 合作', ['-"决议草案"', "合作"]),
        ("S-16/1", ["S-16/1"]),
        ("op:敦促 PP：回顾 fn:“附件”", ["op:敦促", "pp:回顾", 'fn:"附件"']),
        ("-op:敦促", ["-op:敦促"]),
        ("人权 人权 人權", ["人权"]),
        ("", []),
        ("\0 \u200b", []),
    ],
)
def test_a_query_is_parsed_into_terms(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


def test_a_term_has_the_searchable_form_of_its_text() -> None:
    assert parse_query("op:“人權　ＡＢＣ”").terms == (Term("人權　ＡＢＣ", "人权abc", "op", exact=True),)


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ('"国际合作', ("quote",)),
        ('"', ("quote",)),
        ("op: 人权", ("field",)),
        ("人" * 10_000, ("long",)),
        (" ".join(f"词{i}" for i in range(60)), ("many",)),
        (" ".join(f"词{i}" for i in range(500)), ("long", "many")),
        ("人权", ()),
    ],
)
def test_a_malformed_query_has_faults(text: str, faults: tuple[str, ...]) -> None:
    assert parse_query(text).faults == faults


@given(st.text(st.characters(codec=None)) | st.text('人权"“”「」-－:op ：\0\ud800AND()*', max_size=40))
def test_any_text_can_be_parsed(text: str) -> None:
    query = parse_query(text)
    assert len(query.terms) <= MOST_TERMS
    assert all(term.text for term in query.terms)
    assert query.wanted == tuple(term for term in query.terms if not term.without)


@given(st.lists(st.text("人权合作国际", min_size=1, max_size=4), min_size=1, max_size=5, unique=True))
def test_terms_written_as_text_are_parsed_to_the_same_query(words: list[str]) -> None:
    query = parse_query(" ".join(words))
    assert parse_query(" ".join(map(str, query.terms))) == query
