"""Texts of any length whose paragraphs are all different, and their next versions.

Each paragraph has the opening clause of one paragraph of the five resolutions or the samples, and one to
three clauses of others. The words are those of real texts and as frequent, so that many paragraphs resemble
each other, and none is another's twin.
"""

import random
import re
from functools import cache

from compare.collation.model import Passage
from resolutions.language.characters import is_traditional
from resolutions.reading import read
from resolutions.reading.model import Part
from resolutions.reading.verbs import lead_verb
from resolutions.un.segmentation import segment

from .versions import SAMPLES, Version, foreign, next_version, originals, with_end

STRENGTH = 0.05
PREAMBULAR = 0.35  # the share of the preamble
_CLAUSE = re.compile("[^，；：。]+[，；：。]")


@cache
def distinct_version(size: int) -> Version:
    """Return a text of `size` different paragraphs and a light next version of it."""
    rng = random.Random(size)
    openings, others = _clauses()
    document: list[Passage] = []
    texts: set[str] = set()
    while len(document) < size:
        part = Part.OPERATIVE
        if len(document) < PREAMBULAR * size:
            part = Part.PREAMBLE
        clauses = [rng.choice(openings), *rng.sample(others, rng.randint(1, 3))]
        text = with_end("".join(clauses), part)
        if text not in texts:
            texts.add(text)
            ident = f"{part.value}{len(document)}"
            document.append(Passage(ident, part, text, tuple(segment(text)), verb=lead_verb(text)))
    return next_version(tuple(document), foreign(originals()[0]), STRENGTH, 1)


@cache
def _clauses() -> tuple[list[str], list[str]]:
    """Return the opening clauses of all paragraphs, and the other clauses."""
    files = [(path.read_bytes(), path.name) for path in sorted(SAMPLES.glob("*.txt"))]
    texts = [p.text for document in originals() for p in document]
    for data, name in files:
        texts += [p.text for p in read(data, name).paragraphs if not is_traditional(p.text)]
    openings: dict[str, None] = {}
    others: dict[str, None] = {}
    for text in texts:
        first, *rest = _CLAUSE.findall(text) or [text]
        openings[first] = None
        others.update(dict.fromkeys(rest))
    return list(openings), list(others)
