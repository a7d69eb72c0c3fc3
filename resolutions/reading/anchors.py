"""Names that readers see for anchors, paragraphs and sections."""

import re
from collections.abc import Callable
from functools import lru_cache

from .model import Part

_COMPONENT = re.compile(r"(?:annex(?P<annex>\d+)|(?P<part>[A-Z]+))\.")
_PREFIXES = {"pp": "序", "op": "执行", "fn": "脚注"}


@lru_cache(maxsize=4096)
def place_label(ident: str) -> str:
    """Return the name of an anchor in a sentence: 序3, 执行7(a), 脚注2, B部分 执行1, 附件1 第3段."""
    component, number = "", ident
    if match := _COMPONENT.match(ident):
        component = f"附件{match['annex']} " if match["annex"] else f"{match['part']}部分 "
        number = ident[match.end() :]
    first, *items = number.split(".")
    brackets = "".join(f"({item})" for item in items)
    return f"{component}{_first_label(first)}{brackets}"


def _first_label(first: str) -> str:
    prefix = first[:2]
    if prefix in _PREFIXES:
        return f"{_PREFIXES[prefix]}{first[2:]}"
    return f"第{first}段" if first.isdigit() else first


def paragraph_label(ident: str, *, part: Part | str, depth: int, number: str) -> str:
    """Return the label in front of a paragraph: its printed number, else 序3 for the third preambular one."""
    if number:
        return number
    if part == Part.PREAMBLE and not depth:
        return f"序{ident.rpartition('pp')[2]}"
    return ""


def short_label(ident: str, depth: int) -> str:
    """Return the label of a paragraph in a narrow column: 序 3, 7. or (a)."""
    last = ident.rpartition(".")[2]
    if depth:
        return f"({last})"
    if last.startswith("pp"):
        return f"序 {last.removeprefix('pp')}"
    return f"{last.removeprefix('op')}."


def section_title(component: str, part: Part | str, gettext: Callable[[str], str] = str) -> str:
    """Return the title of a part of a component: 序言部分, B
    执行部分, 附件 1. `gettext` translates its words.
    """
    if part == Part.ANNEX:
        return gettext("附件 %(number)s") % {"number": component.removeprefix("annex")}
    title = gettext("序言部分") if part == Part.PREAMBLE else gettext("执行部分")
    return f"{component} {title}".strip()
