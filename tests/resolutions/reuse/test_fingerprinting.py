"""Fingerprints: few for a text, and in common for texts that share a run."""

from hypothesis import given
from hypothesis import strategies as st

from resolutions.reuse.fingerprinting import SHARED_RUN, WINDOW, fingerprints

from ...texts import seed

words = st.text(alphabet="人权合作发展，、𠀀a1", max_size=60)
LINE = "强调需要提倡采用合作和建设性的办法增进和保护人权，"


@given(words, words, words, words, st.text(min_size=SHARED_RUN, max_size=40))
def test_texts_that_share_a_run_of_nine_characters_share_a_fingerprint(
    before: str, after: str, elsewhere: str, end: str, run: str
) -> None:
    assert fingerprints(before + run + after) & fingerprints(elsewhere + run + end)


@given(st.text(max_size=80))
def test_fingerprints_are_deterministic_and_fit_a_column(text: str) -> None:
    found = fingerprints(text)
    assert found == fingerprints(text)
    assert bool(found) == bool(text)
    assert all(-(2**31) <= hash_ < 2**31 for hash_ in found)


def test_about_a_third_of_all_hashes_are_selected() -> None:
    paragraphs = [p.text for p in seed("65/218").paragraphs]
    share = sum(len(fingerprints(text)) for text in paragraphs) / sum(map(len, paragraphs))
    assert 0.8 * 2 / (WINDOW + 1) < share < 1.1 * 2 / (WINDOW + 1)


def test_a_text_shorter_than_a_gram_has_one_fingerprint() -> None:
    assert len(fingerprints("休会")) == 1
    assert fingerprints("休会") != fingerprints("休会。")


def test_fingerprints_do_not_change_between_versions() -> None:
    assert sorted(fingerprints(LINE)) == [
        -2022715620,
        -1834888033,
        -1816522866,
        -1127337100,
        -921621980,
        -763494440,
        -55308234,
    ]
