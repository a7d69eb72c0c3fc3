"""What browsers and caches may keep of a page about one edition."""

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
    request: HttpRequest, found: DocumentMatch, make: Callable[[], HttpResponse], *, beside: DocumentMatch | None = None
) -> HttpResponse:
    """The response that `make` gives; not made anew where the visitor's copy still holds.

    A pinned page of a public document, or of two (`beside`), never changes once nobody can undo its
    publication. Others change with the corpus, because they show who cites them.
    """
    staff = request.user.is_staff
    shown = (found, beside) if beside else (found,)
    pinned = all(one.pinned and one.edition.is_final for one in shown)
    state = "pinned" if pinned else str(CorpusVersion.current())
    editions = "-".join(f"{one.edition.pk}.{one.edition.digest[:8]}" for one in shown)
    etag = quote_etag(f"{RELEASE}-{editions}-{state}-{found.format}-{int(staff)}")
    response = get_conditional_response(request, etag=etag) or make()
    response["ETag"] = etag
    if staff or not all(one.is_public for one in shown):
        patch_cache_control(response, private=True, no_cache=True)
    elif pinned:
        patch_cache_control(response, public=True, max_age=FOR_EVER, immutable=True)
    else:
        patch_cache_control(response, public=True, no_cache=True)
    return response


def conditional_corpus_response(
    request: HttpRequest, form: str, make: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    """The response that `make` gives of the corpus as a whole; not made anew while the corpus is the same."""
    staff = request.user.is_staff
    etag = quote_etag(f"{RELEASE}-corpus-{CorpusVersion.current()}-{form}-{int(staff)}")
    response = get_conditional_response(request, etag=etag) or make()
    response["ETag"] = etag
    patch_cache_control(response, no_cache=True, **{"private" if staff else "public": True})
    return response


def permanent_redirect(request: HttpRequest, path: str) -> HttpResponse:
    """A permanent redirect that keeps the query."""
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(f"{path}?{query}" if query else path)
