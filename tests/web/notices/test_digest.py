"""One message for each reader, channel and quarter of an hour; nothing is said twice or lost."""

import random
from contextlib import suppress
from itertools import pairwise

from tests.contracts.stores.databases import emptied
from tests.web.notices.desk import DAY, HOUR, MINUTE, NOW, SECOND, Desk, mails, text_of
from troth import operations
from troth.errors import TrothError
from troth.operations import Make
from troth.promises import Promise
from troth_web.ledger.held import hold
from troth_web.ledger.keyring import bring_keys, wrapped_keys
from troth_web.ledger.models import OutboxRow
from troth_web.notices.models import Line, Message, Preference
from troth_web.worker.beats import beat


def test_it_works(desk: Desk) -> None:
    """A promise breaks, and its team is told at once, in the sentences of its facts."""
    promise = desk.promise()
    desk.go(4 * HOUR + MINUTE).notice(promise)
    desk.rounds()
    (mail,) = mails("bea@example.com")
    assert mail["Subject"] == "Broken promises: 1"
    due = "Tue 1 Dec 2026, 14:00 (Europe/Berlin)"
    assert text_of(mail).splitlines()[:5] == [
        "Hello Bea,",
        "",
        "Broken promises",
        f"- First reply for Ada Byron was due {due}. The promise is broken.",
        f"  http://127.0.0.1:8000/promises/{promise.id}/",
    ]
    assert {each["To"] for each in mails()} == {
        f"{name}@example.com" for name in ("ann", "bea", "mia")
    }


def test_a_quarter_of_an_hour_lies_between_two(desk: Desk) -> None:
    """What happens meanwhile is gathered in the next one."""
    promises = [desk.promise() for _ in range(3)]
    desk.go(5 * HOUR).notice(promises[0])
    desk.rounds()
    desk.notice(promises[1])
    desk.pass_time(10 * MINUTE)
    desk.notice(promises[2])
    assert len(mails("bea@example.com")) == 1
    desk.pass_time(6 * MINUTE)
    first, second = mails("bea@example.com")
    assert second["Subject"] == "Broken promises: 2"
    assert first["Message-ID"] != second["Message-ID"]


def test_a_storm_is_one_message_and_one_digest(desk: Desk) -> None:
    """Of 1,200 breaks within a minute nobody gets more than two mails (T14)."""
    made = [
        *desk.write(
            lambda work: [
                operations.make(work, Make(metric="first-reply", customer=desk.customer))
                for _ in range(1_200)
            ]
        )
    ]
    desk.rounds()
    desk.go(4 * HOUR + MINUTE)
    for number in range(0, len(made), 300):
        desk.notice(*made[number : number + 300])
        desk.rounds()
        desk.go(15 * SECOND)
    desk.pass_time(HOUR, 5 * MINUTE)
    for name in ("ann", "bea", "mia"):
        first, second = mails(f"{name}@example.com")
        assert first["Subject"] == "Broken promises: 300"
        assert second["Subject"] == "Broken promises: 900"
        assert "- and 880 more" in text_of(second)
    assert Line.objects.filter(why="sent").count() == Line.objects.count() == 3 * 1_200


def test_nobody_is_written_to_at_night(desk: Desk) -> None:
    """By the playbook's quiet hours, in the zone of the reader's team."""
    desk.publish('{quiet-hours: "21:00-07:00"}')
    promise = desk.promise()
    desk.go(12 * HOUR + MINUTE).notice(promise)  # 22:01 in Berlin
    desk.pass_time(8 * HOUR, 30 * MINUTE)
    assert not mails()
    desk.pass_time(HOUR + MINUTE, 30 * MINUTE)
    (mail,) = mails("bea@example.com")
    assert "This was noticed late" in text_of(mail)
    assert "no notices were sent" not in text_of(mail)


def test_ones_own_waking_hours_come_before_those_of_the_playbook(desk: Desk) -> None:
    """Bea works nights in Denver."""
    desk.publish('{quiet-hours: "21:00-07:00"}')
    Preference.objects.create(
        reader=desk.reader("bea"), channels=["email"], zone="America/Denver", waking="20:00-04:00"
    )
    promise = desk.promise()
    desk.go(5 * HOUR).notice(promise)  # 15:00 in Berlin, 07:00 in Denver
    desk.rounds()
    assert not mails("bea@example.com")
    assert mails("mia@example.com")
    desk.pass_time(13 * HOUR + 30 * MINUTE, HOUR)
    (mail,) = mails("bea@example.com")
    assert "Tue 1 Dec 2026, 06:00 (America/Denver)" in text_of(mail)


def test_what_cannot_wait_does_not(desk: Desk) -> None:
    """That deadlines are not checked is told at night too."""
    desk.publish('{quiet-hours: "21:00-07:00"}')
    Preference.objects.create(reader=desk.reader("alice"), channels=["email"], zone="Europe/Berlin")
    beat("deadlines", NOW + 13 * HOUR, 0)
    desk.go(13 * HOUR + MINUTE).rounds()
    assert not mails()
    desk.go(MINUTE).rounds()
    desk.pass_time(HOUR, 5 * MINUTE)
    (mail,) = mails("alice@example.com")
    assert "checked from Tue 1 Dec 2026, 23:00 (Europe/Berlin) on" in text_of(mail)
    assert "List-Unsubscribe" not in mail


def test_a_worker_that_was_gone_says_so_when_it_is_back(desk: Desk) -> None:
    """Once for each silence, though all of its rounds were silent."""
    for hours in (1, 30):
        for name in ("deadlines", "notices"):
            beat(name, NOW + hours * HOUR, 0)
        desk.at = NOW + (hours + 20) * HOUR
        desk.rounds()
        for name in ("deadlines", "notices"):
            beat(name, desk.at, 0)
        desk.go(MINUTE).rounds()
    assert len(mails("alice@example.com")) == 2
    assert len(desk.store.entries("worker")) == 2


def test_nothing_is_said_of_what_was_kept_meanwhile(desk: Desk) -> None:
    """While no message could go, the promise was kept."""
    promise, other = desk.promise(), desk.promise()
    desk.go(4 * HOUR + MINUTE).notice(promise, other)
    desk.dispatched()
    desk.go(HOUR).keep(promise)
    desk.rounds()
    assert {each["Subject"] for each in mails()} == {"Broken promises: 1"}
    assert "You hear of this late" in text_of(mails("bea@example.com")[0])
    assert Line.objects.filter(why="over").count() == 3


def test_of_one_promise_the_last_word_counts(desk: Desk) -> None:
    """Two changes of its date are one line; both are on record as told."""
    promise = desk.promise()
    desk.change(promise, NOW + 6 * HOUR, by="mia")
    desk.change(promise, NOW + 8 * HOUR, by="mia")
    desk.rounds()
    (mail,) = mails("bea@example.com")
    assert mail["Subject"] == "Changed dates: 1"
    assert Line.objects.filter(reader=desk.reader("bea"), why="sent").count() == 2
    assert "due Tue 1 Dec 2026, 18:00 (Europe/Berlin) now. Before, it was" in text_of(mail)
    assert text_of(mail).count("First reply for") == 1
    assert not mails("mia@example.com")


def test_hearing_of_an_entry_again_says_nothing_again(desk: Desk) -> None:
    """A row of the outbox that comes twice makes no second line."""
    promise = desk.promise()
    desk.go(5 * HOUR).notice(promise)
    entry = desk.store.entries(promise.id)[-1]
    desk.rounds()
    OutboxRow.objects.create(entry=entry.id)
    desk.pass_time(HOUR, 5 * MINUTE)
    assert len(mails("bea@example.com")) == 1


def test_what_comes_from_elsewhere_tells_nobody(desk: Desk) -> None:
    """An import brings a break; whoever had to know knows."""
    promise = desk.promise()
    desk.go(5 * HOUR).notice(promise)
    given = list(desk.store.sealed())
    elsewhere = list(wrapped_keys(desk.store))
    emptied("default")
    bring_keys(desk.store, elsewhere)
    assert desk.store.add(given) == len(given)
    desk.pass_time(HOUR, 5 * MINUTE)
    assert not Line.objects.exists()
    assert not mails()


def test_a_restored_copy_is_silent(desk: Desk) -> None:
    """Held, it neither gathers nor sends."""
    promise, other = desk.promise(), desk.promise()
    desk.go(5 * HOUR).notice(promise)
    desk.dispatched()
    desk.gathered()
    desk.notice(other)
    desk.dispatched()
    hold(desk.at)
    desk.pass_time(HOUR, 5 * MINUTE)
    assert not mails()
    assert Message.objects.filter(state="pending").count() == 3


def test_a_customer_is_told_what_the_playbook_says(desk: Desk) -> None:
    """Nothing by default; then of what it names, no more often than it allows."""
    promise = desk.promise()
    desk.change(promise, NOW + 6 * HOUR)
    desk.rounds()
    assert not mails("ada@customers.example")
    desk.publish("{at-most: 1 per 2 days, customers: [date-changed, broken]}")
    desk.change(promise, NOW + 7 * HOUR)
    desk.rounds()
    (mail,) = mails("ada@customers.example")
    assert "due Tue 1 Dec 2026, 17:00 (Europe/Berlin) now. We had said" in text_of(mail)
    assert "late" not in text_of(mail)  # A colleague's reason is for colleagues.
    assert "/api/" not in text_of(mail)
    desk.go(8 * HOUR).notice(promise)
    desk.pass_time(DAY, HOUR)
    assert len(mails("ada@customers.example")) == 1
    desk.pass_time(DAY, HOUR)
    assert "we have not done it" in text_of(mails("ada@customers.example")[1])


def test_who_was_erased_is_not_written_to(desk: Desk) -> None:
    """Neither at once nor later."""
    desk.publish("{customers: [date-changed]}")
    promise = desk.promise()
    desk.change(promise, NOW + 6 * HOUR)
    desk.dispatched()
    desk.write(lambda work: operations.erase(work, desk.customer), "mia")
    desk.rounds()
    assert not mails("ada@customers.example")
    assert Line.objects.get(reader=f"customer:{desk.customer}").why == "no-address"


def test_who_does_not_want_to_hear_does_not(desk: Desk) -> None:
    """Of the kinds that one stopped; the others come."""
    Preference.objects.create(reader=desk.reader("bea"), channels=["email"], off=["broken"])
    promise = desk.promise()
    desk.go(5 * HOUR).notice(promise)
    desk.rounds()
    assert not mails("bea@example.com")
    desk.hand_over(promise, desk.reader("bea"))
    desk.rounds()
    assert mails("bea@example.com")[0]["Subject"] == "Promises that are yours now: 1"


def test_a_team_without_people_is_heard_of_by_those_in_charge(desk: Desk) -> None:
    """Nothing falls due unseen because somebody left."""
    desk.people["dan"].memberships.all().delete()
    promise = desk.promise(metric="delivery")
    desk.go(7 * DAY).notice(promise)
    desk.rounds()
    assert {each["To"] for each in mails()} == {"alice@example.com", "mia@example.com"}


def test_each_line_ends_in_one_message(desk: Desk) -> None:
    """Whatever happens in whatever order, nobody gets two messages in one quarter of an hour."""
    chance = random.Random(7)  # noqa: S311 - no secret
    promises: list[Promise] = []
    for _ in range(60):
        act = chance.choice(("promise", "promise", "notice", "keep", "rounds"))
        if act == "rounds":
            desk.rounds()
        elif act == "promise":
            promises.append(desk.promise())
        elif promises:
            with suppress(TrothError):
                (desk.notice if act == "notice" else desk.keep)(promises.pop(0))
        desk.go(chance.choice((MINUTE, 10 * MINUTE, HOUR)))
    desk.pass_time(HOUR, MINUTE)
    assert not Line.objects.filter(ended_us=None).exists()
    sent = Line.objects.filter(why="sent")
    assert sent.exists()
    assert not sent.filter(message=None).exists()
    assert not Line.objects.exclude(why="sent").exclude(message=None).exists()
    for reader in {line.reader for line in sent}:
        made = sorted(Message.objects.filter(reader=reader).values_list("made_us", flat=True))
        assert all(later - earlier >= 900_000_000 for earlier, later in pairwise(made))
    told = [each.subject for each in desk.told()]
    assert sorted(told) == sorted(Message.objects.values_list("pk", flat=True))


def test_what_ended_long_ago_is_forgotten(desk: Desk) -> None:
    """The journal keeps who was told; the tables keep what they need, 90 days."""
    promise = desk.promise()
    desk.go(5 * HOUR).notice(promise)
    desk.rounds()
    desk.go(89 * DAY).tidied()
    assert Line.objects.count() == Message.objects.count() == 3
    desk.go(2 * DAY).tidied()
    assert not Line.objects.exists()
    assert not Message.objects.exists()
    assert len(desk.told()) == 3
