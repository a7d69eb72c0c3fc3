"""Data model of a reading: the contents of one source file, with their offsets in it."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class ReadError(Exception):
    """Raised if a file is no readable resolution. The message is a sentence for the user."""


class Part(StrEnum):
    """The part of a resolution to which a paragraph belongs."""

    PREAMBLE = "preamble"
    OPERATIVE = "operative"
    ANNEX = "annex"


class Kind(StrEnum):
    """The kind of a range of the source."""

    TEXT = "text"  # of a paragraph
    NUMBER = "number"  # of a paragraph: "7.", "(a)"
    HEADING = "heading"  # of a section, part or annex
    OPENING = "opening"  # the line that names the organ: 大会，
    FOOTNOTE = "footnote"
    MARK = "mark"  # of a footnote, in the text or before the note
    HEAD = "head"  # symbol, session, agenda item, title, sponsors …
    CLOSE = "close"  # date and meeting
    VOTE = "vote"
    FURNITURE = "furniture"  # running heads, page numbers, rules, link lists
    FRAME = "frame"  # of the website that the text was taken from
    UNREAD = "unread"


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` (exclusive) of the raw text and their kind.

    `where` is the id of the paragraph or footnote to which they belong, or "".
    """

    start: int
    end: int
    kind: Kind
    where: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A footnote mark before the character at `offset` of the paragraph's clean text."""

    marker: str
    offset: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph, at `start` to `end` of the raw text. `number` is as printed: "7.", "(a)", or "".

    `component` is "" for the resolution itself, else the letter of a later part ("B") or the annex
    ("annex1"); `depth` counts levels below a numbered paragraph (0, 1 for (a), 2 for (i)).
    """

    id: str
    part: Part
    text: str
    start: int
    end: int
    number: str = ""
    depth: int = 0
    component: str = ""
    verb: str | None = None
    marks: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a section, part or annex. `before` is the id of the paragraph below it, or ""."""

    text: str
    before: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Footnote:
    """A numbered note at the foot of a page or the end of the text. The second note 1 has the id fn1-2."""

    id: str
    marker: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Citation:
    """Words that cite a document by number or symbol, at `start` to `end` of the text of `place`.

    `target` is the normalised symbol, or None if none or several fit; `candidates` are the several.
    `day` is the date in the citation.
    """

    place: str
    text: str
    start: int
    end: int
    target: str | None
    day: date | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Instrument:
    """A title in 《》, at `start` to `end` of the text of `place`."""

    place: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ReadingWarning:
    """A code, a place (an id, 第n行 or "") and a sentence about something that an editor should check."""

    code: str
    where: str
    message: str


@dataclass(frozen=True, slots=True)
class Sponsor:
    """A sponsor of a draft, and the stars printed after its name."""

    name: str
    stars: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vote:
    """The adoption of a text. `kind` is "without_vote" or "recorded"; totals are None if not stated."""

    kind: str
    in_favour: int | None = None
    against: int | None = None
    abstaining: int | None = None
    states_in_favour: tuple[str, ...] = ()
    states_against: tuple[str, ...] = ()
    states_abstaining: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Meta:
    """Metadata from the head and the close. None and () mean that the text does not state it."""

    symbol: str | None = None
    number: str | None = None
    body: str | None = None  # the organ's name as printed
    organ: str = ""  # its code
    committee: str | None = None
    status: str | None = None  # "draft" or "adopted"
    session: int | str | None = None  # "ES-11" for special and emergency sessions
    session_dates: str | None = None
    agenda_item: str | None = None
    agenda_title: str | None = None
    title: str | None = None
    sponsors: tuple[Sponsor, ...] = ()
    sponsor_notes: tuple[str, ...] = ()  # "* 代表…"
    adopted_on: date | None = None
    meeting: str | None = None
    vote: Vote | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """The reading of one file. All offsets refer to `raw`."""

    source: str
    raw: str
    meta: Meta
    paragraphs: tuple[Paragraph, ...] = ()
    headings: tuple[Heading, ...] = ()
    footnotes: tuple[Footnote, ...] = ()
    citations: tuple[Citation, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    warnings: tuple[ReadingWarning, ...] = ()
    spans: tuple[Span, ...] = field(default=(), repr=False)

    @property
    def paragraph_counts(self) -> dict[str, int]:
        """Return the number of top-level paragraphs of the preamble and of the operative part."""
        top = [paragraph.part for paragraph in self.paragraphs if not paragraph.depth]
        return {"preambular": top.count(Part.PREAMBLE), "operative": top.count(Part.OPERATIVE)}
