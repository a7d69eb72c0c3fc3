"""Lead verbs: the words that open a paragraph and state what the organ does in it.

Adverbs before the verb (又, 还, 再次, 特别 …) are split off, so that 又重申 and 重申 are one verb; see
docs/domain.md, "Adverbs before the verb".
"""

import re
from dataclasses import dataclass
from functools import cache

from ..language.characters import fold
from ..language.wordlists import read_rows

_MAY_COME_LAST = re.compile("表示|深|极|严重|感到|甚|至|震惊|关切|遗憾|惋惜|痛惜|忧虑|不安")
_GUIDED = re.compile(r"以[^,;。]{2,80}为(?:指导|指针|准绳|准则)")
_LONGEST_SENTENCE = 400  # characters in which a verb that comes last is looked for


@dataclass(frozen=True, slots=True)
class Verb:
    """A row of verbs.tsv.

    `strength` is 5 (decides) to 0 (demands nothing). `opens` is 2 if the verb begins a paragraph even
    inside running text, 1 if it does after a line end or a blank, and 0 if it never does by itself.
    """

    text: str
    preambular: bool
    operative: bool
    strength: int
    opens: int


@cache
def verbs() -> dict[str, Verb]:
    """Return every verb of verbs.tsv by its folded text."""
    return {
        text: Verb(text, "P" in part, "O" in part, strength=int(strength), opens=int(opens))
        for text, _, part, strength, opens, _ in read_rows(__file__, "verbs.tsv")
        if part != "adverb"
    }


def _longest_first(texts: list[str]) -> str:
    return "|".join(map(re.escape, sorted(texts, key=len, reverse=True)))


@cache
def _opening() -> re.Pattern[str]:
    adverbs = _longest_first([row[0] for row in read_rows(__file__, "verbs.tsv") if row[2] == "adverb"])
    verb = _longest_first(list(verbs()))
    return re.compile(rf"[\[“‘(]*(?:(?!{verb})(?:{adverbs}),?)*(?P<verb>{verb})")


@cache
def _closing() -> re.Pattern[str]:
    """Return the pattern of verbs that may come last, as in 对…表示关切, before a stop or the end."""
    last = [text for text in verbs() if _MAY_COME_LAST.match(text)]
    return re.compile(rf"(?P<verb>{_longest_first(last)})(?=[,;。.:]|$)")


def _find_verb(folded: str) -> re.Match[str] | None:
    """Return the match of the lead verb in a folded text without blanks, in its group `verb`."""
    match = _opening().match(folded)
    if match is None and folded[:1] in ("对", "就", "因"):
        match = _closing().search(folded[:_LONGEST_SENTENCE])
    return match


def lead_verb(text: str) -> str | None:
    """Return the lead verb of a paragraph as printed, without its adverbs, or None if it has none."""
    folded = fold(text)
    match = _find_verb(folded)
    if match:
        return text[match.start("verb") : match.end("verb")]
    if _GUIDED.match(folded):
        return "以…为指导"
    return None


def verb_at_start(folded: str) -> Verb | None:
    """Return the verb at the start of a folded text, after adverbs. The text may have blanks."""
    match = _opening().match(folded[:80].replace(" ", ""))
    return verbs()[match["verb"]] if match else None
