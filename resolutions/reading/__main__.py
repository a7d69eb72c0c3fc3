"""The process that `read_sandboxed` starts: it reads a file on
standard input and writes its reading as JSON.
"""

from .sandbox import run

if __name__ == "__main__":
    run()
