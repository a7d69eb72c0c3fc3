"""The network in forms for other programs: mentions as CSV, documents and edges as GraphML and JSON.

Each names the editions that it was taken from and the day. All are made piece by piece, so that the
whole corpus needs no more memory than CHUNK rows.
"""

import csv
import json
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import Any, NamedTuple
from xml.sax.saxutils import escape, quoteattr

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from ..models import Citation, Edge, EdgeQuerySet, Resolution, ResolutionQuerySet, Work
from ..models.visitor import Visitor
from ..un.works import lane_name, work_info
from ..web.downloads import EchoWriter, escape_formula

COLUMNS = ("citing", "edition", "place", "words", "verb", "date", "cited", "by", "status", "taken_on")
CHUNK = 2000  # rows fetched at a time
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # in XML 1.0

NODE_FIELDS = {
    "label": "string", "title": "string", "organ": "string", "date": "string", "exact": "boolean", "held": "boolean",
    "edition": "int", "cited_by": "int",
}  # fmt: skip
EDGE_FIELDS = {"verb": "string", "places": "int", "only_notes": "boolean", "date": "string"}


class ExportScope(NamedTuple):
    """What of the network is asked for: what a visitor may see, between these documents alone or all, and the day."""

    user: Visitor
    day: date
    keys: frozenset[str] | None = None

    @property
    def documents(self) -> ResolutionQuerySet:
        """Those whose texts are here."""
        visible = Resolution.objects.published_to(self.user)
        if self.keys is None:
            return visible
        return visible.filter(Q(symbol__in=self.keys) | Q(symbol=None, address__in=self.keys))

    @property
    def edges(self) -> EdgeQuerySet:
        edges = Edge.objects.visible_to(self.user)
        return edges if self.keys is None else edges.filter(citing__in=self.documents, work__in=self.keys)

    @property
    def works(self) -> QuerySet[Work]:
        """Those that are known from citations alone."""
        works = Work.objects.exclude(pk__in=self.documents.filter(symbol__isnull=False).values("symbol"))
        if self.keys is not None:
            works = works.filter(pk__in=self.keys)
        return works.filter(Exists(Edge.objects.visible_to(self.user).filter(work=OuterRef("pk"))))


def as_csv(asked: ExportScope) -> Iterator[str]:
    """A line for every mention: who cites what, with which words, where; UTF-8 with a mark that spreadsheets know."""
    writer = csv.writer(EchoWriter())
    yield "\ufeff" + writer.writerow(COLUMNS)
    rows = Citation.objects.of_current(asked.user).exclude(target="").exclude(target=F("edition__resolution__symbol"))
    if asked.keys is not None:
        rows = rows.filter(target__in=asked.keys, edition__current_of__in=asked.documents)
    readable = Resolution.objects.published_to(asked.user).filter(symbol=OuterRef("target"))
    citing = Coalesce("edition__resolution__symbol", "edition__resolution__address")
    columns = (citing, "edition__number", "place", "text", "verb", "day", "target", "by", Exists(readable))
    for *values, held in rows.order_by("edition", "pk").values_list(*columns).iterator(chunk_size=CHUNK):
        line = [*("" if value is None else value for value in values), "held" if held else "cited only", asked.day]
        yield writer.writerow([escape_formula(str(value)) for value in line])


def as_graphml(asked: ExportScope) -> Iterator[str]:
    """Documents and edges as GraphML."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for kind, fields in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
        for name, form in fields.items():
            yield f'<key id="{kind}-{name}" for="{kind}" attr.name="{name}" attr.type="{form}"/>\n'
    yield '<key id="taken_on" for="graph" attr.name="taken_on" attr.type="string"/>\n'
    yield f'<graph edgedefault="directed"><data key="taken_on">{asked.day}</data>\n'
    for node in _nodes(asked):
        yield f"<node id={quoteattr(_legal(node['key']))}>{_data('node', NODE_FIELDS, node)}</node>\n"
    for edge in _edges(asked):
        ends = f"source={quoteattr(_legal(edge['citing']))} target={quoteattr(_legal(edge['cited']))}"
        yield f"<edge {ends}>{_data('edge', EDGE_FIELDS, edge)}</edge>\n"
    yield "</graph>\n</graphml>\n"


def _data(kind: str, fields: Iterable[str], values: dict[str, Any]) -> str:
    return "".join(
        f'<data key="{kind}-{name}">{_text(values[name])}</data>' for name in fields if values[name] not in ("", None)
    )


def _text(value: object) -> str:
    return str(value).lower() if isinstance(value, bool) else escape(_legal(str(value)))


def _legal(text: str) -> str:
    return _ILLEGAL.sub("\ufffd", text)


def as_json(asked: ExportScope) -> Iterator[str]:
    """One object: the day, documents, edges."""
    yield f'{{"taken_on": "{asked.day}", "documents": ['
    yield from _joined(_nodes(asked))
    yield '],\n"edges": ['
    yield from _joined(_edges(asked))
    yield "]}\n"


def _joined(values: Iterable[dict[str, Any]]) -> Iterator[str]:
    for k, value in enumerate(values):
        yield (",\n" if k else "\n") + json.dumps(value, ensure_ascii=False, default=str)


def _nodes(asked: ExportScope) -> Iterator[dict[str, Any]]:
    """First the documents whose texts are here, then those known from citations."""
    cited_by = Work.objects.filter(pk=OuterRef("symbol")).values("cited_by")
    documents = asked.documents.select_related("edition").defer("edition__meta", "edition__warnings").order_by("pk")
    for one in documents.annotate(cited_by=Coalesce(Subquery(cited_by), 0)).iterator(chunk_size=CHUNK):
        yield {
            "key": one.symbol or one.address, "label": one.short_label, "title": one.title, "organ": one.organ_name,
            "date": one.adopted_on, "exact": one.adopted_on is not None, "held": True,
            "edition": one.edition.number if one.edition else None, "cited_by": vars(one)["cited_by"],
        }  # fmt: skip
    for work in asked.works.order_by("pk").iterator(chunk_size=CHUNK):
        known = work_info(work.pk)
        yield {
            "key": work.pk, "label": known.label, "title": known.title, "organ": lane_name(work.lane),
            "date": work.day, "exact": work.exact, "held": False, "edition": None, "cited_by": work.cited_by,
        }  # fmt: skip


def _edges(asked: ExportScope) -> Iterator[dict[str, Any]]:
    for edge in asked.edges.select_related("citing").order_by("pk").iterator(chunk_size=CHUNK):
        yield {
            "citing": edge.citing.symbol or edge.citing.address, "cited": edge.work_id, "verb": edge.verb,
            "places": edge.places, "only_notes": edge.only_notes, "date": edge.day,
        }  # fmt: skip


FORMS: dict[str, tuple[Callable[[ExportScope], Iterator[str]], str]] = {
    "csv": (as_csv, "text/csv"),
    "graphml": (as_graphml, "application/xml"),
    "json": (as_json, "application/json"),
}
