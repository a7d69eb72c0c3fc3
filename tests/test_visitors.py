"""What each kind of visitor gets at every address of the site, above all of a text that is under review."""

from collections.abc import Iterator

import pytest
from django.contrib.auth.models import Permission, User
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from resolutions.corpus import store
from resolutions.models import Citation, Visibility

from .texts import prepared_seed, stored, text

UNDER_REVIEW = "A/HRC/RES/25/3"
HIDDEN_TITLE = "增强人权领域的国际合作"  # of that text alone
VISITORS = ("anonymous", "reader", "staff", "superuser")

# Address of the URL pattern: an address that asks for what is under review, and what each visitor gets.
EXPECTED: dict[str, list[tuple[str, tuple[int, int, int, int]]]] = {
    "": [("/", (200, 200, 200, 200))],
    "admin/": [("/admin/", (302, 302, 200, 200))],
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
        (f"/compare/{UNDER_REVIEW}@1...A/RES/65/218@1", (404, 404, 200, 200)),
        (f"/compare/{UNDER_REVIEW}...A/RES/65/218.json", (404, 404, 200, 200)),
        (f"/compare/{UNDER_REVIEW}...A/RES/65/218.png", (404, 404, 200, 200)),
        (f"/compare/{UNDER_REVIEW}@1...A/RES/65/218@1.svg", (404, 404, 200, 200)),
    ],
    "^(?P<path>.+)$": [
        (f"/{UNDER_REVIEW}", (200, 200, 200, 200)),  # the page of who cites it, for those who may not read it
        (f"/{UNDER_REVIEW}@1", (404, 404, 200, 200)),
        *((f"/{UNDER_REVIEW}.{form}", (404, 404, 200, 200)) for form in ("json", "txt", "ris", "bib")),
        ("/draft/hrc44-6a76d008", (404, 404, 200, 200)),
    ],
}  # fmt: skip


def routes(patterns: list[URLPattern | URLResolver], before: str = "") -> Iterator[str]:
    """The addresses of all patterns, those of the admin as one."""
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver) and route != "admin/":
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
    clients = {name: Client() for name in VISITORS}
    for name, user in users.items():
        clients[name].force_login(user)
    return clients


@pytest.mark.parametrize(("address", "statuses"), [row for rows in EXPECTED.values() for row in rows])
def test_each_visitor_gets_what_is_meant_for_them(
    visitors: dict[str, Client], address: str, statuses: tuple[int, int, int, int]
) -> None:
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
    User.objects.get(username="staff").user_permissions.add(Permission.objects.get(codename="settle_citation"))
    assert visitors["staff"].post(f"/citations/{citation.pk}/settle", {"target": ""}).status_code == 302
