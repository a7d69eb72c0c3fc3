"""对照: the comparison of two editions as a page, as JSON, as
a PNG for social media, and its figure as SVG.
"""

import hashlib
import json
from collections.abc import Callable
from typing import Any

from django.core.cache import cache
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.shortcuts import render
from django.template.loader import render_to_string
from django.views.decorators.http import require_safe

from resolutions.lookup import DocumentMatch, Redirect
from resolutions.views.caching import conditional_response, permanent_redirect
from resolutions.web.version import RELEASE

from ..addresses import MissingSide, Pair, find_pair
from ..cached_comparison import CACHE_SECONDS, compare_editions
from ..collation.model import Comparison
from ..pages.alignment_figure import ribbon
from ..pages.comparison_page import build_page, sentence
from ..pages.diff_html import titles_html
from ..pages.footnotes import notes_of
from ..pages.options import ComparisonOptions
from ..pages.public_json import JsonSide, as_json
from ..pages.social_image import render_social_image
from .chooser import missing


@require_safe
def comparison(request: HttpRequest, pair: str) -> HttpResponse:
    """/compare/A/RES/65/218...A/HRC/RES/25/3, with the suffix .json, .png or .svg for other formats."""
    match find_pair(pair, request.user):
        case Redirect(path=target):
            return permanent_redirect(request, target)
        case MissingSide() as missing_side:
            return missing(request, missing_side)
        case Pair() as found:
            return _pair_response(request, found)
    raise Http404(pair)


def _pair_response(request: HttpRequest, pair: Pair) -> HttpResponse:
    options = ComparisonOptions.from_query(request.GET).for_format(pair.format)
    if not options.matches_query_string(request):
        return HttpResponsePermanentRedirect(options.url_for(request.path))
    return conditional_response(request, pair.a, lambda: _response(request, pair, options), second=pair.b)


def _response(request: HttpRequest, pair: Pair, options: ComparisonOptions) -> HttpResponse:
    """Return the response in the format of the pair."""
    if pair.format == "png":
        return HttpResponse(_cached_image(pair, _social_image), content_type="image/png")
    if pair.format == "svg":
        return HttpResponse(_cached_image(pair, _figure), content_type="image/svg+xml")
    compared = compare_editions(pair.a.edition, pair.b.edition, options.unit)
    if pair.format == "json":
        content = as_json(compared, _json_side(pair.a), _json_side(pair.b))
        return HttpResponse(
            json.dumps(content, ensure_ascii=False), content_type="application/json; charset=utf-8"
        )
    return render(request, "compare/comparison.html", _context(request, pair, compared, options))


def _context(
    request: HttpRequest, pair: Pair, compared: Comparison, options: ComparisonOptions
) -> dict[str, Any]:
    vocabulary: set[str] = set()
    for passage in (*compared.a, *compared.b):
        vocabulary.update(passage.words)
    title_a, title_b = titles_html(pair.a.resolution.title, pair.b.resolution.title, vocabulary)
    site = f"{request.scheme}://{request.get_host()}"
    return {
        "pair": pair,
        "page": build_page(compared, notes_of(pair.a, pair.b), options, pair.address),
        "title_a": title_a,
        "title_b": title_b,
        "swap_url": options.url_for(pair.swapped),
        "pinned_url": options.url_for(pair.permanent),
        "json_url": ComparisonOptions(unit=options.unit).url_for(f"{pair.address}.json"),
        "url": f"{site}{pair.address}",
        "canonical": f"{site}{ComparisonOptions(unit=options.unit).url_for(pair.address)}",
        "picture": f"{site}{pair.permanent}.png",
        "public": pair.a.is_public and pair.b.is_public,
    }


def _cached_image(pair: Pair, draw: Callable[[Pair, Comparison], bytes]) -> bytes:
    """Return the image of two editions. Draw it once for each release, address and pair of texts."""
    identity = f"{RELEASE} {pair.permanent}.{pair.format} {pair.a.edition.digest} {pair.b.edition.digest}"
    key = f"picture:{hashlib.sha256(identity.encode()).hexdigest()}"
    image: bytes | None = cache.get(key)
    if image is None:
        image = draw(pair, compare_editions(pair.a.edition, pair.b.edition))
        cache.set(key, image, CACHE_SECONDS)
    return image


def _social_image(pair: Pair, compared: Comparison) -> bytes:
    names = pair.a.resolution.label, pair.b.resolution.label
    return render_social_image(compared, names, pair.b.resolution.title, sentence(compared.summary))


def _figure(pair: Pair, compared: Comparison) -> bytes:
    context = {"pair": pair, "r": ribbon(compared), "counts": sentence(compared.summary)}
    return render_to_string("compare/ribbon.svg", context).encode()


def _json_side(match: DocumentMatch) -> JsonSide:
    return JsonSide(
        symbol=match.resolution.symbol,
        address=match.resolution.address,
        edition=match.edition.number,
        title=match.resolution.title or None,
    )
