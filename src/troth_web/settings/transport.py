"""How browsers must treat what the server sends: HTTPS, cookies, and what a page may load."""

from typing import Any
from urllib.parse import SplitResult

from csp.constants import NONE, SELF

from troth_web.settings.environment import LOOPBACK

YEAR_SECONDS = 365 * 24 * 3600


def transport(public: SplitResult, proxies: int) -> dict[str, Any]:
    """Django's settings for the address at which people reach the server.

    Plain HTTP is for this machine only: cookies travel in the open and nothing is redirected.
    """
    secure = public.scheme == "https"
    return {
        "SECURE_SSL_REDIRECT": secure,
        "SECURE_HSTS_SECONDS": YEAR_SECONDS if secure else 0,
        "SECURE_HSTS_INCLUDE_SUBDOMAINS": secure,
        "SECURE_HSTS_PRELOAD": secure,
        # Believed only where somebody stands in front who writes it anew.
        "SECURE_PROXY_SSL_HEADER": ("HTTP_X_FORWARDED_PROTO", "https") if proxies else None,
        "SESSION_COOKIE_SECURE": secure,
        "CSRF_COOKIE_SECURE": secure,
        # `__Host-` binds a cookie to this host and to HTTPS.
        "SESSION_COOKIE_NAME": "__Host-session" if secure else "session",
        "CSRF_COOKIE_NAME": "__Host-csrf" if secure else "csrf",
        "CSRF_TRUSTED_ORIGINS": [f"{public.scheme}://{public.netloc}"],
        "MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN": not secure and public.hostname in LOOPBACK,
    }


def content_policy(sign_in: SplitResult) -> dict[str, Any]:
    """What a page may load: files of this server, and `data:` pictures for the code of an app.

    Args:
        sign_in: the address of another sign-in service, to which the sign-in form may lead.
    """
    elsewhere = [f"{sign_in.scheme}://{sign_in.netloc}"] if sign_in.netloc else []
    return {
        "DIRECTIVES": {
            "default-src": [NONE],
            "script-src": [SELF],
            "style-src": [SELF],
            "img-src": [SELF, "data:"],
            "font-src": [SELF],
            "connect-src": [SELF],
            "manifest-src": [SELF],
            "form-action": [SELF, *elsewhere],
            "base-uri": [NONE],
            "frame-ancestors": [NONE],
        }
    }
