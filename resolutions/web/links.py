"""Links among which a reader chooses."""

from typing import NamedTuple

from django.utils.functional import Promise


class LinkChoice(NamedTuple):
    """A link that changes what a page shows, and whether the page already shows that."""

    label: str | Promise
    url: str
    chosen: bool
