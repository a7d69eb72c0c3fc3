"""Limit on the size of one request."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

MAX_REQUEST = 256 * 1024 * 1024  # bytes; enough for thirty files of the largest readable size, or for a zip


class BoundedUploadHandler(FileUploadHandler):
    """Refuse a request whose Content-Length is too large before any of it is written to disk."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803  -- Django's own name
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> None:
        """Raise RequestDataTooBig, which Django turns into a 400 response."""
        if content_length > MAX_REQUEST:
            raise RequestDataTooBig(f"{content_length:,} bytes; {MAX_REQUEST:,} at most")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
