"""Settings: defaults, values from the environment, and errors for bad values."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest

from ..processes import ROOT

SHOW = "from django.conf import settings as s; print(s.{})"


def settings(show: str, folder: Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run a fresh process with this environment that prints a setting."""
    command = [sys.executable, "-c", SHOW.format(show)]
    defaults = {"DJANGO_SETTINGS_MODULE": "config.settings", "DATA_DIR": str(folder), "PATH": "/usr/bin:/bin"}
    return subprocess.run(
        command, cwd=ROOT, env=defaults | environment, capture_output=True, text=True, check=False
    )


def test_the_defaults_serve_this_machine_only(tmp_path: Path) -> None:
    shown = settings(
        "DEBUG, s.ALLOWED_HOSTS, s.DATABASES['default']['NAME']", tmp_path / "var"
    ).stdout.strip()
    assert shown == f"False ['localhost', '127.0.0.1', '[::1]'] {tmp_path}/var/resolutions.sqlite3"


def test_an_empty_data_dir_means_the_default(tmp_path: Path) -> None:
    shown = settings(
        "DATA_DIR", tmp_path, DATA_DIR="", SECRET_KEY="given", DATABASE_URL=f"sqlite:///{tmp_path}/a"
    )
    assert shown.stdout.strip() == str(ROOT / "var")


def test_postgresql_does_not_compile_queries_just_in_time(tmp_path: Path) -> None:
    url = "postgres://a:b@h/n?host=/run/pg"
    shown = settings("DATABASES['default']['OPTIONS']", tmp_path, DATABASE_URL=url)
    assert shown.stdout.strip() == "{'options': '-c jit=off', 'host': '/run/pg'}"


def test_comparisons_are_cached_in_shared_files_or_in_redis(tmp_path: Path) -> None:
    shown = settings("CACHES['default']['BACKEND'], s.CACHES['default']['LOCATION']", tmp_path).stdout.strip()
    assert shown == f"django.core.cache.backends.filebased.FileBasedCache {tmp_path}/cache"
    shown = settings(
        "CACHES['default']['BACKEND']", tmp_path, CACHE_URL="redis://127.0.0.1:6379/0"
    ).stdout.strip()
    assert shown == "django.core.cache.backends.redis.RedisCache"


@pytest.mark.parametrize(("value", "worker"), [("", "thread"), ("thread", "thread"), ("command", "command")])
def test_a_thread_reads_uploads_unless_the_command_is_chosen(tmp_path: Path, value: str, worker: str) -> None:
    assert settings("UPLOAD_WORKER", tmp_path, UPLOAD_WORKER=value).stdout.strip() == worker


def test_a_secret_key_is_generated_once_and_readable_by_its_owner_only(tmp_path: Path) -> None:
    first, second = (settings("SECRET_KEY", tmp_path).stdout for _ in range(2))
    assert first == second
    assert len(first) > 50
    assert stat.S_IMODE((tmp_path / "secret-key").stat().st_mode) == 0o600


def test_a_secret_key_can_be_set_directly_or_by_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text("from a file\n")
    assert settings("SECRET_KEY", tmp_path, SECRET_KEY="given").stdout.strip() == "given"
    assert (
        settings("SECRET_KEY", tmp_path, SECRET_KEY_FILE=str(tmp_path / "key")).stdout.strip()
        == "from a file"
    )
    assert not (tmp_path / "secret-key").exists()


@pytest.mark.parametrize(
    ("name", "value", "sentence"),
    [
        ("DEBUG", "maybe", "DEBUG is 'maybe'; it takes true or false."),
        ("HTTPS", "ja", "HTTPS is 'ja'"),
        ("TRUST_PROXY", "2", "TRUST_PROXY is '2'"),
        ("UPLOAD_WORKER", "process", "UPLOAD_WORKER is 'process'; it takes thread or command."),
        ("DATABASE_URL", "mysql://localhost/un", "DATABASE_URL must begin with postgres:// or sqlite:///."),
        ("DATABASE_URL", "nonsense", "DATABASE_URL"),
        ("CACHE_URL", "memcache://127.0.0.1", "CACHE_URL must begin with redis:// or rediss://."),
        ("SECRET_KEY_FILE", "/nowhere/key", "/nowhere/key"),
        ("DATA_DIR", "/proc/nowhere", "No SECRET_KEY, and none can be kept in /proc/nowhere"),
    ],
)
def test_a_bad_value_is_an_error_that_names_the_setting(
    tmp_path: Path, name: str, value: str, sentence: str
) -> None:
    result = settings("DEBUG", tmp_path, **{name: value})
    assert result.returncode == 1
    assert sentence in result.stderr.strip().splitlines()[-1]


def test_an_empty_secret_key_file_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "secret-key").write_text("\n")
    assert "is empty; delete it" in settings("SECRET_KEY", tmp_path).stderr


def test_https_makes_cookies_secure_and_redirects(tmp_path: Path) -> None:
    show = (
        "SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.SECURE_HSTS_SECONDS, "
        "s.CSRF_TRUSTED_ORIGINS"
    )
    shown = settings(show, tmp_path, HTTPS="true", ALLOWED_HOSTS="example.org, *").stdout.strip()
    assert shown == "True True True 31536000 ['https://example.org']"


def test_a_url_names_a_postgresql_database(tmp_path: Path) -> None:
    show = "DATABASES['default']['ENGINE'], s.DATABASES['default']['HOST'], s.DATABASES['default']['NAME']"
    shown = settings(
        show, tmp_path, DATABASE_URL="postgres://un:secret@db.example.org:5433/corpus"
    ).stdout.strip()
    assert shown == "django.db.backends.postgresql db.example.org corpus"


def test_sqlite_is_safe_for_several_processes(tmp_path: Path) -> None:
    script = (
        "import django; django.setup()\n"
        "from django.db import connection\n"
        "c = connection.cursor()\n"
        "print([c.execute(f'PRAGMA {p}').fetchone()[0] for p in ('journal_mode', 'foreign_keys', 'busy_timeout')])"
    )
    environment = {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATA_DIR": str(tmp_path),
        "PATH": "/usr/bin:/bin",
    }
    shown = subprocess.run(
        [sys.executable, "-c", script], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert shown.stdout.strip() == "['wal', 1, 20000]"


COUNT_THREADS = "import os, numpy; numpy.ones((500, 500)) @ numpy.ones((500, 500)); print(len(os.listdir('/proc/self/task')))"


@pytest.mark.parametrize(
    "command",
    [
        ("-c", f"import config.wsgi; {COUNT_THREADS}"),
        ("manage.py", "shell", "--no-imports", "-c", COUNT_THREADS),
        ("-c", f"import benchmarks; {COUNT_THREADS}"),
    ],
    ids=["gunicorn", "command", "benchmarks"],
)
def test_matrices_are_multiplied_in_one_thread(tmp_path: Path, command: tuple[str, ...]) -> None:
    environment = {
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "DATA_DIR": str(tmp_path),
        "UPLOAD_WORKER": "command",
        "PATH": "/usr/bin:/bin",
    }
    shown = subprocess.run(
        [sys.executable, *command], cwd=ROOT, env=environment, capture_output=True, text=True, check=True
    )
    assert shown.stdout.strip() == "1"


def test_the_tests_multiply_matrices_in_one_thread() -> None:
    assert os.environ["OPENBLAS_NUM_THREADS"] == "1"
