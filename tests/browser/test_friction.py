"""Friction: seen on a dated example, accepted for a time, felt by people, settled between teams."""

from datetime import timedelta

import pytest
from playwright.sync_api import Locator, Page

from tests.browser.browsing import Desk, press
from tests.desk.company import Company
from tests.desk.mapped import MAPPED, published
from troth.playbook.load import load_text
from troth_web.playbooks import drafts
from troth_web.playbooks.models import Draft

FIRST = "Promised tighter than the standard keeps"


def test_the_pages_are_whole_in_every_look(desk: Desk, company: Company) -> None:
    published(company)
    ann = company.people["ann"]
    desk.look(company.people["vic"], "/friction/")
    desk.look(ann, "/friction/?by=owner", locale="de-DE")
    desk.look(ann, "/friction/felt/")
    desk.look(ann, "/friction/felt/log/", locale="de-DE")
    desk.look(ann, "/friction/claims/")
    desk.look(company.people["mia"], "/friction/trend/")


def test_a_finding_is_whole_in_every_look(desk: Desk, company: Company) -> None:
    published(company)
    with desk.seat(company.people["ann"]) as page:
        page.goto("/friction/")
        path = page.get_by_role("link", name=FIRST).get_attribute("href")
    assert path
    desk.look(company.people["ann"], path)
    desk.look(company.people["ann"], path, locale="de-DE")
    desk.look(company.people["ann"], f"{path}accept/")


def test_a_finding_shows_both_clocks_and_is_accepted_for_a_time(
    desk: Desk, company: Company
) -> None:
    published(company)
    for _ in range(3):
        company.promise("first-reply", "Ines Okafor", timedelta(days=1))
    with desk.seat(company.people["ann"]) as page:
        page.goto("/")
        page.get_by_role("link", name="Friction").click()
        assert "2 promises cannot hold" in page.inner_text("h1")
        press(page, "j Enter")
        page.wait_for_url("**/friction/found/**")
        page.go_back()
        page.get_by_role("link", name=FIRST).click()
        main = page.inner_text("main")
        for said in ("“We answer within 3 hours”", "within 4 business hours", "How far apart"):
            assert said in main, said
        picture = page.locator(".timeline.wide svg")
        assert "arrives" in str(picture.get_attribute("aria-label"))
        assert "promised by" in str(picture.text_content())
        assert "about 3.0" in main, "three promises in thirty days, nearly always in doubt"
        page.get_by_role("link", name="Accept it for a time").click()
        box = page.get_by_role("dialog")
        box.get_by_label("Why it is accepted").fill('The page is being "rewritten": soon.')
        box.get_by_label("Until").fill("2030-01-01")
        box.get_by_role("button", name="Accept it").click()
        box.get_by_text("That is more than a year ahead.").wait_for()
        box.get_by_label("Until").fill("2027-03-31")
        box.get_by_role("button", name="Accept it").click()
        page.get_by_role("status").get_by_text("stands in the draft").wait_for()
        draft = Draft.objects.get()
        (waiver,) = load_text(draft.text, "draft").waivers
        assert waiver.reason == 'The page is being "rewritten": soon.'
        assert (waiver.code, str(waiver.until)) == ("TR201", "2027-03-31")
        assert "# not asked yet" in draft.text, "comments stay"
        page.goto("/friction/")
        page.get_by_role("link", name="See the draft").click()
        assert "One promise cannot hold" in page.inner_text("h1")
        assert "rewritten" in page.inner_text("main")
    assert not desk.complaints


def test_a_way_out_opens_the_editor_with_the_change_made(desk: Desk, company: Company) -> None:
    published(company)
    with desk.seat(company.people["ann"]) as page:
        page.goto("/friction/")
        page.get_by_role("link", name=FIRST).click()
        change = page.locator(".change").inner_text()
        assert "within 3 hours" in change
        assert "within 4 business hours" in change
        page.get_by_role("link", name="Open with the change made").click()
        assert "/playbook/edit/" in page.url
        text = page.locator("textarea").first.input_value()
        assert (
            load_text(text, "draft").claims["page"].term
            == load_text(MAPPED, "before").standards["reply"].term
        )
        assert not Draft.objects.exists(), "a proposal is no decision"
    assert not desk.complaints


def test_it_is_found_by_owner_and_by_touchpoint(desk: Desk, company: Company) -> None:
    published(company)
    with desk.seat(company.people["vic"], java_script_enabled=False) as page:
        page.goto("/playbook/")
        page.get_by_role("row", name="Help desk").get_by_role("link", name="issues").first.click()
        assert "touchpoint=ask" in page.url
        assert FIRST in page.inner_text("main")
        assert "more elsewhere" in page.inner_text("main")
        page.get_by_role("link", name="By owner").click()
        assert page.get_by_role("heading", name="Baggage tracing").is_visible()
        page.get_by_role("link", name="By cost").click()
        assert page.get_by_role("heading", name="The costliest first").is_visible()
        answer = page.goto("/friction/found/none/")
        assert answer
        assert answer.status == 404


def test_a_draft_that_cannot_be_read_is_said(desk: Desk, company: Company) -> None:
    published(company)
    drafts.write("troth: [", company.actor("ann"), company.now)
    with desk.seat(company.people["ann"]) as page:
        page.goto("/friction/")
        assert "The draft cannot be read" in page.inner_text("main")
        page.get_by_role("link", name=FIRST).click()
        page.get_by_role("link", name="Accept it for a time").click()
        box = page.get_by_role("dialog")
        box.get_by_label("Why it is accepted").fill("Soon.")
        box.get_by_label("Until").fill("2027-03-31")
        box.get_by_role("button", name="Accept it").click()
        box.get_by_role("alert").wait_for()
        assert box.get_by_label("Why it is accepted").input_value() == "Soon."
        assert Draft.objects.get().text == "troth: ["


@pytest.mark.parametrize("scripts", [True, False])
def test_friction_that_is_felt_gets_an_owner_and_an_answer(
    desk: Desk, company: Company, scripts: bool
) -> None:
    published(company)
    words = "We said <b>Monday</b>; it came Thursday 🧳 قال"
    with desk.seat(company.people["vic"], java_script_enabled=scripts) as page:
        page.goto("/playbook/touchpoints/belt/")
        page.get_by_role("link", name="I felt friction here").click()
        assert form(page).get_by_label("Where").input_value() == "belt"
        form(page).get_by_label("What happened").fill(words)
        form(page).get_by_role("button", name="Log it").click()
        page.get_by_text("Logged. Its owner sees it").wait_for()
        page.goto("/friction/felt/")
        assert "One friction waits for an answer" in page.inner_text("h1")
        page.get_by_role("link", name="Lost bag").click()
        assert words in page.inner_text("main")
        assert page.get_by_role("link", name="Answer").count() == 0, "Vic only looks on"
        path = page.url
    with desk.seat(company.people["dan"], java_script_enabled=scripts) as page:
        page.goto(path)
        assert "Baggage tracing sees to it" in page.inner_text("main")
        page.get_by_role("link", name="Give it to somebody else").click()
        form(page).get_by_label("Who sees to it").select_option(label="Ben")
        form(page).get_by_role("button", name="Give it to them").click()
        page.get_by_text("Ben sees to it").wait_for()
    with desk.seat(company.people["ben"], java_script_enabled=scripts) as page:
        page.goto(path)
        page.get_by_role("link", name="Answer").click()
        assert form(page).locator("input:checked").count() == 0, "nothing is preselected"
        form(page).get_by_label("It will be mended").check()
        form(page).get_by_label("What you answer").fill("From January we say three days.")
        form(page).get_by_role("button", name="Answer").click()
        page.get_by_text("Answered.").wait_for()
        page.goto(path)
        main = page.inner_text("main")
        assert "will be mended" in main
        assert "From January we say three days." in main
    assert not desk.complaints


def test_a_claim_goes_to_the_team_that_must_keep_it(desk: Desk, company: Company) -> None:
    published(company)
    with desk.seat(company.people["dan"]) as page:
        page.goto("/friction/claims/")
        assert "One published promise waits for the team that must keep it" in page.inner_text("h1")
        assert page.get_by_role("link", name="Answer").count() == 0, "it is another team's"
        page.goto("/friction/claims/page/support/")
        page.get_by_label("We accept it, and keep it").check()
        page.get_by_role("button", name="Answer").click()
        page.get_by_role("alert").wait_for()
        assert not Draft.objects.exists()
    with desk.seat(company.people["ann"]) as page:
        page.goto("/friction/claims/")
        assert "One published promise waits for a word of your team" in page.inner_text("h1")
        answer(page, "We would keep something else")
        form(page).get_by_text("say the term that the team would keep").wait_for()
        form(page).get_by_label("What you would keep").fill("within 4 business hours")
        form(page).get_by_label("Why, or what").fill("Who writes at night?")
        form(page).get_by_role("button", name="Answer").click()
        page.get_by_text("Help desk would keep: within 4 business hours").wait_for()
        assert "Who writes at night?" in page.inner_text("main")
        assert not Draft.objects.exists()
        answer(page, "We accept it, and keep it")
        page.get_by_role("status").get_by_text("stands in the draft").wait_for()
        claim = load_text(Draft.objects.get().text, "draft").claims["page"]
        assert str(claim.agreed["support"]) == "2026-12-01"
        assert "Every team has agreed" in page.inner_text("h1")
    published(company, MAPPED.replace("term: within 3 hours", "term: within 2 hours"))
    with desk.seat(company.people["ann"]) as page:
        page.goto("/friction/claims/")
        assert "was not asked" in page.inner_text("main"), "the claim means something else now"
    assert not desk.complaints


def test_how_it_comes_and_goes(desk: Desk, company: Company) -> None:
    published(company)
    with desk.seat(company.people["vic"]) as page:
        page.goto("/friction/trend/")
        assert "more issues than the one before" in page.inner_text("h1")
        assert page.get_by_role("img", name="Issues of each version").is_visible()
        rows = page.get_by_role("row")
        assert rows.count() == 3
        rows.nth(1).get_by_role("link").click()
        assert "/playbook/editions/" in page.url


def form(page: Page) -> Locator:
    """The form, in its dialog or on its page."""
    box = page.get_by_role("dialog")
    page.locator("form.stack").first.wait_for()
    return box if box.is_visible() else page.locator("main")


def answer(page: Page, label: str) -> None:
    """Give an answer to the first claim."""
    page.get_by_role("link", name="Answer").first.click()
    form(page).get_by_label(label).check()
    form(page).get_by_role("button", name="Answer").click()
