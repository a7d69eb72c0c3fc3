"""The address of a visitor, with and without a trusted proxy."""

import pytest
from django.test import RequestFactory
from pytest_django.fixtures import Settings

from resolutions.web.client_address import client_address


@pytest.mark.parametrize(
    ("trusted", "forwarded", "expected"),
    [
        (False, "", "192.0.2.1"),
        (False, "198.51.100.7", "192.0.2.1"),
        (True, "", "192.0.2.1"),
        (True, "198.51.100.7", "198.51.100.7"),
        (True, "203.0.113.9, 198.51.100.7", "198.51.100.7"),
        (True, "not an address", "192.0.2.1"),
        (True, "198.51.100.7, ", "192.0.2.1"),
        (True, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        (True, "::ffff:198.51.100.7", "198.51.100.7"),
    ],
)
def test_the_header_counts_behind_a_trusted_proxy_only(
    settings: Settings, trusted: bool, forwarded: str, expected: str
) -> None:
    settings.TRUST_PROXY = trusted
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1", headers={"X-Forwarded-For": forwarded})
    assert client_address(request) == expected


def test_an_unknown_address_is_none() -> None:
    assert client_address(RequestFactory().get("/", REMOTE_ADDR="")) is None
