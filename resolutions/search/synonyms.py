"""Other wordings of a text: Chinese words that render the same English word."""

from ..un.series import variant_groups


def wording_variants(text: str) -> list[str]:
    """Return the text with one of its words replaced by another that renders the same, for each such pair.

    `text` is in the searchable form. Words of one character are neither replaced nor used.
    """
    variants: dict[str, None] = {}
    for words in variant_groups():
        long_words = sorted((word for word in words if len(word) > 1), key=len, reverse=True)
        word = next((word for word in long_words if word in text), None)
        if word is None:
            continue
        for replacement in words:
            if replacement != word and len(replacement) > 1:
                variants[text.replace(word, replacement)] = None
    return list(variants)
