"""Quotations under a numbered paragraph."""

from ..lines import Line

_LONGEST = 60  # lines


class QuotationMarks:
    """Counter of the quotation marks that are open in a numbered paragraph and the text under it."""

    def __init__(self) -> None:
        self.open = 0

    def count(self, line: Line) -> None:
        self.open += _balance(line)

    def close_soon(self, lines: list[Line], index: int) -> bool:
        """Return whether one of the lines from an index on
        closes all open marks. Otherwise one was left out.
        """
        left = self.open
        for line in lines[index : index + _LONGEST]:
            left += _balance(line)
            if left <= 0:
                return True
        return False


def begins_with_quote(line: Line) -> bool:
    return line.text[0] in "“‘"


def _balance(line: Line) -> int:
    return line.key.count("“") - line.key.count("”")
