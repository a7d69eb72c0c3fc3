"""Citation formats of a document: a Chinese reference, RIS for reference managers, and BibTeX."""

import re

from ..models import Edition, Resolution
from ..un.symbols import parse


def chinese_note(resolution: Resolution, url: str) -> str:
    """Return 联合国大会：《加强人权领域的国际合作》，A/RES/65/218，2010年12月21日，网址。"""
    author = resolution.organ_name
    if resolution.organ != "SC":
        author = f"联合国{author}"
    title = f"《{resolution.title}》" if resolution.title else ""
    parts = [title, resolution.label, resolution.adopted_day, url]
    return f"{author}：{'，'.join(part for part in parts if part)}。"


def ris(resolution: Resolution, edition: Edition, url: str) -> str:
    """Return the document as a RIS record, of type RPRT because Zotero and EndNote have no type for
    resolutions.
    """
    year, date = "", ""
    if resolution.adopted_on:
        year = str(resolution.adopted_on.year)
        date = f"{resolution.adopted_on:%Y/%m/%d}"
    fields = [
        ("TY", "RPRT"),
        ("TI", resolution.title or resolution.label),
        ("AU", f"联合国{resolution.organ_name}"),
        ("SN", resolution.symbol or ""),  # Zotero's report number
        ("M3", resolution.get_status_display()),
        ("PY", year),
        ("DA", date),
        ("PB", "联合国"),
        ("LA", resolution.language),
        ("UR", url),
        ("L1", official_url(resolution) or ""),
        ("N1", f"决议对照文本第 {edition.number} 版，SHA-256 {edition.sha256}"),
    ]
    lines = [f"{tag}  - {_single_line(value)}" for tag, value in fields if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def bibtex(resolution: Resolution, edition: Edition, url: str) -> str:
    """Return the document as a BibTeX entry."""
    year, month = "", ""
    if resolution.adopted_on:
        year = str(resolution.adopted_on.year)
        month = str(resolution.adopted_on.month)
    key = re.sub(r"[^A-Za-z0-9]+", "-", resolution.address).strip("-").lower()
    fields = {
        "title": resolution.title or resolution.label,
        "author": f"{{联合国{resolution.organ_name}}}",
        "institution": "联合国",
        "number": resolution.symbol or "",
        "type": resolution.get_status_display(),
        "year": year,
        "month": month,
        "url": url,
        "note": f"决议对照文本第 {edition.number} 版",
        "language": resolution.language,
    }
    lines = [f"  {name} = {{{_balanced_braces(value)}}},\n" for name, value in fields.items() if value]
    return f"@techreport{{{key},\n{''.join(lines)}}}\n"


def official_url(resolution: Resolution) -> str | None:
    """Return the address of the official text at the UN, or None for a document without a symbol."""
    symbol = parse(resolution.symbol or "")
    return symbol.url() if symbol else None


def _single_line(value: str) -> str:
    return " ".join(value.split())


def _balanced_braces(value: str) -> str:
    """Return a value with balanced braces and no backslashes,
    so that it cannot end the field that holds it.
    """
    depth = 0
    balanced = ""
    for char in _single_line(value).replace("\\", ""):
        if char == "{":
            depth += 1
        elif char == "}":
            if not depth:
                continue
            depth -= 1
        balanced += char
    return balanced + "}" * depth
