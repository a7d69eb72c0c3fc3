"""Pages as a reader has them: parsed, with the words that they show."""

from dataclasses import dataclass
from typing import Any

from django.test import Client
from lxml import html


@dataclass(frozen=True, slots=True)
class Page:
    status: int
    headers: dict[str, str]
    content: bytes
    tree: Any

    def text(self, selector: str = "main") -> str:
        """The words of the first element that a selector finds, blanks squeezed; "" where there is none."""
        found = self.tree.cssselect(selector)
        return " ".join(found[0].text_content().split()) if found else ""

    def texts(self, selector: str) -> list[str]:
        """The words of every element."""
        return [" ".join(e.text_content().split()) for e in self.tree.cssselect(selector)]

    def links(self, selector: str = "main") -> dict[str, str]:
        """Words and addresses of the links inside an element."""
        return {
            " ".join(a.text_content().split()): a.get("href")
            for a in self.tree.cssselect(f"{selector} a[href]")
        }

    def attribute(self, selector: str, name: str) -> str:
        return str(self.tree.cssselect(selector)[0].get(name))


def page(client: Client, address: str, status: int = 200, **extra: Any) -> Page:
    """The page at an address, which answers with this status."""
    response = client.get(address, **extra)
    assert response.status_code == status, (response.status_code, response.headers.get("Location"))
    content = bytes(response.content)
    tree = (
        html.document_fromstring(content.decode()) if content.strip().startswith(b"<!doctype html") else None
    )
    return Page(status, dict(response.headers.items()), content, tree)


def location(client: Client, address: str, status: int = 301) -> str:
    """Where an address redirects to."""
    response = client.get(address)
    assert response.status_code == status
    return str(response.headers["Location"])


def streamed(client: Client, address: str) -> bytes:
    """A file that is made while it is sent, to its end."""
    response: Any = client.get(address)
    assert response.status_code == 200
    return b"".join(response.streaming_content)
