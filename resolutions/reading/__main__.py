"""The sandbox process: it receives a file and returns its reading as JSON."""

from .sandbox import run

if __name__ == "__main__":
    run()
