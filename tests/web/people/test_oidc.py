"""Signing in by another service in OpenID Connect, against a real server of it on this machine."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import httpx
import oidc_provider_mock
import pytest
from allauth.socialaccount.models import SocialAccount
from django.http import HttpResponseBase
from django.test import Client
from django.test.utils import override_settings

from tests.web.people.conftest import AT, Cast, by
from troth_web import clock
from troth_web.people import operations
from troth_web.people.models import Person
from troth_web.settings.sign_in import oidc


@pytest.fixture(scope="module")
def service() -> Iterator[str]:
    """The address of a sign-in service."""
    with oidc_provider_mock.run_server_in_thread() as server:
        yield f"http://localhost:{server.server_port}"


@pytest.fixture
def known(service: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The server's own reading of the settings for that service."""
    monkeypatch.setenv("TROTH_OIDC_SERVER", service)
    monkeypatch.setenv("TROTH_OIDC_CLIENT", "troth")
    monkeypatch.setenv("TROTH_OIDC_SECRET", "between us")
    with override_settings(SOCIALACCOUNT_PROVIDERS=oidc()), clock.stopped(AT):
        yield


def sign_in(service: str, client: Client, sub: str, **claims: Any) -> HttpResponseBase:
    """Go the whole way: our door, their page, back to us."""
    told = {"email": sub, "email_verified": True, "name": "Somebody", **claims}
    httpx.put(f"{service}/users/{quote(sub)}", json=told).raise_for_status()
    there = client.post("/accounts/oidc/company/login/")
    assert there.status_code == 302
    assert "code_challenge" in there["Location"], "PKCE"
    back = httpx.post(there["Location"], data={"sub": sub})
    return client.get(back.headers["location"].removeprefix("http://testserver"))


def domains(*names: str) -> override_settings:
    return override_settings(OIDC_DOMAINS=list(names))


pytestmark = [
    pytest.mark.usefixtures("known"),
    # The service that tests sign in by is behind its own library.
    pytest.mark.filterwarnings("ignore:get_jwt_config:DeprecationWarning"),
]


def test_who_is_known_comes_in(cast: Cast, service: str) -> None:
    client = Client()
    assert sign_in(service, client, "gus@example.com")["Location"] == "/"
    assert b"Gus, agent" in client.get("/me/").content
    again = Client()
    sign_in(service, again, "gus@example.com", email="other@example.net")
    assert b"Gus, agent" in again.get("/me/").content, "from then on by the id of that service"


def test_who_is_invited_joins(cast: Cast, service: str) -> None:
    operations.invite(
        by(cast.ada), email="nell@example.com", name="Nell", role="agent", teams=["billing"], at=AT
    )
    client = Client()
    sign_in(service, client, "nell@example.com")
    assert b"Nell, agent" in client.get("/me/").content
    nell = Person.objects.get(email="nell@example.com")
    assert by(nell).teams == {"billing"}
    assert not nell.has_usable_password()


def test_a_stranger_stays_outside(cast: Cast, service: str) -> None:
    client = Client()
    page = sign_in(service, client, "eve@example.net")
    assert page.status_code == 403
    assert b"not invited yet" in page.getvalue()
    assert client.get("/me/").status_code == 302
    assert not SocialAccount.objects.exists()
    assert Person.objects.count() == 5


def test_an_address_that_nobody_verified_is_nobodys(cast: Cast, service: str) -> None:
    for sub, claims in (
        ("evil-1", {"email": "ada@example.com", "email_verified": False}),
        ("evil-2", {"email": "ada@example.com", "email_verified": None}),
        ("evil-3", {"email": "ada@example.com", "email_verified": "maybe"}),
    ):
        client = Client()
        assert sign_in(service, client, sub, **claims).status_code == 403
        assert client.get("/me/").status_code == 302


def test_a_domain_needs_no_invitation(cast: Cast, service: str) -> None:
    with domains("example.net"):
        client = Client()
        sign_in(service, client, "Nora@Example.net", name="Nora")
        assert b"Nora, viewer" in client.get("/me/").content
        assert sign_in(service, Client(), "eve@not-example.net").status_code == 403
        assert sign_in(service, Client(), "eve@example.net.evil.example").status_code == 403


def test_who_left_stays_outside(cast: Cast, service: str) -> None:
    sign_in(service, Client(), "gus@example.com")
    operations.leave(by(cast.ada), str(cast.gus.pk), at=AT)
    with domains("example.com"):
        client = Client()
        sign_in(service, client, "gus@example.com")
        assert client.get("/me/").status_code == 302


def test_a_link_alone_starts_nothing(service: str, db: None) -> None:
    """Else another site could sign somebody in as somebody else."""
    page = Client().get("/accounts/oidc/company/login/")
    assert page.status_code == 200


def test_an_answer_that_nobody_asked_for_is_refused(service: str, cast: Cast) -> None:
    client = Client()
    client.get("/accounts/oidc/company/login/callback/?code=x&state=y")
    assert client.get("/me/").status_code == 302


def test_the_door_shows_the_button(service: str, db: None) -> None:
    page = Client().get("/accounts/login/").content.decode()
    assert "Continue with your company&#x27;s sign-in" in page
