"""Files that are generated while they are sent."""

from collections.abc import Iterator

from django.http import StreamingHttpResponse

_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet runs a cell that begins with one of these


class EchoWriter:
    """A file object for csv.writer whose write() returns the text."""

    def write(self, text: str) -> str:
        return text


def escape_formula(value: str) -> str:
    """Return the value of a cell, with an apostrophe before it if a spreadsheet would run it as a formula."""
    return f"'{value}" if value.startswith(_FORMULA) else value


def download(lines: Iterator[str], kind: str, name: str) -> StreamingHttpResponse:
    """Return a streamed attachment. `kind` is its media type, `name` its file name."""
    response = StreamingHttpResponse(lines, content_type=f"{kind}; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
