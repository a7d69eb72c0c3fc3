"""Chinese words: the tokens of a text, joined they are the text again.

Symbols, numbers of resolutions, dates, ordinals and Latin words are kept whole; what stands between
them is cut by jieba, to whose dictionary the terms of terms.tsv are added. Traditional text is cut
as its Simplified fold, which has the same length. Words are cut once, at import.
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

LONG = 3  # characters
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
    """Whether a word is one that is kept whole: a symbol, number, date, ordinal or Latin word. Give it folded."""
    return _WHOLE.fullmatch(word) is not None


@cache
def terms() -> tuple[str, ...]:
    """The terms that the segmenter is taught."""
    return tuple(term for term, _evidence in read_rows(__file__, "terms.tsv"))


@cache
def words_version() -> str:
    """Names the segmenter and the word list; stored beside the words that they cut."""
    return f"jieba {version('jieba')}, {len(terms())} terms, 1"


@cache
def _tokenizer() -> jieba.Tokenizer:
    """Jieba with our terms. Its dictionary is read afresh: a cache in a shared /tmp is not to be trusted."""
    tokenizer = jieba.Tokenizer()
    tokenizer.FREQ, tokenizer.total = tokenizer.gen_pfdict(tokenizer.get_dict_file())
    tokenizer.initialized = True
    for term in terms():
        tokenizer.add_word(term)
    return tokenizer


def dictionary() -> dict[str, int]:
    """How often each word stands in the texts that the segmenter learnt from, our terms among them."""
    return {word: count for word, count in _tokenizer().FREQ.items() if count}


def is_long_word(text: str) -> bool:
    """Whether this is a word of the dictionary of LONG characters or more."""
    return len(text) >= LONG and bool(_tokenizer().FREQ.get(text))


def long_words(text: str) -> set[str]:
    """All such words that stand in a text, wherever its words are cut."""
    known = _tokenizer().FREQ  # with each word all its beginnings, those that are no words with 0
    found = set()
    for start in range(len(text) - LONG + 1):
        end = start + LONG - 1
        while end <= len(text) and (count := known.get(word := text[start:end])) is not None:
            if count and len(word) >= LONG:
                found.add(word)
            end += 1
    return found


def segment(text: str) -> list[str]:
    """The words of a text in order; `"".join(cut(text)) == text` always."""
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
