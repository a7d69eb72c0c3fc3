"""HTML of compared paragraphs, with deletions and insertions marked.

Only this module writes the markup of comparisons. All text is escaped (resolutions.web.markup).
"""

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from itertools import accumulate

from django.utils.html import format_html
from django.utils.safestring import SafeString

from resolutions.web.markup import Insertion, mark_elsewhere, with_insertions

from ..collation.model import Change, Hunk
from ..collation.word_diff import word_edits
from .footnotes import Notes
from .options import ComparisonOptions, words_of
from .seals import change_word
from .weights import Weight, hunk_weight

LONGEST_WORD = 6  # characters of a replaced word in which the differing characters are marked too
CONTEXT = 8  # characters shown around a change in the list of changes

# The order of several marks at one offset: ends before beginnings, inner marks inside outer ones. A footnote
# mark belongs to the words before it.
_CORE_ENDS, _ENDS, _NOTE, _DELETION, _BEGINS, _CORE_BEGINS = range(6)


@dataclass(frozen=True, slots=True)
class EditSnippet:
    """One change with the words around it, for the list of changes.

    `word` names its class and `mark` is the class of its elements; both are "" for a whole paragraph.
    """

    before: SafeString
    removed: SafeString
    inserted: SafeString
    after: SafeString
    word: str = ""
    mark: str = ""


@dataclass(frozen=True, slots=True)
class SideHtml:
    """The paragraphs of one side and their footnote marks, by the ids of the paragraphs."""

    texts: dict[str, str]
    notes: Notes

    def marked(self, ident: str, insertions: Iterable[Insertion] = ()) -> SafeString:
        """Return a paragraph with its footnote marks and other insertions."""
        text = self.texts[ident]
        return with_insertions(text, [*insertions, *self._notes(ident, -1, len(text))])

    def part(self, ident: str, start: int, end: int) -> SafeString:
        """Return the characters start to end of a paragraph with their footnote marks."""
        notes = (replace(note, offset=note.offset - start) for note in self._notes(ident, start, end))
        return with_insertions(self.texts[ident][start:end], notes)

    def _notes(self, ident: str, after: int, last: int) -> Iterable[Insertion]:
        """Yield the footnote marks at offsets greater than `after`, up to `last`."""
        for note in self.notes.get(ident, ()):
            if after < note.offset <= last:
                yield mark_elsewhere(note.offset, note.marker, note.url, _NOTE)


@dataclass(frozen=True, slots=True)
class PairHtml:
    """Both sides, and the options that say which changes are marked."""

    a: SideHtml
    b: SideHtml
    options: ComparisonOptions

    def removed(self, hunk: Hunk) -> str:
        return self.a.texts[hunk.a][hunk.a_start : hunk.a_end]

    def inserted(self, hunk: Hunk) -> str:
        return self.b.texts[hunk.b][hunk.b_start : hunk.b_end]

    def ignores(self, hunk: Hunk) -> bool:
        """Return whether a hunk is a change of punctuation that is not marked."""
        return hunk.change == Change.PUNCTUATION and not self.options.punctuation

    def mutes(self, hunk: Hunk) -> bool:
        """Return whether a hunk is a muted substitution, which is shown but not marked as a change."""
        return any(self._is_substitution(hunk, *words_of(name)) for name in self.options.muted)

    def _is_substitution(self, hunk: Hunk, old: str, new: str) -> bool:
        """Return whether a hunk replaces `old` by `new`; it may have only the characters that differ."""
        removed, inserted = self.removed(hunk), self.inserted(hunk)
        if (removed, inserted) == (old, new):
            return True
        head, tail = _common_ends(removed, inserted)
        old_head, old_tail = _common_ends(old, new)
        start_a, start_b = hunk.a_start + head - old_head, hunk.b_start + head - old_head
        end_a, end_b = hunk.a_end - tail + old_tail, hunk.b_end - tail + old_tail
        if min(start_a, start_b) < 0:
            return False
        return (self.a.texts[hunk.a][start_a:end_a], self.b.texts[hunk.b][start_b:end_b]) == (old, new)

    def marked(self, hunks: Iterable[Hunk]) -> list[Hunk]:
        """Return the hunks that are marked as changes."""
        return [hunk for hunk in hunks if not self.ignores(hunk) and not self.mutes(hunk)]


def _common_ends(a: str, b: str) -> tuple[int, int]:
    """Return how many characters two words have in common at the start, and then at the end."""
    shorter = min(len(a), len(b))
    head = next((k for k in range(shorter) if a[k] != b[k]), shorter)
    tail = next((k for k in range(shorter - head) if a[-1 - k] != b[-1 - k]), shorter - head)
    return head, tail


def whole_html(side: SideHtml, ident: str, tag: str) -> SafeString:
    """Return a paragraph that is deleted ("del") or inserted ("ins") as a whole."""
    return format_html(f'<{tag} class="whole">{{}}</{tag}>', side.marked(ident))


def deleted_html(pair: PairHtml, ident: str, hunks: Sequence[Hunk]) -> SafeString:
    """Return a paragraph of A with its deletions marked."""
    marks: list[Insertion] = []
    for hunk in hunks:
        if hunk.a == ident and not pair.ignores(hunk):
            marks += _hunk_marks(pair, hunk, (hunk.a_start, hunk.a_end), "del")
    return pair.a.marked(ident, marks)


def inserted_html(pair: PairHtml, ident: str, hunks: Sequence[Hunk]) -> SafeString:
    """Return a paragraph of B with its insertions marked."""
    return pair.b.marked(ident, _insertion_marks(pair, ident, hunks))


def inline_html(pair: PairHtml, ident: str, hunks: Sequence[Hunk]) -> SafeString:
    """Return a paragraph of B with its insertions marked and the deletions of A before them."""
    deletions = []
    for hunk in pair.marked(hunks):
        if hunk.b == ident and pair.removed(hunk):
            removed = pair.a.part(hunk.a, hunk.a_start, hunk.a_end)
            html = format_html("{}{}</del>", _start_tag("del", mark_of(hunk)), removed)
            deletions.append(Insertion(hunk.b_start, html, _DELETION))
    return pair.b.marked(ident, [*deletions, *_insertion_marks(pair, ident, hunks)])


def titles_html(a: str, b: str, vocabulary: AbstractSet[str]) -> tuple[SafeString, SafeString]:
    """Return both titles with the words marked that the other does not have.

    `vocabulary` are the words of both texts, by which the titles are segmented.
    """
    words_a, words_b = _segment_title(a, vocabulary), _segment_title(b, vocabulary)
    offsets_a = [0, *accumulate(map(len, words_a))]
    offsets_b = [0, *accumulate(map(len, words_b))]
    deletions: list[Insertion] = []
    insertions: list[Insertion] = []
    for edit in word_edits(words_a, words_b):
        if not edit.equal:
            deletions += _tag_marks(offsets_a[edit.a_start], offsets_a[edit.a_end], "del")
            insertions += _tag_marks(offsets_b[edit.b_start], offsets_b[edit.b_end], "ins")
    return with_insertions(a, deletions), with_insertions(b, insertions)


def _segment_title(title: str, vocabulary: AbstractSet[str]) -> list[str]:
    """Return a title as words of the vocabulary, the longest that fits at each offset, and single characters.

    Requests do not run the word segmentation of the import.
    """
    words, start = [], 0
    while start < len(title):
        lengths = range(min(LONGEST_WORD, len(title) - start), 1, -1)
        length = next((n for n in lengths if title[start : start + n] in vocabulary), 1)
        words.append(title[start : start + length])
        start += length
    return words


def edit_snippets(pair: PairHtml, hunks: Sequence[Hunk]) -> list[EditSnippet]:
    """Return the changes of a row with the words around them, which end at the neighbouring changes."""
    return [_edit_snippet(pair, hunk, hunks) for hunk in pair.marked(hunks)]


def _edit_snippet(pair: PairHtml, hunk: Hunk, hunks: Sequence[Hunk]) -> EditSnippet:
    start, end = max(hunk.b_start - CONTEXT, 0), hunk.b_end + CONTEXT
    for neighbour in hunks:
        if neighbour.b != hunk.b or neighbour is hunk:
            continue
        if neighbour.b_end <= hunk.b_start:
            start = max(start, neighbour.b_end)
        if neighbour.b_start >= hunk.b_end:
            end = min(end, neighbour.b_start)
    before = pair.b.part(hunk.b, start, hunk.b_start)
    if before and start > 0:
        before = format_html("…{}", before)
    after = pair.b.part(hunk.b, hunk.b_end, end)
    if after and end < len(pair.b.texts[hunk.b]):
        after = format_html("{}…", after)
    return EditSnippet(
        before=before,
        removed=pair.a.part(hunk.a, hunk.a_start, hunk.a_end),
        inserted=pair.b.part(hunk.b, hunk.b_start, hunk.b_end),
        after=after,
        word=change_word(hunk),
        mark=mark_of(hunk),
    )


def _insertion_marks(pair: PairHtml, ident: str, hunks: Sequence[Hunk]) -> list[Insertion]:
    """Return the marks of the insertions in a paragraph of B."""
    marks: list[Insertion] = []
    for hunk in hunks:
        if hunk.b == ident and not pair.ignores(hunk):
            marks += _hunk_marks(pair, hunk, (hunk.b_start, hunk.b_end), "ins")
    return marks


def _hunk_marks(pair: PairHtml, hunk: Hunk, stretch: tuple[int, int], tag: str) -> Iterable[Insertion]:
    """Yield marks around the stretch of a hunk, and around its characters that differ within a short word."""
    start, end = stretch
    if start == end:
        return
    if pair.mutes(hunk):
        yield Insertion(start, SafeString('<span class="mute">'), _BEGINS)
        yield Insertion(end, SafeString("</span>"), _ENDS)
        return
    yield from _tag_marks(start, end, tag, mark_of(hunk))
    core, core_end = start + hunk.head, end - hunk.tail
    longest = max(hunk.a_end - hunk.a_start, hunk.b_end - hunk.b_start)
    if (hunk.head or hunk.tail) and core < core_end and longest <= LONGEST_WORD:
        yield Insertion(core, SafeString("<b>"), _CORE_BEGINS)
        yield Insertion(core_end, SafeString("</b>"), _CORE_ENDS)


def mark_of(hunk: Hunk) -> str:
    """Return the class of the elements of a hunk: "" for a change of substance."""
    weight = hunk_weight(hunk)
    if weight == Weight.UNCLEAR:
        return "unclear"
    if weight == Weight.LIGHT:
        return "light"
    return "verb" if hunk.shift else ""


def _tag_marks(start: int, end: int, tag: str, mark: str = "") -> Iterable[Insertion]:
    """Yield the start tag and the end tag of a stretch; none if it is empty."""
    if start < end:
        yield Insertion(start, _start_tag(tag, mark), _BEGINS)
        yield Insertion(end, SafeString(f"</{tag}>"), _ENDS)


def _start_tag(tag: str, mark: str) -> SafeString:
    return SafeString(f'<{tag} class="{mark}">' if mark else f"<{tag}>")
