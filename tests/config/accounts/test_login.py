"""Sign-in: accounts, lockout after wrong passwords, and cookies."""

from datetime import timedelta
from pathlib import Path

import pytest
from axes.models import AccessAttempt
from django.conf import settings
from django.contrib.admin.models import LogEntry
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import User
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from ..test_settings import settings as settings_of

PASSWORD = "灯塔照亮了整个海湾的夜晚"  # noqa: S105  -- used only in tests
ADDRESS, OTHER_ADDRESS = "192.0.2.7", "192.0.2.8"


@pytest.fixture
def editor(db: None) -> User:
    return User.objects.create_user("editor", password=PASSWORD, is_staff=True)


def sign_in(
    password: str, *, name: str = "editor", address: str = ADDRESS, **extra: str
) -> tuple[Client, HttpResponse]:
    """Sign in with a new client at an address. Return the client and the response."""
    client = Client(REMOTE_ADDR=address)
    response = client.post(
        "/admin/login/", {"username": name, "password": password, "next": "/admin/", **extra}
    )
    return client, response  # type: ignore[return-value]  # the test client adds to the response


def try_wrong_passwords(times: int, **arguments: str) -> list[int]:
    """Return the status codes of so many attempts to sign in."""
    return [sign_in("wrong", **arguments)[1].status_code for _attempt in range(times)]


def test_the_right_password_opens_the_admin_until_sign_out(editor: User) -> None:
    client, response = sign_in(PASSWORD)
    assert (response.status_code, response.headers["Location"]) == (302, "/admin/")
    assert "编务" in client.get("/admin/").content.decode()
    assert "您已退出编务" in client.post("/admin/logout/").content.decode()
    assert client.get("/admin/").status_code == 302


def test_passwords_are_hashed_with_argon2_and_older_hashes_are_replaced(
    settings: Settings, editor: User
) -> None:
    settings.PASSWORD_HASHERS = settings.PASSWORD_HASHERS[1:]  # without the quick one of conftest.py
    User.objects.update(password=make_password(PASSWORD, hasher="pbkdf2_sha256"))
    assert sign_in(PASSWORD)[1].status_code == 302
    assert User.objects.get().password.startswith("argon2$argon2id$")


@pytest.mark.parametrize("password", ["short-one-1", "qwerty123456", "839204756128", "editor-of-texts"])
def test_a_weak_password_is_refused(password: str) -> None:
    with pytest.raises(ValidationError):
        validate_password(password, User(username="editor-of-texts"))
    validate_password(PASSWORD, User(username="editor-of-texts"))


def test_after_five_wrong_passwords_the_right_one_is_refused(editor: User) -> None:
    assert try_wrong_passwords(5) == [200, 200, 200, 200, 429]
    client, response = sign_in(PASSWORD)
    assert response.status_code == 429
    assert response.headers["Retry-After"] == "900"
    text = response.content.decode()
    assert "密码错误多次，此账号在您的网络地址上已暂时锁定。请过 15 分钟再试" in text
    assert client.get("/admin/").status_code == 302


def test_another_address_and_another_name_are_not_locked(editor: User) -> None:
    User.objects.create_user("other", password=PASSWORD, is_staff=True)
    try_wrong_passwords(5)
    assert sign_in(PASSWORD, address=OTHER_ADDRESS)[1].status_code == 302
    assert sign_in(PASSWORD, name="other")[1].status_code == 302


def test_an_unknown_name_is_locked_like_a_known_one(db: None) -> None:
    assert try_wrong_passwords(6, name="nobody") == [200, 200, 200, 200, 429, 429]


def test_the_lock_expires_and_further_attempts_do_not_extend_it(editor: User) -> None:
    try_wrong_passwords(5)
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=14))
    assert sign_in("wrong")[1].status_code == 429
    AccessAttempt.objects.update(attempt_time=timezone.now() - timedelta(minutes=15, seconds=1))
    assert sign_in(PASSWORD)[1].status_code == 302


def test_signing_in_resets_the_count_of_wrong_passwords(editor: User) -> None:
    try_wrong_passwords(4)
    assert sign_in(PASSWORD)[1].status_code == 302
    assert try_wrong_passwords(4) == [200, 200, 200, 200]


def test_a_failed_sign_in_stores_neither_password_nor_token(editor: User) -> None:
    sign_in("the-guess", otp_token="123456")
    attempt = AccessAttempt.objects.get()
    assert (attempt.username, attempt.ip_address) == ("editor", ADDRESS)
    assert "the-guess" not in attempt.post_data
    assert "123456" not in attempt.post_data


def test_a_command_unlocks_an_account(editor: User) -> None:
    try_wrong_passwords(5)
    call_command("axes_reset_username", "editor")
    assert sign_in(PASSWORD)[1].status_code == 302


def test_a_superuser_unlocks_an_account_and_the_log_records_it(editor: User, admin_client: Client) -> None:
    try_wrong_passwords(5)
    chosen = [editor.pk, User.objects.get(username="admin").pk]
    response = admin_client.post(
        "/admin/auth/user/", {"action": "unlock", "_selected_action": chosen}, follow=True
    )
    assert "已解除锁定的用户：1 名。" in response.content.decode()
    assert sign_in(PASSWORD)[1].status_code == 302
    entry = LogEntry.objects.get()
    assert (entry.user.username, entry.object_repr, entry.change_message) == (
        "admin",
        "editor",
        "解除了登录锁定",
    )


def test_accounts_that_are_not_staff_cannot_sign_in(db: None) -> None:
    User.objects.create_user("reader", password=PASSWORD)
    assert sign_in(PASSWORD, name="reader")[1].status_code == 200


def test_a_forged_header_does_not_evade_the_lock_behind_a_proxy(settings: Settings, editor: User) -> None:
    settings.TRUST_PROXY = True
    statuses = []
    for n in range(6):
        client = Client(REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=f"10.0.0.{n}, 203.0.113.9")
        response = client.post("/admin/login/", {"username": "editor", "password": "wrong"})
        statuses.append(response.status_code)
    assert statuses == [200, 200, 200, 200, 429, 429]


def test_cookies_are_http_only_and_a_session_lasts_twelve_hours(editor: User) -> None:
    client, _response = sign_in(PASSWORD)
    session = client.cookies["sessionid"]
    assert (session["httponly"], session["samesite"], session["max-age"]) == (True, "Lax", 12 * 3600)
    token = Client().get("/admin/login/").cookies["csrftoken"]
    assert (token["httponly"], token["samesite"]) == (True, "Lax")


def test_a_sign_in_without_csrf_token_is_refused(editor: User) -> None:
    client = Client(enforce_csrf_checks=True)
    assert client.post("/admin/login/", {"username": "editor", "password": PASSWORD}).status_code == 403


def test_trust_proxy_applies_to_scheme_and_address(tmp_path: Path) -> None:
    shown = settings_of("TRUST_PROXY, s.SECURE_PROXY_SSL_HEADER", tmp_path, TRUST_PROXY="true").stdout.strip()
    assert shown == "True ('HTTP_X_FORWARDED_PROTO', 'https')"
    assert not settings.TRUST_PROXY
