"""What every answer carries, at every address, in production: asked of all there are."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.http import HttpResponseBase
from django.test import Client
from django.test.utils import override_settings

from tests.web.people.conftest import Cast, signed_in
from troth_web.people.walk import addresses
from troth_web.settings.transport import transport

ROOT = Path(__file__).resolve().parents[3]

#: What stands for the parts of an address.
PARTS = {
    "<int:session_id>": "1",
    "<int:pk>": "1",
    "<str:token>": "a-guess",
    "<str:promise_id>": "a-guess",
    "<str:customer_id>": "a-guess",
    "<str:secret>": "a-guess",
    "^confirm-email/(?P<key>[-:\\w]+)/$": "confirm-email/a-guess/",
    "^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": "password/reset/key/1-a/",
    "^(?P<provider_id>[^/]+)/": "company/",
}

STRANGE = ["/nothing", "/static/desk/desk.css", "/static/nothing", "/%00", "/me"]


@pytest.fixture
def production() -> Iterator[None]:
    """The settings that a public address with HTTPS brings."""
    with override_settings(**transport(urlsplit("https://testserver"), 1)):
        yield


def everywhere() -> list[str]:
    """Every address of the server; ninja's own parts are filled like ours."""
    found = []
    for address in addresses():
        where = address.where.split(" ")[-1]
        for part, filled in PARTS.items():
            where = where.replace(part, filled)
        found.append(where)
    return [*dict.fromkeys(found), *STRANGE]


def assert_guarded(page: HttpResponseBase, where: str) -> None:
    policy = page["Content-Security-Policy"]
    assert "default-src 'none'" in policy, where
    assert "frame-ancestors 'none'" in policy, where
    assert "unsafe" not in policy, where
    assert "*" not in policy, where
    assert page["X-Content-Type-Options"] == "nosniff", where
    assert page["X-Frame-Options"] == "DENY", where
    assert page["Referrer-Policy"] in {"same-origin", "no-referrer"}, where
    assert page["Cross-Origin-Opener-Policy"] == "same-origin", where
    assert "max-age=31536000" in page["Strict-Transport-Security"], where
    # One without a value is taken away.
    for cookie in filter(lambda cookie: cookie.value, page.cookies.values()):
        assert cookie["secure"], where
        assert cookie["httponly"], where
        assert cookie.key.startswith("__Host-"), where


@pytest.mark.usefixtures("production")
def test_every_answer_is_guarded(cast: Cast) -> None:
    seen = set()
    for client in (Client(raise_request_exception=False), signed_in(cast.gus)):
        for where in everywhere():
            for ask in (client.get, client.head, client.options, client.post):
                page = ask(where, secure=True)
                page.getvalue()  # to the end, where its file is closed
                assert page.status_code < 500, (where, page.status_code)
                assert_guarded(page, where)
                seen.add(page.status_code)
    assert {200, 302, 404, 405} <= seen


@pytest.mark.usefixtures("production")
def test_plain_http_is_redirected_and_guarded_too(db: None) -> None:
    page = Client().get("/accounts/login/")
    assert page["Location"] == "https://testserver/accounts/login/"
    assert "default-src 'none'" in page["Content-Security-Policy"]


@pytest.mark.usefixtures("production")
def test_a_foreign_host_is_refused_and_guarded_too(db: None) -> None:
    page = Client().get("/accounts/login/", secure=True, HTTP_HOST="evil.example")
    assert page.status_code == 400
    assert_guarded(page, "foreign host")


def test_no_page_holds_inline_code(cast: Cast) -> None:
    """Which the policy would switch off: inline styles, handlers, and scripts that run."""
    client = signed_in(cast.gus)
    for where in everywhere():
        page = client.get(where, follow=True)
        text = page.getvalue().decode()
        assert "<style" not in text, where
        assert " style=" not in text, where
        assert " onclick=" not in text, where


def test_pages_are_kept_by_no_cache_but_files_are(db: None) -> None:
    assert "no-store" in Client().get("/accounts/login/")["Cache-Control"]
    file = Client().get("/static/desk/desk.css")
    file.getvalue()
    assert "max-age=60" in file["Cache-Control"]


def test_on_this_machine_plain_http_works(db: None) -> None:
    page = Client(enforce_csrf_checks=True).get("/accounts/login/")
    assert page.status_code == 200
    assert "Strict-Transport-Security" not in page
    assert not page.cookies["csrf"]["secure"]
    assert not settings.SECURE_SSL_REDIRECT


def check_deploy(data: Path, **more: str) -> subprocess.CompletedProcess[str]:
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "troth_web.settings",
        "TROTH_DATA": str(data),
        **more,
    }
    command = ["-m", "django", "check", "--deploy", "--fail-level", "WARNING"]
    return subprocess.run(
        [sys.executable, *command], env=environment, capture_output=True, text=True, check=False
    )


def test_django_finds_nothing_to_warn_of_in_production(tmp_path: Path) -> None:
    done = check_deploy(tmp_path, TROTH_PUBLIC_URL="https://troth.example.com")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


def test_and_does_warn_where_there_is_no_https(tmp_path: Path) -> None:
    """So that the test above is known to look."""
    done = check_deploy(tmp_path, TROTH_PUBLIC_URL="http://127.0.0.1:8000")
    assert done.returncode == 1
    assert "SECURE_SSL_REDIRECT" in done.stderr


def test_a_setting_that_cannot_be_used_stops_it(tmp_path: Path) -> None:
    done = check_deploy(tmp_path, TROTH_DATABASE="mysql://me:secret@db/troth")
    assert done.returncode != 0
    assert "TROTH_DATABASE is 'mysql://me:...@db/troth'; it must begin with" in done.stderr
    assert "secret@" not in done.stderr
