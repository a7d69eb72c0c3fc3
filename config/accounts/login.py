"""Signing in: the form, who is counted as one guesser, and what a guesser is told."""

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


def locked_out(request: HttpRequest, response: HttpResponse, credentials: dict[str, Any] | None) -> HttpResponse:
    """429 with a sentence, for whoever guessed too often; it takes the place of the form's answer."""
    wait = int(settings.AXES_COOLOFF_TIME.total_seconds())
    context = {**admin.site.each_context(request), "title": _("暂时不能登录"), "minutes": wait // 60}
    page = render(request, "admin/locked_out.html", context, status=429)
    page["Retry-After"] = str(wait)
    return page


class SignInForm(AdminAuthenticationForm):
    """Name and password, and the token of those who have set up a second factor."""

    otp_token = forms.CharField(
        label=_("验证码"),
        required=False,
        max_length=20,
        help_text=_("设置了第二道验证的账号才需填写：验证器上的六位数字，或一个恢复码。"),
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "aria-describedby": "id_otp_token_help"}),
    )

    def confirm_login_allowed(self, user: User) -> None:
        """Raises ValidationError for those who are not staff, and where a token is wrong or lacking."""
        super().confirm_login_allowed(user)
        if not is_on(user):
            return
        if not (token := self.cleaned_data.get("otp_token", "")):
            raise forms.ValidationError(_("此账号设置了第二道验证，请再填密码，并填写验证码。"), code="token_required")
        verify(user, token)
