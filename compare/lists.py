"""The word lists of this room: tab-separated rows, `#` before what is none."""

from pathlib import Path


def rows(name: str) -> list[list[str]]:
    """The cells of every row of a list."""
    lines = Path(__file__).with_name(name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]
