"""What each kind of visitor gets at every address of the site, above all of a text that is under review."""

from collections.abc import Iterator

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group, Permission, User
from django.contrib.contenttypes.models import ContentType
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from resolutions.corpus import store
from resolutions.models import Citation, Edition, Resolution, Settlement, Upload, Visibility
from resolutions.reading.serialization import to_json

from .admin_addresses import BATCH, rows
from .texts import prepared_seed, seed, stored, text

UNDER_REVIEW = "A/HRC/RES/25/3"
HIDDEN_TITLE = "增强人权领域的国际合作"  # of that text alone
VISITORS = ("anonymous", "reader", "staff", "superuser")

# Address of the URL pattern: an address that asks for what is under review, and what each visitor gets.
EXPECTED: dict[str, list[tuple[str, tuple[int, int, int, int]]]] = {
    "": [("/", (200, 200, 200, 200))],
    "browse/": [("/browse/", (200, 200, 200, 200))],
    "find/": [("/find/?q=A/HRC/RES/25/3", (301, 301, 301, 301))],
    "search/": [
        ("/search/?q=A/HRC/RES/25/3", (200, 200, 302, 302)),
        ("/search/?q=25/3", (200, 200, 302, 302)),
        ("/search/?q=%E5%90%88%E4%BD%9C", (200, 200, 200, 200)),
        ("/search/?q=%E5%A2%9E%E5%BC%BA%E4%BA%BA%E6%9D%83", (200, 200, 200, 200)),
    ],
    "search/results.<str:form>": [
        (f"/search/results.{form}?q=%E5%90%88%E4%BD%9C", (200, 200, 200, 200)) for form in ("json", "csv", "atom")
    ],
    "x/suggest": [
        ("/x/suggest?q=%E5%A2%9E%E5%BC%BA", (200, 200, 200, 200)),
        ("/x/suggest?q=25/3", (200, 200, 200, 200)),
    ],
    "help/": [("/help/", (200, 200, 200, 200))],
    "x/health": [("/x/health", (200, 200, 200, 200))],
    "x/upload-status/<uuid:pk>": [(f"/x/upload-status/{BATCH}", (404, 404, 403, 286))],
    "upload/<int:pk>": [("/upload/17", (404, 404, 403, 302))],
    "graph/": [("/graph/?with=A/HRC/RES/25/3", (302, 302, 302, 302))],
    "graph/<path:path>": [
        (f"/graph/{UNDER_REVIEW}", (200, 200, 200, 200)),  # known to all, as a work that a public text cites
        (f"/graph/{UNDER_REVIEW}.csv", (200, 200, 200, 200)),
        (f"/graph/{UNDER_REVIEW}.svg", (200, 200, 200, 200)),
        (f"/graph/A/RES/65/218,{UNDER_REVIEW}?scope=series&depth=2", (200, 200, 200, 200)),
        ("/graph/draft/hrc44-6a76d008", (404, 404, 200, 200)),
    ],
    "citations/": [("/citations/", (200, 200, 200, 200))],
    "citations/all.<str:form>": [
        (f"/citations/all.{form}", (200, 200, 200, 200)) for form in ("csv", "graphml", "json")
    ],
    "citations/unresolved": [("/citations/unresolved?by=title", (200, 200, 200, 200))],
    "citations/<int:pk>/settle": [("/citations/1/settle", (405, 405, 405, 405))],
    "source/<path:path>": [(f"/source/{UNDER_REVIEW}", (404, 404, 200, 200))],
    "file/<path:path>": [(f"/file/{UNDER_REVIEW}", (404, 404, 200, 200)), (f"/file/{UNDER_REVIEW}@1", (404, 404, 200, 200))],
    "compare/": [(f"/compare/?a={UNDER_REVIEW}&b=A/RES/65/218", (200, 200, 302, 302))],
    "compare/<path:pair>": [
        (f"/compare/{UNDER_REVIEW}...A/RES/65/218", (404, 404, 200, 200)),
        ("/compare/upload/17...A/RES/65/218", (404, 404, 200, 200)),
        (f"/compare/{UNDER_REVIEW}@1...A/RES/65/218@1", (404, 404, 200, 200)),
        (f"/compare/{UNDER_REVIEW}...A/RES/65/218.json", (404, 404, 200, 200)),
        (f"/compare/{UNDER_REVIEW}...A/RES/65/218.png", (404, 404, 200, 200)),
        (f"/compare/{UNDER_REVIEW}@1...A/RES/65/218@1.svg", (404, 404, 200, 200)),
    ],
    "reuse/": [("/reuse/", (200, 200, 200, 200))],
    "reuse/<path:path>": [
        ("/reuse/A/RES/65/218/pp3", (200, 200, 200, 200)),
        (f"/reuse/{UNDER_REVIEW}/op7", (404, 404, 200, 200)),
        (f"/reuse/{UNDER_REVIEW}@1/op7", (404, 404, 200, 200)),
    ],
    "lineage/<path:path>": [
        ("/lineage/A/RES/65/218/pp3", (200, 200, 200, 200)),
        (f"/lineage/{UNDER_REVIEW}/op7", (404, 404, 200, 200)),
        ("/lineage/draft/hrc44-6a76d008/op15", (404, 404, 200, 200)),
    ],
    "^(?P<path>.+)$": [
        (f"/{UNDER_REVIEW}", (200, 200, 200, 200)),  # the page of who cites it, for those who may not read it
        (f"/{UNDER_REVIEW}@1", (404, 404, 200, 200)),
        *((f"/{UNDER_REVIEW}.{form}", (404, 404, 200, 200)) for form in ("json", "txt", "ris", "bib")),
        ("/draft/hrc44-6a76d008", (404, 404, 200, 200)),
    ],
    **{f"admin/{route}": [(f"/admin/{address}", gets) for address, gets in asked] for route, asked in rows().items()},
}  # fmt: skip


def routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    """The addresses of all patterns."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


def test_every_address_of_the_site_is_in_the_table() -> None:
    assert set(routes(get_resolver().url_patterns)) == set(EXPECTED)


@pytest.fixture
def visitors(db: None) -> dict[str, Client]:
    """Somebody of each kind; a corpus in which two texts are under review, and a public one cites one of them."""
    store(prepared_seed("65/218"))
    store(prepared_seed("25/3"), visibility=Visibility.IN_REVIEW)
    store(prepared_seed("44th draft"), visibility=Visibility.IN_REVIEW)
    stored(text("回顾人权理事会第25/3号决议和《灯塔宣言》，", "1. 请秘书长报告。"))
    users = {
        "reader": User.objects.create_user("reader"),
        "staff": User.objects.create_user("staff", is_staff=True),
        "superuser": User.objects.create_superuser("superuser"),
    }
    Upload.objects.create(
        pk=17, batch=BATCH, file_name="44.txt", state=Upload.State.REVIEW, created_by=users["superuser"],
        data=prepared_seed("44th draft").data, reading=to_json(seed("44th draft")),
    )  # fmt: skip
    Settlement.objects.create(
        resolution=Resolution.objects.get(address=UNDER_REVIEW),
        text="《灯塔宣言》",
        created_by=users["superuser"],
    )
    LogEntry.objects.log_actions(users["superuser"].pk, [users["staff"]], CHANGE, HIDDEN_TITLE)
    clients = {name: Client() for name in VISITORS}
    for name, user in users.items():
        clients[name].force_login(user)
    return clients


def keys() -> dict[str, int]:
    """Keys of rows that the visitors ask for: of what is under review, or of who is there."""
    resolution, user = Resolution.objects.get(address=UNDER_REVIEW), User.objects.get(username="superuser")
    return {
        "resolution": resolution.pk,
        "edition": Edition.objects.get(resolution=resolution).pk,
        "settlement": Settlement.objects.get().pk,
        "upload": 17,
        "user": user.pk,
        "group": Group.objects.get(name="编辑").pk,
        "logentry": LogEntry.objects.get().pk,
        "type": ContentType.objects.get_for_model(Resolution).pk,
    }


@pytest.mark.parametrize(("address", "statuses"), [row for rows in EXPECTED.values() for row in rows])
def test_each_visitor_gets_what_is_meant_for_them(
    visitors: dict[str, Client], address: str, statuses: tuple[int, int, int, int]
) -> None:
    address = address.format(**keys())
    responses = {name: visitors[name].get(address) for name in VISITORS}
    assert tuple(response.status_code for response in responses.values()) == statuses
    for name in ("anonymous", "reader"):
        response = responses[name]
        body = b"".join(response) if response.streaming else response.content
        assert HIDDEN_TITLE not in body.decode(errors="replace")
        assert "hrc44" not in body.decode(errors="replace").replace(address, "")


@pytest.mark.parametrize(
    "address",
    [
        "/",
        "/browse/",
        "/citations/",
        "/citations/unresolved",
        "/graph/instrument/charter?depth=2",
        "/instrument/charter",
        "/A/RES/65/218",
        "/reuse/A/RES/65/218/pp3",
        "/lineage/A/RES/65/218/pp3",
        "/search/?q=%E5%90%88%E4%BD%9C",
        "/search/?q=%E5%A2%9E%E5%BC%BA%E4%BA%BA%E6%9D%83",
        "/search/results.json?q=%E5%90%88%E4%BD%9C",
        "/search/results.atom?q=%E5%90%88%E4%BD%9C",
        "/x/suggest?q=%E5%A2%9E%E5%BC%BA",
    ],
)
def test_a_text_under_review_changes_nothing_that_readers_see(client: Client, db: None, address: str) -> None:
    store(prepared_seed("65/218"))
    before = client.get(address).content
    store(prepared_seed("25/3"), visibility=Visibility.IN_REVIEW)
    assert client.get(address).content == before


def test_only_those_who_may_can_settle(visitors: dict[str, Client]) -> None:
    citation = Citation.objects.get(text="《灯塔宣言》")
    answers = [visitors[name].post(f"/citations/{citation.pk}/settle", {"target": ""}) for name in VISITORS]
    assert [answer.status_code for answer in answers] == [302, 403, 403, 302]
    assert str(answers[0].headers["Location"]).startswith("/admin/login/")
    User.objects.get(username="staff").user_permissions.add(
        Permission.objects.get(codename="settle_citation")
    )
    assert visitors["staff"].post(f"/citations/{citation.pk}/settle", {"target": ""}).status_code == 302
