"""Choosing two documents to compare."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from resolutions.lookup import DocumentMatch
from resolutions.models import Resolution

from ..addresses import MissingSide, address_of, document_name, lookup_by_name

OFFERED = 50  # documents in the list that inputs propose
LONGEST = 200  # characters of a name that somebody typed


@require_safe
def chooser(request: HttpRequest) -> HttpResponse:
    """/compare/: two inputs. With both filled, the way to their comparison; of two that were ticked the older first."""
    given = [_clean(name) for name in request.GET.getlist("with")]
    asked = [_clean(request.GET.get(side, "")) for side in "ab"]
    for name in given:
        if "" in asked:
            asked[asked.index("")] = name
    found = [lookup_by_name(name, request.user) if name else None for name in asked]
    a, b = found
    if a and b and len(given) == 2 and b.resolution.sort_date < a.resolution.sort_date:
        a, b = b, a  # ticked in a list, whose order says nothing
    if a and b and len(given) <= 2:
        return redirect(address_of(document_name(a), document_name(b)))
    return render(request, "compare/chooser.html", context(request, asked, found, too_many=len(given) > 2))


def missing(request: HttpRequest, lacks: MissingSide) -> HttpResponse:
    """The chooser where a comparison was asked for whose sides are not both there: the one that is, is kept."""
    return render(request, "compare/chooser.html", context(request, lacks.asked, lacks.found), status=404)


def context(
    request: HttpRequest, asked: Sequence[str], found: Sequence[DocumentMatch | None], *, too_many: bool = False
) -> dict[str, Any]:
    documents = Resolution.objects.published_to(request.user).newest_first()
    sides = [
        {"key": key, "letter": letter, "asked": name, "found": document}
        for key, letter, name, document in zip("ab", "甲乙", asked, found, strict=True)
    ]
    return {"sides": sides, "documents": documents[:OFFERED], "too_many": too_many}


def _clean(name: str) -> str:
    return " ".join(name.replace("\0", "").split())[:LONGEST].strip("/")
