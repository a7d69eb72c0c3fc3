"""Progress bar of commands that work through many documents."""

from typing import NoReturn

from tqdm import tqdm


def progress_bar(total: int, verbosity: int) -> "tqdm[NoReturn]":
    """Return a bar that counts documents. It is drawn on a terminal only, and not with a verbosity of 0."""
    disable = None if verbosity else True  # None: disabled unless standard error is a terminal
    return tqdm(total=total, unit="件", disable=disable)
