"""Pages where staff set up their second factor and switch it off."""

from base64 import b32encode
from textwrap import wrap
from typing import Any, cast

import segno
from django import forms
from django.contrib import admin, messages
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_safe

from . import two_factor


class TokenForm(forms.Form):
    """Form for a token or a recovery code."""

    otp_token = forms.CharField(
        label=gettext_lazy("验证码"),
        max_length=20,
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "autofocus": True}),
    )


@require_safe
def second_factor(request: HttpRequest) -> HttpResponse:
    """/admin/second-factor/: show whether it is on, with links to set it up or switch it off."""
    user = editor(request)
    return _page(
        request, "state", _("第二道验证"), on=two_factor.is_on(user), left=two_factor.codes_left(user)
    )


@require_http_methods(["GET", "HEAD", "POST"])
def set_up(request: HttpRequest) -> HttpResponse:
    """/admin/second-factor/set-up/: show the secret to scan.

    The first token switches the second factor on and shows the recovery codes once.
    """
    user = editor(request)
    if request.method == "POST" and "otp_token" not in request.POST:
        two_factor.start_setup(user)
        return redirect("admin:second_factor_set_up")
    device = two_factor.pending_device(user)
    if device is None:
        return redirect("admin:second_factor")
    form = TokenForm(request.POST or None)
    if form.is_valid():
        try:
            codes = two_factor.confirm(user, form.cleaned_data["otp_token"], request.session.session_key)
        except ValidationError as error:
            form.add_error("otp_token", error)
        else:
            return _page(request, "codes", _("恢复码"), codes=codes)
    key = b32encode(device.bin_key).decode()
    grouped_key = " ".join(wrap(key, 4))
    qr_code = segno.make(device.config_url, micro=False).svg_data_uri(scale=5, border=4, light="#fff")
    return _page(request, "set_up", _("设置第二道验证"), form=form, picture=qr_code, key=grouped_key)


@require_http_methods(["GET", "HEAD", "POST"])
def switch_off(request: HttpRequest) -> HttpResponse:
    """/admin/second-factor/off/: switch it off, given a token or a recovery code."""
    user = editor(request)
    if not two_factor.is_on(user):
        return redirect("admin:second_factor")
    form = TokenForm(request.POST or None)
    if form.is_valid():
        try:
            two_factor.verify(user, form.cleaned_data["otp_token"])
        except ValidationError as error:
            form.add_error("otp_token", error)
        else:
            two_factor.switch_off(user, by=user)
            messages.success(request, _("第二道验证已关闭，今后只凭密码登录。"))
            return redirect("admin:second_factor")
    return _page(request, "off", _("关闭第二道验证"), form=form)


def editor(request: HttpRequest) -> User:
    """Return the user of a request. Pages of the admin require sign-in, so it is never anonymous."""
    return cast("User", request.user)


def _page(request: HttpRequest, name: str, title: str, **context: Any) -> HttpResponse:
    context = {**admin.site.each_context(request), "title": title, **context}
    return render(request, f"admin/second_factor/{name}.html", context)
