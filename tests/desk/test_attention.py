"""What needs somebody now: by the date in force, by what a customer said, by what mends it."""

from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client

from tests.desk.company import PLAYBOOK, Company
from tests.desk.mapped import published
from tests.web.people.conftest import signed_in
from troth import operations
from troth.promises.milestone import Milestone
from troth.promises.parties import Actor, ActorKind
from troth.promises.promise import Promise
from troth.promises.store import Work
from troth_web import clock
from troth_web.ledger import current_store
from troth_web.ledger.models import PromiseRow

AMENDS = (
    PLAYBOOK
    + """
amends:
  bouquet: {says: A bouquet, kind: goods, value: EUR 15, roles: [manager], when: [broken]}
"""
)
DAY = timedelta(days=1)


def themselves(company: Company, act: Callable[[Work], Promise]) -> Promise:
    """Something that the customer does by their link."""
    (customer,) = company.customers.values()
    actor = Actor(ActorKind.CUSTOMER, customer, "customer")
    return current_store().write(act, actor=actor, at=company.now)


def late(company: Company) -> Promise:
    """A first reply that was due yesterday."""
    return company.promise("first-reply", "Ines Okafor", 2 * DAY, holder=company.actor("ann").name)


def tell(company: Company, promise: Promise) -> None:
    """They know that it is late."""
    said = operations.Tell(says="Sorry, we are late.")
    company.by("ann", company.now, lambda work: operations.tell(work, promise.id, said))


def move(company: Company, promise: Promise, days: int) -> Promise:
    """Another date, to which nobody has agreed yet."""
    wanted = operations.Change(due=company.now + days * DAY, agreed=False)
    moved: Promise = company.by(
        "ann", company.now, lambda work: operations.change(work, promise.id, wanted)
    )
    return moved


def agree(company: Company, promise: Promise, *, decline: bool = False) -> None:
    """The customer's own word on the last date."""
    said = operations.Agree(change=promise.changes[-1].id, decline=decline, channel="link")
    themselves(company, lambda work: operations.agree(work, promise.id, said))


def acknowledge(company: Company, promise: Promise) -> None:
    """Ann has read what they said."""
    said = operations.Acknowledge()
    company.by("ann", company.now, lambda work: operations.acknowledge(work, promise.id, said))


def today(company: Company, who: str = "ann") -> str:
    """What somebody reads."""
    path = "/" if who == "ann" else "/?whose=teams"
    return str(signed_in(company.people[who]).get(path).content.decode())


def test_a_date_that_the_customer_agreed_to_is_in_force(company: Company) -> None:
    promise = late(company)
    assert "late by" in today(company)
    moved = move(company, promise, 20)
    assert "late by" in today(company), "silence is never agreement"
    agree(company, moved)
    acknowledge(company, promise)
    shown = today(company)
    assert "late by" not in shown
    assert "Nothing needs you now." in shown
    page = signed_in(company.people["ann"]).get(f"/promises/{promise.id}/").content.decode()
    assert "It broke, and they agreed to another date: it falls due in" in page
    assert 'class="badge broken"' in page, "what it was called by its first date it stays"


def test_lateness_counts_from_the_date_in_force(company: Company) -> None:
    promise = late(company)
    agree(company, move(company, promise, 1))
    acknowledge(company, promise)
    with clock.stopped(company.now + 2 * DAY):
        page = signed_in(company.people["ann"]).get(f"/promises/{promise.id}/").content.decode()
        assert "late by 1 d" in today(company)
        assert "its date was over 1 d" in page


def test_a_declined_date_leaves_the_one_before(company: Company) -> None:
    promise = late(company)
    agree(company, move(company, promise, 20), decline=True)
    assert "late by" in today(company)


def test_a_broken_promise_without_recovery_is_a_need_of_its_own(company: Company) -> None:
    published(company, AMENDS)
    promise = late(company)
    assert "nobody has told them" in today(company, "mia")
    tell(company, promise)
    assert "no recovery" not in today(company), "Ann has nothing to give"
    shown = today(company, "mia")
    assert "no recovery" in shown
    assert f'href="/promises/{promise.id}/amends/?next=/%3Fwhose%3Dteams"' in shown
    company.by(
        "ann",
        company.now,
        lambda work: operations.keep(work, promise.id, operations.Keep()),
    )
    assert "no recovery" in today(company, "mia"), "done too late, and not made up for"
    with clock.stopped(company.now + 15 * DAY):
        assert "no recovery" not in today(company, "mia"), "no news any more"
    given = operations.Give(amends="bouquet", reason="It was late.")
    company.by("mia", company.now, lambda work: operations.give(work, promise.id, given))
    assert "no recovery" not in today(company, "mia")


def test_what_a_restricted_team_hands_over_is_seen_by_whoever_holds_it_now(
    company: Company,
) -> None:
    letter = company.promise("opinion", "Ines Okafor", 20 * DAY, by="lea")
    assert letter.id not in today(company)
    over = operations.HandOver(to="team:support", note="Please answer them.")
    company.by("lea", company.now, lambda work: operations.hand_over(work, letter.id, over))
    assert letter.id in today(company)
    listed = signed_in(company.people["ann"]).get("/promises/").content.decode()
    assert letter.id in listed
    for page in (today(company, "dan"), signed_in(company.people["dan"]).get("/promises/")):
        assert letter.id not in (page if isinstance(page, str) else page.content.decode())


def heard(company: Company, promise: Promise, says: str) -> None:
    """The customer writes by their link."""
    said = operations.Hear(says=says, channel="link")
    themselves(company, lambda work: operations.hear(work, promise.id, said))


@pytest.fixture
def written(company: Company) -> Promise:
    """A promise with time left, about which the customer wrote."""
    promise = company.promise(
        "refund", "Ines Okafor", timedelta(hours=1), holder=company.actor("ann").name
    )
    assert "Nothing needs you now." in today(company)
    heard(company, promise, "Is <b>it</b> on its way?")
    return promise


def test_what_a_customer_wrote_waits_on_today(company: Company, written: Promise) -> None:
    shown = today(company)
    assert "unanswered" in shown
    assert "They wrote: “Is &lt;b&gt;it&lt;/b&gt; on its way?”." in shown
    tell(company, written)
    assert "Nothing needs you now." in today(company)


def test_what_was_read_waits_no_longer(company: Company, written: Promise) -> None:
    browser = signed_in(company.people["ann"])
    path = f"/promises/{written.id}/acknowledge/"
    assert "I have read what they said" in browser.get(f"/promises/{written.id}/").content.decode()
    assert browser.post(path, {"once": "a"}).status_code == 303
    assert "Nothing needs you now." in today(company)
    page = browser.get(f"/promises/{written.id}/").content.decode()
    assert "read what they said" in page
    again = browser.post(path, {"once": "b"})
    assert again.status_code == 422
    assert "This does not fit what became of it meanwhile." in again.content.decode()


def test_a_new_word_waits_again(company: Company, written: Promise) -> None:
    acknowledge(company, written)
    heard(company, written, "And now?")
    assert "And now?" in today(company)


def test_an_agreement_is_shown_until_it_is_read(company: Company) -> None:
    promise = company.promise(
        "refund", "Ines Okafor", timedelta(hours=1), holder=company.actor("ann").name
    )
    agree(company, move(company, promise, 12))
    assert "They agreed to the other date." in today(company)
    acknowledge(company, promise)
    assert "Nothing needs you now." in today(company)


def test_who_looks_on_has_nothing_to_press(company: Company, written: Promise) -> None:
    browser: Client = signed_in(company.people["vic"])
    assert "I have read it" not in browser.get("/?whose=all").content.decode()
    assert browser.post(f"/promises/{written.id}/acknowledge/", {"once": "a"}).status_code == 403


@pytest.fixture
def done(company: Company) -> Promise:
    """Their passport, for a refund of Ann's, which they say they sent."""
    refund = company.promise(
        "refund", "Ines Okafor", timedelta(hours=1), holder=company.actor("ann").name
    )
    wanted = operations.AskDuty(
        duty="passport", customer=company.customers["Ines Okafor"], for_promises=(refund.id,)
    )
    duty: Promise = company.by("ann", company.now, lambda work: operations.ask(work, wanted))
    said = operations.Keep(note="By mail", channel="link")
    return themselves(company, lambda work: operations.keep(work, duty.id, said))


def test_that_their_part_is_done_waits_for_who_needs_it(company: Company, done: Promise) -> None:
    shown = today(company)
    assert "Ines Okafor: Send us a copy of your passport" in shown
    assert "They say that it is done. They wrote: “By mail”." in shown
    assert "They say that it is done." not in today(company, "dan"), "nothing of theirs waits"
    browser = signed_in(company.people["ann"])
    assert browser.post(f"/promises/{done.id}/acknowledge/", {"once": "a"}).status_code == 303
    assert "They say that it is done." not in today(company)


def test_that_it_is_not_done_is_as_near(company: Company, done: Promise) -> None:
    assert f'href="/promises/{done.id}/reopen/?next=/"' in today(company)
    browser = signed_in(company.people["ann"])
    said = {"once": "a", "reason": "Nothing came."}
    assert browser.post(f"/promises/{done.id}/reopen/", said).status_code == 303
    assert company.state(done.id).kept_at is None
    assert "They say that it is done." not in today(company)


def test_what_nothing_waits_for_lies_with_everybody(company: Company) -> None:
    wanted = operations.AskDuty(duty="passport", customer=company.customer("Ines Okafor"))
    duty = company.by("ann", company.now, lambda work: operations.ask(work, wanted))
    said = operations.Keep(channel="link")
    themselves(company, lambda work: operations.keep(work, duty.id, said))
    for who in ("ann", "dan"):
        assert "They say that it is done." in today(company, who)


def test_of_a_promise_that_is_over_only_what_they_wrote_is_left(company: Company) -> None:
    promise = late(company)
    agree(company, move(company, promise, 20))
    shop = Actor(ActorKind.INTEGRATION, "shop", "integration")
    act = operations.Keep()
    with clock.stopped(company.now):
        current_store().write(
            lambda work: operations.keep(work, promise.id, act), actor=shop, at=company.now
        )
    assert "They agreed to the other date." not in today(company)
    heard(company, promise, "Why so late?")
    shown = today(company)
    assert "They wrote: “Why so late?”." in shown
    assert f"/promises/{promise.id}/answer/" not in shown, "it is named already"


def document(company: Company, who: str = "ann") -> Milestone:
    """A document that somebody opened for Ines."""
    wanted = operations.OpenMilestone(customer=company.customer("Ines Okafor"), name="Kick-off")
    opened: Milestone = company.by(
        who, company.now, lambda work: operations.open_milestone(work, wanted)
    )
    return opened


def sign(company: Company, found: Milestone, *, decline: bool = False) -> None:
    """Their word on it, by their link."""
    said = operations.Sign(decline=decline, note="See you <there>.", channel="link")
    (customer,) = company.customers.values()
    actor = Actor(ActorKind.CUSTOMER, customer, "customer")
    current_store().write(
        lambda work: operations.sign(work, found.id, said), actor=actor, at=company.now
    )


def test_a_signed_document_waits_for_who_opened_it(company: Company) -> None:
    found = document(company)
    assert "Kick-off" not in today(company)
    sign(company, found)
    shown = today(company)
    assert "Ines Okafor: Kick-off" in shown
    assert "They signed it. They wrote: “See you &lt;there&gt;.”." in shown
    assert "Kick-off" in today(company, "mia"), "managers answer for what is left lying"
    assert "Kick-off" not in today(company, "dan")
    browser = signed_in(company.people["ann"])
    path = f"/milestones/{found.id}/acknowledge/"
    said = {"once": "a", "seen": 2, "next": "/"}
    answer = browser.post(path, said)
    assert (answer.status_code, answer["Location"]) == (303, "/")
    assert "Kick-off" not in today(company)
    assert "read what they said" in browser.get(f"/milestones/{found.id}/").content.decode()
    again = browser.post(path, {"once": "b"})
    assert again.status_code == 422


def test_a_refusal_says_so_until_somebody_acts(company: Company) -> None:
    found = document(company)
    sign(company, found, decline=True)
    assert "They declined to sign it." in today(company)
    said = operations.Sign(note="We talk on Monday.")
    company.by("mia", company.now, lambda work: operations.sign(work, found.id, said))
    assert "Kick-off" not in today(company), "whoever signs has read it"


def test_what_waited_for_years_is_let_go_with_the_new_tables(company: Company) -> None:
    """A row of before: the promise is over, and they only agreed to a date of it."""
    promise = late(company)
    row = PromiseRow.objects.filter(subject=promise.id)
    row.update(unanswered_us=1)
    migration = import_module("troth_web.ledger.migrations.0004_spoken")
    migration.count_anew(None, SimpleNamespace(connection=connection))
    assert row.get().unanswered_us is None
