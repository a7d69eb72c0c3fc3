"""A file read in a process of its own: the same reading, and nothing that happens there reaches who asked."""

import json
import os
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from resolutions.reading import ReadError, read, read_sandboxed
from resolutions.reading import sandbox as apart

from ...texts import DATA, FIXTURES, SEEDS

SEED = (FIXTURES / SEEDS["65/218"]).read_bytes()
FILES = [
    *(FIXTURES / name for name in SEEDS.values()),
    *sorted((DATA / "word").glob("*.docx")),
    *(DATA / "pdf").glob("*.pdf"),
]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_a_file_reads_the_same_in_a_process_of_its_own(file: Path) -> None:
    assert read_sandboxed(file.read_bytes(), file.name) == read(file.read_bytes(), file.name)


def test_the_text_before_tracked_changes_is_read_on_request() -> None:
    data = (DATA / "word" / "changed.docx").read_bytes()
    assert read_sandboxed(data, "a.docx", original=True) == read(data, "a.docx", original=True)
    assert read_sandboxed(data, "a.docx") != read_sandboxed(data, "a.docx", original=True)


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7 x", b"PK\x03\x04x", b"The General Assembly, " * 9, b"x" * 50_000_000])
def test_a_refusal_is_said_in_the_same_sentence(data: bytes) -> None:
    with pytest.raises(ReadError) as here:
        read(data, "file")
    with pytest.raises(ReadError) as there:
        read_sandboxed(data, "file")
    assert str(there.value) == str(here.value)


@pytest.mark.parametrize("name", ["../../etc/passwd", "a\0b", "\ud800", "--original", "决议\u202e.txt", ""])
def test_the_name_of_a_file_does_no_harm(name: str) -> None:
    assert read_sandboxed(SEED, name).source == name


def test_it_works_from_any_folder() -> None:
    script = f"import sys; sys.path.insert(0, {str(apart._ROOT)!r}); from resolutions.reading import read_sandboxed; print(len(read_sandboxed(sys.stdin.buffer.read(), '').paragraphs))"
    done = subprocess.run([sys.executable, "-c", script], cwd="/", input=SEED, stdout=subprocess.PIPE, check=True)
    assert done.stdout == b"21\n"


@pytest.mark.skipif(os.getuid() != 0, reason="only root can become another user")
def test_it_works_for_a_user_who_may_do_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    script = "import os; from resolutions.reading import sandbox as apart; os.setgroups([]); os.setgid(65534); os.setuid(65534); apart.run()"
    monkeypatch.setattr(apart, "COMMAND", (sys.executable, "-c", script))
    assert read_sandboxed(SEED, "file.txt") == read(SEED, "file.txt")


def test_files_are_read_side_by_side_in_threads() -> None:
    with ThreadPoolExecutor(4) as pool:
        readings = list(pool.map(lambda n: read_sandboxed(SEED, f"{n}"), range(4)))
    assert [r.source for r in readings] == ["0", "1", "2", "3"]


# --- another process than ours, as a subverted one would be -------------------------------------------

BOUND = "from resolutions.reading.sandbox import set_limits; import os, sys, time, signal; set_limits(); "
ENDS = {
    "nothing said": ("pass", "出错"),
    "garbage said": ("print('大会')", "出错"),
    "an exception": ("raise RecursionError", "出错"),
    "an exit": ("sys.exit(7)", "出错"),
    "a fault of native code": ("import ctypes; ctypes.string_at(0)", "出错"),
    "an abort": ("os.abort()", "出错"),
    "a kill by the kernel": ("os.kill(os.getpid(), signal.SIGKILL)", "内存不足"),
    "a time of the processor used up": ("os.kill(os.getpid(), signal.SIGXCPU)", "3 秒"),
    "no end": ("time.sleep(30)", "秒"),
    "no end that can be asked for": ("signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(30)", "秒"),
    "output without end": ("exec('while True: os.write(1, bytes(1 << 20))')", "64 MB"),
    "complaint without end": ("exec('while True: os.write(2, bytes(1 << 20))')", "64 MB"),
    "another document's JSON": ("print('{\"refused\": 1}')", "出错"),
    "nesting without end": ("print('[' * 1_000_000)", "出错"),
    "a million lists": ("print('[' + '[],' * 4_000_000 + '0]')", "出错"),
    "a number without end": ("print('9' * 10_000)", "出错"),
    "a sentence of its own": ('print(\'{"refused": "不\\\\u202e读。"}\')', "^不读。$"),
}


@pytest.mark.parametrize("kind", ENDS)
def test_whatever_a_process_does_is_a_sentence(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    script, words = ENDS[kind]
    monkeypatch.setattr(apart, "COMMAND", (sys.executable, "-c", BOUND + script))
    monkeypatch.setattr(apart, "SECONDS", 3)
    began = time.monotonic()
    with pytest.raises(ReadError, match=words) as refusal:
        read_sandboxed(SEED, "file.txt")
    assert str(refusal.value).endswith("。")
    assert time.monotonic() - began < 10


def test_memory_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    script = "from resolutions.reading import sandbox as apart; apart.respond = lambda data, original: bytes(1 << 30); apart.run()"
    monkeypatch.setattr(apart, "COMMAND", (sys.executable, "-c", script))
    with pytest.raises(ReadError, match="内存超过上限 1024 MB"):
        read_sandboxed(SEED, "file.txt")


def test_a_process_left_alone_ends_by_itself() -> None:
    """Should whoever waits be gone: the alarm that is set, and the time of the processor."""
    script = BOUND + "import resource; print(signal.alarm(0), *resource.getrlimit(resource.RLIMIT_CPU))"
    done = subprocess.run([sys.executable, "-c", script], cwd=apart._ROOT, capture_output=True, check=True)
    assert done.stdout.split() == [b"65", b"60", b"61"]


def test_what_a_process_started_ends_with_it(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    left = tmp_path / "pid"
    script = f"import subprocess; open({str(left)!r}, 'w').write(str(subprocess.Popen(['sleep', '60']).pid))"
    monkeypatch.setattr(apart, "COMMAND", (sys.executable, "-c", script))
    with pytest.raises(ReadError):
        read_sandboxed(SEED, "file.txt")
    state = Path(f"/proc/{left.read_text()}/stat")
    deadline = time.monotonic() + 5
    while state.exists() and state.read_text().split()[2] != "Z" and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not state.exists() or state.read_text().split()[2] == "Z"


def test_a_process_knows_nothing_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "geheim")
    script = "import os, json; print(json.dumps({'refused': ' '.join(sorted(os.environ)) + ' ' + ' '.join(sorted(os.listdir('/proc/self/fd')))}))"
    monkeypatch.setattr(apart, "COMMAND", (sys.executable, "-c", script))
    with pytest.raises(ReadError) as refusal:
        read_sandboxed(SEED, "file.txt")
    assert str(refusal.value).split() == ["LC_ALL", "0", "1", "2", "3"]  # 3 is the list of files itself


def test_a_disk_that_is_full_is_a_sentence(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    with pytest.raises(ReadError, match="服务器暂时无法读文件"):
        read_sandboxed(SEED, "file.txt")


def test_the_other_process_imports_no_library_that_reading_does_without() -> None:
    script = (
        "import sys; from resolutions.reading.sandbox import respond; "
        "respond(sys.stdin.buffer.read(), original=False); "
        "print(*sorted({'django', 'jieba', 'msgspec', 'networkx', 'numpy', 'psycopg', 'scipy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=apart._ROOT, input=SEED, capture_output=True, check=True)
    assert done.stdout.strip() == b""


def test_what_the_process_hands_back_is_the_reading_as_json() -> None:
    done = subprocess.run([*apart.COMMAND], cwd=apart._ROOT, input=SEED, capture_output=True, check=True)
    assert json.loads(done.stdout)["meta"]["symbol"] == "A/RES/65/218"
    assert done.stderr == b""
