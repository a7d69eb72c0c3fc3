"""Accounts: Django's own pages for them, and help for those who cannot get in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from axes.models import AccessAttempt
from django.contrib import admin, messages
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.admin import GroupAdmin, UserAdmin
from django.contrib.auth.models import Group, Permission, User
from django.forms import CheckboxSelectMultiple
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django_otp.plugins.otp_static.models import StaticDevice
from django_otp.plugins.otp_totp.models import TOTPDevice

from .two_factor import is_on, switch_off
from .views import editor

if TYPE_CHECKING:
    from django.db.models import ManyToManyField, QuerySet
    from django.forms import ModelMultipleChoiceField
    from django.http import HttpRequest

OURS = ("resolutions", "auth", "admin")  # applications whose permissions mean something here

# Secrets are shown to nobody, and accounts below have what must be done with them.
for model in (Group, StaticDevice, TOTPDevice, User):
    admin.site.unregister(model)


class CheckboxAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # generic in the stubs alone
    """Groups and rights to tick: Django's two lists side by side need a script, and fail axe."""

    def formfield_for_manytomany(
        self, db_field: ManyToManyField[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> ModelMultipleChoiceField[Any] | None:
        kwargs["widget"] = CheckboxSelectMultiple(attrs={"class": "rights"})
        if db_field.related_model is Permission:
            kwargs["queryset"] = Permission.objects.filter(content_type__app_label__in=OURS)
        return super().formfield_for_manytomany(db_field, request, **kwargs)


@admin.register(Group)
class AccountGroupAdmin(CheckboxAdmin, GroupAdmin):
    """Django's own page of groups."""


@admin.register(User)
class AccountAdmin(CheckboxAdmin, UserAdmin):  # type: ignore[type-arg]  # generic in the stubs alone
    readonly_fields = ["last_login", "date_joined"]
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
