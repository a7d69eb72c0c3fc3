"""Links among which a reader chooses."""

from typing import NamedTuple


class LinkChoice(NamedTuple):
    """A link that changes what a page shows, and whether the page already shows that."""

    label: str
    url: str
    chosen: bool
