"""Page furniture: rules, running heads, page and job numbers, links, the masthead."""

import re

from ..language.characters import HAN
from ..un.symbols import parse
from .lines import Line

RULE = re.compile(r"[_\-—―─=·•*~]{4,}")

URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)

_FURNITURE = re.compile(
    r"-?\d{1,3}/\d{1,3}-?|第\d{1,3}页(?:[,/]?共\d{1,3}页)?|[-—]\d{1,3}[-—]"
    r"|(?:GE|V|N|A)?\.?\d{2}-\d{4,6}(?:\(C\))?[\dA-Z*()/]*|\*[A-Z]{0,3}\d{6,8}[A-Z]?\*?|请回收|可循环使用"
    r"|(?:GE|V)\.\d{2}-\d{4,6}.*|\(C\)|\d{6}",
)

MASTHEAD = re.compile(
    r"联合国(?:大会|安全理事会)?|UnitedNations|GeneralAssembly|SecurityCouncil|EconomicandSocialCouncil"
    r"|Distr\.?:?(?:General|Limited|Restricted)?|分发:(?:普遍|普通|一般|有限|限制)?|General|Limited|普遍|一般|Chinese|中文"
    r"|Original:.*|原文:.*|\d{1,2}(?:January|February|March|April|May|June|July|August|September|October|November|December)\d{4}"
    r"|Distr\.?:?(?:General|Limited)?\d{1,2}[A-Z][a-z]+\d{4}(?:Chinese)?(?:Original:[A-Z][a-z]+)?|Logo.*",
    re.IGNORECASE,
)


def is_rule(line: Line) -> bool:
    return bool(RULE.fullmatch(line.key))


def is_furniture(line: Line) -> bool:
    """Return whether a line is a rule, a page or job number, or a link."""
    if RULE.fullmatch(line.key) or URL.fullmatch(line.key):
        return True
    cells = re.split(r"\s{2,}", line.text)
    return all(_FURNITURE.fullmatch("".join(cell.split())) for cell in cells)


def is_running_head(line: Line) -> bool:
    """Return whether a line inside the text is the symbol at the head of a page."""
    symbol = re.split(r"\s{2,}", line.text)[0]
    if "/" not in symbol or HAN.search(symbol) or line.terminal:
        return False
    return parse(symbol) is not None
