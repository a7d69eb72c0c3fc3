"""The word lists: each row has its form and its evidence."""

from pathlib import Path

import pytest

import resolutions
from resolutions.characters import fold

ROOM = Path(resolutions.__file__).parent
LISTS = {
    "organs.tsv": 4, "states.tsv": 2, "terms.tsv": 2, "variants.tsv": 3, "reading/verbs.tsv": 6,
}  # fmt: skip


def rows(name: str) -> list[list[str]]:
    lines = (ROOM / name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith("#")]


def test_every_list_is_checked_here() -> None:
    assert {str(path.relative_to(ROOM)) for path in ROOM.rglob("*.tsv")} == set(LISTS)


@pytest.mark.parametrize(("name", "columns"), LISTS.items())
def test_every_row_has_its_columns_and_its_evidence(name: str, columns: int) -> None:
    for row in rows(name):
        assert len(row) == columns, row
        assert row[-1].strip(), f"{row[0]} has no evidence"


@pytest.mark.parametrize(
    ("name", "column"),
    [("organs.tsv", 2), ("states.tsv", 0), ("terms.tsv", 0), ("variants.tsv", 0), ("reading/verbs.tsv", 0)],
)
def test_no_entry_stands_twice_and_all_are_folded(name: str, column: int) -> None:
    entries = [entry for row in rows(name) for entry in row[column].split("|")]
    assert len(entries) == len(set(entries))
    assert [entry for entry in entries if fold(entry) != entry] == []


def test_verbs_have_known_parts_and_strengths() -> None:
    for text, english, part, strength, opens, _ in rows("reading/verbs.tsv"):
        if part == "adverb":
            assert (english, strength, opens) == ("", "", ""), text
        else:
            assert english, text
            assert part in ("P", "O", "PO"), text
            assert strength in "012345", text
            assert opens in "012", text
