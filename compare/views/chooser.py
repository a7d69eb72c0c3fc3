"""The page on which a reader chooses two documents to compare."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from resolutions.lookup import DocumentMatch
from resolutions.models import Resolution

from ..addresses import MissingSide, address_of, document_name, lookup_by_name

OFFERED = 50  # documents in the list of suggestions
LONGEST = 200  # characters of a name


@require_safe
def chooser(request: HttpRequest) -> HttpResponse:
    """/compare/: two inputs. If both name documents, redirect to their comparison.

    `a` and `b` are the inputs of the page, `with` are the documents ticked in a list.
    """
    ticked = [_clean_name(name) for name in request.GET.getlist("with")]
    names = [_clean_name(request.GET.get(side, "")) for side in "ab"]
    for name in ticked:
        if "" in names:
            names[names.index("")] = name
    a, b = (lookup_by_name(name, request.user) if name else None for name in names)
    too_many = len(ticked) > 2
    if not a or not b or too_many:
        context = _context(request, names, (a, b), too_many=too_many)
        return render(request, "compare/chooser.html", context)
    if len(ticked) == 2 and b.resolution.sort_date < a.resolution.sort_date:
        a, b = b, a  # the order of a list does not matter: the older document comes first
    return redirect(address_of(document_name(a), document_name(b)))


def missing(request: HttpRequest, missing_side: MissingSide) -> HttpResponse:
    """Answer 404 with the chooser, which keeps the names of a comparison without documents on both sides."""
    context = _context(request, missing_side.asked, missing_side.found, too_many=False)
    return render(request, "compare/chooser.html", context, status=404)


def _context(
    request: HttpRequest, names: Sequence[str], matches: Sequence[DocumentMatch | None], *, too_many: bool
) -> dict[str, Any]:
    documents = Resolution.objects.published_to(request.user).newest_first()
    sides = [
        {"key": key, "letter": letter, "asked": name, "found": match}
        for key, letter, name, match in zip("ab", "甲乙", names, matches, strict=True)
    ]
    return {"sides": sides, "documents": documents[:OFFERED], "too_many": too_many}


def _clean_name(name: str) -> str:
    return " ".join(name.replace("\0", "").split())[:LONGEST].strip("/")
