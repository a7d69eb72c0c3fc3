"""What a reader may choose on the comparison page, and the one query that says so."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self
from urllib.parse import urlencode

from ..collation.model import RowKind, Substitution

MOVED = "moved"
KINDS = (
    *(RowKind.AMENDED, RowKind.UPDATED, RowKind.VARIANT, RowKind.SPLIT, RowKind.MERGE),
    *(RowKind.ADDED, RowKind.REMOVED, MOVED, RowKind.SAME),
)
UNITS = ("word", "char")
MOST_MUTED = 40
_ANCHOR = re.compile(r"[LR]-[A-Za-z0-9.]{1,60}")
_MUTED = re.compile(r"[^\0]{1,40}-[^\0]{1,40}")


class View(StrEnum):
    """Side by side; one text with what was deleted before what was inserted; a list of the changes."""

    SIDE = "side"
    INLINE = "inline"
    CHANGES = "changes"


@dataclass(frozen=True, slots=True)
class ComparisonOptions:
    """What a reader asked for. Empty `kinds` show every row.

    `muted` are substitutions ("促进-增进") that are shown but not counted as changes; `opened` are
    the first anchors of runs of rows that would else be folded.
    """

    view: View = View.SIDE
    unit: str = "word"
    kinds: tuple[str, ...] = ()
    punctuation: bool = True
    fold: bool = True
    muted: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()

    @classmethod
    def of(cls, query: Mapping[str, Sequence[str]]) -> Self:
        """The options of a query; values that mean nothing are left out."""
        view, unit = _last(query, "view"), _last(query, "unit")
        kinds = set(_items(query, "kinds"))
        muted = sorted({m for m in query.get("mute", ()) if _MUTED.fullmatch(m)})
        return cls(
            view=View(view) if view in list(View) else View.SIDE,
            unit=unit if unit in UNITS else "word",
            kinds=() if kinds >= set(KINDS) else tuple(str(kind) for kind in KINDS if kind in kinds),
            punctuation=_last(query, "punct") != "off",
            fold=_last(query, "fold") != "off",
            muted=tuple(muted[:MOST_MUTED]),
            opened=tuple(sorted({anchor for anchor in _items(query, "open") if _ANCHOR.fullmatch(anchor)})),
        )

    def query(self) -> str:
        """The one query that means these options: keys in fixed order, defaults left out."""
        pairs = [("view", str(self.view))] if self.view != View.SIDE else []
        pairs += [("unit", self.unit)] if self.unit != "word" else []
        pairs += [("kinds", ",".join(self.kinds))] if self.kinds else []
        pairs += [] if self.punctuation else [("punct", "off")]
        pairs += [] if self.fold else [("fold", "off")]
        pairs += [("mute", muted) for muted in self.muted]
        pairs += [("open", ",".join(self.opened))] if self.opened else []
        return urlencode(pairs, safe=",")

    def at(self, address: str) -> str:
        """The address of a comparison with these options."""
        query = self.query()
        return f"{address}?{query}" if query else address

    def with_kind(self, kind: str) -> Self:
        """With rows of one kind more shown, or of one fewer."""
        kinds = set(self.kinds) ^ {kind}
        return replace(self, kinds=() if kinds >= set(KINDS) else tuple(str(k) for k in KINDS if k in kinds))

    def with_muted(self, substitution: Substitution) -> Self:
        """With a substitution muted, or heard again."""
        return replace(self, muted=tuple(sorted({*self.muted} ^ {substitution_name(substitution.a, substitution.b)})))

    def with_opened(self, anchor: str) -> Self:
        """With a folded run opened, or folded again."""
        return replace(self, opened=tuple(sorted({*self.opened} ^ {anchor})))

    def shows(self, kind: RowKind, *, moved: bool) -> bool:
        """Whether rows of a kind are asked for."""
        return not self.kinds or kind in self.kinds or (moved and MOVED in self.kinds)

    def for_format(self, form: str) -> Self:
        """Those options that matter to a form: all to html, the unit to json, none to pictures."""
        return {"html": self, "json": type(self)(unit=self.unit)}.get(form, type(self)())


def substitution_name(a: str, b: str) -> str:
    """What a query calls a substitution."""
    return f"{a}-{b}"


def _last(query: Mapping[str, Sequence[str]], key: str) -> str:
    values = query.get(key)
    return values[-1] if values else ""


def _items(query: Mapping[str, Sequence[str]], key: str) -> Iterable[str]:
    """The values of a list, given with commas or by repetition."""
    return (item for value in query.get(key, ()) for item in value.split(","))
