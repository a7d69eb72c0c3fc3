"""上传与审阅 in the admin: Django's list of uploads, and the addresses of the three steps."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path

from ..models import Upload
from ..views import uploads as views


@admin.register(Upload)
class UploadAdmin(admin.ModelAdmin):  # type: ignore[type-arg]  # not generic at run time
    list_display = ("file_name", "state", "created_by", "created", "edition")
    list_filter = ("state", "created_by", "created")
    search_fields = ("file_name",)
    date_hierarchy = "created"
    list_per_page = 50
    list_select_related = ("created_by", "edition__resolution")
    actions = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Upload]:
        return super().get_queryset(request).defer("data", "reading")

    def has_delete_permission(self, request: HttpRequest, obj: Upload | None = None) -> bool:
        return False  # uploads and their files are never deleted

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        return views.choose(request)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        return redirect("admin:upload_review", object_id)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view
        urls = [
            path("<int:pk>/review/", view(views.review), name="upload_review"),
            path("<int:pk>/confirm/", view(views.confirm), name="upload_confirm"),
            path("batch/<uuid:pk>/", view(views.batch), name="upload_batch"),
        ]
        urls += [
            path(f"<int:pk>/{action}/", view(views.change_state), {"action": action}, f"upload_{action}")
            for action in ("publish", "undo", "discard", "reopen")
        ]
        return urls + super().get_urls()
