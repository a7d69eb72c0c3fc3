"""Django settings. All come from the environment; without any, the application runs for one machine.

DATABASE_URL      postgres://user:password@host/name (SQLite in DATA_DIR)
DATA_DIR          folder of the SQLite database, collected static files and the generated key (./var)
CACHE_URL         redis://host/0, the cache of comparisons (files in DATA_DIR)
SECRET_KEY        secret key; or SECRET_KEY_FILE, a file with it (generated once and stored in DATA_DIR)
ALLOWED_HOSTS     host names of the site, separated by commas (this machine only)
HTTPS             true if the site is served over HTTPS: secure cookies, redirects, HSTS (false)
TRUST_PROXY       true behind a proxy that sets X-Forwarded-Proto and adds to X-Forwarded-For (false)
UPLOAD_WORKER     what reads uploaded files: thread, in the web process, or command, process_uploads (thread)
DEBUG             true for development only (false)
"""

import secrets
from datetime import timedelta
from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from environ import FileAwareEnv

BASE_DIR = Path(__file__).resolve().parent.parent
env = FileAwareEnv()


def flag(name: str) -> bool:
    """Return a true or false setting. Raise ImproperlyConfigured for any other value."""
    value = env.str(name, default="false").strip().lower()
    if value in ("true", "1", "yes", "on"):
        return True
    if value in ("false", "0", "no", "off", ""):
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}; it takes true or false.")


def load_or_create_secret_key(folder: Path) -> str:
    """Return the secret key stored in DATA_DIR. Create it at the first start, readable by its owner only."""
    path = folder / "secret-key"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with path.open("x") as file:
            path.chmod(0o600)
            file.write(secrets.token_urlsafe(50))
    except FileExistsError:
        pass
    except OSError as error:
        raise ImproperlyConfigured(f"No SECRET_KEY, and none can be kept in {folder}: {error}") from error
    key = path.read_text().strip()
    if not key:
        raise ImproperlyConfigured(f"{path} is empty; delete it, or set SECRET_KEY.")
    return key


DEBUG = flag("DEBUG")
HTTPS = flag("HTTPS")
TRUST_PROXY = flag("TRUST_PROXY")
DATA_DIR = Path(env.str("DATA_DIR", default="") or BASE_DIR / "var")
SECRET_KEY = env.str("SECRET_KEY", default="") or load_or_create_secret_key(DATA_DIR)
_hosts = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
ALLOWED_HOSTS = [host.strip() for host in _hosts if host.strip()]
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS if host != "*"] if HTTPS else []

INSTALLED_APPS = [
    "resolutions",
    "compare",
    "config.accounts.apps.EditorialConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "csp",
    "django_htmx",
    "axes",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "django_otp.plugins.otp_static",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "config.urls"
LOGIN_URL = "admin:login"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["config.template_loader.Loader", "django.template.loaders.app_directories.Loader"],
                ),
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]


CONN_MAX_AGE = 60  # seconds for which a database connection is reused by later requests


def database() -> dict[str, object]:
    """Return the database of DATABASE_URL, or SQLite with the options that several processes need."""
    if url := env.str("DATABASE_URL", default=""):
        settings: dict[str, Any] = dict(env.db_url_config(url))
        if settings.get("ENGINE") not in ("django.db.backends.postgresql", "django.db.backends.sqlite3"):
            raise ImproperlyConfigured("DATABASE_URL must begin with postgres:// or sqlite:///.")
        if settings["ENGINE"] == "django.db.backends.postgresql":
            # Compiling a search just in time takes longer than running it.
            options = {"options": "-c jit=off", **settings.get("OPTIONS", {})}
            return settings | {"OPTIONS": options, "CONN_MAX_AGE": CONN_MAX_AGE, "CONN_HEALTH_CHECKS": True}
    else:
        DATA_DIR.mkdir(parents=True, exist_ok=True)
        settings = {"ENGINE": "django.db.backends.sqlite3", "NAME": str(DATA_DIR / "resolutions.sqlite3")}
    options = {
        # WAL lets readers continue while one process writes. IMMEDIATE transactions take the write lock at
        # their start, so that two writers wait for each other (up to the timeout, in seconds) and neither
        # fails. A search in a large index reads many pages; each connection caches 64 MB of them, which is
        # more than the default.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; "
        "PRAGMA cache_size=-64000;",
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
    }
    return settings | {"OPTIONS": options, "CONN_MAX_AGE": CONN_MAX_AGE}


DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"


def shared_cache() -> dict[str, object]:
    """Return the Redis cache of CACHE_URL, or a file cache in DATA_DIR for all processes of this machine."""
    if url := env.str("CACHE_URL", default=""):
        if not url.startswith(("redis://", "rediss://")):
            raise ImproperlyConfigured("CACHE_URL must begin with redis:// or rediss://.")
        return dict(env.cache_url_config(url))
    return {
        "BACKEND": "django.core.cache.backends.filebased.FileBasedCache",
        "LOCATION": str(DATA_DIR / "cache"),
        "OPTIONS": {"MAX_ENTRIES": 5000},
    }


CACHES = {
    "default": shared_cache(),
    # Results of searches, in the memory of each process: reading them from files or Redis takes longer.
    # Keys contain the version of the corpus, so entries need no timeout.
    "search": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "search",
        "TIMEOUT": None,
        "OPTIONS": {"MAX_ENTRIES": 200},
    },
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文")]
FORMAT_MODULE_PATH = "config.formats"
TIME_ZONE = "UTC"
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

FILE_UPLOAD_HANDLERS = [
    "config.upload_limits.BoundedUploadHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]


def upload_worker() -> str:
    """Return what reads uploaded files: "thread", in the web process, or "command", process_uploads."""
    value = env.str("UPLOAD_WORKER", default="").strip() or "thread"
    if value not in ("thread", "command"):
        raise ImproperlyConfigured(f"UPLOAD_WORKER is {value!r}; it takes thread or command.")
    return value


UPLOAD_WORKER = upload_worker()
DATA_UPLOAD_MAX_MEMORY_SIZE = 10_000_000  # bytes of a form without its files; bounds pasted texts

PASSWORD_HASHERS = [  # the first is used; a hash of another is replaced when its owner signs in
    f"django.contrib.auth.hashers.{name}" for name in ("Argon2PasswordHasher", "PBKDF2PasswordHasher")
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in (
        ("UserAttributeSimilarityValidator", {}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    )
]
AUTHENTICATION_BACKENDS = ["axes.backends.AxesStandaloneBackend", "django.contrib.auth.backends.ModelBackend"]
# Five wrong passwords for one name from one address lock that pair. Further attempts do not extend the lock.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "resolutions.web.client_address.client_address"
AXES_LOCKOUT_CALLABLE = "config.accounts.login.locked_out"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "otp_token", "csrfmiddlewaretoken"]
AXES_DISABLE_ACCESS_LOG = True  # addresses of successful sign-ins are not recorded
AXES_ENABLE_ADMIN = AXES_VERBOSE = False
OTP_TOTP_ISSUER = "决议对照"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_AGE = 12 * 3600  # seconds: a working day
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
# With "Strict", a link in an e-mail would open the site signed out.
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = ["^x/health$"]  # the health check of the container uses plain HTTP
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUST_PROXY else None

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"resolutions.management": {"level": "INFO"}},  # process_uploads logs each file that it reads
}
