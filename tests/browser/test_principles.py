"""Principles: proposed where standards repeat, put in better words, written into the draft."""

from datetime import timedelta

from tests.browser.browsing import Desk
from tests.desk.company import PLAYBOOK, Company
from troth import operations
from troth.playbook.load import load_text
from troth_web.playbooks import drafts

BOOK = PLAYBOOK.replace(
    "company: Larkwind\n", "company: Larkwind # ours\npromise: You always know where you stand.\n"
)


def publish(company: Company, text: str) -> None:
    wanted = operations.Publish(text=text)
    at = company.now - timedelta(hours=1)
    company.by("mia", at, lambda work: operations.publish(work, wanted))


def test_the_page_is_whole_in_every_look(desk: Desk, company: Company) -> None:
    publish(company, BOOK)
    desk.look(company.people["ann"], "/principles/")
    with desk.seat(company.people["ann"]) as page:
        page.goto("/principles/")
        form = page.get_by_role("link", name="Accept or reword").first.get_attribute("href")
    desk.look(company.people["ann"], str(form), locale="de-DE")


def test_accepted_in_other_words(desk: Desk, company: Company) -> None:
    publish(company, BOOK)
    with desk.seat(company.people["ann"]) as page:
        page.goto("/principles/")
        page.get_by_role("heading", name="One principle is proposed").wait_for()
        proposal = page.locator("section", has_text="2 standards promise")
        assert "within 5 business days" in proposal.inner_text()
        assert "Refund" in proposal.inner_text()
        assert "Legal opinion" in proposal.inner_text()
        proposal.get_by_role("link", name="Accept or reword").click()
        dialog = page.locator("#dialog")
        dialog.get_by_label("The principle, in a sentence").fill("A week is enough: <b>always</b>.")
        dialog.get_by_label("Short name").fill("Not a name")
        dialog.get_by_role("button", name="Write it into the draft").click()
        dialog.get_by_role("alert").wait_for()
        assert dialog.get_by_label("The principle").input_value().startswith("A week is enough")
        dialog.get_by_label("Short name").fill("a-week")
        dialog.get_by_role("button", name="Write it into the draft").click()
        page.get_by_text("Written into the draft.").wait_for()
        tree = page.locator(".tree").inner_text()
        assert "A week is enough: <b>always</b>." in tree
        assert "in the draft" in tree
        assert page.locator("#main").get_by_text("2 standards promise").count() == 0
    text = drafts.draft().text
    book = load_text(text, "draft")
    assert book.precepts == {"a-week": "A week is enough: <b>always</b>."}
    assert {name for name, each in book.standards.items() if each.precept} == {"letter", "refund"}
    assert "company: Larkwind # ours" in text
    company.by("mia", company.now, lambda w: operations.publish(w, operations.Publish(text=text)))
    # From then on the pages of the team are built on it.
    with desk.seat(company.people["ann"]) as page:
        page.goto("/learn/support/")
        assert page.get_by_role("heading", name="A week is enough").is_visible()
    assert not desk.complaints


def test_rejected_without_scripts(desk: Desk, company: Company) -> None:
    publish(company, BOOK)
    with desk.seat(company.people["ann"], java_script_enabled=False) as page:
        page.goto("/principles/")
        page.get_by_role("link", name="Reject").click()
        page.get_by_label("Why they have nothing in common").fill("Chance.")
        page.get_by_role("button", name="Reject it").click()
        page.get_by_role("heading", name="Some standards trace to no principle").wait_for()
        page.get_by_text("One proposal was rejected").click()
        assert page.get_by_role("link", name="Reject").count() == 0
        page.get_by_role("link", name="Accept or reword").click()
        page.get_by_role("button", name="Write it into the draft").click()
        page.locator(".tree", has_text="Whatever you ask of us is done").wait_for()
    with desk.seat(company.people["vic"]) as page:
        page.goto("/principles/")
        assert page.locator(".tree").is_visible()
        assert page.get_by_role("link", name="Reject").count() == 0


def test_who_writes_second_is_told(desk: Desk, company: Company) -> None:
    publish(company, BOOK)
    with desk.seat(company.people["ann"]) as page:
        page.goto("/principles/")
        page.goto(str(page.get_by_role("link", name="Accept or reword").get_attribute("href")))
        drafts.write(BOOK + "values: [speed]\n", company.actor("ben"), company.now)
        page.get_by_label("The principle, in a sentence").fill("Mine.")
        page.get_by_role("button", name="Write it into the draft").click()
        page.get_by_role("alert").wait_for()
        assert page.get_by_label("The principle, in a sentence").input_value() == "Mine."
    assert drafts.draft().text.endswith("values: [speed]\n")
