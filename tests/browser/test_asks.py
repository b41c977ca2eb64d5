"""Somebody waits for your word: Today shows it to those who may answer, and to nobody else."""

from datetime import timedelta

from tests.browser.browsing import Desk
from tests.desk.company import Company
from tests.desk.mapped import MAPPED, published
from troth import operations
from troth_web.playbooks import drafts

EVERYBODY = ("ada", "mia", "ann", "ben", "dan", "lea", "vic")
HEADING = "Somebody waits for your word"


def asked_for(company: Company) -> None:
    """A draft for whoever may publish, and for one team each a packet, a claim, a friction."""
    published(company)
    text = MAPPED.replace("within 4 business hours", "within 6 business hours")
    drafts.write(text, company.actor("ben"), company.now)
    submit = operations.Submit(note="Six hours is what we keep.")
    company.by("ben", company.now, lambda work: operations.submit(work, text, submit))
    refund = company.promise("refund", "Ines Okafor", timedelta(hours=1))
    hand = operations.HandPacket(
        customer=company.customers["Ines Okafor"], to="delivery", promises=(refund.id,)
    )
    company.by("ann", company.now, lambda work: operations.hand_packet(work, hand))
    felt = operations.LogFriction(touchpoint="belt", example="We said Monday; it came Thursday.")
    company.by("vic", company.now, lambda work: operations.log_friction(work, felt))


#: What each of them is about.
DRAFT = "A draft of the playbook"
PACKET = "What was promised to Ines Okafor"
CLAIM = "“We answer within 3 hours”"
FELT = "We said Monday; it came Thursday."


def waits_for(desk: Desk, company: Company, who: str) -> list[str]:
    """What waits for somebody's word, as their Today shows it."""
    with desk.seat(company.people[who]) as page:
        page.goto("/")
        assert page.inner_text("h1")
        return page.locator(f'h2:text-is("{HEADING}") + ul [data-main]').all_inner_texts()


def test_each_sees_what_they_may_answer(desk: Desk, company: Company) -> None:
    asked_for(company)
    found = {who: waits_for(desk, company, who) for who in EVERYBODY}
    assert found == {
        "ada": [DRAFT],
        "mia": [DRAFT, CLAIM],
        "ann": [CLAIM],
        "ben": [CLAIM],
        "dan": [PACKET, FELT],
        "lea": [],
        "vic": [],
    }
    assert not desk.complaints


def test_what_is_answered_waits_no_longer(desk: Desk, company: Company) -> None:
    """From Today to the page, the word is given there, and Today is quiet again."""
    asked_for(company)
    with desk.seat(company.people["dan"]) as page:
        page.goto("/")
        page.get_by_role("link", name=PACKET).click()
        page.wait_for_url("**/packets/*/")
        page.get_by_role("region", name="Refund").get_by_role("button", name="Accept").click()
        page.get_by_text("All of it is taken over.").wait_for()
        page.goto("/")
        page.get_by_role("link", name=FELT).click()
        page.get_by_role("link", name="Answer").click()
        box = page.get_by_role("dialog")
        box.get_by_label("It will be mended").check()
        box.get_by_label("What you answer").fill("From January we say three days.")
        box.get_by_role("button", name="Answer").click()
        page.get_by_text("Answered.").wait_for()
    assert waits_for(desk, company, "dan") == []
    with desk.seat(company.people["mia"]) as page:
        page.goto("/")
        assert "Six hours is what we keep." in page.inner_text("main")
        page.get_by_role("link", name=DRAFT).click()
        page.get_by_role("link", name="Send it back").click()
        page.get_by_label("Why").fill("Say since when.")
        page.get_by_role("button", name="Send it back").click()
        page.get_by_text("It is sent back.").wait_for()
    assert waits_for(desk, company, "mia") == [CLAIM]
    assert waits_for(desk, company, "ada") == []


def test_the_page_is_whole_in_every_look(desk: Desk, company: Company) -> None:
    asked_for(company)
    desk.look(company.people["mia"], "/")
    desk.look(company.people["dan"], "/", locale="de-DE")
