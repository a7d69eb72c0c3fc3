"""A document as a reference: a Chinese note, RIS for reference managers, BibTeX."""

import re

from ..models import Edition, Resolution
from ..un.symbols import parse


def chinese_note(resolution: Resolution, url: str) -> str:
    """联合国大会：《加强人权领域的国际合作》，A/RES/65/218，2010年12月21日，网址。"""
    body = resolution.organ_name if resolution.organ == "SC" else f"联合国{resolution.organ_name}"
    parts = [part for part in (resolution.label, resolution.adopted_day, url) if part]
    title = f"《{resolution.title}》，" if resolution.title else ""
    return f"{body}：{title}{'，'.join(parts)}。"


def ris(resolution: Resolution, edition: Edition, url: str) -> str:
    """The document as one RIS record (type RPRT: Zotero and EndNote know no type for resolutions)."""
    day = resolution.adopted_on
    fields = [
        ("TY", "RPRT"),
        ("TI", resolution.title or resolution.label),
        ("AU", f"联合国{resolution.organ_name}"),
        ("SN", resolution.symbol or ""),  # the number of a report, to Zotero
        ("M3", resolution.get_status_display()),
        ("PY", str(day.year) if day else ""),
        ("DA", f"{day:%Y/%m/%d}" if day else ""),
        ("PB", "联合国"),
        ("LA", resolution.language),
        ("UR", url),
        ("L1", official_url(resolution) or ""),
        ("N1", f"决议对照文本第 {edition.number} 版，SHA-256 {edition.sha256}"),
    ]
    lines = [f"{tag}  - {_line(value)}" for tag, value in fields if value]
    return "\r\n".join([*lines, "ER  - ", ""])


def bibtex(resolution: Resolution, edition: Edition, url: str) -> str:
    """The document as one BibTeX entry."""
    day = resolution.adopted_on
    key = re.sub(r"[^A-Za-z0-9]+", "-", resolution.address).strip("-").lower()
    fields = {
        "title": resolution.title or resolution.label,
        "author": f"{{联合国{resolution.organ_name}}}",
        "institution": "联合国",
        "number": resolution.symbol or "",
        "type": resolution.get_status_display(),
        "year": str(day.year) if day else "",
        "month": str(day.month) if day else "",
        "url": url,
        "note": f"决议对照文本第 {edition.number} 版",
        "language": resolution.language,
    }
    body = "".join(f"  {name} = {{{_braced(value)}}},\n" for name, value in fields.items() if value)
    return f"@techreport{{{key},\n{body}}}\n"


def official_url(resolution: Resolution) -> str | None:
    """Where the UN keeps the official text."""
    symbol = parse(resolution.symbol or "")
    return symbol.url() if symbol else None


def _line(value: str) -> str:
    return " ".join(value.split())


def _braced(value: str) -> str:
    """A value whose braces pair, so that it cannot end the field that holds it."""
    depth, out = 0, []
    for c in _line(value).replace("\\", ""):
        if c == "}" and not depth:
            continue
        depth += (c == "{") - (c == "}")
        out.append(c)
    return "".join(out) + "}" * depth
