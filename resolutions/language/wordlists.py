"""Word lists: files of tab-separated rows next to the code that reads them. Lines with `#` are comments."""

from pathlib import Path


def read_rows(module_file: str, name: str) -> list[list[str]]:
    """Return the cells of every row of a list in the directory of a module: `read_rows(__file__,
    "organs.tsv")`.
    """
    lines = Path(module_file).with_name(name).read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]
