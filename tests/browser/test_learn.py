"""Learn: read on day one, only what changed after that, check yourself, and what a manager sees."""

from datetime import timedelta

from django.test import Client
from playwright.sync_api import Page

from tests.browser.browsing import Desk
from tests.desk.company import PLAYBOOK, Company
from tests.web.people.conftest import signed_in
from troth import operations
from troth_web.people.models import Membership, Person
from troth_web.people.roles import Role

BOOK = (
    PLAYBOOK.replace(
        "company: Larkwind\n",
        "company: Larkwind\npromise: You always know where you stand.\n"
        "never-promise: [the outcome of a claim at law]\n"
        "precepts: {heard: Whoever writes is answered by a person the same day.}\n",
    ).replace(
        "    term: within 4 business hours\n",
        "    term: within 4 business hours\n    precept: heard\n",
    )
    + """
touchpoints:
  ask:
    name: Ask for help
    stage: service
    owner: support
    what: A traveller asks a question
    channels: {email: 3 per trip}
    expectations: [{says: Somebody reads this today, metric: first-reply, desired: within 1 hour}]
    standards: [reply]
    guide: [Open your booking, Choose Ask us]
    faq: [{question: When do I hear from you?, answer: Within half a day.}]
"""
)


def publish(company: Company, text: str, ago: timedelta = timedelta(hours=1)) -> None:
    """Put a playbook in force."""
    wanted = operations.Publish(text=text)
    company.by("mia", company.now - ago, lambda work: operations.publish(work, wanted))


def test_the_pages_are_whole_in_every_look(desk: Desk, company: Company) -> None:
    publish(company, BOOK)
    for person, path in (
        ("ann", "/learn/"),
        ("ann", "/learn/support/"),
        ("ann", "/learn/support/check/"),
        ("mia", "/learn/support/learned/"),
        ("ann", "/learn/support/read/"),
    ):
        desk.look(company.people[person], path)
    desk.look(company.people["ann"], "/learn/support/check/?seed=2", locale="de-DE")


def test_a_new_joiner_reads_and_later_only_what_changed(desk: Desk, company: Company) -> None:
    publish(company, BOOK)
    with desk.seat(company.people["ann"]) as page:
        page.goto("/learn/")
        assert "not read yet" in page.locator("li", has_text="your team").inner_text()
        page.get_by_role("link", name="Help desk", exact=True).click()
        page.get_by_text("You always know where you stand.").wait_for()
        assert page.get_by_text("Whoever writes is answered by a person").is_visible()
        assert page.get_by_text("the outcome of a claim at law").is_visible()
        page.get_by_role("button", name="I have read this").click()
        page.get_by_text("Noted that you have read it.").wait_for()
        assert page.get_by_role("button", name="I have read this").count() == 0
        publish(company, BOOK.replace("within 4 business hours", "within 2 business hours"))
        page.goto("/learn/")
        assert "changed since you read it" in page.locator("li", has_text="your team").inner_text()
        page.goto("/learn/support/")
        page.get_by_role("heading", name="One thing changed for Help desk").wait_for()
        changed = page.locator("section", has_text="New since you read it").inner_text()
        assert "within 4 business hours" in changed
        assert "within 2 business hours" in changed
        assert page.get_by_text("You always know where you stand.").count() == 0
        page.get_by_role("link", name="Show all pages").click()
        page.get_by_text("You always know where you stand.").wait_for()
        page.get_by_role("button", name="I have read this").click()
        page.get_by_text("You have read version 3.").wait_for()
    # What changed for the help desk is nothing new to those who trace bags.
    with desk.seat(company.people["dan"], java_script_enabled=False) as page:
        page.goto("/learn/delivery/")
        page.get_by_role("button", name="I have read this").click()
        publish(company, BOOK)
        page.goto("/learn/delivery/")
        page.get_by_role("heading", name="What Baggage tracing keeps").wait_for()
        assert page.get_by_text("You have read version 3.").is_visible()
    assert not desk.complaints


def test_check_yourself_without_scripts(desk: Desk, company: Company) -> None:
    publish(company, BOOK)
    with desk.seat(company.people["ann"], java_script_enabled=False) as page:
        page.goto("/learn/support/check/?seed=7")
        asked = questions(page)
        assert len(asked) >= 5
        page.reload()
        assert questions(page) == asked
        for each in page.locator("fieldset").all():
            each.locator("label").first.click()
        page.get_by_role("button", name="See how I did").click()
        assert page.locator("h1").inner_text().startswith("You had ")
        assert page.get_by_text("Right is:").count() >= 1
        page.get_by_role("link", name="Other questions").click()
        assert page.url.endswith("?seed=8")
        assert questions(page) != asked
    assert not desk.complaints


def questions(page: Page) -> list[str]:
    """What is asked, with its options."""
    return page.locator("fieldset").all_inner_texts()


def test_a_manager_sees_topics_and_no_names(desk: Desk, company: Company) -> None:
    publish(company, BOOK)
    members = [
        Person.objects.create(
            email=f"n{n}@example.com", name=f"Noor {n}", role=Role.AGENT, joined_at=company.now
        )
        for n in range(5)
    ]
    for member in members:
        Membership.objects.create(person=member, team_id="support")
    for number, member in enumerate(members, start=1):
        with desk.seat(company.people["mia"]) as page:
            page.goto("/learn/support/learned/")
            assert page.get_by_text("Too few have answered yet.").is_visible(), number
        client = signed_in(member)
        for _ in range(2):
            answered(client)
    with desk.seat(company.people["mia"]) as page:
        page.goto("/learn/support/learned/")
        topics = page.locator("table").inner_text()
        assert "5 of 5" in topics
        assert "Noor" not in topics
        assert page.get_by_text("Of 5 people.").is_visible()
    with desk.seat(company.people["ann"]) as page:
        answer = page.goto("/learn/support/learned/")
        assert answer
        assert answer.status == 403


def answered(client: Client) -> None:
    """Send an empty sheet, on which everything is missed."""
    answer = client.post("/learn/support/check/?seed=7", {})
    assert answer.status_code == 200
    assert b"You had 0 of" in answer.content
