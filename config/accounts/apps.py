from django.contrib.admin.apps import AdminConfig


class EditorialConfig(AdminConfig):
    default_site = "config.accounts.admin_site.EditorialSite"

    def ready(self) -> None:
        super().ready()
        from . import admin as users  # noqa: F401, PLC0415  -- takes the place of what the applications registered
