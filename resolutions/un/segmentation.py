"""Segmentation of Chinese text into words. Joined, the words are the text again.

Symbols, numbers of resolutions, dates, ordinals and Latin words stay whole. The text between them is
cut by jieba, with the terms of terms.tsv in its dictionary. Traditional text is cut like its Simplified
fold, which has the same length. The words of stored texts are cut once, at import.
"""

import re
from functools import cache
from importlib.metadata import version

import jieba

from ..language.characters import fold
from ..language.dates import DATE_IN_YEAR
from ..language.numerals import NUMERAL
from ..language.wordlists import read_rows
from .symbols import IN_TEXT

LONG = 3  # characters of a long word
_WHOLE = re.compile(
    "|".join(
        (
            f"(?P<symbol>{IN_TEXT.pattern})",
            r"(?:E?S-)?\d{1,4}/\d{1,4}(?: [A-Z](?![A-Za-z]))?",
            r"\d{1,4} ?[A-Z]?\((?:\d{4}|(?:E?S-)?[IVXLC]+)\)",
            re.sub(r"\?P<\w+>", "?:", DATE_IN_YEAR),
            rf"[{NUMERAL}]{{4}}年",
            rf"[{NUMERAL}]{{1,3}}[月日]",
            rf"第[{NUMERAL}]+(?![{NUMERAL}/( ])(?:届|次|号|条|款|段|项|章|节|部分|个|周期)?",
            r"[A-Za-z][A-Za-z0-9]*(?:[-.'’][A-Za-z0-9]+)*",
            r"\d+(?:[.,]\d+)*%?",
        )
    )
)


def is_number_like(word: str) -> bool:
    """Return whether a folded word is a symbol, number, date, ordinal or Latin word, which are never cut."""
    return _WHOLE.fullmatch(word) is not None


@cache
def terms() -> tuple[str, ...]:
    """Return the terms that are added to the segmenter's dictionary."""
    return tuple(term for term, _evidence in read_rows(__file__, "terms.tsv"))


@cache
def words_version() -> str:
    """Return the version of the segmenter and the word list, which is stored with the segmented words."""
    return f"jieba {version('jieba')}, {len(terms())} terms, 1"


@cache
def _tokenizer() -> jieba.Tokenizer:
    """Return a tokenizer with our terms.

    It parses its dictionary each time, because another user can write to the cache in a shared /tmp.
    """
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    for term in terms():
        tokenizer.add_word(term)
    return tokenizer


def dictionary() -> dict[str, int]:
    """Return the words of the dictionary, our terms among
    them, with their frequency in its training texts.
    """
    return {word: count for word, count in _tokenizer().FREQ.items() if count}


def is_long_word(text: str) -> bool:
    """Return whether a text is a word of the dictionary of LONG characters or more."""
    return len(text) >= LONG and bool(_tokenizer().FREQ.get(text))


def long_words(text: str) -> set[str]:
    """Return all long words that a text contains, also across the limits of its segmented words."""
    frequencies = _tokenizer().FREQ  # it has every prefix of a word too, with 0 if that is no word
    words = set()
    for start in range(len(text) - LONG + 1):
        end = start + LONG - 1
        while end <= len(text) and (count := frequencies.get(word := text[start:end])) is not None:
            if count and len(word) >= LONG:
                words.add(word)
            end += 1
    return words


def segment(text: str) -> list[str]:
    """Return the words of a text in order. Always `"".join(segment(text)) == text`."""
    folded, words, at = fold(text), [], 0
    for whole in [*_WHOLE.finditer(folded), None]:
        stop = whole.start() if whole else len(folded)
        for word in _tokenizer().cut(folded[at:stop], HMM=False):
            words.append(text[at : at + len(word)])
            at += len(word)
        if whole:
            words.append(text[at : whole.end()])
            at = whole.end()
    return words
