"""The grammar of a query, and how one was understood that does not keep to it.

人权 合作          both, anywhere in a document
"国际合作"         exactly these characters; “ ” and 「 」 do as well
-草案              not this
op:敦促 pp:回顾 fn:附件   in an operative or a preambular paragraph, in a footnote
"""

import re
from dataclasses import dataclass

from ..language.normalization import searchable
from ..un.segmentation import segment

MOST_CHARACTERS = 400  # of a query that are read
MOST_TERMS = 16
FIELDS = ("op", "pp", "fn")
_OPEN, _CLOSE = '"“”「『＂', '"“”」』＂'
_TERM = re.compile(
    rf"(?P<minus>(?<!\S)[-－−])?(?:(?P<field>op|pp|fn)[:：])?"
    rf"(?:[{_OPEN}](?P<phrase>[^{_OPEN}{_CLOSE}]+)[{_CLOSE}]|(?P<word>[^\s{_OPEN}{_CLOSE}]+))",
    re.IGNORECASE,
)
_QUOTE = re.compile(f"[{_OPEN}{_CLOSE}]")


@dataclass(frozen=True, slots=True)
class Term:
    """What must be in a document, or must not: `shown` as it was written, `text` in the searchable form.

    `part` is one of FIELDS or "" for anywhere. `words` are those of `text`, one where it is exact.
    """

    shown: str
    text: str
    part: str = ""
    exact: bool = False
    without: bool = False

    @property
    def words(self) -> tuple[str, ...]:
        return (self.text,) if self.exact else words_of(self.shown)

    def __str__(self) -> str:
        text = f'"{self.shown}"' if self.exact else self.shown
        return f"{'-' if self.without else ''}{self.part + ':' if self.part else ''}{text}"


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked for. `faults` say how it was understood: "quote", "long", "many", "field"."""

    terms: tuple[Term, ...] = ()
    faults: tuple[str, ...] = ()

    @property
    def wanted(self) -> tuple[Term, ...]:
        return tuple(term for term in self.terms if not term.without)


def words_of(text: str) -> tuple[str, ...]:
    """The words of a text in the searchable form, without punctuation."""
    words = (searchable(word) for word in segment(text))
    return tuple(word for word in words if any(c.isalnum() for c in word))


def parse_query(text: str) -> Query:
    """The query that a text is; any text is one."""
    faults = ["long"] if len(text) > MOST_CHARACTERS else []
    text = text[:MOST_CHARACTERS]
    terms: dict[tuple[str, str, bool, bool], Term] = {}
    left, at = "", 0
    for found in _TERM.finditer(text):
        left += text[at : found.start()]
        at = found.end()
        shown = found["phrase"] or found["word"]
        term = Term(
            shown.strip(),
            searchable(shown),
            (found["field"] or "").lower(),
            bool(found["phrase"]),
            bool(found["minus"]),
        )
        if term.text:
            terms.setdefault((term.text, term.part, term.exact, term.without), term)
    if _QUOTE.search(left + text[at:]):
        faults.append("quote")
    if any(term.text in ("op:", "pp:", "fn:") for term in terms.values()):
        faults.append("field")
    kept = [term for term in terms.values() if term.text not in ("op:", "pp:", "fn:")]
    if len(kept) > MOST_TERMS:
        faults.append("many")
    return Query(tuple(kept[:MOST_TERMS]), tuple(faults))
