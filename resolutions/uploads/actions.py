"""Actions of the review page, parsed from the value of the button that was pressed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _


class ActionKind(StrEnum):
    """Kinds of action. The values are those that the page sends."""

    SAVE = "save"
    SAVE_METADATA = "meta"
    MERGE = "merge"
    UNDO = "back"


class UnknownAction(Exception):  # noqa: N818  -- as EditConflict
    """The posted value names no action. The message is a sentence for the user."""


@dataclass(frozen=True, slots=True)
class ReviewAction:
    """One action. `ident` is the item that MERGE joins to the text above it; it is empty for other kinds."""

    kind: ActionKind
    ident: str = ""

    @classmethod
    def from_value(cls, value: str) -> ReviewAction:
        """Parse "save", "meta", "back" or "merge:IDENT". Raise UnknownAction for any other value."""
        name, colon, ident = value.partition(":")
        is_merge = name == ActionKind.MERGE
        if name not in set(ActionKind) or is_merge != bool(colon):
            raise UnknownAction(_("没有改动：没有这样的操作。"))
        return cls(ActionKind(name), ident)
