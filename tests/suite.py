"""Run the test suite: on SQLite with coverage, then on PostgreSQL everything that uses a database.

`python -m tests.suite [pytest arguments]` runs all of it. Browser tests run once: on PostgreSQL, or on SQLite where
there is no PostgreSQL. A part that this machine cannot run is reported at the end, and is a failure if CI is set.
`python -m tests.suite --fast` runs the tests of the pure rooms, but for hostile files, and nothing else.
"""

import os
import subprocess
import sys

from .browser.chromium import PROGRAM as CHROMIUM
from .postgres import cluster, programs
from .test_layers import MODULES, ROOT, is_pure

PURE_ROOMS = [str(path.relative_to(ROOT)) for module, path in MODULES.items() if is_pure(module)]
FLOORS = (
    ("pure rooms", 95, ",".join(PURE_ROOMS)),
    ("all rooms", 90, "config/*,resolutions/*,compare/*"),
)
PROCESSES = str(os.cpu_count() or 1)
COVERAGE = ["--cov", "--cov-report="]
PURE_TESTS = [
    "tests/resolutions/language",
    "tests/resolutions/un",
    "tests/resolutions/reading",
    "tests/resolutions/citations/graph",
    "tests/compare/collation",
    "tests/test_layers.py",
    "tests/test_versions.py",
    "tests/test_wordlists.py",
]
# Tests of limits on hostile files, which wait for limits of time; no rule is tested there.
HOSTILE_FILES = [
    "tests/resolutions/reading/test_bad_input.py",
    "tests/resolutions/reading/test_sandbox.py",
    "tests/resolutions/reading/formats/test_hostile.py",
    "tests/resolutions/reading/formats/test_docx_hostile.py",
]


def main(arguments: list[str]) -> int:
    """Return 0 if everything passed, else 1."""
    if arguments == ["--fast"]:
        rules = [*PURE_TESTS, *(f"--ignore={path}" for path in HOSTILE_FILES)]
        return 0 if _pytest("pure rooms", rules, "") else 1
    missing = [] if CHROMIUM else ["Chromium (Debian: chromium): the browser tests"]
    folder = programs()
    first = COVERAGE if folder is None else [*COVERAGE, "--ignore=tests/browser"]
    failed = [] if _pytest("SQLite", [*first, *arguments], "") else ["tests on SQLite"]
    if folder is None:
        missing.append("PostgreSQL's server programs (Debian: postgresql): the tests on PostgreSQL")
    else:
        with cluster(folder) as url:
            others = [f"--ignore={path}" for path in PURE_TESTS]
            failed += [] if _pytest("PostgreSQL", [*others, *arguments], url) else ["tests on PostgreSQL"]
    if not arguments:
        for name, floor, files in FLOORS:
            print(f"\n--- coverage of {name}, with branches; floor {floor} % ---", flush=True)
            report = [
                sys.executable,
                "-m",
                "coverage",
                "report",
                f"--include={files}",
                f"--fail-under={floor}",
            ]
            failed += [f"coverage of {name}"] if subprocess.run(report, check=False).returncode else []
    for part in missing:
        print(f"\n*** NOT RUN, because it is not on this machine: {part} ***", flush=True)
    failed += missing if os.environ.get("CI") else []
    print("\n" + (f"FAILED: {'; '.join(failed)}" if failed else "All passed."), flush=True)
    return 1 if failed else 0


def _pytest(name: str, arguments: list[str], database: str) -> bool:
    print(f"\n=== {name} ===", flush=True)
    command = [sys.executable, "-m", "pytest", "-q", "-n", PROCESSES, *arguments]
    environment = os.environ | {"DATABASE_URL": database}
    return subprocess.run(command, check=False, env=environment, cwd=ROOT).returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
