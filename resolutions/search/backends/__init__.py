"""The search engines of PostgreSQL and SQLite."""

from .interface import Engine, engine

__all__ = ["Engine", "engine"]
