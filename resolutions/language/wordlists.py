"""Word lists, each beside the code that reads it: tab-separated rows, `#` before what is none."""

from pathlib import Path


def read_rows(beside: str, name: str) -> list[list[str]]:
    """The cells of every row of a list that lies beside a file: `rows(__file__, "organs.tsv")`."""
    lines = Path(beside).with_name(name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]
