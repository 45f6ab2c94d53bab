"""Settings. What a deployment may change is an environment variable, listed in docs/settings.md."""

import os
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

import pgtrigger
from csp.constants import SELF

ROOT = Path(__file__).resolve().parents[2]
VAR = Path(os.environ.get("LAOYOU_VAR", ROOT / "var"))


def flag(name: str, default: bool) -> bool:
    """A yes/no setting; anything else stops the start with a sentence."""
    text = os.environ.get(name, "1" if default else "0").strip().lower()
    if text not in {"0", "1", "yes", "no", "true", "false"}:
        raise SystemExit(f"{name}={text!r} is neither 1 nor 0. Set it to 1 or 0.")
    return text in {"1", "yes", "true"}


def whole_number(name: str, default: int) -> int:
    """A setting that is a whole number; anything else stops the start with a sentence."""
    text = os.environ.get(name, "").strip() or str(default)
    if not (text.isascii() and text.isdigit() and len(text) < 10):
        raise SystemExit(f"{name}={text!r} is no whole number. Set it to one, such as {default}.")
    return int(text)


def secret_key() -> str:
    """LAOYOU_SECRET_KEY, or the one that `make run` keeps in var/; without either a throw-away for commands."""
    if key := os.environ.get("LAOYOU_SECRET_KEY"):
        return key
    kept = VAR / "secret_key"
    return kept.read_text().strip() if kept.exists() else os.urandom(32).hex()


def database(url: str, *, role: str = "") -> dict[str, Any]:
    """Django's form of a postgresql:// address; `role` is assumed after connecting."""
    parts = urlsplit(url)
    try:
        port = str(parts.port or "")
    except ValueError:
        raise SystemExit(
            "DATABASE_URL has a port that is no number: postgresql://USER:PASSWORD@HOST:5432/NAME"
        ) from None
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": parts.path.lstrip("/"),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": _host(parts.netloc),
        "PORT": port,
        "ATOMIC_REQUESTS": True,
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"assume_role": role} if role else {},
        "TEST": {"NAME": os.environ.get("LAOYOU_TEST_DB", "test_laoyou")},
    }


def _host(netloc: str) -> str:
    """The host with its case kept: a socket folder is a path, which urlsplit's `hostname` puts in lower case."""
    host = netloc.rpartition("@")[2]
    return unquote(host.partition(":")[0] if "%" in host else host.rpartition(":")[0] or host)


# Pages connect as a role that owns nothing and is held by row-level security; commands as the owner.
# With one address only, the application assumes the guarded role after connecting.
_URL = os.environ.get("DATABASE_URL", "postgresql://localhost/laoyou")
_OWNER_URL = os.environ.get("DATABASE_OWNER_URL", "")
AS_OWNER = flag("LAOYOU_AS_OWNER", False)
if AS_OWNER:
    DATABASES = {"default": database(_OWNER_URL or _URL)}
else:
    DATABASES = {"default": database(_URL, role="" if _OWNER_URL else "laoyou_app")}

SECRET_KEY = secret_key()
DEBUG = False
ALLOWED_HOSTS = os.environ.get("LAOYOU_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [o for o in os.environ.get("LAOYOU_ORIGINS", "").split(",") if o]

INSTALLED_APPS = [
    # First, so that our templates of the sign-in pages are found before those of allauth.
    "laoyou.packs",
    "laoyou.places",
    "laoyou.access",
    "laoyou.jobs",
    "laoyou.evidence",
    "laoyou.privacy",
    "laoyou.sheets",
    "laoyou.census",
    "laoyou.spaces",
    "laoyou.people",
    "laoyou.statuses",
    "laoyou.providers",
    "laoyou.indicators",
    "laoyou.lists",
    "laoyou.plans",
    "laoyou.progress",
    "laoyou.bodies",
    "laoyou.reports",
    "laoyou.ui",
    "laoyou.console",
    "laoyou.portal",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "pgtrigger",
    "pghistory",
    "procrastinate.contrib.django",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "django_htmx",
    "csp",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "laoyou.access.middleware.PreferencesMiddleware",
    "laoyou.access.middleware.ScopeMiddleware",
]

ROOT_URLCONF = "laoyou.config.urls"
WSGI_APPLICATION = "laoyou.config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "laoyou.ui.context.shell",
            ],
            "builtins": [
                "django.templatetags.i18n",
                "django.templatetags.static",
                "laoyou.ui.templatetags.ui",
            ],
        },
    }
]

# Sign-in
AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = ["laoyou.access.backends.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "start"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "laoyou.access.adapter.Adapter"
ACCOUNT_LOGOUT_REDIRECT_URL = "account_login"
ACCOUNT_RATE_LIMITS = False  # laoyou.access.lockout counts in the database, which all processes share
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_NOTIFICATIONS = False
LOCKOUT_MINUTES = whole_number("LAOYOU_LOCKOUT_MINUTES", 5)
ALLAUTH_TRUSTED_PROXY_COUNT = whole_number("LAOYOU_PROXIES", 0)
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_TOTP_ISSUER = "Laoyou"
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = True  # browsers themselves allow it on localhost only
SECOND_FACTOR = os.environ.get("LAOYOU_SECOND_FACTOR", "required")
SESSION_COOKIE_AGE = 60 * whole_number("LAOYOU_SESSION_MINUTES", 30)
SESSION_SAVE_EVERY_REQUEST = True
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
BEHIND_TLS = flag("LAOYOU_TLS", False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = BEHIND_TLS
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_TLS else None
SECURE_HSTS_SECONDS = 31536000 if BEHIND_TLS else 0
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": ["'none'"],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": ["'none'"],
    }
}

# Words and places
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"
FORMAT_MODULE_PATH = ["laoyou.ui.formats"]

STATIC_URL = "static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# An office uploads a folder of plans at once, and decides on every item of a long plan in one form.
DATA_UPLOAD_MAX_NUMBER_FILES = 500
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 60 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
PGHISTORY_LEVEL = pgtrigger.Statement
PACKS = Path(os.environ.get("LAOYOU_PACKS", ROOT / "packs"))
JOBS = os.environ.get("LAOYOU_JOBS", "worker")
if JOBS not in {"worker", "inline"}:
    raise SystemExit(f"LAOYOU_JOBS={JOBS!r} is neither worker nor inline.")
PROCRASTINATE_IMPORT_PATHS = ["laoyou.config.schedule"]
# What was due while the machine was off is done when it starts: an office's computer sleeps at night.
PROCRASTINATE_PERIODIC_DEFAULTS = {"max_delay": 24 * 60 * 60}
DEMO = flag("LAOYOU_DEMO", True)
DEMO_PEOPLE = whole_number("LAOYOU_DEMO_PEOPLE", 3000)
# Days after which a sheet that was brought, or the one to mend that was left of it, is destroyed.
SHEET_DAYS = int(os.environ.get("LAOYOU_SHEET_DAYS", "30"))
# The keys that seal personal data, and the method of the first one: aes-gcm, or sm4-gcm where 密评 asks for 国密.
FIELD_KEYS = Path(os.environ.get("LAOYOU_FIELD_KEYS", VAR / "field_keys.json"))
FIELD_CIPHER = os.environ.get("LAOYOU_FIELD_CIPHER", "aes-gcm")
if FIELD_CIPHER not in {"aes-gcm", "sm4-gcm"}:
    raise SystemExit(f"LAOYOU_FIELD_CIPHER={FIELD_CIPHER!r} is neither aes-gcm nor sm4-gcm.")
TEST_RUNNER = "django.test.runner.DiscoverRunner"
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "laoyou.lib.log_lines.WithoutRows",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
