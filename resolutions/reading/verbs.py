"""Lead verbs: the words that open a paragraph and say what the organ does in it.

又, 还, 再次, 特别 and their like stand before the verb and are split off, so that 又重申 and 重申 are
one verb (docs/domain.md, "Adverbs before the verb").
"""

import re
from dataclasses import dataclass
from functools import cache

from ..language.characters import fold
from ..language.wordlists import read_rows


@dataclass(frozen=True, slots=True)
class Verb:
    """A row of verbs.tsv. `strength` runs from 5 (decides) to 0 (demands nothing)."""

    text: str
    preambular: bool
    operative: bool
    strength: int
    opens: int


@cache
def verbs() -> dict[str, Verb]:
    """Every verb of verbs.tsv by its (folded) text."""
    return {
        text: Verb(text, "P" in part, "O" in part, int(strength), int(opens))
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
    """Verbs that may stand last, as in 对…表示关切: before a stop or the end."""
    last = [v for v in verbs() if re.match("表示|深|极|严重|感到|甚|至|震惊|关切|遗憾|惋惜|痛惜|忧虑|不安", v)]
    return re.compile(rf"(?P<verb>{_longest_first(last)})(?=[,;。.:]|$)")


def find_verb(folded: str) -> re.Match[str] | None:
    """The match of the lead verb in a folded text without blanks, group `verb`."""
    found = _opening().match(folded)
    if found is None and folded[:1] in ("对", "就", "因"):
        found = _closing().search(folded[:400])
    return found


def lead_verb(text: str) -> str | None:
    """The lead verb of a paragraph as printed, without its adverbs; None where it was lost."""
    folded = fold(text)
    found = find_verb(folded)
    if found:
        return text[found.start("verb") : found.end("verb")]
    if re.match(r"以[^,;。]{2,80}为(?:指导|指针|准绳|准则)", folded):
        return "以…为指导"
    return None


def verb_at_start(folded: str) -> Verb | None:
    """The verb that opens a folded text (blanks allowed), adverbs passed over."""
    found = _opening().match(folded[:80].replace(" ", ""))
    return verbs()[found["verb"]] if found else None
