"""Documents in the admin: a read-only list. Changes are made on the pages of `views.document_admin`."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path

from ..models import Resolution
from ..views.document_admin import correct, standing


@admin.register(Resolution)
class ResolutionAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
    list_display = ("__str__", "title", "organ", "status", "adopted_on", "visibility", "edition")
    list_filter = ("visibility", "status", "organ")
    search_fields = ("symbol", "title")
    list_select_related = ("edition",)
    actions = None

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Resolution | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Resolution | None = None) -> bool:
        return False

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        return redirect("admin:resolution_standing", object_id)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        urls = [
            path("<int:pk>/standing/", view(standing), name="resolution_standing"),
            path("<int:pk>/correct/", view(correct), name="resolution_correct"),
        ]
        return urls + super().get_urls()
