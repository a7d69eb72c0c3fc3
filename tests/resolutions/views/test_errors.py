"""Error pages and the health check."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import OperationalError, connection
from django.http import Http404
from django.test import Client, RequestFactory

from resolutions.views import home as home_view
from resolutions.views.errors import not_found

from ...pages import page


@pytest.mark.django_db
def test_the_health_check_answers_200_with_a_database(client: Client) -> None:
    got = page(client, "/x/health")
    assert got.content == b"ok"
    assert "no-cache" in got.headers["Cache-Control"]


@pytest.fixture
def broken_database(db: None) -> None:
    """Make every query fail, as for a database without tables."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE resolutions_resolution RENAME TO lost")


def test_a_database_error_answers_503_without_the_database(client: Client, broken_database: None) -> None:
    client.raise_request_exception = False
    shown = page(client, "/", 503)
    assert shown.text("h1") == "出错了"
    assert "数据库暂时连不上" in shown.text()
    assert shown.links("nav")["浏览"] == "/browse/"


@pytest.mark.django_db
def test_an_error_in_a_view_answers_500(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(home_view, "MOST_EXAMPLES")
    client.raise_request_exception = False
    shown = page(client, "/", 500)
    assert shown.text("h1") == "出错了"
    assert "数据库" not in shown.text()


def test_a_missing_page_answers_404_without_the_database(rf: RequestFactory, broken_database: None) -> None:
    request = rf.get("/A/RES/1/1")
    request.user = AnonymousUser()
    response = not_found(request, Http404())
    assert response.status_code == 404
    assert "没有这一页" in response.content.decode()


@pytest.mark.django_db
def test_the_health_check_answers_503_without_a_database(
    client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse() -> None:
        raise OperationalError("connection refused")

    monkeypatch.setattr(connection, "cursor", refuse)
    response = client.get("/x/health")
    assert (response.status_code, response.content) == (503, b"database unavailable")


@pytest.mark.parametrize(
    "path",
    [
        "/" * 3000,
        "/A/RES/" + "9" * 5000,
        "/%ff%fe",
        "/A/RES/65/218@" + "9" * 50,
        "/draft/" + "x" * 5000,
        "/\u202e",
    ],
)
@pytest.mark.django_db
def test_no_path_causes_a_server_error(client: Client, path: str) -> None:
    assert client.get(path).status_code == 404


@pytest.mark.django_db
def test_every_page_has_a_strict_content_security_policy(client: Client) -> None:
    for address in ("/", "/browse/", "/nothing"):
        headers = client.get(address).headers
        policy = dict(part.strip().split(" ", 1) for part in headers["Content-Security-Policy"].split(";"))
        assert policy["default-src"] == policy["frame-ancestors"] == policy["base-uri"] == "'none'"
        assert policy["script-src"] == policy["style-src"] == "'self'"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
