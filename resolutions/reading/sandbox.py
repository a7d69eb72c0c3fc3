"""Reading a stranger's file in a process of its own, within bounds, so that no file can harm who reads it.

The libraries that open files are native code: a fault in them ends the process that they run in, and one page may
take any time and memory. The other process (`python -m resolutions.reading`) gets the bytes as its input, an
environment with nothing in it, and bounds that the kernel keeps. What it hands back is believed in nothing but its
types: plain JSON, of bounded size, checked by `serialization.from_json`.
"""

import json
import logging
import os
import resource
import signal
import subprocess
import sys
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO, Any

from ..language.characters import UNPRINTABLE
from .formats.decoding import refuse_too_large
from .model import ReadError, Reading
from .reader import read
from .serialization import from_json, to_json

SECONDS = 60  # by the clock and of the processor; the longest text that is read at all takes about 25
MEMORY = 1 << 30  # bytes of address space: a resolution takes 60 MB, the largest files within the reader's bounds 400
OUTPUT = 64 * 1024 * 1024  # bytes of JSON; a text of 1.5 million characters with 115,000 citations gives 24 million
_MARKUP = 6_000_000  # brackets and commas in them, each worth up to 100 bytes once parsed
COMMAND = (sys.executable, "-m", "resolutions.reading")
_ROOT = Path(__file__).parents[2]

_TOO_MUCH = f"读这个文件需要的内存超过上限 {MEMORY >> 20} MB，已经停止；请另存为文本，或拆成几份再试。"
_TOO_LARGE = f"从这个文件读出的内容超过上限 {OUTPUT >> 20} MB，没有收下；请拆成几份再试。"
_FAULT = "这个文件使读取程序中途出错，没有读成；文件可能已经损坏，请重新另存为 .docx、PDF 或文本后再试。"
_NO_ROOM = "服务器暂时无法读文件（磁盘或内存不足）；文件没有问题，请稍后再试，或告诉管理员。"
_LONG = (signal.SIGXCPU, signal.SIGALRM)
_SIGNALS: dict[int, str] = {
    signal.SIGXFSZ: _TOO_LARGE,
    signal.SIGKILL: _NO_ROOM,  # by the kernel, where the machine's memory is used up
}

_log = logging.getLogger(__name__)


def read_apart(data: bytes, name: str, *, original: bool = False, seconds: int = 0) -> Reading:
    """Read one file as `read` does, in a process of its own. Raises ReadError, whatever happens there.

    Blocks for at most so many seconds, SECONDS where none are given. The other process never learns the file's name.
    """
    refuse_too_large(data)
    seconds = seconds or SECONDS
    try:
        with TemporaryFile() as given, TemporaryFile() as taken, TemporaryFile() as said:
            given.write(data)
            given.seek(0)
            status = _run([*COMMAND, *(["--original"] if original else [])], given, taken, said, seconds)
            answer = _taken(taken) if status == 0 else None
            if answer is None:
                said.seek(0)
                _log.warning("Reading %s ended with %d: %r", ascii(name), status, said.read(4000)[-2000:])
                raise ReadError(_too_long(seconds) if -status in _LONG else _SIGNALS.get(-status, _FAULT))
    except (OSError, MemoryError) as error:
        raise ReadError(_NO_ROOM) from error
    if isinstance(answer, str):
        raise ReadError(answer)
    return replace(answer, source=name)


def _too_long(seconds: int) -> str:
    return f"读这个文件超过了 {seconds} 秒，已经停止；请用 Word 另存为 .docx 或文本后再试，或拆成几份。"


def _run(command: list[str], given: IO[bytes], taken: IO[bytes], said: IO[bytes], seconds: int) -> int:
    """Run a command to its end, at most so long; its exit status, negative where a signal ended it."""
    process = subprocess.Popen(  # noqa: S603  -- a command of ours
        command, cwd=_ROOT, env={"LC_ALL": "C.UTF-8"}, stdin=given, stdout=taken, stderr=said, start_new_session=True
    )
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        return -signal.SIGALRM
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # with whatever it may have started
        process.wait()


def _taken(taken: IO[bytes]) -> Reading | str | None:
    """The reading that a process left, or the sentence of its refusal; None where it left neither."""
    taken.seek(0)
    text = taken.read(OUTPUT + 1)
    if len(text) > OUTPUT or sum(map(text.count, (b"[", b"{", b","))) > _MARKUP:
        return None
    try:
        answer: Any = json.loads(text)
        if type(answer) is dict and type(answer.get("refused")) is str:
            return str(answer["refused"]).translate(UNPRINTABLE)[:500]
        return from_json(answer)
    except (ValueError, RecursionError):
        return None


# --- the other process ------------------------------------------------------------------------------


def bind() -> None:
    """Set the bounds of this process, for good. A signal ends it where it goes beyond."""
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)  # Python has it ignored
    signal.alarm(SECONDS + 5)  # should whoever waits for this process be gone
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS + 1),
        (resource.RLIMIT_FSIZE, OUTPUT),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_NPROC, 0),  # it starts no other; for root this bounds nothing
        (resource.RLIMIT_CORE, 0),
    ):
        hardest = resource.getrlimit(what)[1]
        hard = most if hardest == resource.RLIM_INFINITY else min(most, hardest)
        # At the hard bound of time the kernel kills, one second before it signals what was gone beyond.
        resource.setrlimit(what, (hard - 1 if what == resource.RLIMIT_CPU else hard, hard))


def answer_to(data: bytes, *, original: bool) -> bytes:
    """What this process hands back: a reading, or the sentence of a refusal, as JSON."""
    try:
        answer = to_json(read(data, "", original=original))
    except ReadError as refusal:
        answer = {"refused": str(refusal)}
    return json.dumps(answer, ensure_ascii=False).encode()


def run() -> None:
    """Read what comes in, hand back what it says."""
    bind()
    try:
        answer = answer_to(sys.stdin.buffer.read(), original="--original" in sys.argv)
    except MemoryError:
        answer = json.dumps({"refused": _TOO_MUCH}).encode()
    sys.stdout.buffer.write(answer)
