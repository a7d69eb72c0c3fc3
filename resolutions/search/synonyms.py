"""Other ways to write a query: words that render the same English word in place of each other."""

from ..un.series import variant_groups


def wording_variants(text: str) -> list[str]:
    """Return the other ways to write a searchable text: one of its words in place of another that renders the same."""
    out: dict[str, None] = {}
    for words in variant_groups():
        for word in sorted(words, key=len, reverse=True):
            if len(word) > 1 and word in text:
                out |= dict.fromkeys(text.replace(word, other) for other in words if other != word and len(other) > 1)
                break
    return list(out)
