"""The one place where a comparison writes markup: what was deleted and inserted, in a paragraph's text.

Every character of a text passes through `escape` (resolutions.web.markup).
"""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import accumulate

from django.utils.html import format_html
from django.utils.safestring import SafeString

from resolutions.web.markup import Insertion, mark_elsewhere, with_insertions

from ..collation import word_diff
from ..collation.model import Change, Hunk
from .footnotes import Notes
from .options import ComparisonOptions, substitution_name

LONGEST_WORD = 6  # characters of a replaced word inside which the differing ones are marked once more
CONTEXT = 8  # characters shown around a change in the list of changes

# Of several marks at one place: what ends stands before what begins, and inner marks end first. A footnote
# mark belongs to the words before it.
_CORE_ENDS, _ENDS, _NOTE, _GONE, _BEGINS, _CORE_BEGINS = range(6)


@dataclass(frozen=True, slots=True)
class EditSnippet:
    """One change with the words around it, as the list of changes shows it."""

    before: SafeString
    removed: SafeString
    inserted: SafeString
    after: SafeString


@dataclass(frozen=True, slots=True)
class SideHtml:
    """The paragraphs of one side and their footnote marks, by the ids of the paragraphs."""

    texts: dict[str, str]
    notes: Notes

    def marked(self, ident: str, insertions: Iterable[Insertion] = ()) -> SafeString:
        """A paragraph with its footnote marks, and with what else is to be inserted."""
        return with_insertions(self.texts[ident], [*insertions, *self._notes(ident, -1, len(self.texts[ident]))])

    def part(self, ident: str, start: int, end: int) -> SafeString:
        """Some characters of a paragraph with their footnote marks."""
        notes = (replace(note, offset=note.offset - start) for note in self._notes(ident, start, end))
        return with_insertions(self.texts[ident][start:end], notes)

    def _notes(self, ident: str, after: int, last: int) -> Iterable[Insertion]:
        for note in self.notes.get(ident, ()):
            if after < note.offset <= last:
                yield mark_elsewhere(note.offset, note.marker, note.url, _NOTE)


@dataclass(frozen=True, slots=True)
class PairHtml:
    """Both sides, and what of their changes a reader wants marked."""

    a: SideHtml
    b: SideHtml
    options: ComparisonOptions

    def removed(self, hunk: Hunk) -> str:
        return self.a.texts[hunk.a][hunk.a_start : hunk.a_end]

    def inserted(self, hunk: Hunk) -> str:
        return self.b.texts[hunk.b][hunk.b_start : hunk.b_end]

    def ignores(self, hunk: Hunk) -> bool:
        """Punctuation, where a reader does not want to see it."""
        return hunk.change == Change.PUNCTUATION and not self.options.punctuation

    def mutes(self, hunk: Hunk) -> bool:
        """A substitution that a reader has muted: shown, but not as a change."""
        return substitution_name(self.removed(hunk), self.inserted(hunk)) in self.options.muted

    def marked(self, hunks: Iterable[Hunk]) -> list[Hunk]:
        """The hunks that are marked as changes."""
        return [hunk for hunk in hunks if not self.ignores(hunk) and not self.mutes(hunk)]


def unchanged_html(side: SideHtml, ident: str, tag: str) -> SafeString:
    """A paragraph that is deleted or inserted as a whole."""
    return format_html(f'<{tag} class="whole">{{}}</{tag}>', side.marked(ident))


def deleted_html(texts: PairHtml, ident: str, hunks: Sequence[Hunk]) -> SafeString:
    """A paragraph of A with what B has not."""
    own = [(h, h.a_start, h.a_end) for h in hunks if h.a == ident and not texts.ignores(h)]
    marks = (mark for h, start, end in own for mark in _marks(h, start, end, "del", muted=texts.mutes(h)))
    return texts.a.marked(ident, marks)


def inserted_html(texts: PairHtml, ident: str, hunks: Sequence[Hunk]) -> SafeString:
    """A paragraph of B with what A has not."""
    return texts.b.marked(ident, _inserted(texts, ident, hunks))


def inline_html(texts: PairHtml, ident: str, hunks: Sequence[Hunk]) -> SafeString:
    """A paragraph of B with what A has not, and before that what A had in its place."""
    gone = [
        Insertion(hunk.b_start, format_html("<del>{}</del>", texts.a.part(hunk.a, hunk.a_start, hunk.a_end)), _GONE)
        for hunk in texts.marked(hunks)
        if hunk.b == ident and texts.removed(hunk)
    ]
    return texts.b.marked(ident, [*gone, *_inserted(texts, ident, hunks)])


def titles_html(a: str, b: str, known: AbstractSet[str]) -> tuple[SafeString, SafeString]:
    """Two titles, each with the words that the other has not; `known` are the words of both texts."""
    words_a, words_b = _words(a, known), _words(b, known)
    at_a, at_b = ([0, *accumulate(map(len, words))] for words in (words_a, words_b))
    changes = [edit for edit in word_diff.word_edits(words_a, words_b) if not edit.equal]
    gone = [mark for e in changes for mark in _around(at_a[e.a_start], at_a[e.a_end], "del")]
    come = [mark for e in changes for mark in _around(at_b[e.b_start], at_b[e.b_end], "ins")]
    return with_insertions(a, gone), with_insertions(b, come)


def _words(title: str, known: AbstractSet[str]) -> list[str]:
    """A title in words of its text, the longest that fits at each place; requests cut no words anew."""
    words, at = [], 0
    while at < len(title):
        lengths = range(min(LONGEST_WORD, len(title) - at), 1, -1)
        length = next((n for n in lengths if title[at : at + n] in known), 1)
        words.append(title[at : at + length])
        at += length
    return words


def edit_snippets(texts: PairHtml, hunks: Sequence[Hunk]) -> list[EditSnippet]:
    """The changes of a row with the words around them, which reach to the next change at most."""
    out = []
    for hunk in texts.marked(hunks):
        length, others = len(texts.b.texts[hunk.b]), [h for h in hunks if h.b == hunk.b and h is not hunk]
        first = max([h.b_end for h in others if h.b_end <= hunk.b_start] + [hunk.b_start - CONTEXT])
        last = min([h.b_start for h in others if h.b_start >= hunk.b_end] + [hunk.b_end + CONTEXT])
        first = max(first, 0)
        before, after = texts.b.part(hunk.b, first, hunk.b_start), texts.b.part(hunk.b, hunk.b_end, last)
        before = format_html("…{}", before) if first and before else before
        after = format_html("{}…", after) if last < length and after else after
        removed = texts.a.part(hunk.a, hunk.a_start, hunk.a_end)
        out.append(EditSnippet(before, removed, texts.b.part(hunk.b, hunk.b_start, hunk.b_end), after))
    return out


def _inserted(texts: PairHtml, ident: str, hunks: Sequence[Hunk]) -> list[Insertion]:
    own = [(h, h.b_start, h.b_end) for h in hunks if h.b == ident and not texts.ignores(h)]
    return [mark for h, start, end in own for mark in _marks(h, start, end, "ins", muted=texts.mutes(h))]


def _marks(hunk: Hunk, start: int, end: int, tag: str, *, muted: bool) -> Iterable[Insertion]:
    """Marks around the characters start to end, and around those of them in which the two words differ."""
    if start == end:
        return
    if muted:
        yield Insertion(start, SafeString('<span class="mute">'), _BEGINS)
        yield Insertion(end, SafeString("</span>"), _ENDS)
        return
    yield from _around(start, end, tag)
    core, core_end = start + hunk.head, end - hunk.tail
    longest = max(hunk.a_end - hunk.a_start, hunk.b_end - hunk.b_start)
    if (hunk.head or hunk.tail) and core < core_end and longest <= LONGEST_WORD:
        yield Insertion(core, SafeString("<b>"), _CORE_BEGINS)
        yield Insertion(core_end, SafeString("</b>"), _CORE_ENDS)


def _around(start: int, end: int, tag: str) -> Iterable[Insertion]:
    if start < end:
        yield Insertion(start, SafeString(f"<{tag}>"), _BEGINS)
        yield Insertion(end, SafeString(f"</{tag}>"), _ENDS)
