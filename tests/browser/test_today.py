"""Today: a team's morning, by keyboard, by mouse, and without scripts."""

from datetime import timedelta

import pytest

from tests.browser.browsing import Desk, press
from tests.desk.company import Company
from tests.desk.mapped import published
from tests.desk.test_attention import AMENDS
from troth import operations
from troth.promises.parties import Actor, ActorKind
from troth.promises.promise import Promise
from troth_web.ledger import current_store


@pytest.fixture
def morning(company: Company) -> Company:
    """One promise is broken, one waits for the customer, one is due, and one is nobody's."""
    ann = company.actor("ann").name
    made: dict[str, Promise] = {
        "broken": company.promise("first-reply", "Ines Okafor", timedelta(days=1), holder=ann),
        "waiting": company.promise("refund", "Tomás Reyes", timedelta(days=2), holder=ann),
        "due": company.promise("first-reply", "Priya Raman", timedelta(minutes=30), holder=ann),
        "nobody": company.promise("first-reply", "Ada Byron", timedelta(minutes=20)),
    }
    company.promises = {name: promise.id for name, promise in made.items()}
    stop = operations.Pause(reason="waiting-for-customer")
    waiting = company.promises["waiting"]
    company.by(
        "ann",
        company.now - timedelta(days=1),
        lambda work: operations.pause(work, waiting, stop),
    )
    return company


def test_the_page_is_whole_in_every_look(desk: Desk, morning: Company) -> None:
    desk.look(morning.people["ann"], "/")
    desk.look(morning.people["vic"], "/?whose=all", locale="de-DE")


def test_a_morning_by_keyboard(desk: Desk, morning: Company) -> None:
    """What harms most stands first; a letter acts on the row at hand; undo takes it back."""
    with desk.seat(morning.people["ann"]) as page:
        page.goto("/")
        assert page.inner_text("h1") == "Good morning, Ann. 4 promises need you."
        titles = page.locator("[data-main]").all_inner_texts()
        assert titles == [
            "First reply for Ines Okafor",
            "First reply for Ada Byron",
            "First reply for Priya Raman",
            "Refund for Tomás Reyes",
        ]
        press(page, "j")
        assert page.evaluate("document.activeElement.textContent") == titles[0]
        press(page, "t")
        page.get_by_label("What you told them").fill("Sorry. You hear from me by noon.")
        page.get_by_role("button", name="Put it on record").click()
        page.get_by_text("It is on record what they were told.").wait_for()
        assert "they were told" in page.inner_text(f"#row-{morning.promises['broken']}")
        told = morning.state(morning.promises["broken"])
        assert told.told_at == morning.now

        page.locator(f"#row-{morning.promises['due']} [data-main]").focus()
        press(page, "d")
        page.get_by_role("button", name="Kept").click()
        page.get_by_role("status").get_by_text("Kept.").wait_for()
        assert morning.state(morning.promises["due"]).kept_at == morning.now
        assert page.locator("[data-row]").count() == 3
        press(page, "z")
        page.get_by_text("Open again.").wait_for()
        assert morning.state(morning.promises["due"]).kept_at is None
        assert page.locator("[data-row]").count() == 4

        press(page, "?")
        assert page.get_by_role("dialog", name="Keys").is_visible()
    assert not desk.complaints


def test_somebody_takes_what_nobody_has(desk: Desk, morning: Company) -> None:
    with desk.seat(morning.people["ben"]) as page:
        page.goto("/")
        row = page.locator(f"#row-{morning.promises['nobody']}")
        row.get_by_role("button", name="Take it").click()
        page.get_by_text("You look after it now.").wait_for()
        holder = morning.state(morning.promises["nobody"]).holder
        assert str(holder) == morning.actor("ben").name
        page.get_by_role("button", name="Undo").click()
        page.get_by_text("Given back.").wait_for()
        assert str(morning.state(morning.promises["nobody"]).holder) == "team:support"


def test_without_scripts_every_act_is_a_page(desk: Desk, morning: Company) -> None:
    with desk.seat(morning.people["ann"], java_script_enabled=False) as page:
        page.goto("/")
        page.locator(f"#row-{morning.promises['broken']}").get_by_role("link", name="Tell").click()
        assert page.inner_text("h1") == "Tell them how things stand"
        page.get_by_role("button", name="Put it on record").click()
        assert "Something is missing" in page.inner_text(".errors")
        page.get_by_label("What you told them").fill("Soon.")
        page.get_by_role("button", name="Put it on record").click()
        assert "on record" in page.locator("#toasts").inner_text()
        assert morning.state(morning.promises["broken"]).told_at == morning.now


def test_a_viewer_sees_and_does_nothing(desk: Desk, morning: Company) -> None:
    with desk.seat(morning.people["vic"]) as page:
        page.goto("/?whose=all")
        assert page.locator("[data-row]").count() == 4
        assert page.get_by_role("link", name="Tell").count() == 0
        answer = page.goto(f"/promises/{morning.promises['due']}/tell/")
        assert answer
        assert answer.status == 403


def test_what_a_customer_wrote_and_what_was_not_made_good(desk: Desk, company: Company) -> None:
    """A word of theirs waits until it is read; a break until something makes up for it."""
    published(company, AMENDS)
    ann = company.actor("ann").name
    asked = company.promise("refund", "Tomás Reyes", timedelta(hours=2), holder=ann)
    late = company.promise("first-reply", "Ines Okafor", timedelta(days=2), holder="team:support")
    told = operations.Tell(says="Sorry, we are late.")
    company.by("ann", company.now, lambda work: operations.tell(work, late.id, told))
    themselves = Actor(ActorKind.CUSTOMER, str(asked.customer), "customer")
    said = operations.Hear(says="Has it left already?", channel="link")
    current_store().write(
        lambda work: operations.hear(work, asked.id, said), actor=themselves, at=company.now
    )
    desk.look(company.people["mia"], "/?whose=all")
    with desk.seat(company.people["ann"]) as page:
        page.goto("/")
        row = page.locator(f"#row-{asked.id}")
        assert "They wrote: “Has it left already?”." in row.inner_text()
        row.get_by_role("button", name="I have read it").click()
        page.get_by_text("Read. The journal says so.").wait_for()
        assert page.locator(f"#row-{asked.id}").count() == 0
    with desk.seat(company.people["mia"]) as page:
        page.goto("/?whose=teams")
        row = page.locator(f"#row-{late.id}")
        assert "no recovery" in row.inner_text()
        row.get_by_role("link", name="Make up for it").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("A bouquet").check()
        dialog.get_by_label("Why").fill("It was late.")
        dialog.get_by_role("button", name="Give it").click()
        page.get_by_text("Given. It stands in the journal.").wait_for()
        assert "no recovery" not in page.inner_text("main")
    assert not desk.complaints
