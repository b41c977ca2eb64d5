"""Search: from any page by one key, as one types, and without scripts."""

from datetime import timedelta

from tests.browser.browsing import Desk, press
from tests.desk.company import Company
from troth_web.ledger import current_store


def test_the_page_is_whole_in_every_look(desk: Desk, company: Company) -> None:
    company.promise("first-reply", "Ines Okafor", timedelta(days=3))
    desk.look(company.people["ann"], "/search/?q=okafor")
    desk.look(company.people["ann"], "/search/?q=nobody+at+all", locale="de-DE")


def test_customers_promises_and_standards_are_found(desk: Desk, company: Company) -> None:
    promise = company.promise("first-reply", "Ines Okafor", timedelta(minutes=3))
    with desk.seat(company.people["ann"]) as page:
        page.goto("/customers/")
        press(page, "/")
        page.keyboard.type("okafor")
        press(page, "Enter")
        page.locator(".rows").get_by_role("link", name="Ines Okafor").wait_for()
        assert page.locator(".rows").get_by_role("link", name="First reply").count() == 1
        page.locator("#q").fill("refund")
        page.get_by_text("within 5 business days").wait_for()
        page.goto("/search/?q=okafor")
        page.get_by_role("heading", name="In the history").wait_for()
        assert page.locator(".journal").get_by_text("promised").first.is_visible()
        (made, *_) = current_store().entries(promise.id)
        page.goto(f"/search/?q={made.id}")
        assert page.locator(".journal li").count() == 1
        page.locator(".journal").get_by_role("link", name="First reply").click()
        assert page.url.endswith(f"/promises/{promise.id}/")
        page.goto(f"/search/?q={promise.id}")
        page.locator(".rows").get_by_role("link", name="First reply").click()
        assert page.url.endswith(f"/promises/{promise.id}/")
    with desk.seat(company.people["ann"], java_script_enabled=False) as page:
        page.goto("/search/?q=okafor")
        assert page.locator(".rows").get_by_role("link", name="Ines Okafor").is_visible()
    assert not desk.complaints


def test_what_is_hidden_is_not_found_by_an_entry(desk: Desk, company: Company) -> None:
    promise = company.promise("opinion", "Ines Okafor", timedelta(minutes=3), by="lea")
    (made, *_) = current_store().entries(promise.id)
    for asked in (made.id, promise.id, "okafor"):
        with desk.seat(company.people["ann"]) as page:
            page.goto(f"/search/?q={asked}")
            assert page.get_by_text("Legal opinion").count() == 0
