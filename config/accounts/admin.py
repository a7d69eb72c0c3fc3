"""Admin pages of users and groups, with actions for users who cannot sign in."""

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

APPS_WITH_PERMISSIONS = ("resolutions", "auth", "admin")  # permissions of other applications have no effect

# The pages of the devices would show secrets. The users below have an action that removes their devices.
for model in (Group, StaticDevice, TOTPDevice, User):
    admin.site.unregister(model)


class CheckboxAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # generic only in the stubs
    """Show groups and permissions as checkboxes.

    Django's two-list widget needs a script and fails axe's checks.
    """

    def formfield_for_manytomany(
        self, db_field: ManyToManyField[Any, Any], request: HttpRequest, **kwargs: Any
    ) -> ModelMultipleChoiceField[Any] | None:
        kwargs["widget"] = CheckboxSelectMultiple(attrs={"class": "rights"})
        if db_field.related_model is Permission:
            kwargs["queryset"] = Permission.objects.filter(content_type__app_label__in=APPS_WITH_PERMISSIONS)
        return super().formfield_for_manytomany(db_field, request, **kwargs)


@admin.register(Group)
class AccountGroupAdmin(CheckboxAdmin, GroupAdmin):
    """Django's page of groups, with checkboxes."""


@admin.register(User)
class AccountAdmin(CheckboxAdmin, UserAdmin):  # type: ignore[type-arg]  # generic only in the stubs
    """Django's page of users, with checkboxes and actions."""

    readonly_fields = ["last_login", "date_joined"]
    actions = ["unlock", "remove_second_factor"]

    @admin.action(description=gettext_lazy("解除所选用户的登录锁定"), permissions=["change"])
    def unlock(self, request: HttpRequest, users: QuerySet[User]) -> None:
        """Delete the failed sign-ins of these users, from every address, and log it for those who had any."""
        locked = []
        for user in users:
            deleted, _by_model = AccessAttempt.objects.filter(username=user.get_username()).delete()
            if deleted:
                locked.append(user)
        LogEntry.objects.log_actions(editor(request).pk, locked, CHANGE, _("解除了登录锁定"))
        messages.success(request, _("已解除锁定的用户：%(n)d 名。") % {"n": len(locked)})

    @admin.action(description=gettext_lazy("关闭所选用户的第二道验证"), permissions=["change"])
    def remove_second_factor(self, request: HttpRequest, users: QuerySet[User]) -> None:
        """Switch the second factor off for users who lost their authenticator and their recovery codes."""
        protected = [user for user in users if is_on(user)]
        for user in protected:
            switch_off(user, by=editor(request))
        messages.success(request, _("已关闭第二道验证的用户：%(n)d 名。") % {"n": len(protected)})
