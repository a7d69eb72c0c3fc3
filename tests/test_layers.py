"""Imports run down only, from one layer to those below it. The paths of the modules say which layer is theirs."""

import ast
import subprocess
import sys
from pathlib import Path

import networkx as nx
import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("config", "resolutions", "compare")
LAYERS = [
    ("resolutions.language",),
    ("resolutions.un",),
    ("resolutions.reading", "resolutions.citations.graph", "compare.collation"),
    ("resolutions.models", "resolutions.web"),
    ("resolutions.lookup", "resolutions.search", "resolutions.reuse"),
    ("resolutions.corpus", "resolutions.citations"),
    ("resolutions.documents", "resolutions.uploads", "resolutions.management"),
    ("resolutions.views", "resolutions.admin", "resolutions.urls"),
    ("compare",),
    ("config",),
]
PURE = LAYERS[0] + LAYERS[1] + LAYERS[2]
# The package itself, its app, and its migrations import nothing of ours.
EMPTY = ("resolutions", "resolutions.apps", "resolutions.migrations")


def modules() -> dict[str, Path]:
    """Every module of the application."""
    files = [file for package in PACKAGES for file in (ROOT / package).rglob("*.py")]
    return {".".join(f.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): f for f in files}


MODULES = modules()


def room(module: str) -> str:
    """Return the room of a module: the longest name in LAYERS or EMPTY that begins its path."""
    rooms = [name for names in (*LAYERS, EMPTY) for name in names]
    return max((name for name in rooms if f"{module}.".startswith(f"{name}.")), key=len)


def layer(module: str) -> int:
    """Return the number of the layer of a module, 0 for the lowest; -1 for what imports nothing of ours."""
    own = room(module)
    return next((number for number, names in enumerate(LAYERS) if own in names), -1)


def is_pure(module: str) -> bool:
    return room(module) in PURE


def imported(module: str) -> set[str]:
    """Every module that a module imports anywhere in its text, ours and others', with full names."""
    package = module if MODULES[module].name == "__init__.py" else module.rpartition(".")[0]
    found = set()
    for node in ast.walk(ast.parse(MODULES[module].read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            above = package.rsplit(".", node.level - 1)[0] if node.level else ""
            origin = ".".join(part for part in (above, node.module or "") if part)
            names = {f"{origin}.{alias.name}" for alias in node.names}
            found |= {name for name in names if name in MODULES} or {origin}
    return found


@pytest.mark.parametrize("module", sorted(MODULES))
def test_imports_run_down_only(module: str) -> None:
    for other in imported(module):
        if other.split(".")[0] in PACKAGES:
            assert layer(other) <= layer(module), f"{module} imports {other}, which lies above it"


@pytest.mark.parametrize("module", sorted(m for m in MODULES if m.startswith("resolutions")))
def test_the_corpus_knows_nothing_of_comparisons(module: str) -> None:
    assert not {other for other in imported(module) if other.split(".")[0] == "compare"}


@pytest.mark.parametrize("module", sorted(m for m in MODULES if is_pure(m)))
def test_a_pure_room_imports_no_django_and_no_database(module: str) -> None:
    outside = {other.split(".")[0] for other in imported(module)}
    assert not outside & {"django", "psycopg", "sqlite3"}


def test_the_pure_rooms_run_without_django() -> None:
    names = sorted(m for m in MODULES if is_pure(m))
    assert "resolutions.reading.structure.body" in names
    script = f"import sys, {', '.join(names)}; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode == 0


def test_no_two_rooms_import_each_other() -> None:
    """Rooms of one layer may import each other one way only."""
    arrows = {
        (room(module), room(other))
        for module in MODULES
        for other in imported(module)
        if other.split(".")[0] in PACKAGES
    }
    graph = nx.DiGraph((importer, origin) for importer, origin in arrows if importer != origin)
    assert not list(nx.simple_cycles(graph))


def test_every_room_exists() -> None:
    assert {name for names in (*LAYERS, EMPTY) for name in names} <= set(MODULES)
