"""Citations of an edition, their settlement by staff, and the edges of the citation graph that follow from
both.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils.translation import gettext as _

from ..models import Citation, CorpusVersion, Edge, Edition, Footnote, Paragraph, Resolution, Settlement, Work
from ..reading.citations.document_mentions import DocumentMention
from ..un.symbols import parse
from ..un.works import work_info
from .exceptions import CorpusError
from .locking import lock_resolution


def write_citations(
    edition: Edition, mentions: Sequence[DocumentMention], owners: dict[str, Paragraph | Footnote]
) -> None:
    """Store every mention of a document; `owners` are the edition's paragraphs and footnotes by ident."""
    targets = {mention.target for mention in mentions if mention.target}
    pk_by_symbol = dict(Resolution.objects.filter(symbol__in=targets).values_list("symbol", "pk"))
    rows = [
        Citation(
            edition=edition,
            place=mention.place,
            text=mention.text,
            start=mention.start,
            end=mention.end,
            by=mention.by,
            target=mention.target,
            day=mention.day,
            candidates=list(mention.candidates),
            resolution_id=pk_by_symbol.get(mention.target),
            **_owner_fields(owners[mention.place]),
        )
        for mention in mentions
    ]
    open_rows = [row for row in rows if not row.target]
    _reapply_settlements(edition.resolution, open_rows)
    Citation.objects.bulk_create(rows)


def write_edges(resolution: Resolution) -> None:
    """Replace the edges of a document with those of its current text."""
    edition = resolution.edition
    rows = edition.citations.order_by("pk") if edition else Citation.objects.none()
    edges = edges_of(resolution, rows.exclude(target=""))
    works = [cited_work(edge, public=resolution.is_public) for edge in edges]
    Work.objects.bulk_create(works, ignore_conflicts=True)
    Edge.objects.filter(citing=resolution).delete()
    Edge.objects.bulk_create(edges)


def edges_of(resolution: Resolution, citations: Iterable[Citation]) -> list[Edge]:
    """Return the edges that follow from a document's citations, ordered by work, without saving them.

    Citations of the document itself make no edge.
    """
    by_work: dict[str, list[Citation]] = {}
    for citation in citations:
        if citation.target and citation.target != resolution.symbol:
            by_work.setdefault(citation.target, []).append(citation)
    return [_edge(resolution, key, by_work[key]) for key in sorted(by_work)]


def cited_work(edge: Edge, *, public: bool) -> Work:
    """Return the work that an edge leads to, as its first citation describes it, without saving it.

    `public` is whether the citing text is public: the date that another text gives is not used.
    """
    info = work_info(edge.work_id)
    if edge.day and public and not info.exact:
        return Work(key=edge.work_id, lane=info.lane, day=edge.day, exact=True)
    return Work(key=edge.work_id, lane=info.lane, day=info.day, exact=info.exact)


def link_waiting_citations(resolution: Resolution) -> None:
    """Point the citations of this document's symbol to the document, if they have no document yet."""
    if resolution.symbol:
        Citation.objects.filter(target=resolution.symbol, resolution=None).update(resolution=resolution)


def resolve_citation(citation: Citation, target: str, user: User) -> Settlement:
    """Settle which work open words of a current text cite, in this edition and in later ones.

    `target` is a symbol in any spelling or the key of a known work; "" opens the words again. Raise
    CorpusError if `target` is neither, or if the reader identified the cited work itself.
    """
    key = _settled_key(citation, target)
    with transaction.atomic():
        resolution = lock_resolution(citation.edition.resolution_id)
        settlement = _create_settlement(citation, resolution, key, user)
        _apply_settlement(citation, settlement)
        write_edges(resolution)
        CorpusVersion.advance()
    return settlement


def _settled_key(citation: Citation, target: str) -> str:
    """Return the key of the work that `target` names, "" for none. Raise CorpusError if the citation cannot
    have it.
    """
    symbol = parse(target)
    key = symbol.text if symbol else target
    if key and not symbol and not Work.objects.filter(pk=key).exists():
        raise CorpusError(_("“%(target)s”既不是文号，也不是已知的文件。") % {"target": target})
    if citation.target_as_read:
        raise CorpusError(_("这处引文已从原文识别，不能另行判定。"))
    return key


def _create_settlement(citation: Citation, resolution: Resolution, key: str, user: User) -> Settlement:
    before, after = citation.around
    return Settlement.objects.create(
        resolution=resolution, text=citation.text, before=before, after=after, target=key, created_by=user
    )


def _apply_settlement(citation: Citation, settlement: Settlement) -> None:
    """Save the settled target on the citation; without a target the citation is open again."""
    if settlement.target:
        citation.target = settlement.target
        citation.resolution = Resolution.objects.filter(symbol=settlement.target).first()
        citation.settlement = settlement
    else:
        citation.target = ""
        citation.resolution = None
        citation.settlement = None
    citation.save(update_fields=["target", "resolution", "settlement"])


def _owner_fields(owner: Paragraph | Footnote) -> dict[str, Any]:
    if isinstance(owner, Paragraph):
        return {"paragraph": owner, "verb": owner.verb}
    return {"footnote": owner}


def _reapply_settlements(resolution: Resolution, open_rows: Sequence[Citation]) -> None:
    """Give open words of a new edition the target that staff settled for them in an earlier one.

    A settlement applies to the same words between the same characters. It also applies to the same words
    elsewhere, if they occur once in the new edition and have no other settlement.
    """
    if not open_rows:
        return
    # The last wins.
    by_surroundings = {(row.text, row.before, row.after): row for row in resolution.settlements.all()}
    by_text: dict[str, list[Settlement]] = {}
    for settlement in by_surroundings.values():
        by_text.setdefault(settlement.text, []).append(settlement)
    occurrences = Counter(row.text for row in open_rows)
    for row in open_rows:
        match = by_surroundings.get((row.text, *row.around))
        same_text = by_text.get(row.text, [])
        if match is None and occurrences[row.text] == 1 and len(same_text) == 1:
            match = same_text[0]
        if match and match.target:
            row.target = match.target
            row.settlement = match
            row.resolution = Resolution.objects.filter(symbol=match.target).first()


def _edge(resolution: Resolution, key: str, citations: Sequence[Citation]) -> Edge:
    """Return the edge of a document's citations of one work: their first verb, their most frequent date."""
    verbs = [citation.verb for citation in citations if citation.verb]
    days = Counter(citation.day for citation in citations if citation.day)
    return Edge(
        citing=resolution,
        work_id=key,
        verb=next(iter(verbs), ""),
        only_notes=all(citation.footnote_id for citation in citations),
        places=len({citation.place for citation in citations}),
        day=max(days, key=days.__getitem__, default=None),
    )
