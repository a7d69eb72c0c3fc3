"""Files that are written while they are sent."""

from collections.abc import Iterator

from django.http import StreamingHttpResponse

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet runs what begins so


class EchoWriter:
    """What csv writes, kept for the moment."""

    def write(self, text: str) -> str:
        return text


def escape_formula(value: str) -> str:
    return f"'{value}" if value.startswith(_FORMULA) else value


def download(lines: Iterator[str], kind: str, name: str) -> StreamingHttpResponse:
    """A file that is made while it is sent."""
    response = StreamingHttpResponse(lines, content_type=f"{kind}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
