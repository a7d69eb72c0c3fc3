"""The second factor: setting it up, signing in with it, and switching it off."""

import re
from datetime import timedelta

import pytest
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from .test_login import PASSWORD, sign_in


@pytest.fixture
def editor(db: None) -> User:
    return User.objects.create_user("editor", password=PASSWORD, is_staff=True)


@pytest.fixture
def browser(editor: User) -> Client:
    """Return a client signed in as the editor."""
    return sign_in(PASSWORD)[0]


def token(user: User) -> str:
    """Return the current token of the authenticator, and reset the record of used and wrong tokens."""
    TOTPDevice.objects.filter(user=user).update(
        last_t=-1, throttling_failure_count=0, throttling_failure_timestamp=None
    )
    return f"{totp(TOTPDevice.objects.get(user=user).bin_key):06d}"


def wrong_token(user: User) -> str:
    """Return a token that differs from the current one."""
    return f"{(int(token(user)) + 500_000) % 1_000_000:06d}"


def set_up(browser: Client, user: User) -> list[str]:
    """Switch the second factor on and return the recovery codes."""
    browser.post("/admin/second-factor/set-up/")
    page = browser.post("/admin/second-factor/set-up/", {"otp_token": token(user)}).content.decode()
    return re.findall(r"<code>([a-z2-7]{8})</code>", page)


def test_without_a_second_factor_the_password_is_enough(browser: Client) -> None:
    assert "没有开启" in browser.get("/admin/second-factor/").content.decode()


def test_an_unconfirmed_secret_requires_no_token(browser: Client, editor: User) -> None:
    page = browser.post("/admin/second-factor/set-up/", follow=True).content.decode()
    assert 'src="data:image/svg+xml' in page
    assert re.search(r"<code>(?:[A-Z2-7]{4} ){7}[A-Z2-7]{4}</code>", page)
    page = browser.post("/admin/second-factor/set-up/", {"otp_token": wrong_token(editor)}).content.decode()
    assert "验证码不对" in page
    assert sign_in(PASSWORD)[1].status_code == 302


def test_the_first_token_switches_it_on_and_shows_ten_codes_once(browser: Client, editor: User) -> None:
    codes = set_up(browser, editor)
    assert len(set(codes)) == 10
    page = browser.get("/admin/second-factor/").content.decode()
    assert "已开启" in page
    assert "还剩 10 个" in page
    assert not [code for code in codes if code in page]
    assert browser.post("/admin/second-factor/set-up/", {"otp_token": "123456"}).status_code == 302


def test_sign_in_requires_a_token_once_it_is_on(browser: Client, editor: User) -> None:
    set_up(browser, editor)
    assert "并填写验证码" in sign_in(PASSWORD)[1].content.decode()
    other, response = sign_in(PASSWORD, otp_token=wrong_token(editor))
    assert "验证码不对" in response.content.decode()
    assert other.get("/admin/").status_code == 302
    good = token(editor)
    other, response = sign_in(PASSWORD, otp_token=f" {good[:3]} {good[3:]} ")
    assert response.status_code == 302
    assert other.get("/admin/").status_code == 200


def test_a_token_works_once(browser: Client, editor: User) -> None:
    set_up(browser, editor)
    good = token(editor)
    assert sign_in(PASSWORD, otp_token=good)[1].status_code == 302
    assert sign_in(PASSWORD, otp_token=good)[1].status_code == 200


def test_a_token_or_code_of_another_user_is_refused(browser: Client, editor: User) -> None:
    set_up(browser, editor)
    other = User.objects.create_user("other", password=PASSWORD, is_staff=True)
    theirs = sign_in(PASSWORD, name="other")[0]
    codes = set_up(theirs, other)
    assert sign_in(PASSWORD, otp_token=codes[0])[1].status_code == 200
    assert sign_in(PASSWORD, otp_token=token(other))[1].status_code == 200


def test_a_recovery_code_replaces_the_token_once(browser: Client, editor: User) -> None:
    codes = set_up(browser, editor)
    assert sign_in(PASSWORD, otp_token=codes[3].upper())[1].status_code == 302
    assert sign_in(PASSWORD, otp_token=codes[3])[1].status_code == 200
    assert StaticToken.objects.count() == 9


def test_wrong_tokens_lengthen_the_wait(browser: Client, editor: User) -> None:
    set_up(browser, editor)
    good = token(editor)
    TOTPDevice.objects.update(throttling_failure_count=5, throttling_failure_timestamp=timezone.now())
    assert re.search(r"请等 1[56] 秒再试", sign_in(PASSWORD, otp_token=good)[1].content.decode())
    TOTPDevice.objects.update(throttling_failure_timestamp=timezone.now() - timedelta(seconds=17))
    assert sign_in(PASSWORD, otp_token=good)[1].status_code == 302


def test_switching_it_on_ends_the_other_sessions_of_the_user(browser: Client, editor: User) -> None:
    elsewhere, another = sign_in(PASSWORD)[0], Client()
    another.force_login(User.objects.create_user("other", is_staff=True))
    set_up(browser, editor)
    assert elsewhere.get("/admin/").status_code == 302
    assert [client.get("/admin/").status_code for client in (browser, another)] == [200, 200]


def test_switching_it_off_requires_a_token(browser: Client, editor: User) -> None:
    codes = set_up(browser, editor)
    assert (
        "验证码不对" in browser.post("/admin/second-factor/off/", {"otp_token": "aaaaaaaa"}).content.decode()
    )
    StaticToken.objects.first().device.throttle_reset()
    page = browser.post("/admin/second-factor/off/", {"otp_token": codes[0]}, follow=True).content.decode()
    assert "第二道验证已关闭" in page
    assert sign_in(PASSWORD)[1].status_code == 302
    assert not StaticToken.objects.exists()


def test_a_superuser_switches_it_off_for_another_user(
    browser: Client, editor: User, admin_client: Client
) -> None:
    set_up(browser, editor)
    chosen = {"action": "remove_second_factor", "_selected_action": [editor.pk]}
    assert (
        "已关闭第二道验证的用户：1 名。"
        in admin_client.post("/admin/auth/user/", chosen, follow=True).content.decode()
    )
    assert sign_in(PASSWORD)[1].status_code == 302


def test_the_log_records_who_switched_it_on_and_off(
    browser: Client, editor: User, admin_client: Client
) -> None:
    set_up(browser, editor)
    admin_client.post(
        "/admin/auth/user/", {"action": "remove_second_factor", "_selected_action": [editor.pk]}
    )
    steps = LogEntry.objects.order_by("pk").values_list("user__username", "object_repr", "change_message")
    assert list(steps) == [("editor", "editor", "开启了第二道验证"), ("admin", "editor", "关闭了第二道验证")]


def test_no_page_of_the_admin_shows_a_secret(browser: Client, editor: User, admin_client: Client) -> None:
    set_up(browser, editor)
    for app in ("otp_totp/totpdevice", "otp_static/staticdevice", "axes/accessattempt"):
        assert admin_client.get(f"/admin/{app}/").status_code == 404
