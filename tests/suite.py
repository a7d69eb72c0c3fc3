"""The whole suite: every test on SQLite, every test on PostgreSQL, and what of the code they ran.

`python -m tests.suite [pytest arguments]`. A part that this machine lacks is left out and said so
loudly; where CI is set that is a failure.
"""

import os
import subprocess
import sys
from pathlib import Path

from .browser.chromium import PROGRAM as CHROMIUM
from .postgres import cluster, programs

PURE = ["characters", "dates", "organs", "states", "symbols", "variants", "words"]
FLOORS = (
    ("pure rooms", 95, ",".join([*(f"resolutions/{room}.py" for room in PURE), "resolutions/reading/*"])),
    ("all rooms", 90, "config/*,resolutions/*,compare/*"),
)
PROCESSES = str(os.cpu_count() or 1)


def main(arguments: list[str]) -> int:
    """0 where everything passed."""
    missing = [] if CHROMIUM else ["Chromium (Debian: chromium): the browser tests"]
    coverage = [sys.executable, "-m", "coverage"]
    subprocess.run([*coverage, "erase"], check=True)
    failed = [] if _pytest("SQLite", arguments, {"DATABASE_URL": ""}) else ["tests on SQLite"]
    folder = programs()
    if folder is None:
        missing.append("PostgreSQL's server programs (Debian: postgresql): every test on PostgreSQL")
    else:
        with cluster(folder) as url:
            failed += [] if _pytest("PostgreSQL", arguments, {"DATABASE_URL": url}) else ["tests on PostgreSQL"]
    if not arguments:
        for name, floor, files in FLOORS:
            print(f"\n--- coverage of {name}, with branches; floor {floor} % ---", flush=True)
            report = [*coverage, "report", f"--include={files}", f"--fail-under={floor}"]
            failed += [f"coverage of {name}"] if subprocess.run(report, check=False).returncode else []
    for part in missing:
        print(f"\n*** NOT RUN, because it is not on this machine: {part} ***", flush=True)
    failed += missing if os.environ.get("CI") else []
    print("\n" + (f"FAILED: {'; '.join(failed)}" if failed else "All passed."), flush=True)
    return 1 if failed else 0


def _pytest(name: str, arguments: list[str], environment: dict[str, str]) -> bool:
    print(f"\n=== {name} ===", flush=True)
    coverage = ["--cov", "--cov-append", "--cov-report="]
    command = [sys.executable, "-m", "pytest", "-q", "-n", PROCESSES, *coverage, *arguments]
    return (
        subprocess.run(command, check=False, env=os.environ | environment, cwd=Path(__file__).parent.parent).returncode
        == 0
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
