"""The project around the code: fixtures, locks, containers, releases."""

import hashlib
import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
import yaml

from resolutions.reading.public_json import as_json
from resolutions.reading.sandbox import SECONDS
from resolutions.web.version import RELEASE

from .texts import FIXTURES, SEEDS, seed

ROOT = Path(__file__).parent.parent
TRACKED = subprocess.run(
    ["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True
).stdout.splitlines()


def test_the_five_resolutions_are_byte_for_byte_what_their_readme_says() -> None:
    stated = dict(
        re.findall(r"(\d{3}_[0-9a-f]{16}\.txt) .* ([0-9a-f]{64}) ", (FIXTURES / "README.md").read_text())
    )
    actual = {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in FIXTURES.glob("*.txt")}
    assert stated == actual
    assert set(actual) == set(SEEDS.values())


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-dev.txt"])
def test_every_dependency_is_pinned_with_hashes_and_no_host_is_named(name: str) -> None:
    text = (ROOT / name).read_text()
    entries = re.split(r"\n(?=\S)", text.strip())
    assert all(re.match(r"[a-z0-9._-]+==\S+(?: ;.*)? \\\n    --hash=sha256:", entry) for entry in entries)
    assert "://" not in text
    assert not re.search(r"^-", text, re.MULTILINE)


def test_all_that_is_declared_is_locked() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())
    for declared, lock in (
        (project["project"]["dependencies"], "requirements.txt"),
        (project["project"]["dependencies"] + project["dependency-groups"]["dev"], "requirements-dev.txt"),
    ):
        locked = set(re.findall(r"^([a-z0-9._-]+)==", (ROOT / lock).read_text(), re.MULTILINE))
        assert {re.split(r"[\[<>=]", d)[0] for d in declared} <= locked


def test_the_containers_start_what_make_run_starts() -> None:
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    dockerfile = (ROOT / "Dockerfile").read_text()
    assert 'CMD ["config/serve.sh"]' in dockerfile
    assert "exec config/serve.sh" in (ROOT / "Makefile").read_text()
    assert os.access(ROOT / "config/serve.sh", os.X_OK)
    assert services["web"]["build"] == "."
    assert services["web"]["depends_on"]["database"]["condition"] == "service_healthy"
    assert all("healthcheck" in service or name == "web" for name, service in services.items())
    assert "HEALTHCHECK" in dockerfile
    assert services["database"]["volumes"]
    for copied in re.findall(r"^COPY (\S+) ", dockerfile, re.MULTILINE):
        assert (ROOT / copied).exists()


def test_the_worker_container_reads_uploads_and_the_web_container_does_not() -> None:
    services = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
    web, worker = services["web"], services["worker"]
    assert worker["command"] == "python manage.py process_uploads --loop"
    assert (worker["build"], worker["image"]) == (web["build"], web["image"])
    assert worker["environment"] == web["environment"]
    assert web["environment"]["UPLOAD_WORKER"] == "command"
    assert worker["volumes"] == web["volumes"]
    assert worker["depends_on"]["web"]["condition"] == "service_healthy"
    assert worker["stop_grace_period"] == f"{SECONDS + 15}s"


def test_no_script_of_others_is_pasted_in() -> None:
    assert sorted(f for f in TRACKED if f.endswith(".js")) == [
        "static/js/citation_graph.js",
        "static/js/compare.js",
        "static/js/search.js",
        "static/js/site.js",
        "static/js/theme.js",
    ]


def test_no_page_has_script_or_style_of_its_own() -> None:
    for name in TRACKED:
        if name.startswith("templates/") and name.endswith(".html"):
            text = (ROOT / name).read_text()
            assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?![^>]*\ssrc=)", text), (
                name
            )


def test_nothing_is_loaded_from_elsewhere() -> None:
    for name in TRACKED:
        if name.startswith(("templates/", "static/")):
            text = (ROOT / name).read_text()
            assert not re.search(r"""(?:src|href)=["']https?:|url\(["']?https?:|@import""", text), name


def test_the_release_that_runs_is_the_one_that_the_project_declares() -> None:
    assert tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"] == RELEASE


def test_every_key_of_the_json_is_explained() -> None:
    explained = (ROOT / "docs/json.md").read_text()
    readings = [as_json(seed(name)) for name in SEEDS]
    votes = [reading["meta"]["vote"] for reading in readings if reading["meta"]["vote"]]
    items = [
        item for reading in readings for part in reading.values() if isinstance(part, list) for item in part
    ]
    keys = {key for part in (*readings, *(r["meta"] for r in readings), *votes, *items) for key in part}
    assert {"for_states", "marker", "message"} <= keys
    assert {key for key in keys if f"`{key}`" not in explained} == set()


def test_files_that_the_documents_name_exist() -> None:
    for document in (*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")):
        for target in re.findall(r"\]\((?!http)([^)#]+)\)", document.read_text()):
            assert (document.parent / target).exists(), target


def test_sections_of_the_domain_that_the_code_cites_exist() -> None:
    sections = set(re.findall(r"^#+ (.+)$", (ROOT / "docs/domain.md").read_text(), re.MULTILINE))
    cited = set()
    for name in TRACKED:
        if name.startswith(("resolutions/", "compare/")) and name.endswith((".py", ".tsv")):
            cited |= set(re.findall(r'docs/domain\.md, "([^"]+)"', (ROOT / name).read_text()))
    assert "Sessions and dates" in cited
    assert cited <= sections
