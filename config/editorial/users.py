"""Accounts: Django's own pages for them, and help for those who cannot get in."""

from axes.models import AccessAttempt
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.models import User
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from .second_factor import is_on, switch_off
from .views import editor

# Secrets are shown to nobody, and accounts below have what must be done with them.
for model in (StaticDevice, TOTPDevice, User):
    admin.site.unregister(model)


@admin.register(User)
class Accounts(UserAdmin):  # type: ignore[type-arg]  # generic in the stubs alone
    actions = ["unlock", "remove_second_factor"]

    @admin.action(description=gettext_lazy("解除所选用户的登录锁定"), permissions=["change"])
    def unlock(self, request: HttpRequest, users: QuerySet[User]) -> None:
        """Forget the wrong guesses at these accounts, from wherever they came."""
        locked = [u for u in users if AccessAttempt.objects.filter(username=u.get_username()).delete()[0]]
        LogEntry.objects.log_actions(editor(request).pk, locked, CHANGE, _("解除了登录锁定"))
        messages.success(request, _("已解除锁定的用户：%(n)d 名。") % {"n": len(locked)})

    @admin.action(description=gettext_lazy("关闭所选用户的第二道验证"), permissions=["change"])
    def remove_second_factor(self, request: HttpRequest, users: QuerySet[User]) -> None:
        """For those who lost both their authenticator and their recovery codes."""
        with_one = [u for u in users if is_on(u)]
        for user in with_one:
            switch_off(user, by=editor(request))
        messages.success(request, _("已关闭第二道验证的用户：%(n)d 名。") % {"n": len(with_one)})
