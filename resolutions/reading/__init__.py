"""Reading of resolutions. `read` reads a trusted file in this process, `read_sandboxed` any other file."""

from .model import ReadError, Reading
from .reader import READER_VERSION, read
from .sandbox import read_sandboxed

__all__ = ["READER_VERSION", "ReadError", "Reading", "read", "read_sandboxed"]
