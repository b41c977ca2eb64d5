"""Signing in: password, lockout, reset, sessions, second step; and what it tells to strangers."""

import hmac
import re
import struct
import time
from base64 import b32decode
from pathlib import Path

import pytest
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import Client
from django.test.utils import override_settings

from tests.web.hashing import QuickArgon2
from tests.web.people.conftest import AT, PASSWORD, Cast, by, signed_in
from troth_web.people import operations
from troth_web.people.models import Person

WRONG = "not the password"


def enter(client: Client, email: str, password: str, address: str = "127.0.0.1") -> int:
    form = {"login": email, "password": password}
    return client.post("/accounts/login/", form, REMOTE_ADDR=address).status_code


def without_token(page: bytes) -> bytes:
    return re.sub(rb'name="csrfmiddlewaretoken" value="[^"]*"', b"", page)


def test_it_works(cast: Cast) -> None:
    client = Client()
    assert enter(client, "Ada@Example.com", PASSWORD) == 302
    page = client.get("/me/")
    assert b"Ada, admin" in page.content


def test_a_stranger_is_sent_to_the_door(db: None) -> None:
    assert Client().get("/me/")["Location"] == "/accounts/login/?next=/me/"


def test_nobody_signs_up(db: None) -> None:
    form = {"email": "me@example.com", "password1": PASSWORD}
    page = Client().post("/accounts/signup/", form)
    assert b"by invitation" in page.content
    assert not Person.objects.exists()


def test_who_left_does_not_come_in(cast: Cast) -> None:
    operations.change_role(by(cast.ada), str(cast.max.pk), "admin", at=AT)
    operations.leave(by(cast.max), str(cast.ada.pk), at=AT)
    client = Client()
    assert enter(client, "ada@example.com", PASSWORD) == 200
    assert client.get("/me/").status_code == 302


@override_settings(ACCOUNT_RATE_LIMITS=False)
def test_a_thousand_wrong_passwords_are_blocked(cast: Cast) -> None:
    """A short form: after the fifth the door is closed, also to the right one, only from there."""
    client = Client()
    answers = [enter(client, "ada@example.com", WRONG) for _ in range(20)]
    assert answers == [200] * 4 + [429] * 16
    assert enter(client, "ada@example.com", PASSWORD) == 429
    assert enter(Client(), "ADA@example.com ", PASSWORD) == 429
    assert enter(Client(), "ada@example.com", PASSWORD, "192.0.2.1") == 302


def test_many_addresses_are_blocked_too(cast: Cast) -> None:
    """Fifty in an hour for one account, wherever they come from."""
    for number in range(50):
        enter(Client(), "ada@example.com", WRONG, f"192.0.2.{number}")
    page = Client().post(
        "/accounts/login/",
        {"login": "ada@example.com", "password": PASSWORD},
        REMOTE_ADDR="198.51.100.1",
    )
    assert b"Too many failed login attempts" in page.content


def test_one_address_does_not_try_many_accounts(cast: Cast) -> None:
    client = Client()
    answers = [enter(client, f"somebody{number}@example.com", WRONG) for number in range(40)]
    assert 429 in answers


@override_settings(ACCOUNT_RATE_LIMITS=False)
def test_an_unknown_account_is_answered_like_a_known_one(cast: Cast) -> None:
    """Page and status are the same at every try, also once the door is closed."""
    for _ in range(8):
        pages = []
        for email in ("ada@example.com", "eve@example.com"):
            page = Client().post("/accounts/login/", {"login": email, "password": WRONG})
            told = without_token(page.content).replace(email.encode(), b"EMAIL")
            pages.append((page.status_code, told))
        assert pages[0] == pages[1]


def test_an_unknown_account_takes_as_long(cast: Cast) -> None:
    """One hash is computed either way, and that is nearly all of the time."""
    QuickArgon2.computed.clear()
    enter(Client(), "ada@example.com", WRONG)
    assert QuickArgon2.computed == ["verify"]
    enter(Client(), "eve@example.com", WRONG)
    assert QuickArgon2.computed == ["verify", "encode"]


def test_a_password_is_reset_by_mail_and_post(cast: Cast) -> None:
    old = Client()
    enter(old, "ada@example.com", PASSWORD)
    Client().post("/accounts/password/reset/", {"email": "ada@example.com"})
    link = re.search(r"http://127\.0\.0\.1:8000(/\S+)", str(mail.outbox[-1].body))
    assert link
    client = Client()
    form = client.get(link[1])
    while form.status_code == 302:
        form = client.get(form["Location"])
        where = form.request["PATH_INFO"] if form.status_code == 200 else ""
    new = "eleven quiet elephants"
    assert client.post(where, {"password1": new, "password2": new}).status_code == 302
    assert old.get("/me/").status_code == 302, "other sessions end with the password"
    assert enter(Client(), "ada@example.com", new) == 302


def test_a_reset_for_an_unknown_address_looks_the_same(cast: Cast) -> None:
    known, unknown = (
        Client().post("/accounts/password/reset/", {"email": email}, follow=True)
        for email in ("ada@example.com", "eve@example.com")
    )
    assert without_token(known.content) == without_token(unknown.content)
    assert [message.to for message in mail.outbox] == [["ada@example.com"], ["eve@example.com"]]
    assert "no account with this address" in str(mail.outbox[1].body)


def test_a_link_in_a_mail_begins_with_the_public_address(cast: Cast) -> None:
    with override_settings(ALLOWED_HOSTS=["*"]):
        Client().post(
            "/accounts/password/reset/", {"email": "ada@example.com"}, HTTP_HOST="evil.example"
        )
    assert "evil" not in str(mail.outbox[0].body)


def test_sessions_are_listed_and_ended_one_by_one(cast: Cast) -> None:
    here, there = Client(), Client(headers={"User-Agent": "There 1.0"})
    enter(here, "ada@example.com", PASSWORD)
    enter(there, "ada@example.com", PASSWORD)
    page = here.get("/accounts/sessions/").content.decode()
    assert "signed in on 2 browsers" in page
    assert "There 1.0" in page
    ending = re.search(r"/me/sessions/\d+/end/", page)
    assert ending
    assert here.get(ending[0]).status_code == 405
    assert here.post(ending[0]).status_code == 302
    assert there.get("/me/").status_code == 302
    assert here.get("/me/").status_code == 200


def test_others_sessions_are_not_found(cast: Cast) -> None:
    gus = signed_in(cast.gus)
    session = UserSession.objects.get(user=cast.gus)
    page = signed_in(cast.vera).post(f"/me/sessions/{session.pk}/end/")
    assert page.status_code == 404
    assert b"no such session" in page.content
    assert gus.get("/me/").status_code == 200


def test_a_form_without_its_token_is_refused(cast: Cast) -> None:
    strict = Client(enforce_csrf_checks=True)
    page = strict.post("/accounts/login/", {"login": "ada@example.com", "password": PASSWORD})
    assert page.status_code == 403
    assert b"load it anew" in page.content


def totp(secret: str, at: float) -> str:
    """RFC 6238, from the text of the standard: six digits of half a minute."""
    mac = hmac.digest(b32decode(secret), struct.pack(">Q", int(at // 30)), "sha1")
    offset = mac[-1] & 15
    number = struct.unpack(">I", mac[offset : offset + 4])[0] & 0x7FFFFFFF
    return f"{number % 1_000_000:06}"


def test_the_second_step_guards_the_door(cast: Cast) -> None:
    client = Client()
    enter(client, "ada@example.com", PASSWORD)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    page = client.get("/accounts/2fa/totp/activate/")
    assert page.status_code == 200
    secret = page.context["form"].secret
    client.post("/accounts/2fa/totp/activate/", {"code": totp(secret, time.time())})
    kinds = set(Authenticator.objects.filter(user=cast.ada).values_list("type", flat=True))
    assert kinds == {"totp", "recovery_codes"}

    other = Client()
    assert enter(other, "ada@example.com", PASSWORD) == 302
    assert other.get("/me/").status_code == 302, "the password alone opens nothing"
    assert other.post("/accounts/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert other.get("/me/").status_code == 302
    codes = Authenticator.objects.get(user=cast.ada, type="recovery_codes").wrap()
    code = codes.get_unused_codes()[0]
    assert other.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 302
    assert other.get("/me/").status_code == 200
    again = Client()
    enter(again, "ada@example.com", PASSWORD)
    assert again.post("/accounts/2fa/authenticate/", {"code": code}).status_code == 200
    assert again.get("/me/").status_code == 302, "a recovery code is good once"


def test_no_secret_stands_in_a_page_or_log(
    cast: Cast, caplog: pytest.LogCaptureFixture, capfd: pytest.CaptureFixture[str]
) -> None:
    """What people type at the door comes back nowhere."""
    canary = "canary-7f3a9c"
    client = Client(raise_request_exception=False)
    page = client.post(
        "/accounts/login/",
        {"login": "ada@example.com", "password": canary},
        headers={"Authorization": f"Bearer {canary}", "X-Secret": canary},
    )
    assert canary.encode() not in page.content
    client.get(f"/me/?q={canary}")
    assert canary not in caplog.text
    out, err = capfd.readouterr()
    assert canary not in out + err


def test_templates_hold_no_inline_code() -> None:
    """A strict policy would silently switch it off."""
    folder = Path(operations.__file__).parents[1] / "templates"
    for template in folder.rglob("*.html"):
        text = template.read_text()
        assert not re.search(r"\sstyle=|\son\w+=|<style|javascript:", text), template
        for script in re.findall(r"<script[^>]*>", text):
            assert "src=" in script, template
