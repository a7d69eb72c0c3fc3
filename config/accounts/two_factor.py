"""Second factor of sign-in: tokens of an authenticator app, and recovery codes. Each works once."""

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
DEVICE_NAME = "second factor"  # required by django-otp, never shown


def is_on(user: User) -> bool:
    """Return whether this user must give a token to sign in."""
    return bool(TOTPDevice.objects.filter(user=user, confirmed=True).exists())


def codes_left(user: User) -> int:
    """Return the number of unused recovery codes."""
    return int(StaticToken.objects.filter(device__user=user).count())


def pending_device(user: User) -> TOTPDevice | None:
    """Return the user's unconfirmed TOTP device, or None."""
    return TOTPDevice.objects.filter(user=user, confirmed=False).first()


def start_setup(user: User) -> None:
    """Create an unconfirmed TOTP device and delete an earlier one.

    Sign-in asks for no token until the device is confirmed.
    """
    with transaction.atomic():
        TOTPDevice.objects.filter(user=user, confirmed=False).delete()
        TOTPDevice.objects.create(user=user, name=DEVICE_NAME, confirmed=False)


def confirm(user: User, token: str, session: str | None) -> list[str]:
    """Switch the second factor on and return the recovery codes.

    All other sessions of the user end, because they were opened without a token; `session` is the key of the
    one that stays. Raise ValidationError if the token is not one of the pending device.
    """
    _verify(user, token, confirmed=False)
    with transaction.atomic():
        for kind in (TOTPDevice, StaticDevice):
            kind.objects.filter(user=user, confirmed=True).delete()
        TOTPDevice.objects.filter(user=user).update(confirmed=True)
        device = StaticDevice.objects.create(user=user, name=DEVICE_NAME)
        codes = [StaticToken.random_token() for _number in range(RECOVERY_CODES)]
        StaticToken.objects.bulk_create(StaticToken(device=device, token=code) for code in codes)
        _end_other_sessions(user, session)
        _log(user, user, _("开启了第二道验证"))
    return codes


def verify(user: User, token: str) -> None:
    """Accept a token or recovery code once.

    Raise ValidationError if it is wrong, or too soon after wrong ones.
    """
    _verify(user, token, confirmed=True)


def switch_off(user: User, by: User) -> None:
    """Delete the user's devices and codes, so that sign-in asks for no token.

    `by` is who does it, for the log.
    """
    with transaction.atomic():
        TOTPDevice.objects.filter(user=user).delete()
        StaticDevice.objects.filter(user=user).delete()
        _log(user, by, _("关闭了第二道验证"))


def _verify(user: User, token: str, *, confirmed: bool) -> None:
    """Verify a token or code against the user's device. Digits are a token, anything else is a recovery code.

    Full-width characters, white space and capitals are accepted.
    """
    token = "".join(unicodedata.normalize("NFKC", token).split()).lower()
    device_class = TOTPDevice if token.isdecimal() else StaticDevice
    throttled, passed = None, False
    # Errors are raised outside the transaction, or the count of failures would be rolled back.
    with transaction.atomic():
        device = device_class.objects.select_for_update().filter(user=user, confirmed=confirmed).first()
        if device:
            _allowed, throttled = device.verify_is_allowed()
            passed = not throttled and device.verify_token(token)
    if throttled:
        wait = ceil((throttled["locked_until"] - timezone.now()).total_seconds())
        raise ValidationError(
            _("验证码错误多次，请等 %(seconds)d 秒再试。"), "wait", {"seconds": max(wait, 1)}
        )
    if not passed:
        raise ValidationError(
            _("验证码不对，或已用过。请填验证器上现在的六位数字，或一个没有用过的恢复码。"), "wrong"
        )


def _end_other_sessions(user: User, current_key: str | None) -> None:
    for session in Session.objects.filter(expire_date__gt=timezone.now()).exclude(session_key=current_key):
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()


def _log(user: User, by: User, message: str) -> None:
    LogEntry.objects.log_actions(by.pk, [user], CHANGE, message, single_object=True)
