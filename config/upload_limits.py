"""How much one request may bring."""

from typing import Any

from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadhandler import FileUploadHandler

MOST = 256 * 1024 * 1024  # bytes: thirty files of the largest size that is read, or a zip within its bounds


class BoundedUploadHandler(FileUploadHandler):
    """Refuses a request by the length that it names, before any of it is written to the disk."""

    def handle_raw_input(
        self,
        input_data: Any,
        META: Any,  # noqa: N803  -- Django's own name
        content_length: int,
        boundary: Any,
        encoding: Any = None,
    ) -> None:
        """Raises RequestDataTooBig, which answers 400."""
        if content_length > MOST:
            raise RequestDataTooBig(f"{content_length:,} bytes; {MOST:,} at most")

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        return raw_data

    def file_complete(self, file_size: int) -> None:
        return None
