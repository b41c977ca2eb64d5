"""The panel's frame: who may, for which pages, and the cookies that only it believes."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.test import Client
from django.test.utils import override_settings

from tests.desk.company import Company
from tests.web.people.conftest import signed_in
from troth_web.settings.environment import SettingError, origins
from troth_web.settings.transport import transport

HELP = "https://help.example.com"
INSIDE = {"Sec-Fetch-Dest": "iframe"}


@pytest.fixture
def production() -> Iterator[None]:
    """The settings of a public address, with a help desk that may frame the panel."""
    with override_settings(**transport(urlsplit("https://testserver"), 1), PANEL_ORIGINS=[HELP]):
        yield


def twins(company: Company) -> Client:
    """A frame of another site, after the panel was opened in a window: it has the twins alone."""
    browser = signed_in(company.people["ann"])
    browser.get("/panel/", secure=True)
    frame = Client(enforce_csrf_checks=True)
    for name, cookie in browser.cookies.items():
        if name.startswith("__Host-panel-"):
            assert cookie["samesite"] == "None"
            assert cookie["secure"]
            assert cookie["httponly"]
            frame.cookies[name] = cookie.value
    assert len(frame.cookies) >= 1
    return frame


def test_nobody_frames_anything_unless_the_settings_say_so(company: Company) -> None:
    page = signed_in(company.people["ann"]).get("/panel/")
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert page["X-Frame-Options"] == "DENY"


@pytest.mark.usefixtures("production")
def test_the_panel_alone_is_framed(company: Company) -> None:
    browser = signed_in(company.people["ann"])
    for path in ("/panel/", "/panel/say/", "/panel/check/", "/panel/why/", "/panel/nothing/"):
        page = browser.get(path, secure=True)
        assert f"frame-ancestors {HELP}" in page["Content-Security-Policy"], path
        assert "X-Frame-Options" not in page, path
    for path in ("/", "/say/", "/compose/", "/accounts/login/", "/panelx/", "/api/v1/me"):
        page = browser.get(path, secure=True)
        assert "frame-ancestors 'none'" in page["Content-Security-Policy"], path
        assert page["X-Frame-Options"] == "DENY", path


@pytest.mark.usefixtures("production")
def test_a_frame_of_another_site_knows_its_reader_by_a_cookie_of_its_own(company: Company) -> None:
    frame = twins(company)
    assert frame.get("/panel/", secure=True, headers=INSIDE).status_code == 200


@pytest.mark.usefixtures("production")
def test_that_cookie_opens_nothing_else(company: Company) -> None:
    frame = twins(company)
    for path in ("/", "/say/", "/promises/", "/me/"):
        assert frame.get(path, secure=True).status_code == 302, path
    assert frame.get("/api/v1/promises", secure=True).status_code == 401


@pytest.mark.usefixtures("production")
def test_a_forged_form_is_refused_in_a_frame_too(company: Company) -> None:
    frame = twins(company)
    said = {"once": "a", "metric": "delivery", "direction": "too-much", "source": "sales"}
    forged = frame.post("/panel/why/", said, secure=True, headers={"Origin": "https://testserver"})
    assert forged.status_code == 403
    page = frame.get("/panel/why/", secure=True).content.decode()
    token = page.partition('name="csrfmiddlewaretoken" value="')[2].partition('"')[0]
    said["csrfmiddlewaretoken"] = token
    true = frame.post("/panel/why/", said, secure=True, headers={"Origin": "https://testserver"})
    assert true.status_code == 303
    from_there = frame.post("/panel/why/", said, secure=True, headers={"Origin": HELP})
    assert from_there.status_code == 403


@pytest.mark.usefixtures("production")
def test_the_cookie_ends_with_the_session(company: Company) -> None:
    browser = signed_in(company.people["ann"])
    browser.get("/panel/", secure=True)
    frame = Client()
    name = f"__Host-panel-{settings.SESSION_COOKIE_NAME.removeprefix('__Host-')}"
    frame.cookies[name] = browser.cookies[name].value
    browser.post("/accounts/logout/", secure=True)
    assert frame.get("/panel/", secure=True).status_code == 302


@pytest.mark.usefixtures("production")
def test_a_stranger_in_a_frame_is_told_what_to_do(db: None) -> None:
    page = Client().get("/panel/", secure=True, headers=INSIDE)
    assert page.status_code == 403
    assert "Open it in a window" in page.content.decode()
    assert f"frame-ancestors {HELP}" in page["Content-Security-Policy"]
    assert Client().get("/panel/", secure=True)["Location"].startswith("/accounts/login/")


@pytest.mark.parametrize(
    "wrong",
    [
        "*",
        "help.example.com",
        "http://help.example.com",
        "https://*.example.com",
        "https://help.example.com/path",
        "https://me@help.example.com",
        "https://help.example.com; script-src *",
        "https://help.example.com:port",
        "'self'",
    ],
)
def test_what_is_no_origin_is_refused(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    monkeypatch.setenv("TROTH_PANEL_ORIGINS", wrong)
    with pytest.raises(SettingError, match="it must be origins such as"):
        origins("TROTH_PANEL_ORIGINS")


def test_origins_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(
        "TROTH_PANEL_ORIGINS", f"{HELP}, https://a.test:8443/, http://localhost:3000"
    )
    assert origins("TROTH_PANEL_ORIGINS") == [
        HELP,
        "https://a.test:8443",
        "http://localhost:3000",
    ]
