"""`manage.py process_uploads`: several workers at once, signals, and workers that are killed."""

import os
import re
import signal
import subprocess
import time

import pytest
from django.core.management import CommandError, call_command

from ...processes import count_of, environment_in, manage, start
from ...texts import text

TEXT = text("1. 请秘书长报告。")


@pytest.fixture(scope="module")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment of a migrated database whose uploads are left to the command."""
    environment = environment_in(tmp_path_factory.mktemp("uploads")) | {"UPLOAD_WORKER": "command"}
    assert manage("migrate", "-v0", environment=environment).returncode == 0
    return environment


def shell(script: str, environment: dict[str, str]) -> str:
    """Run a script in Django's shell and return its output."""
    imports = (
        "from django.contrib.auth.models import User\n"
        "from django.db.models import F\n"
        "from resolutions.models import Upload\n"
        "from resolutions.uploads import queue\n"
    )
    result = manage("shell", "--no-imports", "-c", imports + script, environment=environment)
    assert result.returncode == 0, result.stderr
    return result.stdout.strip()


def enqueue(count: int, environment: dict[str, str]) -> None:
    """Replace all uploads by `count` queued ones."""
    script = (
        "Upload.objects.all().delete()\n"
        "user, created = User.objects.get_or_create(username='editor')\n"
        f"queue.enqueue([(f'{{number}}.txt', {TEXT!r}.encode()) for number in range({count})], user)"
    )
    shell(script, environment)


def count_in_state(state: str, environment: dict[str, str]) -> int:
    return count_of(f"resolutions_upload WHERE state = '{state}'", environment)


def wait_until_reading(process: subprocess.Popen[str], environment: dict[str, str]) -> None:
    deadline = time.monotonic() + 120
    while count_in_state("reading", environment) == 0:
        assert process.poll() is None, process.communicate()[0]
        assert time.monotonic() < deadline, "no upload was claimed"
        time.sleep(0.005)


def files_read(output: str) -> list[str]:
    """Return the file names that a worker logged as read."""
    return re.findall(r"Upload \d+ '(\d+\.txt)': review", output)


def test_without_loop_it_reads_what_waits_and_exits(migrated: dict[str, str]) -> None:
    enqueue(2, migrated)
    result = manage("process_uploads", environment=migrated)
    assert result.returncode == 0, result.stderr
    assert files_read(result.stderr) == ["0.txt", "1.txt"]
    assert "Read 2 uploads." in result.stderr
    assert count_in_state("review", migrated) == 2


def test_two_workers_read_each_file_once(migrated: dict[str, str]) -> None:
    enqueue(12, migrated)
    workers = [start("process_uploads", environment=migrated) for _number in range(2)]
    outputs = [worker.communicate(timeout=300)[0] for worker in workers]
    assert [worker.returncode for worker in workers] == [0, 0], outputs
    names = files_read(outputs[0]) + files_read(outputs[1])
    assert sorted(names) == sorted(f"{number}.txt" for number in range(12))
    assert count_in_state("review", migrated) == 12
    assert count_of("resolutions_upload WHERE tries = 1", migrated) == 12


@pytest.mark.parametrize("stop_signal", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_ends_the_loop_after_the_file_that_is_being_read(
    migrated: dict[str, str], stop_signal: signal.Signals
) -> None:
    enqueue(20, migrated)
    worker = start("process_uploads", "--loop", "--interval", "60", environment=migrated)
    wait_until_reading(worker, migrated)
    worker.send_signal(stop_signal)
    output = worker.communicate(timeout=120)[0]
    assert worker.returncode == 0, output
    assert "Started; checking for uploads every 60 s." in output
    assert output.rstrip().endswith("Stopped.")
    assert count_in_state("reading", migrated) == 0
    assert count_in_state("review", migrated) == len(files_read(output)) >= 1
    assert count_in_state("queued", migrated) >= 1


def test_the_loop_reads_files_that_arrive_later_and_stops_when_idle(migrated: dict[str, str]) -> None:
    enqueue(0, migrated)
    worker = start("process_uploads", "--loop", "--interval", "1", environment=migrated)
    enqueue(1, migrated)
    deadline = time.monotonic() + 120
    while count_in_state("review", migrated) == 0:
        assert time.monotonic() < deadline, "the upload was not read"
        time.sleep(0.1)
    worker.send_signal(signal.SIGTERM)
    output = worker.communicate(timeout=30)[0]
    assert (worker.returncode, files_read(output)) == (0, ["0.txt"])


def test_the_file_of_a_killed_worker_is_read_again_when_its_claim_expires(migrated: dict[str, str]) -> None:
    enqueue(1, migrated)
    worker = start("process_uploads", "--loop", environment=migrated)
    wait_until_reading(worker, migrated)
    os.killpg(worker.pid, signal.SIGKILL)
    worker.communicate()
    assert "Read 0 uploads." in manage("process_uploads", environment=migrated).stderr
    assert count_in_state("reading", migrated) == 1
    shell("Upload.objects.update(taken=F('taken') - queue.CLAIM_EXPIRES_AFTER)", migrated)
    assert files_read(manage("process_uploads", environment=migrated).stderr) == ["0.txt"]
    assert count_of("resolutions_upload WHERE state = 'review' AND tries = 2", migrated) == 1


def test_a_file_that_cannot_be_read_is_logged_with_the_reason(migrated: dict[str, str]) -> None:
    enqueue(1, migrated)
    shell("Upload.objects.update(data=b'%PDF-1.7 broken')", migrated)
    result = manage("process_uploads", environment=migrated)
    assert result.returncode == 0
    assert re.search(r"WARNING .*Upload \d+ '0\.txt': failed: .*。", result.stderr)


def test_the_loop_goes_on_after_an_error_of_the_database(migrated: dict[str, str]) -> None:
    enqueue(1, migrated)
    table, hidden = "resolutions_upload", "resolutions_upload_hidden"
    rename = "from django.db import connection\nconnection.cursor().execute('ALTER TABLE {} RENAME TO {}')"
    shell(rename.format(table, hidden), migrated)
    worker = start("process_uploads", "--loop", "--interval", "1", environment=migrated)
    try:
        assert worker.stdout is not None
        lines = iter(worker.stdout.readline, "")
        assert any("Could not process uploads; trying again in 1 s." in line for line in lines)
    finally:
        shell(rename.format(hidden, table), migrated)
    assert any("'0.txt': review" in line for line in lines)
    worker.send_signal(signal.SIGTERM)
    worker.communicate(timeout=30)
    assert worker.returncode == 0


def test_an_interval_of_zero_is_refused() -> None:
    with pytest.raises(CommandError, match="--interval 至少是 1。"):
        call_command("process_uploads", "--loop", "--interval", "0")
