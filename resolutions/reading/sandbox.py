"""Read a file from an untrusted source in a separate process with limits on time, memory and output.

The libraries that open files are native code: a fault in them ends their process, and one page may take any
amount of time and memory. The sandbox process (`python -m resolutions.reading`) gets the bytes on its
standard input, an almost empty environment, and limits that the kernel enforces. Its output is not trusted:
it must be JSON of limited size, and `serialization.from_json` checks it.
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

SECONDS = 60  # of wall-clock and of CPU time; the longest text within the reader's bounds takes about 25
MEMORY = 1 << 30  # bytes of address space; a resolution takes 60 MB, the largest files 400 MB
OUTPUT = 64 * 1024 * 1024  # bytes of JSON; 1.5 million characters with 115,000 citations give 24 million
_MAX_MARKUP = 6_000_000  # brackets and commas in the JSON, each of which takes up to 100 bytes once parsed
COMMAND = (sys.executable, "-m", "resolutions.reading")
_ROOT = Path(__file__).parents[2]

_TOO_MUCH_MEMORY = f"读这个文件需要的内存超过上限 {MEMORY >> 20} MB，已经停止；请另存为文本，或拆成几份再试。"
_TOO_MUCH_OUTPUT = f"从这个文件读出的内容超过上限 {OUTPUT >> 20} MB，没有收下；请拆成几份再试。"
_FAULT = "这个文件使读取程序中途出错，没有读成；文件可能已经损坏，请重新另存为 .docx、PDF 或文本后再试。"
_NO_RESOURCES = "服务器暂时无法读文件（磁盘或内存不足）；文件没有问题，请稍后再试，或告诉管理员。"
_TIMEOUT_SIGNALS = (signal.SIGXCPU, signal.SIGALRM)
_SIGNAL_MESSAGES: dict[int, str] = {
    signal.SIGXFSZ: _TOO_MUCH_OUTPUT,
    signal.SIGKILL: _NO_RESOURCES,  # sent by the kernel when the machine is out of memory
}

_log = logging.getLogger(__name__)


def read_sandboxed(data: bytes, name: str, *, original: bool = False, seconds: int = 0) -> Reading:
    """Return the reading of one file as `read` does, made in a separate process.

    Block for at most `seconds`, by default SECONDS. The process does not get the name of the file. Raise
    ReadError for every failure of the process.
    """
    refuse_too_large(data)
    seconds = seconds or SECONDS
    command = [*COMMAND]
    if original:
        command.append("--original")
    try:
        with TemporaryFile() as stdin, TemporaryFile() as stdout, TemporaryFile() as stderr:
            stdin.write(data)
            stdin.seek(0)
            status = _run(command, stdin=stdin, stdout=stdout, stderr=stderr, seconds=seconds)
            result = _parse_output(stdout) if status == 0 else None
            if result is None:
                stderr.seek(0)
                _log.warning("Reading %s ended with %d: %r", ascii(name), status, stderr.read(4000)[-2000:])
                raise ReadError(_failure_message(status, seconds))
    except (OSError, MemoryError) as error:
        raise ReadError(_NO_RESOURCES) from error
    if isinstance(result, str):
        raise ReadError(result)
    return replace(result, source=name)


def _failure_message(status: int, seconds: int) -> str:
    if -status in _TIMEOUT_SIGNALS:
        return f"读这个文件超过了 {seconds} 秒，已经停止；请用 Word 另存为 .docx 或文本后再试，或拆成几份。"
    return _SIGNAL_MESSAGES.get(-status, _FAULT)


def _run(command: list[str], *, stdin: IO[bytes], stdout: IO[bytes], stderr: IO[bytes], seconds: int) -> int:
    """Run a command for at most `seconds`. Return its exit status, negative if a signal ended it."""
    process = subprocess.Popen(  # noqa: S603  -- COMMAND is a constant
        command,
        cwd=_ROOT,
        env={"LC_ALL": "C.UTF-8"},
        stdin=stdin,
        stdout=stdout,
        stderr=stderr,
        start_new_session=True,
    )
    try:
        return process.wait(seconds)
    except subprocess.TimeoutExpired:
        return -signal.SIGALRM
    finally:
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # including processes that it started
        process.wait()


def _parse_output(stdout: IO[bytes]) -> Reading | str | None:
    """Return the reading that the process wrote, or its sentence of refusal; None if it wrote neither."""
    stdout.seek(0)
    text = stdout.read(OUTPUT + 1)
    if len(text) > OUTPUT or sum(map(text.count, (b"[", b"{", b","))) > _MAX_MARKUP:
        return None
    try:
        output: Any = json.loads(text)
        if type(output) is dict and type(output.get("refused")) is str:
            return str(output["refused"]).translate(UNPRINTABLE)[:500]
        return from_json(output)
    except (ValueError, RecursionError):
        return None


# --- the sandbox process ----------------------------------------------------------------------------


def set_limits() -> None:
    """Set the limits of this process permanently. A signal ends the process if it exceeds one."""
    signal.signal(signal.SIGXFSZ, signal.SIG_DFL)  # Python ignores it
    signal.alarm(SECONDS + 5)  # in case the process that waits for this one has ended
    for limit, maximum in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS + 1),
        (resource.RLIMIT_FSIZE, OUTPUT),
        (resource.RLIMIT_NOFILE, 64),
        (resource.RLIMIT_NPROC, 0),  # no other processes; the kernel does not enforce this for root
        (resource.RLIMIT_CORE, 0),
    ):
        hard = resource.getrlimit(limit)[1]
        if hard == resource.RLIM_INFINITY:
            hard = maximum
        hard = min(hard, maximum)
        soft = hard
        if limit == resource.RLIMIT_CPU:
            soft = hard - 1  # for SIGXCPU, because the kernel sends SIGKILL at the hard limit
        resource.setrlimit(limit, (soft, hard))


def respond(data: bytes, *, original: bool) -> bytes:
    """Return the reading of a file, or the sentence of a refusal, as JSON."""
    try:
        output = to_json(read(data, "", original=original))
    except ReadError as refusal:
        output = {"refused": str(refusal)}
    return json.dumps(output, ensure_ascii=False).encode()


def run() -> None:
    """Read a file from standard input and write its reading to standard output."""
    set_limits()
    try:
        output = respond(sys.stdin.buffer.read(), original="--original" in sys.argv)
    except MemoryError:
        output = json.dumps({"refused": _TOO_MUCH_MEMORY}).encode()
    sys.stdout.buffer.write(output)
