"""The admin site, with its titles, its sign-in form and the pages of the second factor."""

from django.contrib.admin import AdminSite
from django.urls import URLPattern, URLResolver, path
from django.utils.translation import gettext_lazy as _

from . import views
from .login import SignInForm


class EditorialSite(AdminSite):
    site_header = site_title = _("决议对照 · 编务")
    index_title = _("编务")
    login_form = SignInForm
    # The index page links the few lists, and the tables need the full width at 768 px.
    enable_nav_sidebar = False

    def get_urls(self) -> list[URLPattern | URLResolver]:
        urls: list[URLPattern | URLResolver] = [
            path("second-factor/", self.admin_view(views.second_factor), name="second_factor"),
            path("second-factor/set-up/", self.admin_view(views.set_up), name="second_factor_set_up"),
            path("second-factor/off/", self.admin_view(views.switch_off), name="second_factor_off"),
        ]
        return urls + super().get_urls()
