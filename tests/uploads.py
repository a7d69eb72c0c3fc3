"""Uploads through the pages of staff: files, review forms and confirmation."""

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from resolutions.models import Upload
from resolutions.uploads import queue

from .pages import Page
from .texts import text

TEXT = text("回顾其第69/7号决议，", "1. 请秘书长报告。", "2. 决定继续审议。")
ADD = "/admin/resolutions/upload/add/"


def upload_files(client: Client, *contents: bytes, name: str = "text.txt") -> Upload:
    """Upload files, have them read, and return the last upload."""
    response = client.post(ADD, {"file": [SimpleUploadedFile(name, content) for content in contents]})
    assert response.status_code == 302, response.content.decode()
    queue.process_queue()
    return Upload.objects.latest("pk")


def review_url(upload: Upload) -> str:
    return upload.get_absolute_url()


def review_form(shown: Page, **changes: str) -> dict[str, str]:
    """Return the values of the form of all items on a review page, with some of them changed."""
    fields = {"version": shown.attribute(".items-form [name=version]", "value"), "deed": "save"}
    for element in shown.tree.cssselect(".items-form textarea"):
        fields[element.get("name")] = element.text or ""
    for element in shown.tree.cssselect(".items-form input[name$=number]"):
        fields[element.get("name")] = element.get("value")
    for element in shown.tree.cssselect(".items-form select"):
        fields[element.get("name")] = element.cssselect("option[selected]")[0].get("value")
    return fields | changes


def confirm(client: Client, upload: Upload, **fields: str) -> Any:
    """Confirm an upload as public, unless `fields` says otherwise, and return the response."""
    upload.refresh_from_db()
    posted = {"version": str(upload.version), "visibility": "public", "reason": "", **fields}
    return client.post(f"/admin/resolutions/upload/{upload.pk}/confirm/", posted)
