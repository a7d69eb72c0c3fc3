"""Symbols of United Nations documents: parsing, normal form, order, links.

A symbol is ORGAN / SUBSIDIARY / SESSION or YEAR / TYPE / NUMBER / MODIFIER (research.un.org/en/docs/
symbols). Resolutions are numbered in three styles: 65/218 (session or year, then a serial number),
217(III) A (serial number, then a Roman session: the Assembly to 1976, the Economic and Social
Council to 1977) and 2446(2018) (the Security Council). One document may have two symbols joined by
a hyphen (E/CN.4/2001/2-E/CN.4/SUB.2/2000/46).
"""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import unquote, urlsplit

from ..language.characters import fold
from ..language.numerals import from_roman
from .organs import organs

# --- the forms ----------------------------------------------------------------------------------

_PART = r"[A-Z](?: (?:and|to) [A-Z])?"
_SESSION_NUMBER = rf"(?P<session>(?:S-|ES-)?\d{{1,4}})/(?P<serial>\d{{1,4}})(?: (?P<part>{_PART}))?"
_ROMAN_NUMBER = rf"(?P<rserial>\d{{1,4}})\((?P<roman>(?:S-|ES-)?[IVXLC]+)\)(?: (?P<rpart>{_PART}))?"
_YEAR_NUMBER = r"(?P<yserial>\d{1,4})\((?P<year>\d{4})\)"
_NUMBER = re.compile(rf"(?:{_SESSION_NUMBER}|{_ROMAN_NUMBER}|{_YEAR_NUMBER})\Z")
_MODIFIER = r"/(?:Rev|Add|Corr|Amend|Summary|Part|Vol)[.\d A-Z]*"
_DECIDED = re.compile(
    rf"(?P<root>[A-Z]+(?:/[A-Z]+(?:\.\d+)?)*)/(?P<kind>RES|DEC|PRST)/"
    rf"(?P<number>.+?)(?P<modifiers>(?:{_MODIFIER})*)\Z"
)
_SEGMENT = r"[A-Z0-9][A-Z0-9.\-]*(?:\((?:Part [IVX]+|[A-Z0-9]+)\))?"
_PLAIN = re.compile(rf"[A-Z]{{1,8}}(?:\.\d+)?(?:/(?:{_SEGMENT}|(?:Rev|Add|Corr|Amend)\.\d+|Summary))+\Z")

# Symbols in running text. Matched against folded text, so ASCII only. There may be stray blanks after
# a slash or before a bracket. The first letters must not be the end of a longer word.
IN_TEXT = re.compile(
    r"(?<![A-Za-z0-9/.])"
    r"(?:A|S|E|T|ST|CD|DP|TD|CAC|CRC|CCPR|CEDAW|CERD|CAT|CMW|CRPD|CED|UNEP|FCCC|NPT|HRI|ISBA|ICCD|LOS|SPLOS"
    r"|UNW|JIU|HSP|BWC|CBD|CCW|OPCAT|PBC)"
    r"(?:/ ?[A-Z0-9](?:[A-Za-z0-9.\-]*[A-Za-z0-9])?"
    r"(?: ?\((?:[Pp]art ?[IVX]+|[A-Z0-9]{1,8}|(?:E?S-)?[IVXLC]+)\))?)+"
    r"(?: ?(?<=\)|\d)[A-Z](?![A-Za-z0-9/.]))?",
)
_ORGANS_BY_ROOT = {"A": "GA", "S": "SC", "E": "ECOSOC", "T": "TC"}  # of other documents than resolutions


@dataclass(frozen=True, slots=True)
class Number:
    """The number of a resolution: its session as printed ("65", "ES-11", "III", "2018"), serial number, part.

    `style` is "session" (65/218), "roman" (217(III) A) or "year" (2446(2018)).
    """

    session: str
    serial: int
    part: str = ""
    style: str = "session"

    def __str__(self) -> str:
        part = f" {self.part}" if self.part else ""
        if self.style == "session":
            return f"{self.session}/{self.serial}{part}"
        return f"{self.serial}({self.session}){part}"

    @property
    def rank(self) -> int:
        """The session as a number for sorting. Special and emergency sessions come after regular ones."""
        kind, _, tail = self.session.rpartition("-")
        session = int(tail) if tail.isdigit() else from_roman(tail) or 0
        return session + {"": 0, "S": 10_000, "ES": 20_000}[kind]


@dataclass(frozen=True, slots=True)
class Symbol:
    """A document symbol in its normal form.

    `organ` is the code of the organ ("GA"), or "" if its root is not in our list. `kind` is RES, DEC,
    PRST or "". Only these three kinds have a `number`.
    """

    text: str
    organ: str = ""
    kind: str = ""
    number: Number | None = None

    def __str__(self) -> str:
        return self.text

    @property
    def sort_key(self) -> tuple[object, ...]:
        """A key for sorting by root, kind, session or year, serial number and part, as libraries do."""
        separator = "/RES/" if self.kind == "RES" else "/"
        root = self.text.split(separator)[0]
        if self.number is not None:
            number = self.number
            return (root, self.kind, number.rank, number.serial, number.part, self.text)
        numbers = tuple(int(n) for n in re.findall(r"\d+", self.text)[:4])
        return (root, self.kind, *(*numbers, 0, 0)[:2], "", self.text)

    @property
    def order_key(self) -> str:
        """The sort key as text, with numbers in six digits."""
        return "/".join(f"{item:06}" if isinstance(item, int) else str(item) for item in self.sort_key)

    @property
    def address(self) -> str:
        """The symbol as a path, without blanks, as in the UN's own links."""
        return self.text.replace(" ", "")

    def url(self, language: str = "zh") -> str | None:
        """Return the address of the official text at docs.un.org, or None for decisions, which have no
        symbol.

        The letter of a part is left out, because all parts of a resolution are in one document: the UN
        links 217 A(III) as A/RES/217(III) (seed 000, link list).
        """
        if self.kind == "DEC" and self.organ == "GA":
            return None
        text = self.text
        if self.number is not None and self.number.part:
            text = text.replace(f" {self.number.part}", "")
        return f"https://docs.un.org/{language}/{text.split('-E/')[0].replace(' ', '')}"


def parse_number(text: str) -> Number | None:
    """Return the number written as 65/218, 49/35 A, 217 A
    (III), 217(III) A, S-16/1 or 2446 (2018), or None.
    """
    compact = "".join(fold(text).upper().split())
    compact = re.sub(r"(?<=[A-Z])(AND|TO)(?=[A-Z])", lambda m: f"~{m[1].lower()}~", compact)
    part = r"([A-Z](?:~(?:and|to)~[A-Z])?)"
    compact = re.sub(rf"^(\d+){part}(\((?:E?S-)?[IVXLC]+\))$", r"\1\3\2", compact)
    compact = re.sub(rf"(?<=[\d)]){part}$", r" \1", compact).replace("~", " ")
    match = _NUMBER.match(compact)
    if match is None:
        return None
    if match["session"]:
        return Number(match["session"], int(match["serial"]), match["part"] or "")
    if match["roman"]:
        if from_roman(match["roman"].rpartition("-")[2]) is None:
            return None
        return Number(match["roman"], int(match["rserial"]), match["rpart"] or "", style="roman")
    return Number(match["year"], int(match["yserial"]), style="year")


def _shape(text: str) -> str:
    """Return a text in upper case, except Rev.1, Corr.1 and (Part I), and without stray blanks."""
    text = unicodedata.normalize("NFKC", fold(text)).strip().rstrip("*").rstrip(".-")
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r" ?([/()]) ?", r"\1", text)
    text = re.sub(r"\(part ?([ivx]+)\)", lambda m: f"(PART_{m[1]})", text, flags=re.IGNORECASE)
    text = text.upper().replace("PART_", "Part ")
    text = re.sub(
        r"(?<=/)(REV|ADD|CORR|AMEND)\.?([0-9L]+)\b",
        lambda m: f"{m[1].capitalize()}.{m[2].replace('L', '1')}",
        text,
    )
    return re.sub(r"(?<=/)SUMMARY\b", "Summary", text)


def parse(text: str) -> Symbol | None:
    """Return the symbol that a whole text is, or None.
    Blanks, case, width and look-alike letters may vary.
    """
    shaped = _shape(text)
    if "-E/" in shaped:  # two symbols of one document
        first, second = shaped.split("-E/", 1)
        first_symbol, second_symbol = parse(first), parse(f"E/{second}")
        return Symbol(f"{first_symbol}-{second_symbol}") if first_symbol and second_symbol else None
    match = _DECIDED.match(shaped)
    if match:
        number = parse_number(match["number"])
        if number is not None:
            organ = next((organ.code for organ in organs().values() if organ.root == match["root"]), "")
            text = f"{match['root']}/{match['kind']}/{number}{match['modifiers']}"
            return Symbol(text, organ, match["kind"], number)
    shaped = re.sub(r" (?!I|V|X)", "", shaped)
    if not _PLAIN.match(shaped) or not any(c.isdigit() for c in shaped):
        return None
    if shaped.startswith("A/HRC/"):
        return Symbol(shaped, "HRC")
    return Symbol(shaped, _ORGANS_BY_ROOT.get(shaped.split("/")[0], ""))


def normalise(text: str) -> str | None:
    """Return the normal form of a symbol, or None if the text is no symbol."""
    symbol = parse(text)
    return symbol.text if symbol else None


def resolution_symbol(organ: str, number: Number, kind: str = "RES") -> Symbol:
    """Return the symbol of an organ's resolution (RES), decision (DEC) or statement (PRST)."""
    return Symbol(f"{organs()[organ].root}/{kind}/{number}", organ, kind, number)


def symbol_from_url(url: str) -> str | None:
    """Return the symbol in an address at undocs.org, docs.un.org or daccess-ods.un.org, or None."""
    parts = urlsplit(url.strip())
    host = (parts.hostname or "").removeprefix("www.")
    if host in ("undocs.org", "docs.un.org"):
        path = unquote(parts.path).lstrip("/")
        return normalise(re.sub(r"^(?:ar|zh|ch|en|fr|ru|es)/", "", path, flags=re.IGNORECASE))
    if host == "daccess-ods.un.org":
        match = re.search(r"(?:^|&)DS=([^&]+)", unquote(parts.query), flags=re.IGNORECASE)
        return normalise(match[1]) if match else None
    return None


def address_of(key: str) -> str:
    """Return the path of a work, without the leading slash."""
    symbol = parse(key)
    return symbol.address if symbol else key
