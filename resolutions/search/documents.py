"""The documents that answers show, read whole and kept: most answers to any query are among the newest."""

from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser, User

from ..folding import searchable
from ..models import Footnote, Heading, Occurrence, Resolution
from .entry import PART_OF

KEPT = 4_000_000  # characters of the documents that are kept
_TOLD = (  # of a document
    "symbol", "address", "organ", "body", "committee", "status", "session", "title", "adopted_on", "language",
    "visibility", "edition__number", "edition__created",
)  # fmt: skip

# Of a heading, paragraph or footnote: the part it stands in, what leads to it ("" for a heading at the end), its text,
# and its searchable form. A plain tuple of strings, since those cost the garbage collector nothing.
Text = tuple[str, str, str, str]


@dataclass(frozen=True, slots=True)
class Document:
    """A resolution with every line in which a term may stand: headings, paragraphs, footnotes; `size` in characters."""

    resolution: Resolution
    texts: tuple[Text, ...]
    size: int


def documents(pks: Sequence[int], user: User | AnonymousUser, kept: OrderedDict[int, Document]) -> list[Document]:
    """The documents with these keys that this visitor may see, in this order.

    `kept` are those read before for such visitors; the others are read in four queries.
    """
    found = {pk: kept.pop(pk) for pk in pks if pk in kept}
    if len(found) < len(pks):
        found |= _read([pk for pk in pks if pk not in found], user)
    kept.update(found)
    over = sum(one.size for one in kept.values()) - KEPT
    while over > 0:
        over -= kept.popitem(last=False)[1].size
    return [found[pk] for pk in pks if pk in found]


def _read(pks: list[int], user: User | AnonymousUser) -> dict[int, Document]:
    rows = Resolution.objects.visible_to(user).filter(pk__in=pks).exclude(edition=None)
    resolutions = {one.pk: one for one in rows.select_related("edition").only(*_TOLD)}
    of_edition = {one.edition_id: pk for pk, one in resolutions.items()}
    texts: dict[int, list[Text]] = {pk: [] for pk in resolutions}
    headings = Heading.objects.filter(edition__in=of_edition).order_by("position")
    for edition, ident, text in headings.values_list("edition", "before__ident", "text"):
        texts[of_edition[edition]].append(("title", ident or "", text, searchable(text)))
    paragraphs = Occurrence.objects.filter(resolution__in=resolutions).order_by("resolution", "paragraph__position")
    columns = ("resolution", "paragraph__part", "paragraph__ident", "paragraph__text", "wording__text")
    for pk, part, ident, text, form in paragraphs.values_list(*columns):
        texts[pk].append((PART_OF[part], ident, text, text if text == form else form))
    notes = Footnote.objects.filter(edition__in=of_edition).order_by("position")
    for edition, ident, text in notes.values_list("edition", "ident", "text"):
        texts[of_edition[edition]].append(("fn", ident, text, searchable(text)))
    return {
        pk: Document(resolutions[pk], tuple(own), sum(len(text) for _part, _ident, text, _form in own))
        for pk, own in texts.items()
    }
