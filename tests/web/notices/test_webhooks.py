"""Notices that programs get: what they write because of one goes round three times at most."""

from tests.web.notices.desk import HOUR, NOW, Desk, mails, text_of
from troth.promises.entries import Draft, EntryType
from troth_web.notices.models import Line, Preference
from troth_web.webhooks.models import Hop


def test_a_circle_ends(desk: Desk) -> None:
    """Each call counts those before it; an e-mail is a person's to read, and comes all the same."""
    reader = desk.reader("bea")
    Preference.objects.create(reader=reader, channels=["email", "webhook"])
    promise = desk.promise()
    for hop in range(5):
        desk.change(promise, NOW + (6 + hop) * HOUR, by="mia")
        entry = desk.store.entries(promise.id)[-1]
        if hop:
            Hop.objects.create(entry=entry.id, hop=hop)
        desk.dispatched()
    hops = Line.objects.filter(reader=reader, channel="webhook").order_by("pk")
    assert list(hops.values_list("hop", flat=True)) == [0, 1, 2]
    assert Line.objects.filter(reader=reader, channel="email").count() == 5


def test_a_webhook_that_was_disabled_is_told_to_its_owner_and_to_admins(desk: Desk) -> None:
    """As the entry says who that is."""
    gone = "it answered 410: it is gone for good"
    payload = {"host": "desk.example.com", "owner": desk.reader("bea"), "why": gone}
    draft = Draft(
        type=EntryType.WEBHOOK_DISABLED,
        subject="01936f2e-7c00-7000-8000-000000000001",
        at=desk.at,
        payload=payload,
    )
    desk.write(lambda work: work.append([draft]), "alice")
    desk.rounds()
    (mail,) = mails("bea@example.com")
    assert f"- The webhook to desk.example.com was disabled: {gone}." in text_of(mail)
    assert not mails("ann@example.com")
