"""Read-only records in the admin: editions, decisions on citations, and the log of what staff did."""

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
    AnyModelAdmin = admin.ModelAdmin[Any]
else:
    AnyModelAdmin = admin.ModelAdmin  # not generic at run time


class ReadOnlyAdmin(AnyModelAdmin):
    """Admin pages that show records. Nobody can add, change or delete them there, not even a superuser."""

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
    """Log of the steps that staff took, with user and time."""

    list_display = ["action_time", "user", "action_flag", "content_type", "object_link", "message"]
    list_filter = [
        "action_flag",
        "action_time",
        ("content_type", admin.RelatedOnlyFieldListFilter),
        ("user", admin.RelatedOnlyFieldListFilter),
    ]
    list_select_related = ["user", "content_type"]
    search_fields = ["object_repr", "change_message", "user__username"]
    fields = ["action_time", "user", "action_flag", "content_type", "object_link", "message"]

    @admin.display(description=_("对象"), ordering="object_repr")
    def object_link(self, entry: LogEntry) -> str | SafeString:
        address = entry.get_admin_url()
        name = str(entry.object_repr)
        if not address:
            return name
        return format_html('<a href="{}">{}</a>', address, name)

    @admin.display(description=_("所做的事"))
    def message(self, entry: LogEntry) -> str:
        return entry.get_change_message()
