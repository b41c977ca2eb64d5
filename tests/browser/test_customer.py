"""A customer: what is owed both ways, how the word was kept, what was noted and corrected."""

from datetime import timedelta

from tests.browser.browsing import Desk
from tests.desk.company import Company


def test_the_pages_are_whole_in_every_look(desk: Desk, company: Company) -> None:
    company.promise("first-reply", "Ines Okafor", timedelta(days=3))
    customer = company.customers["Ines Okafor"]
    desk.look(company.people["mia"], f"/customers/{customer}/")
    desk.look(company.people["ann"], f"/customers/{customer}/", locale="de-DE")
    desk.look(company.people["ann"], "/customers/?q=okafor")


def test_whoever_we_keep_waiting_is_asked_for_nothing(desk: Desk, company: Company) -> None:
    company.promise("first-reply", "Ines Okafor", timedelta(days=3))
    company.customer("Ada Byron")
    with desk.seat(company.people["ann"]) as page:
        page.goto(f"/customers/{company.customers['Ines Okafor']}/")
        assert "1 of 1 open promises are late" in page.inner_text(".head")
        assert "on hold, because" in page.inner_text("aside")
        assert "First reply was due" in page.inner_text("aside")
        page.goto(f"/customers/{company.customers['Ada Byron']}/")
        assert "Nothing is open between us." in page.inner_text(".head")
        assert "OK" in page.inner_text("aside")


def test_what_was_noted_is_corrected_and_what_stood_before_stays(
    desk: Desk, company: Company
) -> None:
    company.customer("Ines Okafor")
    with desk.seat(company.people["ann"]) as page:
        page.goto("/customers/")
        page.get_by_label("Address, reference or name").fill("okafor")
        page.get_by_role("button", name="Find").click()
        page.get_by_role("link", name="Ines Okafor").click()
        page.get_by_role("link", name="Correct it").click()
        box = page.get_by_role("dialog")
        box.get_by_label("Name").fill("Inés Okafor-Reyes")
        box.get_by_label("Who said so, or why").fill("She did.")
        box.get_by_role("button", name="Correct it").click()
        page.get_by_text("Corrected.").wait_for()
        assert page.inner_text("h1") == "Inés Okafor-Reyes"
        assert "She did." in page.inner_text(".journal")
        assert page.get_by_role("link", name="Erase").count() == 0, "an agent erases nobody"
    assert not desk.complaints


def test_a_manager_erases_only_when_sure(desk: Desk, company: Company) -> None:
    company.customer("Ines Okafor")
    with desk.seat(company.people["mia"]) as page:
        page.goto(f"/customers/{company.customers['Ines Okafor']}/")
        page.get_by_role("link", name="Erase").click()
        box = page.get_by_role("dialog")
        box.get_by_role("button", name="Erase").click()
        box.get_by_text("Something is missing").wait_for()
        box.get_by_label("I know that this cannot be taken back").check()
        box.get_by_role("button", name="Erase").click()
        page.get_by_text("Erased.").wait_for()
        page.goto(f"/customers/{company.customers['Ines Okafor']}/")
        assert page.inner_text("h1") == "an erased customer"
