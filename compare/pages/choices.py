"""Links of the comparison page that change its options: views, units, switches and chips."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from resolutions.web.links import LinkChoice

from ..collation.model import Substitution
from .options import KINDS, LABELS, ComparisonOptions, View, substitution_name
from .seals import SEALS, ChangeBadge


@dataclass(frozen=True, slots=True)
class KindChip:
    """A label of rows: their number, and the address that adds them to those shown or takes them away."""

    seal: ChangeBadge
    count: int
    url: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class MuteChip:
    """A substitution, and the address that mutes it in all rows or marks it again."""

    substitution: Substitution
    url: str
    muted: bool


def view_choices(options: ComparisonOptions, address: str) -> list[LinkChoice]:
    labels = {View.SIDE: _("并排"), View.INLINE: _("行内"), View.CHANGES: _("只看改动")}
    return [
        LinkChoice(label, replace(options, view=view).url_for(address), view == options.view)
        for view, label in labels.items()
    ]


def unit_choices(options: ComparisonOptions, address: str) -> list[LinkChoice]:
    labels = {"word": _("词"), "char": _("字")}
    return [
        LinkChoice(label, replace(options, unit=unit).url_for(address), unit == options.unit)
        for unit, label in labels.items()
    ]


def kind_chips(counts: Mapping[str, int], options: ComparisonOptions, address: str) -> list[KindChip]:
    """Return the chips of all kinds, and of those changes of verb that there are."""
    labels = [label for label in LABELS if counts[label] or label in (*KINDS, *options.kinds)]
    return [
        KindChip(
            SEALS[label], counts[label], options.with_kind(label).url_for(address), label in options.kinds
        )
        for label in labels
    ]


def mute_chips(
    substitutions: Sequence[Substitution], options: ComparisonOptions, address: str
) -> list[MuteChip]:
    return [
        MuteChip(s, options.with_muted(s).url_for(address), substitution_name(s.a, s.b) in options.muted)
        for s in substitutions
    ]


def switches(options: ComparisonOptions, address: str) -> list[LinkChoice]:
    fold = replace(options, fold=not options.fold, opened=())
    punctuation = replace(options, punctuation=not options.punctuation)
    return [
        LinkChoice(_("折叠连续段"), fold.url_for(address), options.fold),
        LinkChoice(_("忽略标点"), punctuation.url_for(address), not options.punctuation),
    ]


def substance_choice(options: ComparisonOptions, address: str) -> LinkChoice:
    substance = replace(options, substance=not options.substance)
    return LinkChoice(_("只看实质"), substance.url_for(address), options.substance)
