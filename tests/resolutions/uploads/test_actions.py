"""Actions of the review page: the values of its buttons."""

import pytest

from resolutions.uploads.actions import ActionKind, ReviewAction, UnknownAction


@pytest.mark.parametrize(
    ("value", "action"),
    [
        ("save", ReviewAction(ActionKind.SAVE)),
        ("meta", ReviewAction(ActionKind.SAVE_METADATA)),
        ("back", ReviewAction(ActionKind.UNDO)),
        ("merge:op7", ReviewAction(ActionKind.MERGE, "op7")),
        ("merge:", ReviewAction(ActionKind.MERGE, "")),
    ],
)
def test_the_value_of_a_button_is_parsed(value: str, action: ReviewAction) -> None:
    assert ReviewAction.from_value(value) == action


@pytest.mark.parametrize("value", ["", "nonsense", "merge", "save:op7", "SAVE", ":op7"])
def test_any_other_value_is_an_unknown_action(value: str) -> None:
    with pytest.raises(UnknownAction, match="没有这样的操作。"):
        ReviewAction.from_value(value)
