"""What every module keeps to: a name for one class alone, short files, packages that only export."""

import ast
from collections import defaultdict

import pytest

from .test_layers import MODULES

MAX_LINES = 300
MAX_MEAN_LINES = 110
# A row of the database and the value that a reading has before it is stored share a name; Django finds a management
# command by the name of its class.
DEFINED_TWICE = {"Citation", "Command", "Footnote", "Heading", "Paragraph"}
LINES = {module: path.read_text().count("\n") for module, path in MODULES.items()}
PACKAGES = sorted(module for module, path in MODULES.items() if path.name == "__init__.py")


def test_no_class_name_is_defined_twice() -> None:
    modules: dict[str, list[str]] = defaultdict(list)
    for module, path in MODULES.items():
        for node in ast.parse(path.read_text()).body:
            if isinstance(node, ast.ClassDef) and "migrations" not in module:
                modules[node.name].append(module)
    assert {name for name, defined_in in modules.items() if len(defined_in) > 1} == DEFINED_TWICE


def test_no_module_is_longer_than_one_sitting() -> None:
    long = {
        module: lines for module, lines in LINES.items() if lines > MAX_LINES and "migrations" not in module
    }
    assert long == {}
    assert sum(LINES.values()) / len(LINES) <= MAX_MEAN_LINES


@pytest.mark.parametrize("package", PACKAGES)
def test_a_package_only_exports(package: str) -> None:
    for node in ast.parse(MODULES[package].read_text()).body:
        is_docstring = isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        is_export = isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
        assert is_docstring or is_export or isinstance(node, ast.Import | ast.ImportFrom), ast.unparse(node)
