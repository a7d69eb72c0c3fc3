"""Sign-in: the form, and the response to a locked account."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.contrib.admin.forms import AdminAuthenticationForm
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _

from .two_factor import is_on, verify


def locked_out(
    request: HttpRequest, response: HttpResponse, credentials: dict[str, Any] | None
) -> HttpResponse:
    """Return a 429 page with Retry-After. django-axes calls this after too many wrong passwords."""
    seconds = int(settings.AXES_COOLOFF_TIME.total_seconds())
    context = {**admin.site.each_context(request), "title": _("暂时不能登录"), "minutes": seconds // 60}
    page = render(request, "admin/locked_out.html", context, status=429)
    page["Retry-After"] = str(seconds)
    return page


class SignInForm(AdminAuthenticationForm):
    """Form for name and password, and for the token of users who have set up a second factor."""

    otp_token = forms.CharField(
        label=_("验证码"),
        required=False,
        max_length=20,
        help_text=_("设置了第二道验证的账号才需填写：验证器上的六位数字，或一个恢复码。"),
        widget=forms.TextInput(
            attrs={"autocomplete": "one-time-code", "aria-describedby": "id_otp_token_help"}
        ),
    )

    def confirm_login_allowed(self, user: User) -> None:
        """Raise ValidationError if the user is not staff, or if a required token is wrong or missing."""
        super().confirm_login_allowed(user)
        if not is_on(user):
            return
        token = self.cleaned_data.get("otp_token", "")
        if not token:
            raise forms.ValidationError(
                _("此账号设置了第二道验证，请再填密码，并填写验证码。"), code="token_required"
            )
        verify(user, token)
