"""Application configuration of the admin."""

from django.contrib.admin.apps import AdminConfig


class EditorialConfig(AdminConfig):
    """Django's admin with EditorialSite as its default site."""

    default_site = "config.accounts.admin_site.EditorialSite"

    def ready(self) -> None:
        super().ready()
        # Imported after the applications have registered their own admin pages, some of which it replaces.
        from . import admin  # noqa: F401, PLC0415
