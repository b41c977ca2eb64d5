"""Say: from opening the page to a promise on record, in a name, two keys."""

from datetime import timedelta

from tests.browser.browsing import Desk, press
from tests.desk.company import Company
from troth.promises.promise import Stage


def test_the_page_is_whole_in_every_look(desk: Desk, company: Company) -> None:
    customer = company.customer("Ines Okafor")
    desk.look(company.people["ann"], "/say/")
    desk.look(company.people["ann"], f"/say/?customer={customer}&topic=first-reply")
    desk.look(company.people["vic"], f"/say/?customer={customer}&topic=refund", locale="de-DE")


def test_a_promise_is_said_and_recorded_by_keys(desk: Desk, company: Company) -> None:
    customer = company.customer("Ines Okafor")
    with desk.seat(company.people["ann"]) as page:
        page.goto("/say/")
        page.keyboard.type("okafor")
        press(page, "Enter")
        page.wait_for_url(f"**/say/?customer={customer}")
        page.get_by_role("link", name="First reply").wait_for()
        press(page, "2")
        sentence = page.locator(".now .sentence")
        sentence.wait_for()
        assert sentence.inner_text() == "You will have your first reply by 14:00 today."
        assert "Anything sooner than 14:00 today" in page.inner_text(".never")
        assert "legal advice" in page.inner_text(".never")
        press(page, "i")
        page.get_by_role("status").get_by_text("On record: You will have your first").wait_for()
        (made,) = company.of(customer)
        assert (made.metric, made.channel) == ("first-reply", "phone")
        assert made.wording == "You will have your first reply by 14:00 today."
        assert made.due == company.now + timedelta(hours=4)
        press(page, "z")
        page.get_by_role("status").get_by_text("Taken back. The journal says so.").wait_for()
        assert company.of(customer)[0].closed
    assert not desk.complaints


def test_what_was_promised_already_is_said_again(desk: Desk, company: Company) -> None:
    """Another date would contradict it; the ledger then knows when they heard last."""
    promise = company.promise("refund", "Ines Okafor", timedelta(days=1))
    customer = company.customers["Ines Okafor"]
    with desk.seat(company.people["ann"]) as page:
        page.goto(f"/say/?customer={customer}")
        press(page, "1")
        page.get_by_text("by Monday 7 December 2026, 17:00, as promised.").wait_for()
        assert "Another date than Monday 7 December 2026, 17:00" in page.inner_text(".never")
        press(page, "i")
        page.get_by_role("status").get_by_text("On record").wait_for()
    assert company.state(promise.id).told_at == company.now
    assert len(company.of(customer)) == 1
    assert not desk.complaints


def test_without_scripts_it_is_two_forms(desk: Desk, company: Company) -> None:
    company.customer("Ines Okafor")
    company.customer("Ines Vogt")
    with desk.seat(company.people["ann"], java_script_enabled=False) as page:
        page.goto("/say/")
        page.get_by_label("Address, reference or name").fill("ines")
        page.get_by_role("button", name="Find").click()
        page.get_by_role("link", name="Ines Vogt").click()
        page.get_by_role("link", name="Bag returned").click()
        page.get_by_role("button", name="I said it").click()
        assert "On record" in page.inner_text(".toast")
    (made,) = company.of(company.customers["Ines Vogt"])
    assert made.stage is Stage.PROMISED
