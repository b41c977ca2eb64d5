"""A promise and its life: made with its odds, changed by agreement, kept, seen by others."""

from datetime import timedelta
from pathlib import Path

import pytest
from django.test import override_settings

from tests.browser.browsing import Desk, assert_whole, press
from tests.desk.company import Company
from tests.desk.odds import learned
from troth import operations


def test_the_pages_are_whole_in_every_look(desk: Desk, company: Company) -> None:
    promise = company.promise("refund", "Ines Okafor", timedelta(days=3))
    company.promise("delivery", "Ines Okafor", timedelta(hours=3), by="dan")
    desk.look(company.people["ann"], f"/promises/{promise.id}/")
    desk.look(company.people["ann"], f"/promises/{promise.id}/change/", locale="de-DE")
    customer = company.customers["Ines Okafor"]
    desk.look(company.people["ann"], f"/promises/make/?customer={customer}&metric=first-reply")
    desk.look(company.people["mia"], "/promises/", locale="de-DE")


def test_a_promise_is_made_and_kept_by_agreement(desk: Desk, company: Company) -> None:
    company.customer("Ines Okafor")
    with desk.seat(company.people["ann"]) as page:
        page.goto("/")
        press(page, "n")
        page.get_by_role("textbox", name="To whom").fill("okafor")
        page.get_by_label("What you promise").select_option(label="Refund")
        page.get_by_role("button", name="See what can be promised").click()
        page.get_by_role("link", name="Ines Okafor").click()
        assert "within 5 business days" in page.inner_text("main")
        assert page.locator("input[type=radio]:checked").count() == 0, "nothing is preselected"
        page.get_by_role("button", name="Promise it", exact=True).click()
        page.get_by_text("Choose what you promise.", exact=True).first.wait_for()
        page.get_by_label("Our standard").check()
        page.get_by_label("Ask them: Send us a copy of your passport").check()
        page.get_by_label("What you tell them").fill("Your money is back by Tuesday.")
        page.get_by_role("button", name="Promise it", exact=True).click()
        page.wait_for_url("**/promises/*/")
        promise_id = page.url.rstrip("/").rpartition("/")[2]
        made = company.state(promise_id)
        assert made.wording == "Your money is back by Tuesday."
        assert made.open_pause is not None, "their part stops our clock"
        assert "The clock has stood still" in page.inner_text(".head")
        assert "a day later moves it by" in page.inner_text("main")

        duty = made.needs[0]
        page.get_by_role("link", name="Send us a copy of your passport").click()
        page.get_by_role("link", name="Done").click()
        page.get_by_role("dialog").get_by_role("button", name="Kept").click()
        page.get_by_role("status").get_by_text("Kept.").wait_for()
        assert company.state(duty).kept_at == company.now

        page.goto(f"/promises/{promise_id}/")
        first = company.state(promise_id).first_due
        press(page, "c")
        page.get_by_label("The new date").fill("2026-12-15T12:00")
        page.get_by_label("Yes, they said so").check()
        page.get_by_label("Why").fill("The bank is closed.")
        page.get_by_role("button", name="Give this date").click()
        page.get_by_text("The first one stays on record.").wait_for()
        changed = company.state(promise_id)
        assert changed.first_due == first
        assert changed.due is not None
        assert changed.due.isoformat() == "2026-12-15T11:00:00+00:00", "noon in Berlin"
        assert "the other side has not confirmed it" in page.inner_text("main")
        assert "The bank is closed." in page.inner_text(".journal")
    assert not desk.complaints


def test_times_are_the_readers_and_the_promises(desk: Desk, company: Company) -> None:
    promise = company.promise("delivery", "Priya Raman", timedelta(hours=1), by="dan")
    with desk.seat(company.people["ben"], timezone_id="Asia/Tokyo") as page:
        page.goto("/")
        page.goto(f"/promises/{promise.id}/")
        text = page.inner_text("main")
        assert "Thu 3 Dec 17:00" in text
        assert "(03:00 in New York)" in text
        assert "Times are in Asia/Tokyo." in page.inner_text(".side")


def test_who_was_slower_is_told_and_loses_nothing(desk: Desk, company: Company) -> None:
    promise = company.promise("first-reply", "Ada Byron", timedelta(minutes=5))
    with desk.seat(company.people["ann"]) as page:
        page.goto(f"/promises/{promise.id}/tell/")
        page.get_by_label("What you told them").fill("My words.")
        told = operations.Tell(says="Ben was here.")
        company.by("ben", company.now, lambda work: operations.tell(work, promise.id, told))
        page.get_by_role("button", name="Put it on record").click()
        assert "Somebody else was faster" in page.inner_text(".errors")
        assert page.get_by_label("What you told them").input_value() == "My words."


def test_without_a_connection_what_was_written_stays(desk: Desk, company: Company) -> None:
    promise = company.promise("first-reply", "Ada Byron", timedelta(minutes=5))
    with desk.seat(company.people["ann"]) as page:
        page.goto(f"/promises/{promise.id}/tell/")
        page.get_by_label("What you told them").fill("On the evening flight.")
        page.context.set_offline(True)
        said = page.get_by_text("There is no connection to the server.")
        said.wait_for()
        page.get_by_role("button", name="Put it on record").click()
        assert page.get_by_label("What you told them").input_value() == "On the evening flight."
        assert said.is_visible()
        page.context.set_offline(False)
        said.wait_for(state="hidden")
        page.get_by_role("button", name="Put it on record").click()
        page.get_by_text("On the evening flight.").first.wait_for()
        assert company.state(promise.id).sequence == promise.sequence + 1
    assert not desk.complaints


def test_a_form_that_is_sent_twice_acts_once(desk: Desk, company: Company) -> None:
    promise = company.promise("first-reply", "Ada Byron", timedelta(minutes=5))
    send = """async () => {
        const form = document.querySelector("main form");
        const body = new URLSearchParams(new FormData(form));
        const sent = () => fetch(form.action, {method: "POST", body}).then(answer => answer.status);
        return [await sent(), await sent()];
    }"""
    with desk.seat(company.people["ann"]) as page:
        page.goto(f"/promises/{promise.id}/tell/")
        page.get_by_label("What you told them").fill("Once.")
        assert page.evaluate(send) == [200, 200]
        assert company.state(promise.id).sequence == promise.sequence + 1


def test_what_people_wrote_is_harmless(desk: Desk, company: Company) -> None:
    """Markup, both ways of writing, emoji, 10,000 letters."""
    name = "<img src=x onerror=alert(1)> שלום 🎉"
    words = "<script>alert(1)</script>\n=1+1 " + "long " * 1900
    promise = company.promise("first-reply", name, timedelta(minutes=5), wording=words)
    with desk.seat(company.people["ann"], viewport={"width": 375, "height": 800}) as page:
        page.on("dialog", lambda _: pytest.fail("a script of a customer ran"))
        for path in (f"/promises/{promise.id}/", "/", "/promises/", "/customers/"):
            page.goto(path)
            assert "<img src=x" in page.inner_text("main")
            assert_whole(page, path)
    assert not desk.complaints


def test_what_a_restricted_team_promised_is_not_there(desk: Desk, company: Company) -> None:
    promise = company.promise("opinion", "Ada Byron", timedelta(minutes=5), by="lea")
    with desk.seat(company.people["ann"]) as page:
        for path in (f"/promises/{promise.id}/", f"/promises/{promise.id}/tell/"):
            answer = page.goto(path)
            assert answer
            assert answer.status == 404
        page.goto("/promises/")
        assert "Legal opinion" not in page.inner_text("tbody, .empty")
        page.goto(f"/search/?q={promise.id}")
        assert "Legal opinion" not in page.inner_text("main")


def test_several_are_handed_over_at_once(desk: Desk, company: Company) -> None:
    made = [company.promise("first-reply", "Ada Byron", timedelta(minutes=m)) for m in (5, 6, 7)]
    with desk.seat(company.people["mia"]) as page:
        page.goto("/promises/")
        for box in page.get_by_role("checkbox").all()[:2]:
            box.check()
        page.get_by_role("button", name="Hand the chosen over").click()
        page.get_by_label("To whom").select_option(label="Ben")
        page.get_by_label("What they need to know").fill("Yours today.")
        page.get_by_role("button", name="Hand over").click()
        page.get_by_text("2 promises handed over.").wait_for()
    holders = sorted(str(company.state(each.id).holder) for each in made)
    assert holders.count(company.actor("ben").name) == 2


def test_odds_stand_beside_each_option(desk: Desk, company: Company, tmp_path: Path) -> None:
    """A year of cases says how likely each date is; the reader sees what being safe costs."""
    learned(tmp_path, "delivery")
    customer = company.customer("Ines Okafor")
    with override_settings(ODDS=tmp_path), desk.seat(company.people["dan"]) as page:
        page.goto(f"/promises/make/?customer={customer}&metric=delivery")
        text = page.inner_text(".options")
        assert "n = " in text
        assert "the safest; they wait longer" in text
        assert "the soonest; broken more often" in text
        assert_whole(page, "make with odds")
        page.get_by_role("button", name="Put these options before the customer").click()
        page.get_by_text("The options are on record.").wait_for()
        assert "nothing is promised until they choose" in page.inner_text(".head")
        page.get_by_role("link", name="They chose").click()
        page.get_by_role("dialog").get_by_role("radio").first.check()
        page.get_by_role("button", name="Promise it").click()
        page.get_by_role("status").get_by_text("Promised.").wait_for()
    assert not desk.complaints
