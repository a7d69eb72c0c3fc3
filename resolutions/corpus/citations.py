"""Citations, what staff settled of them, and the edges of the network that follow from both."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction

from ..models import Citation, CorpusVersion, Edge, Edition, Footnote, Paragraph, Resolution, Settlement, Work
from ..reading.citations.document_mentions import DocumentMention
from ..un.symbols import parse
from ..un.works import work_info


def write_citations(edition: Edition, found: list[DocumentMention], owners: dict[str, Paragraph | Footnote]) -> None:
    """A row for every mention of a document; `owners` are the edition's paragraphs and notes by id."""
    targets = {mention.target for mention in found if mention.target}
    in_corpus = dict(Resolution.objects.filter(symbol__in=targets).values_list("symbol", "pk"))
    rows = [
        Citation(
            edition=edition, place=m.place, text=m.text, start=m.start, end=m.end, by=m.by, target=m.target, day=m.day,
            candidates=list(m.candidates), resolution_id=in_corpus.get(m.target), **_owner(owners[m.place]),
        )
        for m in found
    ]  # fmt: skip
    _settle_as_before(edition.resolution, [row for row in rows if not row.target])
    Citation.objects.bulk_create(rows)


def write_edges(resolution: Resolution) -> None:
    """The edges of a document's current text, in place of those of its earlier one."""
    rows = resolution.edition.citations.order_by("pk") if resolution.edition else Citation.objects.none()
    edges = edges_of(resolution, rows.exclude(target=""))
    Work.objects.bulk_create((cited_work(edge, public=resolution.is_public) for edge in edges), ignore_conflicts=True)
    Edge.objects.filter(citing=resolution).delete()
    Edge.objects.bulk_create(edges)


def edges_of(resolution: Resolution, rows: Iterable[Citation]) -> list[Edge]:
    """The edges that follow from a document's citations, itself apart, by work. Saves nothing."""
    by_work: dict[str, list[Citation]] = {}
    for row in rows:
        if row.target and row.target != resolution.symbol:
            by_work.setdefault(row.target, []).append(row)
    return [_edge(resolution, key, by_work[key]) for key in sorted(by_work)]


def cited_work(edge: Edge, *, public: bool) -> Work:
    """The work that an edge leads to, as the first to cite it knows it; `public` as its text. Saves nothing."""
    known = work_info(edge.work_id)
    if edge.day and public and not known.exact:
        return Work(key=edge.work_id, lane=known.lane, day=edge.day, exact=True)
    return Work(key=edge.work_id, lane=known.lane, day=known.day, exact=known.exact)


def link_waiting_citations(resolution: Resolution) -> None:
    """Citations that waited for a document of this symbol now lead to it."""
    if resolution.symbol:
        Citation.objects.filter(target=resolution.symbol, resolution=None).update(resolution=resolution)


def resolve_citation(citation: Citation, target: str, user: User) -> Settlement:
    """Say what open words of a current text mean, there and in later editions; "" opens them again.

    Raises ValueError where the target is no symbol and no key that is known, or the words were not
    left open by the reading.
    """
    symbol = parse(target)
    key = symbol.text if symbol else target
    if key and not symbol and not Work.objects.filter(pk=key).exists():
        raise ValueError(f"{target!r} is neither a symbol nor a known work")
    if citation.target_as_read:
        raise ValueError("the reading did not leave these words open")
    with transaction.atomic():
        before, after = citation.around
        resolution = Resolution.objects.select_for_update().get(pk=citation.edition.resolution_id)
        made = Settlement.objects.create(
            resolution=resolution, text=citation.text, before=before, after=after, target=key, created_by=user
        )
        known = Resolution.objects.filter(symbol=key).first() if key else None
        citation.target, citation.resolution, citation.settlement = key, known, made if key else None
        citation.save(update_fields=["target", "resolution", "settlement"])
        write_edges(resolution)
        CorpusVersion.advance()
    return made


def _owner(owner: Paragraph | Footnote) -> dict[str, Any]:
    if isinstance(owner, Paragraph):
        return {"paragraph": owner, "verb": owner.verb}
    return {"footnote": owner}


def _settle_as_before(resolution: Resolution, rows: list[Citation]) -> None:
    """What staff said of the same words between the same characters, or of words that stand once then and now."""
    latest = {(s.text, s.before, s.after): s for s in resolution.settlements.all()} if rows else {}
    once = Counter(row.text for row in rows)
    of_text: dict[str, list[Settlement]] = {}
    for settlement in latest.values():
        of_text.setdefault(settlement.text, []).append(settlement)
    for row in rows:
        alone = of_text.get(row.text, []) if once[row.text] == 1 else []
        found = latest.get((row.text, *row.around)) or (alone[0] if len(alone) == 1 else None)
        if found and found.target:
            row.target, row.settlement = found.target, found
            row.resolution = Resolution.objects.filter(symbol=found.target).first()


def _edge(resolution: Resolution, key: str, rows: Iterable[Citation]) -> Edge:
    rows = list(rows)
    verbs = [row.verb for row in rows if row.verb]
    days = Counter(row.day for row in rows if row.day)
    return Edge(
        citing=resolution,
        work_id=key,
        verb=verbs[0] if verbs else "",
        only_notes=all(row.footnote_id for row in rows),
        places=len({row.place for row in rows}),
        day=days.most_common(1)[0][0] if days else None,
    )
