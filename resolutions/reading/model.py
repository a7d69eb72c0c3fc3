"""What a reading is: everything that one source file says, and where in it."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class ReadError(Exception):
    """The file is no resolution that can be read; the message is a sentence for its reader."""


class Part(StrEnum):
    """The part of a resolution in which a paragraph stands."""

    PREAMBLE = "preamble"
    OPERATIVE = "operative"
    ANNEX = "annex"


class Kind(StrEnum):
    """What a stretch of the source is."""

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
    """Characters start to end (exclusive) of the raw text are of this kind.

    `where` is the id of the paragraph or footnote that they belong to, or "".
    """

    start: int
    end: int
    kind: Kind
    where: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """A footnote mark: `offset` is the place in the paragraph's clean text before which it stands."""

    marker: str
    offset: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph: `number` as printed ("7.", "(a)", "" for none), `start` and `end` in the raw text.

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
    """The heading of a section, part or annex, and the id of the paragraph that it stands before."""

    text: str
    before: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Footnote:
    """A numbered note at the foot of a page or the end of the text: fn1, or fn1-2 where 1 comes twice."""

    id: str
    marker: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Citation:
    """Words that cite a document by number or symbol, at `start` to `end` of the text of `place`.

    `target` is the normalised symbol, null where none or more than one fits; then `candidates`
    holds those that do. `day` is the citing date as printed.
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
    """Something that a person should look at: a code, where (an id, or 第n行), a sentence."""

    code: str
    where: str
    message: str


@dataclass(frozen=True, slots=True)
class Sponsor:
    """A sponsor of a draft, with the stars printed after its name."""

    name: str
    stars: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Vote:
    """How a text was adopted: "without_vote" or "recorded", totals and states by name."""

    kind: str
    in_favour: int | None = None
    against: int | None = None
    abstaining: int | None = None
    states_in_favour: tuple[str, ...] = ()
    states_against: tuple[str, ...] = ()
    states_abstaining: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Meta:
    """What the head and the close say of the document. None and () mean: the text does not say."""

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
    """One file, read. `raw` is the text that all offsets point into."""

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
