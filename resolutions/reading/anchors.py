"""Anchors of paragraphs and footnotes, and what a reader calls them."""

from __future__ import annotations

import re
from functools import lru_cache


@lru_cache(maxsize=4096)
def place_label(ident: str) -> str:
    """What a reader calls an anchor: 序3, 执行7(a), 脚注2, B部分 执行1, 附件1 第3段."""
    component, head = "", ident
    if found := re.match(r"(?:annex(?P<annex>\d+)|(?P<part>[A-Z]+))\.", ident):
        component = f"附件{found['annex']} " if found["annex"] else f"{found['part']}部分 "
        head = ident[found.end() :]
    first, *items = head.split(".")
    for prefix, name in (("pp", "序"), ("op", "执行"), ("fn", "脚注")):
        if first.startswith(prefix):
            first = f"{name}{first.removeprefix(prefix)}"
            break
    else:
        first = f"第{first}段" if first.isdigit() else first
    return f"{component}{first}{''.join(f'({item})' for item in items)}"
