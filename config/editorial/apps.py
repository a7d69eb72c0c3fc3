from django.contrib.admin.apps import AdminConfig


class EditorialConfig(AdminConfig):
    default_site = "config.editorial.site.EditorialSite"

    def ready(self) -> None:
        super().ready()
        from . import users  # noqa: F401, PLC0415  -- takes the place of what the applications registered
