"""对照: two editions side by side, the same as JSON, the picture of it that is shared, and its figure alone."""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from resolutions.lookup import Redirect
from resolutions.models import Edition, Resolution
from resolutions.views.caching import conditional_response, permanent_redirect
from resolutions.web.version import RELEASE

from ..addresses import MissingSide, Pair, find_pair
from ..cached_comparison import CACHE_SECONDS, compare_editions
from ..collation.model import Comparison
from ..pages import diff_html
from ..pages.alignment_figure import ribbon
from ..pages.comparison_page import build_page, sentence
from ..pages.footnotes import notes_of
from ..pages.options import ComparisonOptions
from ..pages.public_json import JsonSide, as_json
from ..pages.social_image import render_social_image
from .chooser import missing


@require_safe
def comparison(request: HttpRequest, pair: str) -> HttpResponse:
    """Whatever a path below /compare/ means."""
    match find_pair(pair, request.user):
        case Redirect(path=target):
            return permanent_redirect(request, target)
        case MissingSide() as lacks:
            return missing(request, lacks)
        case Pair() as found:
            options = ComparisonOptions.from_query(request.GET).for_format(found.format)
            if not options.matches_query_string(request):
                return HttpResponsePermanentRedirect(options.url_for(request.path))
            return conditional_response(request, found.a, lambda: _response(request, found, options), beside=found.b)
    raise Http404(pair)


def _response(request: HttpRequest, pair: Pair, options: ComparisonOptions) -> HttpResponse:
    if pair.format == "png":
        return HttpResponse(_drawn(pair, _picture), content_type="image/png")
    if pair.format == "svg":
        return HttpResponse(_drawn(pair, _figure), content_type="image/svg+xml")
    compared = compare_editions(pair.a.edition, pair.b.edition, options.unit)
    if pair.format == "json":
        content = as_json(compared, *(_side(found.resolution, found.edition) for found in (pair.a, pair.b)))
        return HttpResponse(json.dumps(content, ensure_ascii=False), content_type="application/json; charset=utf-8")
    return render(request, "compare/comparison.html", _context(request, pair, compared, options))


def _context(request: HttpRequest, pair: Pair, compared: Comparison, options: ComparisonOptions) -> dict[str, Any]:
    known = {word for passage in (*compared.a, *compared.b) for word in passage.words}
    titles = diff_html.titles_html(pair.a.resolution.title, pair.b.resolution.title, known)
    site = f"{request.scheme}://{request.get_host()}"
    return {
        "pair": pair,
        "page": build_page(compared, notes_of(pair.a, pair.b), options, pair.address),
        "title_a": titles[0],
        "title_b": titles[1],
        "swap_url": options.url_for(pair.swapped),
        "pinned_url": options.url_for(pair.permanent),
        "json_url": ComparisonOptions(unit=options.unit).url_for(f"{pair.address}.json"),
        "url": f"{site}{pair.address}",
        "canonical": f"{site}{ComparisonOptions(unit=options.unit).url_for(pair.address)}",
        "picture": f"{site}{pair.permanent}.png",
        "public": pair.a.is_public and pair.b.is_public,
    }


def _drawn(pair: Pair, draw: Callable[[Pair, Comparison], bytes]) -> bytes:
    """A picture of two editions, drawn once; what it shows is the same for one address and two texts."""
    drawn = f"{RELEASE} {pair.permanent}.{pair.format} {pair.a.edition.digest} {pair.b.edition.digest}"
    key = f"picture:{hashlib.sha256(drawn.encode()).hexdigest()}"
    known: bytes | None = cache.get(key)
    if known is None:
        known = draw(pair, compare_editions(pair.a.edition, pair.b.edition))
        cache.set(key, known, CACHE_SECONDS)
    return known


def _picture(pair: Pair, compared: Comparison) -> bytes:
    names = pair.a.resolution.label, pair.b.resolution.label
    return render_social_image(compared, names, pair.b.resolution.title, sentence(compared.summary))


def _figure(pair: Pair, compared: Comparison) -> bytes:
    context = {"pair": pair, "r": ribbon(compared), "counts": sentence(compared.summary)}
    return render_to_string("compare/ribbon.svg", context).encode()


def _side(resolution: Resolution, edition: Edition) -> JsonSide:
    return JsonSide(resolution.symbol, resolution.address, edition.number, resolution.title or None)
