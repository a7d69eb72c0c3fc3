"""A PostgreSQL server of our own for as long as the tests run: no port, no password, gone afterwards."""

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


def programs() -> Path | None:
    """The folder with initdb and pg_ctl; Debian keeps it off the PATH."""
    folders = sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    found = shutil.which("initdb")
    folders += [Path(found).parent] if found else []
    return next((folder for folder in folders if (folder / "pg_ctl").exists()), None)


@contextmanager
def cluster(folder: Path, *, durable: bool = False) -> Iterator[str]:
    """The DATABASE_URL of a fresh cluster; `durable` waits for the disk and has memory as a real one does.

    PostgreSQL refuses to run as root, so root lends it to nobody.
    """
    user = pwd.getpwnam("nobody") if os.getuid() == 0 else pwd.getpwuid(os.getuid())
    as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []} if os.getuid() == 0 else {}
    with tempfile.TemporaryDirectory(prefix="pg-") as name:
        home, data = Path(name), Path(name) / "data"
        os.chown(home, user.pw_uid, user.pw_gid)

        def run(program: str, *arguments: str) -> None:
            command = [str(folder / program), *arguments]
            subprocess.run(command, check=True, cwd=home, stdout=subprocess.DEVNULL, **as_user)  # type: ignore[call-overload]

        run("initdb", "-D", str(data), "--locale=C.UTF-8", "-E", "UTF8", "--auth=trust", "-U", "tests")
        settings = f"-c listen_addresses='' -k {home}"
        # Those of docker-compose.yml, or what is quick and may be lost.
        if durable:
            settings += " -c shared_buffers=512MB"
        else:
            settings += " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        run("pg_ctl", "-D", str(data), "-w", "-l", str(home / "log"), "-o", settings, "start")
        try:
            yield f"postgres://tests@/postgres?host={home}"
        finally:
            run("pg_ctl", "-D", str(data), "-w", "-m", "immediate", "stop")
