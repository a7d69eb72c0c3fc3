"""Imports run down only: config, doors, tools, models, pure rooms (architecture, Layers)."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PACKAGES = ("config", "resolutions", "compare")
PURE, MODELS, TOOLS, DOORS, CONFIG = range(5)
LAYERS = {
    "resolutions": PURE,  # the package itself, and every room in it that is not named below
    "resolutions.models": MODELS,
    "resolutions.migrations": MODELS,
    "resolutions.lookup": TOOLS,
    "resolutions.documents.browse": TOOLS,
    "resolutions.corpus": TOOLS,
    "resolutions.documents.text_page": TOOLS,
    "resolutions.web.markup": TOOLS,
    "resolutions.citations.neighbourhood": TOOLS,
    "resolutions.citations.graph_address": TOOLS,
    "resolutions.citations.exports": TOOLS,
    "resolutions.citations.listings": TOOLS,
    "resolutions.citations.most_cited": TOOLS,
    "resolutions.citations.ranking": TOOLS,
    "resolutions.citations.graph_table": TOOLS,
    "resolutions.documents.citation_formats": TOOLS,
    "resolutions.web.version": TOOLS,
    "resolutions.reuse.matching": TOOLS,
    "resolutions.reuse.indexing": TOOLS,
    "resolutions.reuse.similar_documents": TOOLS,
    "resolutions.reuse.postings": TOOLS,
    "resolutions.search.filters": TOOLS,
    "resolutions.search.rebuild": TOOLS,
    "resolutions.search.backends": TOOLS,
    "resolutions.search.exports": TOOLS,
    "resolutions.search.searcher": TOOLS,
    "resolutions.search.indexing": TOOLS,
    "resolutions.search.snippets": TOOLS,
    "resolutions.search.known_item": TOOLS,
    "resolutions.search.alternatives": TOOLS,
    "resolutions.search.backends.postgresql": TOOLS,
    "resolutions.search.document_columns": TOOLS,
    "resolutions.search.backends.sqlite": TOOLS,
    "resolutions.search.autocomplete": TOOLS,
    "resolutions.corpus.reconstruction": TOOLS,
    "resolutions.corpus.audit_log": TOOLS,
    "resolutions.uploads": TOOLS,
    "resolutions.admin": DOORS,
    "resolutions.apps": DOORS,
    "resolutions.management": DOORS,
    "resolutions.urls": DOORS,
    "resolutions.views": DOORS,
    "compare": PURE,
    "compare.addresses": TOOLS,
    "compare.agreed_language.paragraph_diff": TOOLS,
    "compare.cached_comparison": TOOLS,
    "compare.agreed_language.draft_check": TOOLS,
    "compare.agreed_language.lineage": TOOLS,
    "compare.management": DOORS,
    "compare.pages.diff_html": TOOLS,
    "compare.pages.footnotes": TOOLS,
    "compare.pages.comparison_page": TOOLS,
    "compare.pages.social_image": TOOLS,
    "compare.pages.rows": TOOLS,
    "compare.urls": DOORS,
    "compare.agreed_language.occurrences": TOOLS,
    "compare.views": DOORS,
    "config": CONFIG,
}


def modules() -> dict[str, Path]:
    """Every module of the application."""
    files = [file for package in PACKAGES for file in (ROOT / package).rglob("*.py")]
    return {".".join(f.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"): f for f in files}


MODULES = modules()


def layer(module: str) -> int:
    """The layer of the nearest room that is named."""
    while module not in LAYERS:
        module = module.rpartition(".")[0]
    return LAYERS[module]


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


@pytest.mark.parametrize("module", sorted(m for m in MODULES if layer(m) == PURE))
def test_a_pure_room_imports_no_django_and_no_database(module: str) -> None:
    outside = {other.split(".")[0] for other in imported(module)}
    assert not outside & {"django", "psycopg", "sqlite3"}


def test_the_pure_rooms_run_without_django() -> None:
    names = sorted(m for m in MODULES if layer(m) == PURE)
    assert "resolutions.reading.structure.body" in names
    script = f"import sys, {', '.join(names)}; sys.exit('django' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode == 0


def test_every_room_that_is_named_is_there() -> None:
    assert set(LAYERS) <= set(MODULES)
