"""`manage.py process_uploads [--loop]`: read uploaded files outside the web processes."""

import logging
import signal
import time
from argparse import ArgumentParser
from types import FrameType
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import close_old_connections

from ...models import Upload
from ...uploads import queue

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = (
        "Read the uploaded files that are waiting, then exit. With --loop, keep checking for new ones until "
        "SIGTERM or SIGINT; the file being read is finished first. "
        "Several of these processes may run at once."
    )
    stopping = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--loop", action="store_true", help="keep running until SIGTERM or SIGINT")
        parser.add_argument(
            "--interval", type=int, default=2, metavar="SECONDS", help="time between checks (2)"
        )

    def handle(self, **options: Any) -> None:
        if options["interval"] < 1:
            raise CommandError("--interval 至少是 1。")
        if options["loop"]:
            self._run_until_stopped(options["interval"])
        else:
            count = self._process_waiting()
            logger.info("Read %d uploads.", count)

    def _run_until_stopped(self, interval: int) -> None:
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        logger.info("Started; checking for uploads every %d s.", interval)
        while not self.stopping:
            try:
                close_old_connections()
                self._process_waiting()
            except Exception:
                # The database may be restarting. A claimed upload is read again when its claim expires.
                logger.exception("Could not process uploads; trying again in %d s.", interval)
            self._sleep(interval)
        logger.info("Stopped.")

    def _stop(self, signal_number: int, frame: FrameType | None) -> None:
        self.stopping = True

    def _sleep(self, seconds: int) -> None:
        """Sleep in steps of a second, so that a signal ends the wait early."""
        for _second in range(seconds):
            if self.stopping:
                return
            time.sleep(1)

    def _process_waiting(self) -> int:
        """Read uploads until none waits or a signal arrives. Return how many."""
        count = 0
        while not self.stopping:
            upload = queue.process_next()
            if upload is None:
                break
            _log_result(upload)
            count += 1
        return count


def _log_result(upload: Upload) -> None:
    if upload.state == Upload.State.FAILED:
        logger.warning("Upload %d %r: failed: %s", upload.pk, upload.file_name, upload.problem)
    else:
        logger.info("Upload %d %r: %s", upload.pk, upload.file_name, upload.state)
