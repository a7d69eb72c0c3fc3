"""The grammar of United Nations document symbols: parse, normalise, order, link.

A symbol is ORGAN / SUBSIDIARY / SESSION or YEAR / TYPE / NUMBER / MODIFIER (research.un.org/en/docs/
symbols). Resolutions are numbered in three styles: 65/218 (session or year, then a serial number),
217(III) A (serial number, then a Roman session: the Assembly to 1976, the Economic and Social
Council to 1977) and 2446(2018) (the Security Council). One document may bear two symbols joined by
a hyphen (E/CN.4/2001/2-E/CN.4/SUB.2/2000/46).
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from urllib.parse import unquote, urlsplit

from ..language.characters import fold, from_roman
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
_SESSION_OF_DOCUMENT = re.compile(r"(?:[A-Z][A-Za-z0-9.]*/)+?(?P<session>\d{1,4})/")
_PLAIN = re.compile(rf"[A-Z]{{1,8}}(?:\.\d+)?(?:/(?:{_SEGMENT}|(?:Rev|Add|Corr|Amend)\.\d+|Summary))+\Z")

# Symbols in running text: matched against folded text, so ASCII only; blanks may have crept in
# after a slash or before a bracket. An organ's letter must not be the end of a longer word.
IN_TEXT = re.compile(
    r"(?<![A-Za-z0-9/.])"
    r"(?:A|S|E|T|ST|CD|DP|TD|CAC|CRC|CCPR|CEDAW|CERD|CAT|CMW|CRPD|CED|UNEP|FCCC|NPT|HRI|ISBA|ICCD|LOS|SPLOS"
    r"|UNW|JIU|HSP|BWC|CBD|CCW|OPCAT|PBC)"
    r"(?:/ ?[A-Z0-9](?:[A-Za-z0-9.\-]*[A-Za-z0-9])?(?: ?\((?:[Pp]art ?[IVX]+|[A-Z0-9]{1,8}|(?:E?S-)?[IVXLC]+)\))?)+"
    r"(?: ?(?<=\)|\d)[A-Z](?![A-Za-z0-9/.]))?",
)


@dataclass(frozen=True, slots=True)
class Number:
    """A resolution's number: its session as printed ("65", "ES-11", "III", "2018"), serial, part.

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
        """The session as a number that orders: special and emergency sessions after regular ones."""
        kind, _, tail = self.session.rpartition("-")
        value = int(tail) if tail.isdigit() else from_roman(tail) or 0
        return value + {"": 0, "S": 10_000, "ES": 20_000}[kind]


@dataclass(frozen=True, slots=True)
class Symbol:
    """A document symbol in its normal form.

    `organ` is an organ's code where the root is known ("GA"), else ""; `kind` is RES, DEC, PRST or
    ""; `number` is there for these three kinds alone.
    """

    text: str
    organ: str = ""
    kind: str = ""
    number: Number | None = None

    def __str__(self) -> str:
        return self.text

    @property
    def sort_key(self) -> tuple[object, ...]:
        """Orders symbols as a library would: by root, kind, session or year, serial, part."""
        root = self.text.split("/RES/")[0] if self.kind == "RES" else self.text.split("/")[0]
        if self.number is not None:
            number = self.number
            return (root, self.kind, number.rank, number.serial, number.part, self.text)
        numbers = tuple(int(n) for n in re.findall(r"\d+", self.text)[:4])
        return (root, self.kind, *(*numbers, 0, 0)[:2], "", self.text)

    @property
    def order_key(self) -> str:
        """The same order as text: numbers filled up with zeros, Roman sessions as numbers."""
        return "/".join(f"{x:06}" if isinstance(x, int) else str(x) for x in self.sort_key)

    @property
    def address(self) -> str:
        """The symbol as a path: no blanks, as the UN's own links write it."""
        return self.text.replace(" ", "")

    def url(self, language: str = "zh") -> str | None:
        """The official text at docs.un.org; None for decisions, which have no symbol of their own.

        A part of a resolution is printed in one document with the others, so its letter is left
        out: the UN links 217 A(III) as A/RES/217(III) (seed 000, link list).
        """
        if self.kind == "DEC" and self.organ == "GA":
            return None
        text = self.text
        if self.number is not None and self.number.part:
            text = text.replace(f" {self.number.part}", "")
        return f"https://docs.un.org/{language}/{text.split('-E/')[0].replace(' ', '')}"


_LATEST_SESSION = 1000  # of those that can have had a day


def parse_number(text: str) -> Number | None:
    """The number written as 65/218, 49/35 A, 217 A (III), 217(III) A, S-16/1 or 2446 (2018)."""
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
        return Number(match["roman"], int(match["rserial"]), match["rpart"] or "", "roman")
    return Number(match["year"], int(match["yserial"]), "", "year")


def _shape(text: str) -> str:
    """Upper case, but Rev.1, Corr.1, (Part I) as the UN prints them; no stray blanks."""
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
    """The symbol that a text is, whatever its blanks, case, width and look-alike letters."""
    shaped = _shape(text)
    if "-E/" in shaped:  # two symbols of one document
        first, second = shaped.split("-E/", 1)
        one, other = parse(first), parse(f"E/{second}")
        return Symbol(f"{one}-{other}") if one and other else None
    match = _DECIDED.match(shaped)
    if match:
        number = parse_number(match["number"])
        if number is not None:
            organ = next((o.code for o in organs().values() if o.root == match["root"]), "")
            text = f"{match['root']}/{match['kind']}/{number}{match['modifiers']}"
            return Symbol(text, organ, match["kind"], number)
    shaped = re.sub(r" (?!I|V|X)", "", shaped)
    if not _PLAIN.match(shaped) or not any(c.isdigit() for c in shaped):
        return None
    root = shaped.split("/")[0]
    organ = {"A": "GA", "S": "SC", "E": "ECOSOC", "T": "TC"}.get(root, "")
    return Symbol(shaped, "HRC" if shaped.startswith("A/HRC/") else organ)


def normalise(text: str) -> str | None:
    """The normal form of a symbol, or None where the text is none."""
    symbol = parse(text)
    return symbol.text if symbol else None


def resolution(organ: str, number: Number, kind: str = "RES") -> Symbol:
    """The symbol of an organ's resolution (RES), decision (DEC) or statement (PRST)."""
    return Symbol(f"{organs()[organ].root}/{kind}/{number}", organ, kind, number)


def from_url(url: str) -> str | None:
    """The symbol that an address at undocs.org, docs.un.org or daccess-ods leads to (`ch` = `zh`)."""
    parts = urlsplit(url.strip())
    host = (parts.hostname or "").removeprefix("www.")
    if host in ("undocs.org", "docs.un.org"):
        path = unquote(parts.path).lstrip("/")
        return normalise(re.sub(r"^(?:ar|zh|ch|en|fr|ru|es)/", "", path, flags=re.IGNORECASE))
    if host == "daccess-ods.un.org":
        found = re.search(r"(?:^|&)DS=([^&]+)", unquote(parts.query), flags=re.IGNORECASE)
        return normalise(found[1]) if found else None
    return None


# --- sessions and dates ---------------------------------------------------------------------------


def fits(organ: str, number: Number, day: date) -> bool | None:
    """Whether the organ can have adopted this number on this day; None where that is not known.

    Assembly session n opens in 1945+n and lasts into the next September; session 1 opened in
    January 1946. Council sessions 1 to 6 fell in 2006 and 2007; from 2008 session n falls in
    2008 + (n-7) div 3. See docs/domain.md, "Sessions and dates".
    """
    if number.session.isdigit() and len(number.session) == 4:
        return day.year == int(number.session)
    if "-" in number.session:
        return None
    session = int(number.session) if number.session.isdigit() else from_roman(number.session) or 0
    if session > _LATEST_SESSION:
        return None
    if organ == "GA":
        first = date(1946, 1, 1) if session == 1 else date(1945 + session, 9, 1)
        return first <= day <= date(1946 + session, 9, 30)
    if organ == "HRC":
        if session <= 6:
            return 2006 <= day.year <= 2007
        return day.year == 2008 + (session - 7) // 3
    return None


def session_opens(organ: str, session: int | str | None) -> date | None:
    """The first day that a session can have had, by the same rules; None where they say nothing."""
    if not isinstance(session, int) or session > _LATEST_SESSION:
        return None
    if organ == "GA":
        return date(1946, 1, 1) if session == 1 else date(1945 + session, 9, 1)
    if organ == "HRC":
        return date(2008 + (session - 7) // 3, (3, 6, 9)[(session - 7) % 3], 1) if session > 6 else date(2006, 6, 1)
    return None


def near_day(symbol: Symbol) -> date | None:
    """A day near that of the document, by the session or year in its symbol; None where neither shows.

    The middle of a year, the opening of a session.
    """
    session = symbol.number.session if symbol.number else ""
    if not session and not symbol.text.startswith("A/CONF.") and (found := _SESSION_OF_DOCUMENT.match(symbol.text)):
        session = found["session"]
    if re.fullmatch(r"(?:19|20)\d\d", session):
        return date(int(session), 7, 1)
    value = int(session) if session.isdigit() else from_roman(session) or 0
    return session_opens(symbol.organ, value) if value else None


LATEST_YEAR = 2100  # where a text does not tell when it was written


def can_number(organ: str, number: Number, latest_year: int) -> bool:
    """Whether an organ counts in this way at all, up to sessions that `latest_year` can know."""
    if number.style == "year":
        return organ == "SC"
    if number.style == "roman":
        top = from_roman(number.session.rpartition("-")[2]) or 0
        return (organ in ("GA", "TC") and top <= 30) or organ in ("ECOSOC", "CHR", "SUBCOM")
    if "-" in number.session:
        return organ == "GA" or (organ == "HRC" and number.session.startswith("S-"))
    session = int(number.session)
    if len(number.session) == 4:
        return organ not in ("GA", "SC", "HRC", "TC", "UNEA") and 1946 <= session <= latest_year
    if organ == "GA":
        return 31 <= session <= latest_year - 1945
    if organ == "HRC":
        return 1 <= session <= 7 + (latest_year - 2008) * 3 + 2
    return organ in ("CND", "CSW", "UNEA", "CCPCJ") and session < 100
