"""The process that `read_apart` starts: a file comes in, its reading goes out as JSON."""

from .apart import run

if __name__ == "__main__":
    run()
