"""One file in, one Reading out. `read` is the door for files of our own, `read_apart` for a stranger's."""

from .model import ReadError, Reading
from .reader import READER_VERSION, read
from .sandbox import read_sandboxed

__all__ = ["READER_VERSION", "ReadError", "Reading", "read", "read_sandboxed"]
