"""Passkeys in Chromium with a virtual authenticator, under the real content policy."""

import shutil

import pytest
from playwright.sync_api import BrowserContext, Page, sync_playwright
from pytest_django.live_server_helper import LiveServer

from tests.web.people.conftest import PASSWORD, Cast

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"]

pytestmark = [
    pytest.mark.skipif(CHROMIUM is None, reason="there is no Chromium to look with"),
    pytest.mark.django_db(transaction=True),
]


def with_authenticator(context: BrowserContext) -> tuple[Page, list[str]]:
    """A page whose machine has a passkey store, and what its console complains of."""
    page = context.new_page()
    page.set_default_timeout(60_000)
    complaints: list[str] = []
    page.on("console", lambda line: complaints.append(line.text) if line.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    devtools = context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    return page, complaints


def add_passkey(page: Page, url: str) -> None:
    page.goto(f"{url}/accounts/login/")
    page.fill("[name=login]", "ada@example.com")
    page.fill("[name=password]", PASSWORD)
    page.click("main form button.go")
    page.wait_for_url(f"{url}/")
    page.goto(f"{url}/accounts/2fa/webauthn/add/")
    page.fill("[name=password]", PASSWORD)
    page.click("main form button.go")
    page.wait_for_url("**/webauthn/add/")
    page.fill("[name=name]", "laptop")
    page.check("[name=passwordless]")
    page.click("#mfa_webauthn_add")
    page.wait_for_url("**/recovery-codes/")


def test_a_passkey_signs_in_alone(
    cast: Cast, live_server: LiveServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Playwright runs a loop in this thread, in which Django otherwise refuses to ask its database.
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
    with sync_playwright() as player:
        browser = player.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        page, complaints = with_authenticator(browser.new_context())
        add_passkey(page, live_server.url)
        page.goto(f"{live_server.url}/accounts/logout/")
        page.click("main form button.go")
        page.wait_for_url("**/accounts/login/")
        page.click("#passkey_login")
        page.wait_for_url(f"{live_server.url}/")
        page.goto(f"{live_server.url}/me/")
        assert page.inner_text("h1") == "Ada, admin"
        assert not complaints, "the content policy stopped nothing"
        browser.close()
