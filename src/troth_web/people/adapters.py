"""What django-allauth asks of troth: who may come in, and as whom."""

from urllib.parse import urlsplit, urlunsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailConfirmationMixin
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render

from troth_web import clock
from troth_web.people import operations
from troth_web.people.models import Person
from troth_web.people.networks import client_ip


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Signing in with a password or passkey."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 - allauth's shape
        """Nobody comes in without being invited."""
        return False

    def get_client_ip(self, request: HttpRequest) -> str:
        """As everywhere else in troth."""
        return client_ip(request)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """A link in a mail begins with the public address, whatever host was asked."""
        return public(super().get_reset_password_from_key_url(key))

    def get_email_confirmation_url(
        self, request: HttpRequest, emailconfirmation: EmailConfirmationMixin
    ) -> str:
        """A link in a mail begins with the public address, whatever host was asked."""
        return public(super().get_email_confirmation_url(request, emailconfirmation))


class SocialAccountAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Signing in by the company's own service.

    Somebody comes in when they are known by that service's id or by an address that it has
    verified, when such an address is invited, or when its domain is one of ours.
    """

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Refuse strangers before anything is made of them."""
        connects = sociallogin.state.get("process") == "connect"
        if connects or sociallogin.is_existing or welcome(sociallogin):
            return
        raise ImmediateHttpResponse(render(request, "people/not_invited.html", status=403))

    def is_open_for_signup(
        self,
        request: HttpRequest,  # noqa: ARG002 - allauth's shape
        sociallogin: SocialLogin,
    ) -> bool:
        """Looked at above already, but this door has a lock of its own."""
        return bool(welcome(sociallogin))

    def save_user(
        self,
        request: HttpRequest,
        sociallogin: SocialLogin,
        form: object = None,  # noqa: ARG002 - allauth's shape
    ) -> Person:
        """Make the person that the invitation, or the domain, allows for."""
        email = welcome(sociallogin)
        at = clock.now()
        invitation = operations.open_invitation(email, at)
        if invitation:
            person = operations.accept_by_sign_in(invitation, at=at)
        else:
            person = operations.join_by_domain(email=email, name=_name(sociallogin), at=at)
        sociallogin.user = person
        sociallogin.save(request, connect=True)
        return person


def welcome(sociallogin: SocialLogin) -> str:
    """The verified address with which somebody new may come in; empty where there is none."""
    at = clock.now()
    for address in sociallogin.email_addresses:
        email = address.email.lower()
        domain = email.rpartition("@")[2]
        if address.verified and (
            domain in settings.OIDC_DOMAINS or operations.open_invitation(email, at)
        ):
            return str(email)
    return ""


def public(url: str) -> str:
    """The same address at the host where people reach the server."""
    to = urlsplit(settings.PUBLIC_URL)
    return urlunsplit(urlsplit(url)._replace(scheme=to.scheme, netloc=to.netloc))


def _name(sociallogin: SocialLogin) -> str:
    told = sociallogin.account.get_provider_account().get_user_data() or {}
    return str(told.get("name") or told.get("email") or sociallogin.account.uid)[:200]
