"""Settings of the project, read from the environment.

A setting stands here when it is not Django's default; its reason stands beside it.
"""

from pathlib import Path

import environ

env = environ.Env()
BASE_DIR = Path(__file__).resolve().parent.parent

DEBUG = env.bool("DEBUG", default=False)
# DEMO=1 opens the demo's doors, its clock and its mail viewer, over plain HTTP on one machine.
DEMO = env.bool("DEMO", default=False)
SECRET_KEY = env.str("SECRET_KEY")
if len(SECRET_KEY) < 50:
    raise environ.ImproperlyConfigured("SECRET_KEY must hold at least 50 random characters.")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
# Where links in mails lead: mails are written by workers, which have no request to read a host from.
SITE_URL = env.str("SITE_URL", default="http://localhost:8000").rstrip("/")

INSTALLED_APPS = [
    "fractional.accounts.apps.InternalAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.postgres",
    "django.contrib.staticfiles",
    "django.forms",
    "django_htmx",
    "template_partials",
    "rest_framework",
    "drf_spectacular",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "fractional.web",
    "fractional.ui",
    "fractional.outbox",
    "fractional.history",
    "fractional.accounts",
    "fractional.api",
    "fractional.ctos",
    "fractional.ctos.calendar",
    "fractional.companies",
    "missions.needs",
    "missions.engagements",
    "matching.pool",
    "matching.proposals",
    "matching.curation",
    "matching.public",
    "matching.demo",
]

MIDDLEWARE = [
    "fractional.web.middleware.RequestId",
    "fractional.web.middleware.Headers",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "fractional.web.middleware.DatabaseDown",
    "fractional.web.middleware.DomainErrors",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    # Every page asks for log-in unless its view says @login_not_required.
    "fractional.accounts.middleware.LoginRequired",
    "fractional.accounts.middleware.PersonalLanguage",
]

ROOT_URLCONF = "fractional.urls"
WSGI_APPLICATION = "fractional.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "fractional.accounts.hats.menu",
                "fractional.web.context.site",
            ],
        },
    },
]
FORM_RENDERER = "fractional.ui.forms.Renderer"

# --- Database -------------------------------------------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL")}
DATABASES["default"] |= {
    "CONN_MAX_AGE": 60,
    "CONN_HEALTH_CHECKS": True,
    "ATOMIC_REQUESTS": False,
}
# A request that waits longer than this for a row or an answer is better refused than queued.
DATABASES["default"].setdefault("OPTIONS", {})["options"] = env.str(
    "DATABASE_OPTIONS",
    default="-c statement_timeout=10s -c lock_timeout=5s -c idle_in_transaction_session_timeout=15s",
)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
# The cache lives in the database: log-in and its rate limits work while Redis is down.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache_entry",
        # Beyond it a third is dropped, counters of refused log-ins included; Django's 300 is soon reached.
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

# --- People and log-in ----------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/accueil/"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
# Without a password field, allauth's log-in page sends the code by itself; its second page for that stays shut.
ACCOUNT_LOGIN_BY_CODE_ENABLED = False
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 600
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 600
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = True
# A session lasts SESSION_COOKIE_AGE for everybody: the log-in form asks for an address and nothing else.
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_ADAPTER = "fractional.accounts.adapter.AccountAdapter"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {
    "login": "fractional.accounts.forms.LoginForm",
    "signup": "fractional.accounts.forms.SignupForm",
    "confirm_login_code": "fractional.accounts.forms.LoginCodeForm",
    "confirm_email_verification_code": "fractional.accounts.forms.EmailCodeForm",
}
MFA_FORMS = {
    "activate_totp": "fractional.accounts.forms.ActivateTotpForm",
    "authenticate": "fractional.accounts.forms.AuthenticateForm",
    "reauthenticate": "fractional.accounts.forms.ReauthenticateForm",
}
MFA_ADAPTER = "fractional.accounts.adapter.MfaAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Fractional"
MFA_TOTP_TOLERANCE = 1  # a phone half a minute off still opens (RFC 6238, section 5.2: one step at most)
ALLAUTH_TRUSTED_PROXY_COUNT = env.int("TRUSTED_PROXY_COUNT", default=0)
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]

# --- Mail: every message is an outbox row first ----------------------------------------------
EMAIL_BACKEND = "fractional.outbox.backend.OutboxBackend"
EMAIL_HOST = env.str("EMAIL_HOST", default="localhost")
EMAIL_PORT = env.int("EMAIL_PORT", default=1025)
EMAIL_HOST_USER = env.str("EMAIL_HOST_USER", default="")
EMAIL_HOST_PASSWORD = env.str("EMAIL_HOST_PASSWORD", default="")
EMAIL_USE_TLS = env.bool("EMAIL_USE_TLS", default=False)
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="Fractional <bonjour@fractional.example>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
# The demo's mail viewer reads what the SMTP sink wrote here.
MAIL_SINK_DIR = env.str("MAIL_SINK_DIR", default="")

# --- The team: how long a curator's act may be undone before it is done -----------------------------
UNDO_SECONDS = env.int("UNDO_SECONDS", default=10)

# --- Celery: Redis is its broker and nothing else ---------------------------------------------
# What matching reads of everybody at once; where there is none, PostgreSQL is asked (matching/pool/file.py).
POOL_FILE = env.str("POOL_FILE", default="")
CELERY_BROKER_URL = env.str("REDIS_URL", default="redis://localhost:6379/0")

# --- API: a token and JSON, nothing else -----------------------------------------------------------
# Of one person, whatever the token; 0 for as many as one likes.
API_REQUESTS_PER_MINUTE = env.int("API_REQUESTS_PER_MINUTE", default=60)
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": ["fractional.api.authentication.Bearer"],
    "DEFAULT_PERMISSION_CLASSES": ["fractional.api.authentication.InScope"],
    "DEFAULT_THROTTLE_CLASSES": ["fractional.api.throttling.PerPerson"],
    "DEFAULT_PARSER_CLASSES": ["fractional.api.parsing.BoundedJson"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "fractional.api.parsing.JsonAlone",
    "DEFAULT_METADATA_CLASS": None,
    "DEFAULT_SCHEMA_CLASS": "fractional.api.description.Description",
    "EXCEPTION_HANDLER": "fractional.api.problems.answer",
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "Fractional",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "DESCRIPTION": "The acts and the rules of the pages, for programs. See docs/api.md.",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    # Closed lists stand where they are used, instead of under names made up for them.
    "POSTPROCESSING_HOOKS": [],
}

# --- Words ------------------------------------------------------------------------------------
LANGUAGE_CODE = "fr"
LANGUAGES = [("fr", "Français"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Europe/Paris"
USE_TZ = True
USE_THOUSAND_SEPARATOR = False

# --- Static files: built at set-up, never in git ------------------------------------------------
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static" / "dist"]
# Embedded runs serve from the finders: no collectstatic at each start, and no folder of collected files to look
# for. Docker collects and hashes.
WHITENOISE_USE_FINDERS = env.bool("STATIC_FROM_FINDERS", default=True)
STATIC_ROOT = None if WHITENOISE_USE_FINDERS else BASE_DIR / "static" / "collected"
WHITENOISE_AUTOREFRESH = DEBUG
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if WHITENOISE_USE_FINDERS
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# --- Security ---------------------------------------------------------------------------------
# The demo runs over plain HTTP on one machine: Secure cookies would not come back there.
_https = not DEMO
SESSION_COOKIE_NAME = "__Host-sessionid" if _https else "sessionid"
SESSION_COOKIE_SECURE = _https
SESSION_COOKIE_AGE = 7 * 24 * 3600
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_USE_SESSIONS = False
CSRF_COOKIE_NAME = "__Host-csrftoken" if _https else "csrftoken"
CSRF_COOKIE_SECURE = _https
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "fractional.web.errors.csrf_failure"
LANGUAGE_COOKIE_SECURE = _https
LANGUAGE_COOKIE_HTTPONLY = True
SECURE_SSL_REDIRECT = _https
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _https
SECURE_HSTS_PRELOAD = _https
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000
FILE_UPLOAD_PERMISSIONS = 0o640
# The stock admin is for superusers only and does not stand at its usual address.
ADMIN_PATH = env.str("ADMIN_PATH", default="gestion-interne/")

# --- Logs: JSON lines with the request's id, redacted ---------------------------------------------
LOGGING_CONFIG = "fractional.logs.configure"
LOGGING = {"level": env.str("LOG_LEVEL", default="INFO")}
