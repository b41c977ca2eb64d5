"""Entries reach endpoints: signed, at least once, each with its own id."""

import json
from datetime import timedelta
from itertools import pairwise

import pytest
from lab.receiver import always, receiving, verified
from standardwebhooks.webhooks import WebhookVerificationError

from tests.contracts.stores import cast
from tests.web.webhooks.desk import Desk
from troth import operations as promising
from troth.promises.entries import EntryType
from troth_web.ledger.held import hold, resume
from troth_web.people.authentication import of_session
from troth_web.people.models import Membership, Team
from troth_web.people.roles import Role
from troth_web.webhooks import hops, operations, schedule
from troth_web.webhooks.models import Delivery, Hop, State
from troth_web.worker.leases import LostLeaseError, take
from troth_web.worker.turn import Turn


def test_it_works(desk: Desk) -> None:
    """A promise is made: its endpoint hears of it once, in the form of the feed, signed."""
    with receiving(always("ok")) as receiver:
        told = desk.endpoint(receiver.url(), "promise.*")
        promise = desk.promise()
        desk.run()
        desk.run()
    assert len(receiver.got) == 1
    said = json.loads(receiver.got[0].body)
    assert verified(receiver.got[0], told.secret) == said
    (entry,) = desk.store.entries(promise)
    assert receiver.ids() == [entry.id] == [said["data"]["id"]]
    assert (said["type"], said["cut"]) == ("promise.made", False)
    assert said["timestamp"] == "2026-12-01T09:00:00.000000Z"
    assert (said["data"]["subject"], said["data"]["sequence"]) == (promise, 1)
    assert said["data"]["hash"] == entry.hash
    assert receiver.got[0].headers["x-troth-hop"] == "1"
    assert desk.states() == {State.DELIVERED}


def test_what_is_personal_stays_here_unless_let(desk: Desk) -> None:
    with receiving(always("ok")) as receiver:
        desk.endpoint(receiver.url("/plain"), "customer.*")
        desk.endpoint(receiver.url("/full"), "customer.*", personal=True)
        cast.customer(desk.store, "Carla Canary")
        desk.run()
    said = {got.path: json.loads(got.body)["data"] for got in receiver.got}
    assert said["/plain"]["personal"] is None
    assert "Carla" not in str(said["/plain"])
    assert said["/full"]["personal"]["name"]["text"] == "Carla Canary"
    says = {each.endpoint.url[-5:]: each.answers[0]["says"] for each in Delivery.objects.all()}
    assert says == {"plain": "done", "/full": ""}


def test_a_filter_lets_through_what_it_names(desk: Desk) -> None:
    """And nobody hears of themselves."""
    with receiving(always("ok")) as receiver:
        desk.endpoint(receiver.url("/told"), "promise.told", "quote.*")
        desk.endpoint(receiver.url("/all"), "*")
        desk.tell(desk.promise())
        desk.run()
    by_path: dict[str, list[str]] = {}
    for got in receiver.got:
        by_path.setdefault(got.path, []).append(json.loads(got.body)["type"])
    assert by_path["/told"] == ["promise.told"]
    assert sorted(by_path["/all"]) == [
        "customer.added",
        "edition.published",
        "promise.made",
        "promise.told",
        "webhook.added",
    ]


def test_what_somebody_missed_in_a_quiz_is_told_in_reports_alone(desk: Desk) -> None:
    """The feed passes over it too: when it was answered would tell by whom."""
    with receiving(always("ok")) as receiver:
        desk.endpoint(receiver.url(), "quiz.*")
        with desk.store.writing(actor=cast.BOB, at=desk.at) as work:
            edition = work.edition()
            assert edition is not None
            promising.count_answers(work, edition.id, "support", {"reply": True}, "once")
        desk.run()
    assert receiver.got == []


def test_a_long_payload_is_left_out_and_says_so(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("troth_web.webhooks.payload.MOST_BYTES", 400)
    with receiving(always("ok")) as receiver:
        desk.endpoint(receiver.url(), "promise.*")
        desk.promise()
        desk.run()
    said = json.loads(receiver.got[0].body)
    assert said["cut"] is True
    assert said["data"]["payload"] == {}


def test_two_secrets_sign_while_one_is_exchanged(desk: Desk) -> None:
    """No receiver refuses anything, whichever of the two it knows; after a day only the new."""
    with receiving(always("ok")) as receiver:
        old = desk.endpoint(receiver.url(), "promise.*")
        new = desk.store.write(
            lambda work: operations.rotate(work, desk.by, old.endpoint.id),
            actor=cast.BOB,
            at=desk.at,
        )
        desk.promise()
        desk.run()
        desk.at += operations.OVERLAP
        desk.promise()
        desk.run()
    first, second = receiver.got
    assert verified(first, old.secret) == verified(first, new.secret)
    assert verified(second, new.secret)
    with pytest.raises(WebhookVerificationError):
        verified(second, old.secret)


def test_the_schedule_is_that_of_standard_webhooks(desk: Desk) -> None:
    """Ten tries in 75.6 hours, each wait within a tenth, one id; then it is disabled, and told."""
    with receiving(always("error")) as receiver:
        told = desk.endpoint(receiver.url(), "promise.made")
        desk.promise()
        desk.run_out()
    assert len(set(receiver.ids())) == 1
    sent = [int(got.headers["webhook-timestamp"]) for got in receiver.got]
    waits = [later - earlier for earlier, later in pairwise(sent)]
    assert len(waits) == len(schedule.WAITS) == 9
    for wait, wanted in zip(waits, schedule.WAITS, strict=True):
        assert abs(wait - wanted.total_seconds()) <= 0.1 * wanted.total_seconds() + 1
    assert sum(schedule.WAITS, timedelta()) == timedelta(hours=75, minutes=35, seconds=5)
    (delivery,) = Delivery.objects.all()
    assert (delivery.state, delivery.due_us, len(delivery.answers)) == (State.FAILED, None, 10)
    assert delivery.answers[0]["status"] == 500
    _is_disabled(desk, told.endpoint.id, "10 tries")


def _is_disabled(desk: Desk, endpoint: str, why: str) -> None:
    entries = list(desk.store.entries(endpoint))
    disabled = [each for each in entries if each.type is EntryType.WEBHOOK_DISABLED]
    assert len(disabled) == 1
    assert why in disabled[0].payload["why"]
    assert disabled[0].payload["owner"] == f"person:{desk.alice.pk}"
    assert disabled[0].payload["host"] == "127.0.0.1"
    assert disabled[0].actor.name == "rule:webhooks"


def test_one_that_is_gone_is_disabled_at_once(desk: Desk) -> None:
    with receiving(always("gone")) as receiver:
        told = desk.endpoint(receiver.url(), "promise.*")
        desk.promise()
        desk.run()
        desk.promise()
        desk.run_out()
    assert len(receiver.got) == 1
    _is_disabled(desk, told.endpoint.id, "410")


def test_five_days_of_failing_are_enough(desk: Desk) -> None:
    """Also where no single entry was tried ten times."""
    with receiving(always("error")) as receiver:
        told = desk.endpoint(receiver.url(), "promise.*")
        for _ in range(6):
            desk.promise()
            desk.run()
            if desk.reread(told.endpoint).disabled_us:
                break
            Delivery.objects.filter(state=State.WAITING).delete()
            desk.at += timedelta(days=1)
    _is_disabled(desk, told.endpoint.id, "5 days")


def test_one_entry_that_is_never_taken_disables_nothing(desk: Desk) -> None:
    """Others arrive; that one is given up, and it is said which."""
    bad: list[str] = []

    def plan(message: str, times: int) -> str:
        if not bad:
            bad.append(message)
        return "error" if message in bad else "ok"

    with receiving(plan) as receiver:
        told = desk.endpoint(receiver.url(), "promise.made")
        desk.promise()
        for _ in range(40):
            desk.run()
            desk.promise()
            desk.run()
            due = desk.next_due()
            if due is None:
                break
            desk.at = due
    assert desk.reread(told.endpoint).disabled_us is None
    entries = list(desk.store.entries(told.endpoint.id))
    assert [each.payload["entry"] for each in entries if each.type == "webhook.given-up"] == bad


@pytest.mark.parametrize(("kind", "seconds"), [("busy", 7200), ("away", 60)])
def test_an_endpoint_is_left_alone_while_it_asks(desk: Desk, kind: str, seconds: int) -> None:
    """`Retry-After` holds for all that goes there; the schedule is never made shorter by it."""
    with receiving(lambda _id, times: kind if times == 0 else "ok") as receiver:
        desk.endpoint(receiver.url(), "promise.*")
        desk.promise()
        desk.run()
        begun = desk.at
        desk.promise()
        desk.run()
        assert len(receiver.got) == 1
        desk.at = begun + timedelta(seconds=seconds - 1)
        desk.run()
        assert len(receiver.got) == 1
        desk.run_out()
    sent = [int(got.headers["webhook-timestamp"]) for got in receiver.got]
    assert min(sent[1:]) - sent[0] >= seconds
    assert desk.states() == {State.DELIVERED}


def test_a_redirect_is_a_failure(desk: Desk) -> None:
    with receiving(lambda _id, times: "redirect" if times == 0 else "ok") as receiver:
        desk.endpoint(receiver.url(), "promise.*")
        desk.promise()
        desk.run_out()
    assert [got.path for got in receiver.got] == ["/hook", "/hook"]


def test_one_enabled_again_gets_what_was_waiting(desk: Desk) -> None:
    with receiving(lambda _id, _times: "gone" if len(receiver.got) == 1 else "ok") as receiver:
        told = desk.endpoint(receiver.url(), "promise.*")
        first = desk.promise()
        desk.tell(first)
        desk.run()
        assert desk.states() == {State.FAILED, State.WAITING}
        desk.at += timedelta(days=2)
        desk.store.write(
            lambda work: operations.enable(work, desk.by, told.endpoint.id),
            actor=cast.BOB,
            at=desk.at,
        )
        desk.run_out()
        failed = Delivery.objects.get(state=State.FAILED)
        desk.store.write(
            lambda work: operations.retry(work, desk.by, told.endpoint.id, failed.pk),
            actor=cast.BOB,
            at=desk.at,
        )
        desk.run_out()
    assert desk.states() == {State.DELIVERED}
    assert receiver.ids()[-1] == receiver.ids()[0]


def test_entries_of_a_subject_come_in_order(desk: Desk) -> None:
    """One at a time, though others go at once."""
    with receiving(always("ok")) as receiver:
        desk.endpoint(receiver.url(), "promise.*")
        promise = desk.promise()
        for number in range(10):
            desk.tell(promise, f"soon {number}")
        desk.run()
    sequences = [json.loads(got.body)["data"]["sequence"] for got in receiver.got]
    assert sequences == list(range(1, 12))


def test_a_held_copy_sends_nothing(desk: Desk) -> None:
    """What waited is passed over when it is told to."""
    with receiving(always("ok")) as receiver:
        desk.endpoint(receiver.url(), "promise.*")
        desk.promise()
        desk.dispatch()
        hold(desk.at)
        desk.run()
        assert (receiver.got, desk.states()) == ([], {State.WAITING})
        resume(desk.store, at=desk.at, backlog="drop")
        desk.run()
    assert (receiver.got, desk.states()) == ([], {State.DROPPED})


def test_a_worker_that_was_replaced_settles_nothing(desk: Desk) -> None:
    """The next one sends again, with the same id."""
    with receiving(always("ok")) as receiver:
        desk.endpoint(receiver.url(), "promise.*")
        desk.promise()
        desk.dispatch()
        turn = desk.turn("webhooks")
        assert desk.sender.act(turn) == 1
        later = desk.at + timedelta(days=366)
        other = take("webhooks", "b", later, timedelta(days=30))
        assert other is not None
        with pytest.raises(LostLeaseError):
            _act_on(desk, turn)
        assert desk.states() == {State.WAITING}
        desk.leases["webhooks"] = other
        desk.run()
    assert desk.states() == {State.DELIVERED}
    assert len(set(receiver.ids())) == 1


def _act_on(desk: Desk, turn: Turn) -> None:
    for _ in range(100):
        desk.sender.act(turn)


def test_webhooks_that_cause_webhooks_end(desk: Desk) -> None:
    """A receiver that writes because of each webhook hears three times, and no more."""
    with receiving(always("ok")) as receiver:
        desk.endpoint(receiver.url(), "promise.told")
        promise = desk.promise()
        desk.tell(promise)
        heard = 0
        for _ in range(10):
            desk.run()
            if len(receiver.got) == heard:
                break
            hop = int(receiver.got[-1].headers["x-troth-hop"])
            heard = len(receiver.got)
            with desk.store.writing(actor=cast.ANNA, at=desk.at) as work:
                promising.tell(work, promise, promising.Tell(says=f"again {hop}"))
                hops.note(work, hop)
    assert [got.headers["x-troth-hop"] for got in receiver.got] == ["1", "2", "3"]
    assert not Hop.objects.exists()


def test_an_owner_hears_no_more_than_they_may_see(desk: Desk) -> None:
    """What a restricted team promises goes where its members answer, and nowhere else."""
    closed = Team.objects.create(id="support", name="Support", restricted=True)
    mia, max_ = desk.person("mia", Role.MANAGER), desk.person("max", Role.MANAGER)
    Membership.objects.create(person=mia, team=closed)
    with receiving(always("ok")) as receiver:
        desk.endpoint(receiver.url("/in"), "promise.*", owner=mia)
        desk.endpoint(receiver.url("/out"), "promise.*", owner=max_)
        desk.endpoint(receiver.url("/over"), "promise.*")
        desk.promise()
        mia.active, mia.left_at = False, desk.at
        mia.save()
        desk.dispatch()
        desk.promise()
        desk.run()
    paths = sorted(got.path for got in receiver.got)
    assert paths == ["/over", "/over"]
    assert of_session(max_.pk).hidden == {"support"}


def test_an_address_that_leads_inside_later_is_not_called(desk: Desk) -> None:
    """It may have led elsewhere when it was added; each time it is looked at again."""
    with receiving(always("ok")) as receiver:
        told = desk.endpoint(receiver.url(), "promise.*")
        told.endpoint.url = f"https://10.0.0.1:{receiver.port}/"
        told.endpoint.save()
        desk.promise()
        desk.run()
    (delivery,) = Delivery.objects.all()
    assert "not a public address" in delivery.answers[0]["says"]
    assert receiver.got == []
