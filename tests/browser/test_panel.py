"""Panel: in 320 pixels, beside a ticket, in a frame of those who may and of nobody else."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path
from urllib.parse import urlsplit

from django.test import override_settings
from playwright.sync_api import FrameLocator, Page

from tests.browser.browsing import Desk, assert_whole, press
from tests.browser.https import https
from tests.desk.company import Company
from tests.web.people.conftest import signed_in
from troth_web.settings.transport import transport

NARROW = {"width": 320, "height": 640}


@contextmanager
def help_desk(shows: str, host: str = "localhost") -> Iterator[str]:
    """Somebody else's page with a ticket, and the panel in a frame beside it; its origin."""

    class Ticket(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = f"<!doctype html><title>Ticket</title><h1>Ticket 7</h1><iframe src='{shows}'"
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(f"{page} width=320 height=600 title=Panel></iframe>".encode())

        def log_message(self, *_: object) -> None:
            """Nothing."""

    server = HTTPServer(("127.0.0.1", 0), Ticket)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://{host}:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def beside(page: Page, ticket: str) -> FrameLocator:
    page.goto(ticket)
    return page.frame_locator("iframe")


def test_all_its_parts_are_whole_in_320_pixels(desk: Desk, company: Company) -> None:
    company.promise("delivery", "Ines Okafor", timedelta(hours=3), by="dan")
    customer = company.customers["Ines Okafor"]
    parts = ("", "say/", "check/", "why/")
    for part in parts:
        desk.look(company.people["ann"], f"/panel/{part}?customer={customer}")
    for theme in ("light", "dark"):
        how = {"viewport": NARROW, "color_scheme": theme, "locale": "de-DE"}
        with desk.seat(company.people["ann"], **how) as page:
            for part in parts:
                page.goto(f"/panel/{part}?customer={customer}&topic=first-reply")
                assert_whole(page, f"panel {part} {theme}")
    assert not desk.complaints


def test_a_ticket_is_worked_on_beside_it(desk: Desk, company: Company) -> None:
    """Found by the address that the help desk knows; said, checked, sent, and why."""
    company.promise("delivery", "Ines Okafor", timedelta(hours=3), by="dan")
    customer = company.customers["Ines Okafor"]
    with desk.seat(company.people["ann"], viewport=NARROW) as page:
        page.goto("/panel/?who=ines@example.org")
        assert page.inner_text("h1") == "Ines Okafor"
        owed = page.inner_text(".owed")
        assert "Bag returned" in owed
        assert "next update" in owed

        page.get_by_role("link", name="Say").click()
        page.get_by_role("link", name="First reply").click()
        assert "by 14:00 today" in page.inner_text(".now")
        press(page, "i")
        page.get_by_role("status").get_by_text("On record").wait_for()
        assert "First reply" in page.inner_text(".owed")
        press(page, "z")
        page.get_by_role("status").get_by_text("Taken back.").wait_for()

        page.get_by_role("link", name="Check").click()
        with page.expect_response("**/panel/check/"):
            page.locator("[data-draft]").fill("You will have your refund within 7 business days.")
        page.get_by_text("Supported", exact=True).wait_for()
        assert_whole(page, "panel with a verdict")
        page.get_by_role("button", name="I sent it").click()
        page.get_by_text("On record, with one promise.").wait_for()
        assert "Refund" in page.inner_text(".owed")

        page.get_by_role("link", name="Why?").click()
        page.get_by_role("button", name="Report it").click()
        assert "This field is required." in page.inner_text("form")
        page.get_by_label("What they expected something of").select_option(label="Bag returned")
        page.get_by_label("too much").check()
        page.get_by_label("Where it came from").select_option(label="a competitor")
        page.get_by_label("What they expected, in their words").fill("By tonight.")
        page.get_by_role("button", name="Report it").click()
        page.get_by_text("Reported. Whoever said it hears of it.").wait_for()
        said = page.request.get(f"/api/v1/distortions?customer={customer}").json()["items"]
        assert [(each["metric"], each["source"]) for each in said] == [("delivery", "competitor")]
    assert not desk.complaints


def test_only_those_in_the_settings_may_frame_it(desk: Desk, company: Company) -> None:
    company.promise("delivery", "Ines Okafor", timedelta(hours=3), by="dan")
    panel = f"{desk.url}/panel/?who=ines@example.org"
    with help_desk(panel) as known, help_desk(f"{desk.url}/") as elsewhere:
        with override_settings(PANEL_ORIGINS=[known]), desk.seat(company.people["ann"]) as page:
            frame = beside(page, known)
            frame.get_by_role("heading", name="Ines Okafor").wait_for()
            frame.get_by_role("link", name="Say").click()
            frame.get_by_role("link", name="First reply").click()
            frame.get_by_role("button", name="I said it").click()
            frame.get_by_role("status").get_by_text("On record").wait_for()
            assert not desk.complaints
            # Another page of ours, in a frame of those who may frame the panel.
            page.goto(known)
            page.evaluate("to => document.querySelector('iframe').src = to", f"{desk.url}/")
            page.wait_for_timeout(500)
            assert any("frame-ancestors" in line for line in desk.complaints)
            desk.complaints.clear()
        with override_settings(PANEL_ORIGINS=[elsewhere]), desk.seat(company.people["ann"]) as page:
            page.goto(known)
            page.wait_for_timeout(500)
            assert any("frame-ancestors" in line for line in desk.complaints)


def test_in_a_frame_of_another_site_it_knows_who_opened_it_in_a_window(
    desk: Desk, company: Company, tmp_path: Path
) -> None:
    """The session stays `Lax`; its twin opens the panel alone."""
    customer = company.customer("Ines Okafor")
    with https(desk.url, tmp_path) as url, help_desk(f"{url}/panel/", "127.0.0.1") as ticket:
        settings_of = transport(urlsplit(url), 1)
        with override_settings(**settings_of, PANEL_ORIGINS=[ticket]):
            session = signed_in(company.people["ann"]).cookies[settings_of["SESSION_COOKIE_NAME"]]
            with desk.seat(None, ignore_https_errors=True) as page:
                # What the browser asks the reader, once.
                page.context.grant_permissions(["storage-access"])
                page.context.add_cookies(
                    [
                        {
                            "name": session.key,
                            "value": session.value,
                            "url": url,
                            "secure": True,
                            "httpOnly": True,
                            "sameSite": "Lax",
                        }
                    ]
                )
                frame = beside(page, ticket)
                frame.get_by_role("heading", name="This panel does not know you yet").wait_for()
                with page.expect_popup() as opened:
                    frame.get_by_role("link", name="Open it in a window").click()
                opened.value.get_by_role("heading", name="Who is it about?").wait_for()
                opened.value.close()
                frame.get_by_role("link", name="Load again").click()
                frame.get_by_label("Address, reference or name").fill("okafor")
                frame.get_by_role("button", name="Find").click()
                frame.get_by_role("heading", name="Ines Okafor").wait_for()
                frame.get_by_role("link", name="Say").click()
                frame.get_by_role("link", name="First reply").click()
                frame.get_by_role("button", name="I said it").click()
                frame.get_by_role("status").get_by_text("On record").wait_for()
    (made,) = company.of(customer)
    assert made.metric == "first-reply"
