"""Django's settings, all from environment variables; docs/settings.md explains each of these."""

from datetime import timedelta
from typing import Any

from troth_web.desk.catalogue import compiled
from troth_web.logs import logging_settings
from troth_web.settings.databases import database
from troth_web.settings.environment import (
    LOOPBACK,
    address,
    data_directory,
    folder,
    number,
    one_of,
    origins,
    text,
    words,
    yes,
)
from troth_web.settings.mail import mail, mailbox
from troth_web.settings.secret_key import secret_key
from troth_web.settings.sign_in import oidc, oidc_domains
from troth_web.settings.transport import content_policy, transport

_public = address("TROTH_PUBLIC_URL", "http://127.0.0.1:8000")
_secure = _public.scheme == "https"

#: Where people reach the server; links in mails begin with it.
PUBLIC_URL = _public.geturl().rstrip("/")
#: How many proxies stand in front. HTTPS ends in one of them, as the server itself speaks HTTP.
PROXIES = number("TROTH_PROXIES", 1 if _secure else 0)
#: Answering to no other name keeps forged hosts out of mails and caches.
ALLOWED_HOSTS = [
    *(LOOPBACK[:2] if _public.hostname in LOOPBACK else ()),
    *([_public.hostname] if _public.hostname else ()),
    *words("TROTH_HOSTS"),
]

DEBUG = False
SECRET_KEY = secret_key()

# --- the API ------------------------------------------------------------------

API_REQUESTS_PER_MINUTE = number("TROTH_API_REQUESTS", 1200)
API_FAILURES_PER_MINUTE = number("TROTH_API_FAILURES", 60)
# Django refuses a longer body before it is read.
DATA_UPLOAD_MAX_MEMORY_SIZE = number("TROTH_API_BYTES", 6_000_000)
# The largest file of a promise. Larger ones would need another way than one row each.
FILE_BYTES = number("TROTH_FILE_BYTES", 10 * 2**20, most=50_000_000)
FILE_UPLOAD_HANDLERS = ["troth_web.uploads.Bounded"]
ODDS = folder("TROTH_ODDS")
HISTORY = folder("TROTH_HISTORY")
METRICS_TOKEN = text("TROTH_METRICS_TOKEN")
TELEMETRY = yes("TROTH_TELEMETRY")

#: Whether what time brings is to be recorded; on SQLite the server does it.
WORKER = one_of("TROTH_WORKER", ("yes", "no")) == "yes"
#: What hears every 30 seconds that all is well.
HEARTBEAT_URL = address("TROTH_HEARTBEAT_URL").geturl()

# --- calls to addresses that somebody gave ------------------------------------

OUTBOUND_LOCAL = yes("TROTH_OUTBOUND_LOCAL")
OUTBOUND_PROXY = address("TROTH_OUTBOUND_PROXY").geturl()

# --- what people send in --------------------------------------------------------

CAPTURE_ADDRESS = text("TROTH_CAPTURE_ADDRESS", f"promises@{_public.hostname}")
MAILBOX = mailbox()

DATABASES = {"default": database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
ROOT_URLCONF = "troth_web.urls"
WSGI_APPLICATION = "troth_web.wsgi.application"
globals().update(mail())
DEFAULT_FROM_EMAIL = SERVER_EMAIL = text("TROTH_MAIL_FROM", f"troth@{_public.hostname}")

INSTALLED_APPS = [
    # First, because its templates take the place of those of django-allauth.
    "troth_web.people",
    "troth_web.desk",
    "troth_web.api",
    "troth_web.playbooks",
    "troth_web.feeds",
    "troth_web.connectors",
    "troth_web.ledger",
    "troth_web.notices",
    "troth_web.worker",
    "troth_web.jobs",
    "troth_web.webhooks",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.humanize",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "axes",
    "csp",
    "django_q",
]

# The queue of jobs lies in the database; the worker takes from it. What was begun and never ended
# is begun again by who takes over, or after `retry` seconds, which no job may last.
Q_CLUSTER = {
    "name": "troth",
    "orm": "default",
    "timeout": 4 * 3600,
    "retry": 5 * 3600,
    "max_attempts": 3,
    "ack_failures": False,
    "poll": 0.05,
}

MIDDLEWARE = [
    "troth_web.logs.requests",
    "troth_web.metrics.requests.measured",
    # The outermost of all, so that every refusal of the API has the one shape.
    "troth_web.api.envelope.Envelope",
    # Outermost what every answer must carry, also redirects, files and errors.
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "troth_web.people.middleware.headers",
    "django.middleware.security.SecurityMiddleware",
    "troth_web.desk.middleware.zipped",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "troth_web.desk.framing.framed",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "troth_web.desk.middleware.Language",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "troth_web.people.middleware.Refusals",
    "axes.middleware.AxesMiddleware",
    "troth_web.desk.middleware.legible",
]

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "troth_web.worker.health.on_pages",
                "troth_web.desk.context.desk",
            ],
        },
    }
]

# In the session, as a cookie of its own would need rules of its own.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
LANGUAGE_COOKIE_NAME = "language"
LOCALE_PATHS = [compiled(data_directory() / "locale")]
USE_TZ = True
TIME_ZONE = "UTC"
STATIC_URL = "static/"
# Files are served from where they are installed: there is no step to collect them.
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = False
# Addresses of styles and scripts name their content, so that nobody gets an old one.
WHITENOISE_MAX_AGE = 7 * 24 * 3600
WHITENOISE_ALLOW_ALL_ORIGINS = False

LOGGING = logging_settings(one_of("TROTH_LOG", ("info", "debug", "warning", "error")))

# --- what browsers are told ---------------------------------------------------

globals().update(transport(_public, PROXIES))
CONTENT_SECURITY_POLICY = content_policy(address("TROTH_OIDC_SERVER"))
X_FRAME_OPTIONS = "DENY"
#: Where the panel may stand in a frame; nothing else may, anywhere.
PANEL_ORIGINS = origins("TROTH_PANEL_ORIGINS")
SECURE_REFERRER_POLICY = "same-origin"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = int(timedelta(days=14).total_seconds())
CSRF_FAILURE_VIEW = "troth_web.people.views.refused.forged"

# --- signing in ---------------------------------------------------------------

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
_VALIDATORS = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": f"{_VALIDATORS}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATORS}.CommonPasswordValidator"},
    {
        "NAME": f"{_VALIDATORS}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("email", "name")},
    },
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
# A link in a mail is good for one hour.
PASSWORD_RESET_TIMEOUT = 3600

ACCOUNT_ADAPTER = "troth_web.people.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
# An invitation proves the address; a changed one is confirmed before it counts.
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_LOGOUT_REDIRECT_URL = LOGIN_URL
# The count per account over all addresses slows an attack from many; it is high, as otherwise
# anybody could keep a colleague out.
ACCOUNT_RATE_LIMITS = {"login_failed": "20/m/ip,50/3600s/key"}

MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "troth"
# Codes of the half minute before still count: clocks differ and fingers are slow.
MFA_TOTP_TOLERANCE = 1

SOCIALACCOUNT_ADAPTER = "troth_web.people.adapters.SocialAccountAdapter"
SOCIALACCOUNT_PROVIDERS = oidc()
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_STORE_TOKENS = False
# The sign-in form is a POST; a link that signs in could be sent by anybody.
SOCIALACCOUNT_LOGIN_ON_GET = False
#: Owners of an address in these domains may sign in without an invitation, as viewers.
OIDC_DOMAINS = oidc_domains()

USERSESSIONS_TRACK_ACTIVITY = False

# Five wrong passwords for one account from one address close it to that address for a while.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = timedelta(minutes=15)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_USERNAME_CALLABLE = "troth_web.people.lockout.account"
AXES_CLIENT_IP_CALLABLE = "troth_web.people.networks.client_ip"
AXES_LOCKOUT_CALLABLE = "troth_web.people.lockout.locked"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
# The journal says who came; a second list of everybody's comings and goings is not kept.
AXES_DISABLE_ACCESS_LOG = True
