"""Words that name who acts: States, and words that end as those of actors.tsv do."""

import re
from functools import cache

from resolutions.language.wordlists import read_rows
from resolutions.un.states import states

_NAME = "[^,;。:的和与及或、]{0,8}?"


@cache
def endings() -> tuple[str, ...]:
    return tuple(ending for ending, _evidence in read_rows(__file__, "actors.tsv"))


@cache
def _ends() -> tuple[str, ...]:
    return (*endings(), *states())


@cache
def _actor() -> re.Pattern[str]:
    return re.compile("|".join(map(re.escape, sorted(_ends()))))


@cache
def _actor_at_start() -> re.Pattern[str]:
    return re.compile(f"{_NAME}(?:{'|'.join(endings())})|{'|'.join(sorted(states()))}")


def names_actor(text: str) -> bool:
    """Return whether a folded text has an actor or the name of a State."""
    return _actor().search(text) is not None


def begins_with_actor(text: str) -> bool:
    return _actor_at_start().match(text) is not None


def ends_with_actor(text: str) -> bool:
    return text.endswith(_ends())
