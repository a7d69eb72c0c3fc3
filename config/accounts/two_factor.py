"""The second factor of sign-in: tokens of an authenticator app, and recovery codes, each of them good once."""

import unicodedata
from math import ceil

from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django_otp.plugins.otp_static.models import StaticDevice, StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

RECOVERY_CODES = 10
NAME = "second factor"  # a device must have one; nobody sees it


def is_on(user: User) -> bool:
    """Whether this user must give a token when signing in."""
    return bool(TOTPDevice.objects.filter(user=user, confirmed=True).exists())


def codes_left(user: User) -> int:
    return int(StaticToken.objects.filter(device__user=user).count())


def pending_device(user: User) -> TOTPDevice | None:
    """The secret that waits for its first token."""
    return TOTPDevice.objects.filter(user=user, confirmed=False).first()


def start_setup(user: User) -> None:
    """Make a new secret, which asks for nothing until a first token confirms it."""
    with transaction.atomic():
        TOTPDevice.objects.filter(user=user, confirmed=False).delete()
        TOTPDevice.objects.create(user=user, name=NAME, confirmed=False)


def confirm(user: User, token: str, session: str | None) -> list[str]:
    """Switch the second factor on, and give the recovery codes. All sessions but this one end: they gave no token.

    Raises ValidationError where the token is not of the pending secret.
    """
    _verify(user, token, confirmed=False)
    with transaction.atomic():
        for kind in (TOTPDevice, StaticDevice):
            kind.objects.filter(user=user, confirmed=True).delete()
        TOTPDevice.objects.filter(user=user).update(confirmed=True)
        device = StaticDevice.objects.create(user=user, name=NAME)
        codes = [StaticToken.random_token() for _n in range(RECOVERY_CODES)]
        StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
        _end_sessions(user, session)
        _log(user, user, _("开启了第二道验证"))
    return codes


def verify(user: User, token: str) -> None:
    """Use up a token or a recovery code. Raises ValidationError where it is wrong, or too soon after wrong ones."""
    _verify(user, token, confirmed=True)


def switch_off(user: User, by: User) -> None:
    """Ask this user for no token from now on."""
    with transaction.atomic():
        TOTPDevice.objects.filter(user=user).delete()
        StaticDevice.objects.filter(user=user).delete()
        _log(user, by, _("关闭了第二道验证"))


def _verify(user: User, token: str, *, confirmed: bool) -> None:
    token = "".join(unicodedata.normalize("NFKC", token).split()).lower()
    kind = TOTPDevice if token.isdecimal() else StaticDevice
    with transaction.atomic():  # the error is raised outside, so that the count of failures stays
        device = kind.objects.select_for_update().filter(user=user, confirmed=confirmed).first()
        throttled = device.verify_is_allowed()[1] if device else None
        passed = bool(device and not throttled and device.verify_token(token))
    if throttled:
        wait = ceil((throttled["locked_until"] - timezone.now()).total_seconds())
        raise ValidationError(_("验证码错误多次，请等 %(seconds)d 秒再试。"), "wait", {"seconds": max(wait, 1)})
    if not passed:
        raise ValidationError(_("验证码不对，或已用过。请填验证器上现在的六位数字，或一个没有用过的恢复码。"), "wrong")


def _end_sessions(user: User, kept: str | None) -> None:
    for session in Session.objects.filter(expire_date__gt=timezone.now()).exclude(session_key=kept):
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()


def _log(user: User, by: User, message: str) -> None:
    LogEntry.objects.log_actions(by.pk, [user], CHANGE, message, single_object=True)
