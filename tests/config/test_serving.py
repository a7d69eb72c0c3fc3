"""config/serve.sh, which `make run` and the container start: from an empty folder to a served page."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from ..processes import ROOT, count_of, environment_in


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """Yield the environment of an application started from an empty folder on a free port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    data = environment_in(tmp_path_factory.mktemp("served"))
    path = f"{Path(sys.executable).parent}:{os.environ['PATH']}"
    environment = data | {
        "PORT": port,
        "PATH": path,
        "ALLOWED_HOSTS": ".example.org",
        "HTTPS": "true",
        "TRUST_PROXY": "true",
    }
    process = subprocess.Popen(["config/serve.sh"], cwd=ROOT, env=environment, start_new_session=True)
    deadline = time.monotonic() + 90
    try:
        while not healthy(environment):
            assert process.poll() is None, "the server ended"
            assert time.monotonic() < deadline, "the server did not respond"
            time.sleep(0.2)
        yield environment
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=30)


def healthy(environment: dict[str, str]) -> bool:
    """Return whether the container's health check succeeds."""
    check = [sys.executable, "config/healthcheck.py"]
    return subprocess.run(check, cwd=ROOT, env=environment, check=False, capture_output=True).returncode == 0


def get(environment: dict[str, str], path: str, **headers: str) -> tuple[HTTPResponse, str]:
    """Return the response to a request that a proxy passes on, and its body."""
    connection = HTTPConnection("127.0.0.1", int(environment["PORT"]), timeout=10)
    connection.request(
        "GET", path, headers={"Host": "www.example.org", "X-Forwarded-Proto": "https"} | headers
    )
    response = connection.getresponse()
    return response, response.read().decode()


def test_the_five_resolutions_are_imported_and_served(served: dict[str, str]) -> None:
    assert count_of("resolutions_resolution", served) == 5
    response, text = get(served, "/A/RES/65/218")
    assert response.status == 200
    assert "加强人权领域的国际合作" in text


def test_static_files_have_a_hash_in_their_name_and_are_immutable(served: dict[str, str]) -> None:
    _, text = get(served, "/")
    styles = re.findall(r'href="(/static/css/base\.[0-9a-f]{12}\.css)"', text)
    response, _ = get(served, styles[0])
    assert response.status == 200
    assert "immutable" in (response.headers["Cache-Control"] or "")


def test_pages_redirect_to_https_and_the_health_check_does_not(served: dict[str, str]) -> None:
    response, _ = get(served, "/A/RES/65/218", **{"X-Forwarded-Proto": "http"})
    assert (response.status, response.headers["Location"]) == (301, "https://www.example.org/A/RES/65/218")
    assert get(served, "/x/health", **{"X-Forwarded-Proto": "http"})[1] == "ok"


def test_a_host_name_that_is_not_allowed_is_refused(served: dict[str, str]) -> None:
    assert get(served, "/", Host="elsewhere.test")[0].status == 400
    assert not healthy(served | {"ALLOWED_HOSTS": "elsewhere.test"})


def test_the_word_list_is_loaded_before_the_first_request(tmp_path: Path) -> None:
    show = (
        "import gc, config.wsgi; from resolutions.un.segmentation import _tokenizer;"
        "print(_tokenizer.cache_info().currsize, gc.get_freeze_count() > 0)"
    )
    command = [sys.executable, "-c", show]
    shown = subprocess.run(
        command, cwd=ROOT, env=environment_in(tmp_path), capture_output=True, text=True, check=True
    )
    assert shown.stdout.strip() == "1 True"
