"""Exports of the citation graph: citations as CSV, documents and edges as GraphML and JSON.

Each export names its editions and its date. All are streamed, so that the whole corpus needs no more memory
than CHUNK rows.
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
from django.http import StreamingHttpResponse

from ..models import Citation, Edge, EdgeQuerySet, Resolution, ResolutionQuerySet, Work
from ..models.visitor import Visitor
from ..un.works import lane_name, work_info
from ..web.downloads import EchoWriter, download, escape_formula

COLUMNS = ("citing", "edition", "place", "words", "verb", "date", "cited", "by", "status", "taken_on")
CHUNK = 2000  # rows fetched at a time
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # in XML 1.0

NODE_FIELDS = {
    "label": "string", "title": "string", "organ": "string", "date": "string", "exact": "boolean",
    "held": "boolean",
    "edition": "int", "cited_by": "int",
}  # fmt: skip
EDGE_FIELDS = {"verb": "string", "places": "int", "only_notes": "boolean", "date": "string"}


class ExportScope(NamedTuple):
    """The part of the graph to export: what a visitor may see, among the documents with `keys` or all, and
    the date.
    """

    user: Visitor
    day: date
    keys: frozenset[str] | None = None

    @property
    def documents(self) -> ResolutionQuerySet:
        """The documents whose text is in the corpus."""
        visible = Resolution.objects.published_to(self.user)
        if self.keys is None:
            return visible
        return visible.filter(Q(symbol__in=self.keys) | Q(symbol=None, address__in=self.keys))

    @property
    def edges(self) -> EdgeQuerySet:
        edges = Edge.objects.visible_to(self.user)
        if self.keys is None:
            return edges
        return edges.filter(citing__in=self.documents, work__in=self.keys)

    @property
    def works(self) -> QuerySet[Work]:
        """The works that are known only from citations."""
        works = Work.objects.exclude(pk__in=self.documents.filter(symbol__isnull=False).values("symbol"))
        if self.keys is not None:
            works = works.filter(pk__in=self.keys)
        return works.filter(Exists(Edge.objects.visible_to(self.user).filter(work=OuterRef("pk"))))


def as_csv(scope: ExportScope) -> Iterator[str]:
    """Yield the lines of a CSV file with a row for each citation; in UTF-8 with the mark that spreadsheets
    expect.
    """
    writer = csv.writer(EchoWriter())
    yield "\ufeff" + writer.writerow(COLUMNS)
    rows = (
        Citation.objects.of_current(scope.user)
        .exclude(target="")
        .exclude(target=F("edition__resolution__symbol"))
    )
    if scope.keys is not None:
        rows = rows.filter(target__in=scope.keys, edition__current_of__in=scope.documents)
    readable = Resolution.objects.published_to(scope.user).filter(symbol=OuterRef("target"))
    citing = Coalesce("edition__resolution__symbol", "edition__resolution__address")
    columns = (citing, "edition__number", "place", "text", "verb", "day", "target", "by", Exists(readable))
    for *values, held in rows.order_by("edition", "pk").values_list(*columns).iterator(chunk_size=CHUNK):
        status = "held" if held else "cited only"
        cells = ["" if value is None else str(value) for value in [*values, status, scope.day]]
        yield writer.writerow([escape_formula(cell) for cell in cells])


def as_graphml(scope: ExportScope) -> Iterator[str]:
    """Yield a GraphML file with documents and edges."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n'
    for kind, fields in (("node", NODE_FIELDS), ("edge", EDGE_FIELDS)):
        for name, form in fields.items():
            yield f'<key id="{kind}-{name}" for="{kind}" attr.name="{name}" attr.type="{form}"/>\n'
    yield '<key id="taken_on" for="graph" attr.name="taken_on" attr.type="string"/>\n'
    yield f'<graph edgedefault="directed"><data key="taken_on">{scope.day}</data>\n'
    for node in _nodes(scope):
        yield f"<node id={_xml_attribute(node['key'])}>{_xml_data('node', NODE_FIELDS, node)}</node>\n"
    for edge in _edges(scope):
        ends = f"source={_xml_attribute(edge['citing'])} target={_xml_attribute(edge['cited'])}"
        yield f"<edge {ends}>{_xml_data('edge', EDGE_FIELDS, edge)}</edge>\n"
    yield "</graph>\n</graphml>\n"


def _xml_data(kind: str, fields: Iterable[str], values: dict[str, Any]) -> str:
    """Return a data element for each field that has a value."""
    present = [name for name in fields if values[name] not in ("", None)]
    return "".join(f'<data key="{kind}-{name}">{_xml_text(values[name])}</data>' for name in present)


def _xml_text(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()
    return escape(_legal_xml(str(value)))


def _xml_attribute(value: str) -> str:
    return quoteattr(_legal_xml(value))


def _legal_xml(text: str) -> str:
    """Return the text with the characters replaced that XML does not allow."""
    return _ILLEGAL.sub("\ufffd", text)


def as_json(scope: ExportScope) -> Iterator[str]:
    """Yield a JSON object with the date, the documents and the edges."""
    yield f'{{"taken_on": "{scope.day}", "documents": ['
    yield from _json_items(_nodes(scope))
    yield '],\n"edges": ['
    yield from _json_items(_edges(scope))
    yield "]}\n"


def _json_items(values: Iterable[dict[str, Any]]) -> Iterator[str]:
    separator = "\n"
    for value in values:
        yield separator + json.dumps(value, ensure_ascii=False, default=str)
        separator = ",\n"


def _nodes(scope: ExportScope) -> Iterator[dict[str, Any]]:
    """Yield the documents in the corpus, then the works known only from citations."""
    cited_by = Work.objects.filter(pk=OuterRef("symbol")).values("cited_by")
    documents = (
        scope.documents.select_related("edition").defer("edition__meta", "edition__warnings").order_by("pk")
    )
    documents = documents.annotate(cited_by=Coalesce(Subquery(cited_by), 0))
    for document in documents.iterator(chunk_size=CHUNK):
        yield {
            "key": document.symbol or document.address,
            "label": document.short_label,
            "title": document.title,
            "organ": document.organ_name,
            "date": document.adopted_on,
            "exact": document.adopted_on is not None,
            "held": True,
            "edition": document.edition.number if document.edition else None,
            "cited_by": vars(document)["cited_by"],
        }
    for work in scope.works.order_by("pk").iterator(chunk_size=CHUNK):
        info = work_info(work.pk)
        yield {
            "key": work.pk,
            "label": info.label,
            "title": info.title,
            "organ": lane_name(work.lane),
            "date": work.day,
            "exact": work.exact,
            "held": False,
            "edition": None,
            "cited_by": work.cited_by,
        }


def _edges(scope: ExportScope) -> Iterator[dict[str, Any]]:
    for edge in scope.edges.select_related("citing").order_by("pk").iterator(chunk_size=CHUNK):
        yield {
            "citing": edge.citing.symbol or edge.citing.address,
            "cited": edge.work_id,
            "verb": edge.verb,
            "places": edge.places,
            "only_notes": edge.only_notes,
            "date": edge.day,
        }


def export(scope: ExportScope, form: str, name: str) -> StreamingHttpResponse:
    """Return the download of an export in one of FORMS."""
    write, content_type = FORMS[form]
    return download(write(scope), content_type, name)


FORMS: dict[str, tuple[Callable[[ExportScope], Iterator[str]], str]] = {
    "csv": (as_csv, "text/csv"),
    "graphml": (as_graphml, "application/xml"),
    "json": (as_json, "application/json"),
}
