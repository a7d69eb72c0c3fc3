"""One file in, one Reading out. `read` is the only door."""

from .model import ReadError, Reading
from .reader import READER_VERSION, read

__all__ = ["READER_VERSION", "ReadError", "Reading", "read"]
