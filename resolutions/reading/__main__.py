"""The process that `read_apart` starts: a file comes in, its reading goes out as JSON."""

from .sandbox import run

if __name__ == "__main__":
    run()
