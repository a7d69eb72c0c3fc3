"""The word lists: each row has its form and its evidence."""

from pathlib import Path

import pytest

from resolutions.language.characters import fold

ROOT = Path(__file__).parent.parent
LISTS = {
    "resolutions/un/instruments.tsv": 6,
    "resolutions/un/organs.tsv": 4,
    "resolutions/un/states.tsv": 2,
    "resolutions/un/terms.tsv": 2,
    "resolutions/un/variants.tsv": 3,
    "resolutions/reading/verbs.tsv": 6,
    "compare/collation/actors.tsv": 2,
    "compare/collation/frames.tsv": 3,
    "compare/collation/function_words.tsv": 2,
    "compare/collation/grammar_words.tsv": 4,
    "compare/collation/near_synonyms.tsv": 4,
    "compare/collation/variants.tsv": 4,
    "compare/collation/verb_groups.tsv": 3,
}


def rows(name: str) -> list[list[str]]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def test_every_list_is_checked_here() -> None:
    assert {
        str(p.relative_to(ROOT)) for room in ("resolutions", "compare") for p in (ROOT / room).rglob("*.tsv")
    } == set(LISTS)


@pytest.mark.parametrize(("name", "columns"), LISTS.items())
def test_every_row_has_its_columns_and_its_evidence(name: str, columns: int) -> None:
    for row in rows(name):
        assert len(row) == columns, row
        assert row[-1].strip(), f"{row[0]} has no evidence"


@pytest.mark.parametrize(
    ("name", "column"),
    [
        ("resolutions/un/organs.tsv", 2),
        ("resolutions/un/states.tsv", 0),
        ("resolutions/un/terms.tsv", 0),
        ("resolutions/un/variants.tsv", 0),
        ("resolutions/reading/verbs.tsv", 0),
        ("compare/collation/actors.tsv", 0),
        ("compare/collation/function_words.tsv", 0),
    ],
)
def test_no_entry_stands_twice_and_all_are_folded(name: str, column: int) -> None:
    entries = [entry for row in rows(name) for entry in row[column].split("|")]
    assert len(entries) == len(set(entries))
    assert [entry for entry in entries if fold(entry) != entry] == []


def test_verbs_have_known_parts_and_strengths() -> None:
    for text, english, part, strength, opens, _ in rows("resolutions/reading/verbs.tsv"):
        if part == "adverb":
            assert (english, strength, opens) == ("", "", ""), text
        else:
            assert english, text
            assert part in ("P", "O", "PO"), text
            assert strength in "012345", text
            assert opens in "012", text
