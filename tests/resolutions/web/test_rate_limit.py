"""The budget of a visitor, by itself and on the page that checks drafts."""

from uuid import uuid4

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.core.cache.backends.locmem import LocMemCache
from django.http import HttpRequest
from django.test import Client, RequestFactory
from pytest_django.fixtures import Settings

from compare.views.draft_check import BUDGET
from resolutions.models.visitor import Visitor
from resolutions.web.rate_limit import Budget

TEXT = "请秘书长向大会提出关于灯塔状况的报告；"


@pytest.fixture(autouse=True)
def empty_cache(settings: Settings) -> None:
    """Give each test an empty cache."""
    backend = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {**settings.CACHES, "default": {"BACKEND": backend, "LOCATION": str(uuid4())}}


def request_of(user: Visitor | None = None, address: str = "192.0.2.1") -> HttpRequest:
    request = RequestFactory().post("/", REMOTE_ADDR=address)
    request.user = user or AnonymousUser()
    return request


def test_a_visitor_may_spend_up_to_the_size() -> None:
    budget = Budget(name="test", size=10, window=60)
    request = request_of()
    assert budget.has_budget(request)
    budget.spend(request, 9)
    assert budget.has_budget(request)
    budget.spend(request, 1)
    assert not budget.has_budget(request)


def test_budgets_of_different_names_are_separate() -> None:
    request = request_of()
    Budget(name="one", size=1, window=60).spend(request, 1)
    assert Budget(name="other", size=1, window=60).has_budget(request)


def test_each_address_has_its_own_budget() -> None:
    budget = Budget(name="test", size=1, window=60)
    budget.spend(request_of(address="192.0.2.1"), 1)
    assert not budget.has_budget(request_of(address="192.0.2.1"))
    assert budget.has_budget(request_of(address="192.0.2.2"))


def test_a_signed_in_user_has_a_budget_at_every_address() -> None:
    budget = Budget(name="test", size=1, window=60)
    user = User(pk=7, username="reader")
    budget.spend(request_of(user, "192.0.2.1"), 1)
    assert not budget.has_budget(request_of(user, "192.0.2.2"))
    assert budget.has_budget(request_of(address="192.0.2.1"))


def test_staff_have_no_limit() -> None:
    budget = Budget(name="test", size=1, window=60)
    request = request_of(User(pk=8, username="editor", is_staff=True))
    budget.spend(request, 5)
    assert budget.has_budget(request)


def test_an_entry_that_expires_during_a_request_is_started_again(monkeypatch: pytest.MonkeyPatch) -> None:
    budget = Budget(name="test", size=10, window=60)
    request = request_of()
    monkeypatch.setattr(LocMemCache, "add", lambda *_arguments, **_options: False)  # as if the entry existed
    budget.spend(request, 10)
    assert not budget.has_budget(request)


def use_up(client: Client, **headers: str) -> None:
    """Spend the whole budget of the visitor with these headers."""
    request = RequestFactory().post("/reuse/", headers=headers)
    request.user = AnonymousUser()
    BUDGET.spend(request, BUDGET.size)
    assert client.post("/reuse/", {"text": TEXT}, headers=headers).status_code == 429


def test_visitors_behind_a_trusted_proxy_have_separate_budgets(
    client: Client, db: None, settings: Settings
) -> None:
    settings.TRUST_PROXY = True
    use_up(client, **{"X-Forwarded-For": "198.51.100.7"})
    other = client.post("/reuse/", {"text": TEXT}, headers={"X-Forwarded-For": "198.51.100.8"})
    assert other.status_code == 200


def test_a_forged_address_before_that_of_the_proxy_gives_no_new_budget(
    client: Client, db: None, settings: Settings
) -> None:
    settings.TRUST_PROXY = True
    use_up(client, **{"X-Forwarded-For": "198.51.100.7"})
    forged = client.post("/reuse/", {"text": TEXT}, headers={"X-Forwarded-For": "203.0.113.1, 198.51.100.7"})
    assert forged.status_code == 429


def test_the_header_is_ignored_without_a_trusted_proxy(client: Client, db: None, settings: Settings) -> None:
    settings.TRUST_PROXY = False
    use_up(client, **{"X-Forwarded-For": "198.51.100.7"})
    response = client.post("/reuse/", {"text": TEXT}, headers={"X-Forwarded-For": "198.51.100.8"})
    assert response.status_code == 429
