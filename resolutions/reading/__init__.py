"""One file in, one Reading out. `read` is the door for files of our own, `read_apart` for a stranger's."""

from .apart import read_apart
from .model import ReadError, Reading
from .reader import READER_VERSION, read

__all__ = ["READER_VERSION", "ReadError", "Reading", "read", "read_apart"]
