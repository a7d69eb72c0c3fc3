"""Links that change the options of a comparison."""

from compare.pages.choices import kind_chips, substance_choice
from compare.pages.options import ComparisonOptions

ADDRESS = "/compare/A/RES/70/1...A/RES/71/1"


def test_changes_of_verb_have_chips_where_there_are_any_or_they_were_chosen() -> None:
    counts = {"weaker": 2, "stronger": 0, "verb": 3}
    options = ComparisonOptions(kinds=("stronger",))
    chips = kind_chips(_zeros() | counts, options, ADDRESS)
    assert [(chip.seal.sign, chip.count, chip.chosen) for chip in chips[:3]] == [
        ("弱", 2, False), ("强", 0, True), ("动", 3, False),
    ]  # fmt: skip
    assert chips[0].url == f"{ADDRESS}?kinds=weaker,stronger"
    without = kind_chips(_zeros(), ComparisonOptions(), ADDRESS)
    assert "".join(chip.seal.sign for chip in without) == "改核更译拆并增删移同"


def test_the_switch_for_substance_keeps_the_other_options() -> None:
    choice = substance_choice(ComparisonOptions(unit="char", kinds=("added",)), ADDRESS)
    assert (choice.url, choice.chosen) == (f"{ADDRESS}?unit=char&kinds=added&weight=substance", False)
    back = substance_choice(ComparisonOptions(substance=True), ADDRESS)
    assert (back.url, back.chosen) == (ADDRESS, True)


def _zeros() -> dict[str, int]:
    labels = "weaker stronger verb amended unclear updated variant split merge added removed moved same"
    return dict.fromkeys(labels.split(), 0)
