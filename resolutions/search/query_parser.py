"""The grammar of a query. Every text is a query; faults say how a malformed one was understood.

人权 合作          both terms, anywhere in a document
"国际合作"         exactly these characters; “ ” and 「 」 may be used too
-草案              not this term
op:敦促 pp:回顾 fn:附件   in an operative or a preambular paragraph, in a footnote
"""

import re
from dataclasses import dataclass

from ..language.normalization import searchable
from ..un.segmentation import segment

MOST_CHARACTERS = 400  # of a query that are read
MOST_TERMS = 16
FIELDS = ("op", "pp", "fn")
_FIELDS_ALONE = ("op:", "pp:", "fn:")  # a field without a word is read as a word
_OPEN, _CLOSE = '"“”「『＂', '"“”」』＂'
_TERM = re.compile(
    rf"(?P<minus>(?<!\S)[-－−])?(?:(?P<field>op|pp|fn)[:：])?"
    rf"(?:[{_OPEN}](?P<phrase>[^{_OPEN}{_CLOSE}]+)[{_CLOSE}]|(?P<word>[^\s{_OPEN}{_CLOSE}]+))",
    re.IGNORECASE,
)
_QUOTE = re.compile(f"[{_OPEN}{_CLOSE}]")


@dataclass(frozen=True, slots=True)
class Term:
    """A term that a document must contain, or must not: `shown` as written, `text` in the searchable form.

    `part` is one of FIELDS or "" for any part. An `exact` term is never split into words.
    """

    shown: str
    text: str
    part: str = ""
    exact: bool = False
    without: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the term in the searchable form; the whole text if it is exact."""
        return (self.text,) if self.exact else words_of(self.shown)

    def __str__(self) -> str:
        """Return the term as a query writes it."""
        minus = "-" if self.without else ""
        field = f"{self.part}:" if self.part else ""
        text = f'"{self.shown}"' if self.exact else self.shown
        return f"{minus}{field}{text}"


@dataclass(frozen=True, slots=True)
class Query:
    """The terms of a query. `faults` are "long", "many", "quote" (unpaired) and "field" (without a word)."""

    terms: tuple[Term, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def wanted(self) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if not term.without)


def words_of(text: str) -> tuple[str, ...]:
    """Return the words of a text in the searchable form, without punctuation."""
    words = (searchable(word) for word in segment(text))
    return tuple(word for word in words if any(character.isalnum() for character in word))


def parse_query(text: str) -> Query:
    """Return the terms of a query, each once, in order, at most MOST_TERMS of its first MOST_CHARACTERS."""
    faults = []
    if len(text) > MOST_CHARACTERS:
        faults.append("long")
        text = text[:MOST_CHARACTERS]
    terms: dict[tuple[str, str, bool, bool], Term] = {}
    for match in _TERM.finditer(text):
        term = _term_of(match)
        if term.text:
            terms.setdefault((term.text, term.part, term.exact, term.without), term)
    if _QUOTE.search(_TERM.sub("", text)):
        faults.append("quote")
    complete = [term for term in terms.values() if term.text not in _FIELDS_ALONE]
    if len(complete) < len(terms):
        faults.append("field")
    if len(complete) > MOST_TERMS:
        faults.append("many")
    return Query(tuple(complete[:MOST_TERMS]), tuple(faults))


def _term_of(match: re.Match[str]) -> Term:
    """Return the term of a match of _TERM."""
    shown = match["phrase"] or match["word"]
    return Term(
        shown=shown.strip(),
        text=searchable(shown),
        part=(match["field"] or "").lower(),
        exact=bool(match["phrase"]),
        without=bool(match["minus"]),
    )
