"""What a reader may choose on the comparison page, and the one query that says so."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from django.http import QueryDict

from resolutions.web.query_params import QueryParams, pairs_of, split_values, unless_default

from ..collation.model import RowKind, Substitution

MOVED = "moved"
KINDS = (
    *(RowKind.AMENDED, RowKind.UPDATED, RowKind.VARIANT, RowKind.SPLIT, RowKind.MERGE),
    *(RowKind.ADDED, RowKind.REMOVED, MOVED, RowKind.SAME),
)
DEFAULT_UNIT = "word"
UNITS = (DEFAULT_UNIT, "char")
MOST_MUTED = 40
_ANCHOR = re.compile(r"[LR]-[A-Za-z0-9.]{1,60}")
_MUTED = re.compile(r"[^\0]{1,40}-[^\0]{1,40}")


class View(StrEnum):
    """Side by side; one text with what was deleted before what was inserted; a list of the changes."""

    SIDE = "side"
    INLINE = "inline"
    CHANGES = "changes"


@dataclass(frozen=True, slots=True)
class ComparisonOptions(QueryParams):
    """What a reader asked for. Empty `kinds` show every row.

    `muted` are substitutions ("促进-增进") that are shown but not counted as changes; `opened` are
    the first anchors of runs of rows that would else be folded.
    """

    view: View = View.SIDE
    unit: str = DEFAULT_UNIT
    kinds: tuple[str, ...] = ()
    punctuation: bool = True
    fold: bool = True
    muted: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()

    UNESCAPED = ","

    @classmethod
    def from_query(cls, query: QueryDict) -> Self:
        """Return the options of a query; values that mean nothing are left out."""
        view, unit = query.get("view", ""), query.get("unit", "")
        muted = sorted({m for m in query.getlist("mute") if _MUTED.fullmatch(m)})
        opened = {anchor for anchor in split_values(query, "open") if _ANCHOR.fullmatch(anchor)}
        return cls(
            view=View(view) if view in list(View) else View.SIDE,
            unit=unit if unit in UNITS else DEFAULT_UNIT,
            kinds=_chosen_kinds(set(split_values(query, "kinds"))),
            punctuation=query.get("punct") != "off",
            fold=query.get("fold") != "off",
            muted=tuple(muted[:MOST_MUTED]),
            opened=tuple(sorted(opened)),
        )

    def as_pairs(self) -> list[tuple[str, str]]:
        values = {
            "view": unless_default(self.view, View.SIDE),
            "unit": unless_default(self.unit, DEFAULT_UNIT),
            "kinds": ",".join(self.kinds),
            "punct": "" if self.punctuation else "off",
            "fold": "" if self.fold else "off",
            "mute": self.muted,
            "open": ",".join(self.opened),
        }
        return pairs_of(values)

    def with_kind(self, kind: str) -> Self:
        """With rows of one kind more shown, or of one fewer."""
        return replace(self, kinds=_chosen_kinds(set(self.kinds) ^ {kind}))

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


def _chosen_kinds(kinds: set[str]) -> tuple[str, ...]:
    """Return the kinds in the order in which the page lists them; () where all are chosen, which shows every row."""
    if kinds >= set(KINDS):
        return ()
    return tuple(str(kind) for kind in KINDS if kind in kinds)
