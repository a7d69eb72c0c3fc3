"""Tests of reading a file in a separate process: equal readings, and a ReadError for every failure."""

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from resolutions.reading import ReadError, read, read_sandboxed, sandbox

from ...texts import DATA, FIXTURES, SEEDS

SEED = (FIXTURES / SEEDS["65/218"]).read_bytes()
FILES = [
    *(FIXTURES / name for name in SEEDS.values()),
    *sorted((DATA / "word").glob("*.docx")),
    *(DATA / "pdf").glob("*.pdf"),
]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_the_sandbox_returns_the_same_reading_as_read(file: Path) -> None:
    assert read_sandboxed(file.read_bytes(), file.name) == read(file.read_bytes(), file.name)


def test_the_text_before_tracked_changes_is_read_on_request() -> None:
    data = (DATA / "word" / "changed.docx").read_bytes()
    assert read_sandboxed(data, "a.docx", original=True) == read(data, "a.docx", original=True)
    assert read_sandboxed(data, "a.docx") != read_sandboxed(data, "a.docx", original=True)


@pytest.mark.parametrize(
    "data", [b"", b"%PDF-1.7 x", b"PK\x03\x04x", b"The General Assembly, " * 9, b"x" * 50_000_000]
)
def test_a_refusal_has_the_same_message(data: bytes) -> None:
    with pytest.raises(ReadError) as here:
        read(data, "file")
    with pytest.raises(ReadError) as there:
        read_sandboxed(data, "file")
    assert str(there.value) == str(here.value)


@pytest.mark.parametrize("name", ["../../etc/passwd", "a\0b", "\ud800", "--original", "决议\u202e.txt", ""])
def test_every_file_name_is_accepted(name: str) -> None:
    assert read_sandboxed(SEED, name).source == name


def test_the_sandbox_works_in_any_working_directory() -> None:
    script = (
        f"import sys; sys.path.insert(0, {str(sandbox._ROOT)!r}); "
        "from resolutions.reading import read_sandboxed; "
        "print(len(read_sandboxed(sys.stdin.buffer.read(), '').paragraphs))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd="/", input=SEED, stdout=subprocess.PIPE, check=True
    )
    assert done.stdout == b"21\n"


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become another user")
def test_the_sandbox_works_for_an_unprivileged_user(monkeypatch: pytest.MonkeyPatch) -> None:
    script = (
        "import os; from resolutions.reading import sandbox; "
        "os.setgroups([]); os.setgid(65534); os.setuid(65534); sandbox.run()"
    )
    monkeypatch.setattr(sandbox, "COMMAND", (sys.executable, "-c", script))
    assert read_sandboxed(SEED, "file.txt") == read(SEED, "file.txt")


def test_files_are_read_concurrently_in_threads() -> None:
    with ThreadPoolExecutor(4) as pool:
        readings = list(pool.map(lambda n: read_sandboxed(SEED, f"{n}"), range(4)))
    assert [r.source for r in readings] == ["0", "1", "2", "3"]


# --- a process that misbehaves, as a compromised one would ------------------------------------------

LIMITED = "from resolutions.reading.sandbox import set_limits; import os, sys, time, signal; set_limits(); "
FAILURES = {
    "no output": ("pass", "出错"),
    "output that is not JSON": ("print('大会')", "出错"),
    "an exception": ("raise RecursionError", "出错"),
    "an exit": ("sys.exit(7)", "出错"),
    "a segmentation fault": ("import ctypes; ctypes.string_at(0)", "出错"),
    "an abort": ("os.abort()", "出错"),
    "a kill by the kernel": ("os.kill(os.getpid(), signal.SIGKILL)", "内存不足"),
    "CPU time exceeded": ("os.kill(os.getpid(), signal.SIGXCPU)", "3 秒"),
    "a process that does not end": ("time.sleep(30)", "秒"),
    "a process that ignores SIGTERM": ("signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(30)", "秒"),
    "endless output": ("exec('while True: os.write(1, bytes(1 << 20))')", "64 MB"),
    "endless error output": ("exec('while True: os.write(2, bytes(1 << 20))')", "64 MB"),
    "JSON of another form": ("print('{\"refused\": 1}')", "出错"),
    "deeply nested JSON": ("print('[' * 1_000_000)", "出错"),
    "four million lists": ("print('[' + '[],' * 4_000_000 + '0]')", "出错"),
    "a very long number": ("print('9' * 10_000)", "出错"),
    "a refusal with a control character": ('print(\'{"refused": "不\\\\u202e读。"}\')', "^不读。$"),
}


@pytest.mark.parametrize("kind", FAILURES)
def test_every_failure_of_the_process_raises_a_read_error(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    script, words = FAILURES[kind]
    monkeypatch.setattr(sandbox, "COMMAND", (sys.executable, "-c", LIMITED + script))
    monkeypatch.setattr(sandbox, "SECONDS", 3)
    began = time.monotonic()
    with pytest.raises(ReadError, match=words) as refusal:
        read_sandboxed(SEED, "file.txt")
    assert str(refusal.value).endswith("。")
    assert time.monotonic() - began < 10


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    script = (
        "from resolutions.reading import sandbox; "
        "sandbox.respond = lambda data, original: bytes(1 << 30); "
        "sandbox.run()"
    )
    monkeypatch.setattr(sandbox, "COMMAND", (sys.executable, "-c", script))
    with pytest.raises(ReadError, match="内存超过上限 1024 MB"):
        read_sandboxed(SEED, "file.txt")


def test_an_orphaned_process_ends_itself() -> None:
    """An alarm and a limit of CPU time end a process whose parent has ended."""
    script = LIMITED + "import resource; print(signal.alarm(0), *resource.getrlimit(resource.RLIMIT_CPU))"
    done = subprocess.run([sys.executable, "-c", script], cwd=sandbox._ROOT, capture_output=True, check=True)
    assert done.stdout.split() == [b"65", b"60", b"61"]


def test_child_processes_are_killed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    left = tmp_path / "pid"
    script = f"import subprocess; open({str(left)!r}, 'w').write(str(subprocess.Popen(['sleep', '60']).pid))"
    monkeypatch.setattr(sandbox, "COMMAND", (sys.executable, "-c", script))
    with pytest.raises(ReadError):
        read_sandboxed(SEED, "file.txt")
    state = Path(f"/proc/{left.read_text()}/stat")
    deadline = time.monotonic() + 5
    while state.exists() and state.read_text().split()[2] != "Z" and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not state.exists() or state.read_text().split()[2] == "Z"


def test_the_process_gets_no_environment_and_no_open_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "geheim")
    script = (
        "import os, json; "
        "names = [*sorted(os.environ), *sorted(os.listdir('/proc/self/fd'))]; "
        "print(json.dumps({'refused': ' '.join(names)}))"
    )
    monkeypatch.setattr(sandbox, "COMMAND", (sys.executable, "-c", script))
    with pytest.raises(ReadError) as refusal:
        read_sandboxed(SEED, "file.txt")
    assert str(refusal.value).split() == ["LC_ALL", "0", "1", "2", "3"]  # 3 is the folder that listdir reads


def test_a_full_disk_raises_a_read_error(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    with pytest.raises(ReadError, match="服务器暂时无法读文件"):
        read_sandboxed(SEED, "file.txt")


def test_the_process_imports_no_library_that_reading_does_not_need() -> None:
    script = (
        "import sys; from resolutions.reading.sandbox import respond; "
        "respond(sys.stdin.buffer.read(), original=False); "
        "print(*sorted({'django', 'jieba', 'msgspec', 'networkx', 'numpy', 'psycopg', 'scipy'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=sandbox._ROOT, input=SEED, capture_output=True, check=True
    )
    assert done.stdout.strip() == b""


def test_the_process_writes_the_reading_as_json() -> None:
    done = subprocess.run([*sandbox.COMMAND], cwd=sandbox._ROOT, input=SEED, capture_output=True, check=True)
    assert json.loads(done.stdout)["meta"]["symbol"] == "A/RES/65/218"
    assert done.stderr == b""
