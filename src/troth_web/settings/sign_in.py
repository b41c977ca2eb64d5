"""Signing in by another service, spoken to in OpenID Connect."""

from typing import Any

from troth_web.settings.environment import SettingError, address, text, words, yes

#: Its part of the addresses `/accounts/oidc/company/login/` and `.../callback/`.
PROVIDER = "company"


def oidc() -> dict[str, Any]:
    """The provider for django-allauth; none where no server is named.

    Raises:
        SettingError: a server is named but not how troth introduces itself to it.
    """
    server = address("TROTH_OIDC_SERVER")
    if not server.netloc:
        return {}
    client = text("TROTH_OIDC_CLIENT")
    if not client:
        raise SettingError("TROTH_OIDC_CLIENT", "", "it must be the client id for the server")
    settings = {
        "server_url": server.geturl(),
        "verified_email": yes("TROTH_OIDC_TRUST_EMAIL"),
        "email_authentication": True,
    }
    app = {
        "provider_id": PROVIDER,
        "name": text("TROTH_OIDC_NAME", "your company's sign-in"),
        "client_id": client,
        "secret": text("TROTH_OIDC_SECRET"),
        "settings": settings,
    }
    return {"openid_connect": {"APPS": [app], "OAUTH_PKCE_ENABLED": True}}


def oidc_domains() -> list[str]:
    """Domains of e-mail whose owners may sign in without an invitation, in small letters."""
    return [word.lower().removeprefix("@") for word in words("TROTH_OIDC_DOMAINS")]
