"""ETags and Cache-Control: what browsers and proxies may keep of a page."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response, patch_cache_control
from django.utils.http import quote_etag

from ..lookup import DocumentMatch
from ..models import CorpusVersion
from ..web.version import RELEASE

FOR_EVER = 365 * 24 * 3600  # seconds


def conditional_response(
    request: HttpRequest,
    found: DocumentMatch,
    make: Callable[[], HttpResponse],
    *,
    second: DocumentMatch | None = None,
) -> HttpResponse:
    """Return the response of `make` for a page of one document, or two; 304 if the visitor's copy is current.

    A page of pinned editions of public documents never changes once their publication can no longer be
    undone. Other pages change with the corpus, because they show who cites the document.
    """
    is_staff = request.user.is_staff
    matches = [found]
    if second:
        matches.append(second)
    is_pinned = all(match.pinned and match.edition.is_final for match in matches)
    version = "pinned" if is_pinned else str(CorpusVersion.current())
    editions = "-".join(f"{match.edition.pk}.{match.edition.digest[:8]}" for match in matches)
    etag = quote_etag(f"{RELEASE}-{editions}-{version}-{found.format}-{int(is_staff)}")
    response = get_conditional_response(request, etag=etag) or make()
    response["ETag"] = etag
    if is_staff or not all(match.is_public for match in matches):
        patch_cache_control(response, private=True, no_cache=True)
    elif is_pinned:
        patch_cache_control(response, public=True, max_age=FOR_EVER, immutable=True)
    else:
        patch_cache_control(response, public=True, no_cache=True)
    return response


def conditional_corpus_response(
    request: HttpRequest, form: str, make: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """Return the response of `make` for a page of the whole corpus; 304 if the visitor's copy is current.

    `form` tells apart the responses of one URL, such as a page and a fragment of it.
    """
    is_staff = request.user.is_staff
    etag = quote_etag(f"{RELEASE}-corpus-{CorpusVersion.current()}-{form}-{int(is_staff)}")
    response = get_conditional_response(request, etag=etag) or make()
    response["ETag"] = etag
    scope = "private" if is_staff else "public"
    patch_cache_control(response, no_cache=True, **{scope: True})
    return response


def permanent_redirect(request: HttpRequest, path: str) -> HttpResponse:
    """Return a permanent redirect to a path, with the query string of the request."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)
