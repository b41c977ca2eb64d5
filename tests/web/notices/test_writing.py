"""What each kind of notice says, as its reader gets it."""

import pytest

from tests.web.channels.letters import HOSTILE
from tests.web.notices.desk import DAY, HOUR, MINUTE, NOW, Desk, mails, text_of
from troth import operations
from troth.operations import Rectify
from troth.playbook.schema.words import NoticeKind
from troth_web.notices.kinds import KINDS
from troth_web.notices.models import Line, Preference
from troth_web.notices.texts import CUSTOMER_TEXTS, TEXTS


def read(desk: Desk, name: str = "bea") -> str:
    """What somebody was told last."""
    desk.rounds()
    found = mails(f"{name}@example.com")
    return text_of(found[-1]) if found else ""


def test_at_risk(desk: Desk) -> None:
    """Why, in words, once three quarters of its time are gone."""
    promise = desk.promise()
    desk.go(3 * HOUR + MINUTE).watch(promise)
    assert (
        "- First reply for Ada Byron is due Tue 1 Dec 2026, 14:00 (Europe/Berlin). "
        "It is at risk: 75 % of its time is gone."
    ) in read(desk)


def test_a_risk_that_is_over_is_none(desk: Desk) -> None:
    """It was kept, waits, broke, or has another date, before anybody could be told."""
    kept, broke, changed, other = (desk.promise() for _ in range(4))
    desk.go(3 * HOUR + MINUTE).watch(kept, broke, changed, other)
    desk.dispatched()
    desk.go(MINUTE).keep(kept)
    desk.change(changed, NOW + 9 * HOUR, by="bea")
    desk.go(HOUR)
    desk.gathered()
    desk.sent()
    assert not mails("bea@example.com")
    assert Line.objects.filter(kind="at-risk", why="over").count() == 4 * 3


def test_update_due(desk: Desk) -> None:
    """Whoever holds it is reminded, and of an update that was missed once more."""
    promise = desk.promise(metric="delivery", by="dan")
    desk.go(50 * MINUTE).watch(promise)
    due = "Tue 1 Dec 2026, 11:00 (Europe/Berlin)"
    assert f"- Ada Byron is to hear how delivery stands, by {due}." in read(desk, "dan")
    desk.go(20 * MINUTE).watch(promise)
    assert len(mails("dan@example.com")) == 1
    assert due in read(desk, "dan")
    assert len(mails("dan@example.com")) == 2


def test_an_update_that_was_given_is_not_due(desk: Desk) -> None:
    """The customer heard before the holder could be reminded."""
    promise = desk.promise(metric="delivery", by="dan")
    desk.go(50 * MINUTE).watch(promise)
    desk.dispatched()
    desk.tell(promise)
    assert read(desk, "dan") == ""


def test_handed_over(desk: Desk) -> None:
    """With what the one before said, in their words."""
    promise = desk.promise()
    desk.hand_over(promise, desk.reader("dan"), note="Bag at desk 4\n<b>now</b>")
    text = read(desk, "dan")
    assert "- First reply for Ada Byron is yours now." in text
    assert "  Ann said: “Bag at desk 4 <b>now</b>”" in text
    desk.hand_over(promise, desk.reader("bea"))
    desk.dispatched()
    desk.go(MINUTE).hand_over(promise, desk.reader("mia"))
    assert read(desk, "bea") == ""
    assert "is yours now" in read(desk, "mia")


def test_a_change_and_its_answer(desk: Desk) -> None:
    """The holder hears that the customer said so."""
    promise = desk.promise()
    change = desk.change(promise, NOW + 9 * HOUR, agreed=True)
    assert "due Tue 1 Dec 2026, 19:00 (Europe/Berlin) now. Before, it was Tue 1 Dec" in read(desk)
    desk.go(HOUR).answer(promise, change)
    assert "Ada Byron agreed to the new date for First reply: Tue 1 Dec 2026, 19:00" in read(desk)
    change = desk.change(promise, NOW + 12 * HOUR, agreed=True)
    desk.go(HOUR).rounds()
    desk.go(HOUR).answer(promise, change, decline=True)
    assert "Ada Byron declined the new date for First reply. It is due" in read(desk)


def test_duty_late(desk: Desk) -> None:
    """Who waits for the customer's part hears that it is late."""
    promise = desk.promise(metric="delivery", by="dan")
    duty = desk.ask(promise)
    desk.go(HOUR + MINUTE).watch(duty)
    assert "Larkwind waits for Ada Byron: Send a copy" in read(desk, "dan")
    assert "Send a copy of your passport. It was due Tue 1 Dec 2026, 11:00" in read(desk, "dan")
    assert not mails("bea@example.com")


def test_their_part_is_done(desk: Desk) -> None:
    """By their own word, with what they wrote; once it is read, nobody needs to hear."""
    promise = desk.promise(metric="delivery", by="dan")
    first, second = desk.ask(promise), desk.ask(promise)
    said = operations.Keep(note="By mail, today", channel="link")
    desk.go(MINUTE).write(lambda work: operations.keep(work, first.id, said), "customer")
    text = read(desk, "dan")
    assert "- Ada Byron says that this is done: Send a copy of your passport." in text
    assert "  the customer said: “By mail, today”" in text
    desk.go(HOUR).write(lambda work: operations.keep(work, second.id, said), "customer")
    desk.dispatched()
    desk.write(lambda work: operations.acknowledge(work, second.id, operations.Acknowledge()))
    read(desk, "dan")
    assert len(mails("dan@example.com")) == 1


def test_a_document_that_was_signed(desk: Desk) -> None:
    """Or was not; whoever opened it hears, with the way to it, unless they read it meanwhile."""
    wanted = operations.OpenMilestone(customer=desk.customer, name="Kick-off <b>")
    first, second = (
        desk.write(lambda work: operations.open_milestone(work, wanted), "bea") for _ in range(2)
    )
    no = operations.Sign(decline=True, note="Not yet", channel="link")
    desk.go(MINUTE).write(lambda work: operations.sign(work, first.id, no), "customer")
    text = read(desk)
    assert "- Ada Byron declined to sign “Kick-off <b>”." in text
    assert f"/milestones/{first.id}/" in text
    assert "  the customer said: “Not yet”" in text
    yes = operations.Sign(channel="link")
    desk.go(HOUR).write(lambda work: operations.sign(work, second.id, yes), "customer")
    desk.dispatched()
    said = operations.Acknowledge()
    desk.write(lambda work: operations.acknowledge_milestone(work, second.id, said), "bea")
    read(desk)
    assert len(mails("bea@example.com")) == 1
    assert not mails("ann@example.com")


def test_account(desk: Desk) -> None:
    """Who was given another role hears of it, and cannot choose not to."""
    from troth_web.people.authentication import of_session
    from troth_web.people.operations import change_role

    Preference.objects.create(
        reader=desk.reader("bea"), channels=[], off=[kind.value for kind in NoticeKind]
    )
    change_role(
        of_session(desk.people["alice"].pk), str(desk.people["bea"].pk), "viewer", at=desk.at
    )
    assert "Your role was changed by Alice." in read(desk)


def test_the_playbooks_own_words(desk: Desk) -> None:
    """Instead of ours, for colleagues and for customers."""
    desk.publish(
        "{customers: [broken], texts: {broken: '{what} to {whom} broke; {holder}, call them.'}, "
        "customer-texts: {broken: '{company} is late with {what}. Sorry!'}}"
    )
    promise = desk.promise()
    desk.go(5 * HOUR).notice(promise)
    assert "- First reply to Ada Byron broke; Support desk, call them." in read(desk)
    (mail,) = mails("ada@customers.example")
    assert "- Larkwind is late with First reply. Sorry!" in text_of(mail)
    assert mail["Subject"] == "Larkwind: broken promises"


def test_a_name_does_nothing(desk: Desk) -> None:
    """Whatever a customer calls themselves: one line, no header, no markup."""
    name = f"Ada\r\nBcc: all@example.com\n{HOSTILE}\u202e"
    rectified = Rectify(name=name, reason="they said so")
    desk.write(lambda work: operations.rectify(work, desk.customer, rectified), "mia")
    promise = desk.promise()
    desk.go(5 * HOUR).notice(promise)
    text = read(desk)
    (mail,) = mails("bea@example.com")
    assert mail["Bcc"] is None
    assert "Ada Bcc: all@example.com </li><script>" in text
    assert "\u202e" not in text
    marked = mail.get_payload(1)
    assert not isinstance(marked, str)
    content = marked.get_payload(decode=True)
    assert isinstance(content, bytes)
    assert b"<script" not in content
    assert b"&lt;script&gt;" in content


def test_days_late_is_said_so(desk: Desk) -> None:
    """A break that nobody noticed for two days."""
    promise = desk.promise()
    desk.go(2 * DAY).watch(promise)
    assert "This was noticed late, Thu 3 Dec 2026, 10:00 (Europe/Berlin)." in read(desk)


def test_that_many_come_late_is_said_once(desk: Desk) -> None:
    """With how many, and when; not of each of them."""
    late = [desk.promise() for _ in range(3)]
    desk.go(DAY)
    soon = desk.promise()
    desk.watch(late[0])
    desk.go(4 * HOUR + MINUTE).watch(*late[1:], soon)
    text = read(desk)
    assert text.count("late") == 1
    said = "Broken promises\n3 of these were noticed late, Wed 2 Dec 2026, 10:00 (Europe/Berlin) to"
    assert said in text
    assert "to Wed 2 Dec 2026, 14:01 (Europe/Berlin).\n- " in text


def test_that_all_come_late_is_said_once(desk: Desk) -> None:
    """Where messages could not go, and nobody is to blame for noticing late."""
    promises = [desk.promise(), desk.promise()]
    desk.go(4 * HOUR + MINUTE).watch(*promises)
    desk.dispatched()
    desk.go(HOUR)
    text = read(desk)
    assert text.count("late") == 1
    assert "\nYou hear of all of these late: for a while, no notices were sent.\n- " in text


@pytest.mark.parametrize("kind", [kind for kind, about in KINDS.items() if about.staff])
def test_every_kind_has_its_sentence(kind: NoticeKind) -> None:
    """For colleagues; those for customers are a list of their own."""
    assert TEXTS[kind].endswith((".", "?"))


def test_what_is_for_customers_alone_has_no_other_sentence() -> None:
    """And the other way round."""
    alone = {kind.value for kind, about in KINDS.items() if not about.staff}
    assert alone == {"made", "kept"}
    assert alone <= {kind.value for kind in CUSTOMER_TEXTS}
