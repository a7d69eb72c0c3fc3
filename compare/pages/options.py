"""Query parameters of the comparison page, and links that change them."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from django.http import QueryDict

from resolutions.web.query_params import QueryParams, pairs_of, split_values, unless_default

from ..collation.model import ComparisonRow, RowKind, Shift, Substitution
from .weights import MOVED, VERB, Weight, row_labels, row_weight

KINDS = (
    *(RowKind.AMENDED, RowKind.UNCLEAR, RowKind.UPDATED, RowKind.VARIANT, RowKind.SPLIT, RowKind.MERGE),
    *(RowKind.ADDED, RowKind.REMOVED, MOVED, RowKind.SAME),
)
VERB_LABELS = (Shift.WEAKER, Shift.STRONGER, VERB)
LABELS = (*VERB_LABELS, *KINDS)  # in the order of the page
SUBSTANCE = "substance"
DEFAULT_UNIT = "word"
UNITS = (DEFAULT_UNIT, "char")
MOST_MUTED = 40
_ANCHOR = re.compile(r"[LR]-[A-Za-z0-9.]{1,60}")
_MUTED = re.compile(r"[^\0]{1,40}-[^\0]{1,40}")


class View(StrEnum):
    """The views of a comparison: two columns, one text with the deletions before the insertions, and a list
    of the changes.
    """

    SIDE = "side"
    INLINE = "inline"
    CHANGES = "changes"


@dataclass(frozen=True, slots=True)
class ComparisonOptions(QueryParams):
    """The query parameters of the comparison page. Empty `kinds` show every row.

    `kinds` are labels of rows (LABELS); a row with one of them is shown. With `substance`, rows in which only
    wording, punctuation or dates differ are left out, whatever their kind.

    `muted` are substitutions ("促进-增进") that are shown but not counted as changes. `opened` are the first
    anchors of the runs of rows that are not folded.
    """

    view: View = View.SIDE
    unit: str = DEFAULT_UNIT
    kinds: tuple[str, ...] = ()
    substance: bool = False
    punctuation: bool = True
    fold: bool = True
    muted: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()

    UNESCAPED = ","

    @classmethod
    def from_query(cls, query: QueryDict) -> Self:
        """Return the options of a query; invalid values are ignored."""
        view = query.get("view", "")
        if view not in list(View):
            view = View.SIDE
        unit = query.get("unit", "")
        if unit not in UNITS:
            unit = DEFAULT_UNIT
        muted = sorted({m for m in query.getlist("mute") if _MUTED.fullmatch(m)})
        opened = {anchor for anchor in split_values(query, "open") if _ANCHOR.fullmatch(anchor)}
        return cls(
            view=View(view),
            unit=unit,
            kinds=_chosen_kinds(set(split_values(query, "kinds"))),
            substance=query.get("weight") == SUBSTANCE,
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
            "weight": SUBSTANCE if self.substance else "",
            "punct": "" if self.punctuation else "off",
            "fold": "" if self.fold else "off",
            "mute": self.muted,
            "open": ",".join(self.opened),
        }
        return pairs_of(values)

    def with_kind(self, kind: str) -> Self:
        """Return the options with a kind of rows added to those shown, or taken away if it was there."""
        return replace(self, kinds=_chosen_kinds(set(self.kinds) ^ {kind}))

    def with_muted(self, substitution: Substitution) -> Self:
        """Return the options with a substitution muted, or no longer muted."""
        name = substitution_name(substitution.a, substitution.b)
        return replace(self, muted=tuple(sorted({*self.muted} ^ {name})))

    def with_opened(self, anchor: str) -> Self:
        """Return the options with a run of rows opened, or folded again."""
        return replace(self, opened=tuple(sorted({*self.opened} ^ {anchor})))

    def with_folded(self, *anchors: str) -> Self:
        """Return the options with runs of rows folded."""
        return replace(self, opened=tuple(sorted({*self.opened}.difference(anchors))))

    def shows(self, row: ComparisonRow) -> bool:
        """Return whether a row is shown."""
        if self.substance and row_weight(row) == Weight.LIGHT:
            return False
        return not self.kinds or not row_labels(row).isdisjoint(self.kinds)

    def for_format(self, format_: str) -> Self:
        """Return the options that a format uses: all for html, the unit for json, none for pictures."""
        if format_ == "html":
            return self
        if format_ == "json":
            return type(self)(unit=self.unit)
        return type(self)()


def substitution_name(a: str, b: str) -> str:
    """Return the name of a substitution in a query."""
    return f"{a}-{b}"


def words_of(name: str) -> tuple[str, str]:
    """Return the words of the name of a substitution."""
    a, _, b = name.partition("-")
    return a, b


def _chosen_kinds(kinds: set[str]) -> tuple[str, ...]:
    """Return the labels in the order in which the page lists them; () where all kinds are chosen, which shows
    every row.
    """
    if kinds >= set(KINDS):
        return ()
    return tuple(str(label) for label in LABELS if label in kinds)
