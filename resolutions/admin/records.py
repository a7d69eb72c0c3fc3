"""Records that the admin shows and never changes: editions, settlements, and every step that staff took."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.models import LogEntry
from django.db.models import Model
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from ..models import Edition, Settlement

if TYPE_CHECKING:
    Shown = admin.ModelAdmin[Any]
else:
    Shown = admin.ModelAdmin


class ReadOnlyAdmin(Shown):
    """Pages on which nothing can be added, changed or deleted, not even by a superuser."""

    show_full_result_count = False
    list_per_page = 50

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(Edition)
class EditionAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "file_name", "reason", "created", "created_by"]
    list_filter = ["created", ("created_by", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["resolution", "created_by"]
    search_fields = ["resolution__symbol", "resolution__address", "file_name", "sha256"]
    ordering = ["-pk"]

    def view_on_site(self, edition: Edition) -> str:
        return f"{edition.resolution.get_absolute_url()}@{edition.number}"


@admin.register(Settlement)
class SettlementAdmin(ReadOnlyAdmin):
    list_display = ["text", "target", "resolution", "created", "created_by"]
    list_filter = ["created", ("created_by", admin.RelatedOnlyFieldListFilter)]
    list_select_related = ["resolution", "created_by"]
    search_fields = ["text", "target", "resolution__symbol"]
    ordering = ["-pk"]

    def view_on_site(self, settlement: Settlement) -> str:
        return settlement.resolution.get_absolute_url()


@admin.register(LogEntry)
class LogEntryAdmin(ReadOnlyAdmin):
    """Every step that staff took: who, when, what."""

    list_display = ["action_time", "user", "action_flag", "content_type", "thing", "what"]
    list_filter = [
        "action_flag",
        "action_time",
        ("content_type", admin.RelatedOnlyFieldListFilter),
        ("user", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["user", "content_type"]
    search_fields = ["object_repr", "change_message", "user__username"]
    fields = ["action_time", "user", "action_flag", "content_type", "thing", "what"]

    @admin.display(description=_("对象"), ordering="object_repr")
    def thing(self, entry: LogEntry) -> str | SafeString:
        address = entry.get_admin_url()
        return format_html('<a href="{}">{}</a>', address, entry.object_repr) if address else entry.object_repr

    @admin.display(description=_("所做的事"))
    def what(self, entry: LogEntry) -> str:
        return entry.get_change_message()
