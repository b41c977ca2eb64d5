"""At least once, with the same id at each try; what was sent is an entry."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta

import pytest

from tests.web.notices.desk import DAY, HOUR, MINUTE, SECOND, Desk, mails
from troth_web import crashpoints
from troth_web.channels.port import Channel, NotTakenError, Parcel, Send
from troth_web.notices.models import Line, Message, Suppression
from troth_web.notices.moments import moment
from troth_web.notices.sending import BACK_OFF, send_by
from troth_web.worker.leases import LostLeaseError


class KilledError(BaseException):
    """The end of a process, as far as a test can have it."""


@pytest.fixture
def broken(desk: Desk) -> Desk:
    """A desk at which a promise broke, and nobody has heard of it yet."""
    promise = desk.promise()
    desk.go(5 * HOUR).notice(promise)
    return desk


def test_what_was_sent_is_an_entry(broken: Desk) -> None:
    """Who was told of what, by which channel; no text, no name, no address."""
    broken.rounds()
    (entry,) = [each for each in broken.told() if each.payload["reader"] == broken.reader("bea")]
    (line,) = Line.objects.filter(reader=broken.reader("bea"))
    assert entry.type == "notice.sent"
    assert entry.subject in mails("bea@example.com")[0]["Message-ID"]
    assert entry.payload == {
        "reader": broken.reader("bea"),
        "channel": "email",
        "kinds": ["broken"],
        "about": [line.promise],
        "tries": 1,
    }
    assert str(entry.actor) == "rule:notices@1"
    assert entry.person is None


def test_what_could_not_be_sent_before_the_night_waits_for_the_morning(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A try that failed at 20:59 is not made good at 21:00."""
    desk.publish('{quiet-hours: "21:00-07:00"}')
    promise = desk.promise()
    desk.go(timedelta(hours=10, minutes=59, seconds=30)).notice(promise)
    with monkeypatch.context() as away:
        away.setattr("django.core.mail.backends.locmem.EmailBackend.send_messages", _no_server)
        desk.rounds()
    assert Message.objects.filter(state="pending").count() == Line.objects.count() > 0
    desk.pass_time(30 * MINUTE)
    assert mails() == []
    desk.pass_time(10 * HOUR, step=10 * MINUTE)
    assert mails("bea@example.com")
    assert set(Message.objects.values_list("state", "tries")) == {("sent", 2)}


def _no_server(*_: object) -> None:
    raise ConnectionRefusedError


def dying_at(monkeypatch: pytest.MonkeyPatch, point: str) -> Callable[[], int]:
    """Let the process end at a point, at every second time; how often it did."""
    passed, killed = [0], [0]

    def crashpoint(name: str) -> None:
        if name != point:
            return
        passed[0] += 1
        if passed[0] % 2:
            killed[0] += 1
            raise KilledError

    monkeypatch.setattr(crashpoints, "_come_by", crashpoint)
    return lambda: killed[0]


@pytest.mark.parametrize(
    "point",
    [
        "after-listeners",
        "before-dispatched",
        "before-gathered",
        "notice-leased",
        "before-sent",
        "after-sent",
        "before-commit",
        "after-commit",
    ],
)
def test_a_kill_loses_nothing_and_repeats_little(
    broken: Desk, monkeypatch: pytest.MonkeyPatch, point: str
) -> None:
    """Sends are one, and one more for each kill in the middle of one, with the same id (T2)."""
    kills = dying_at(monkeypatch, point)
    for _ in range(20):
        with suppress(KilledError):
            broken.rounds()
        broken.go(MINUTE)
    assert kills() >= 1
    ids = [mail["Message-ID"] for mail in mails()]
    assert len(set(ids)) == 3
    in_window = kills() if point in {"after-sent", "before-commit"} else 0
    assert len(ids) <= 3 + in_window
    told = [each.subject for each in broken.told()]
    assert len(told) == len(set(told)) == 3
    assert not Message.objects.exclude(state="sent").exists()
    assert not Line.objects.filter(ended_us=None).exists()


def test_a_worker_that_was_replaced_sends_nothing(broken: Desk) -> None:
    """It finds out before it takes a message, and before it says that one was sent."""
    broken.dispatched()
    broken.gathered()
    stale = broken.turn("notices-email")
    broken.turn("notices-email")
    send = send_by(sending_nowhere(print))
    with pytest.raises(LostLeaseError):
        send(stale)
    assert Message.objects.filter(state="pending", tries=0).count() == 3


@contextmanager
def _open(send: Send) -> Iterator[Send]:
    yield send


def sending_nowhere(send: Send) -> Channel:
    """A channel that calls a function."""
    return Channel(name="email", open=lambda: _open(send), at_once=20)


def test_what_is_not_taken_is_tried_again(broken: Desk) -> None:
    """Less and less often, for two days; then it is given up, and that is an entry."""
    tried: list[Parcel] = []

    def send(parcel: Parcel) -> None:
        tried.append(parcel)
        raise NotTakenError("451 4.7.1")

    act = send_by(sending_nowhere(send))
    broken.dispatched()
    broken.gathered()
    pending = Message.objects.filter(state="pending").order_by("next_us")
    while (message := pending.first()) is not None:
        broken.at = max(broken.at, moment(message.next_us)) + SECOND
        act(broken.turn("notices-email"))
    assert len(tried) == 3 * (len(BACK_OFF) + 1)
    assert len({each.id for each in tried}) == 3
    spans = [later.at - earlier.at for earlier, later in zip(tried[::3], tried[3::3], strict=False)]
    assert all(wait <= span <= wait + MINUTE for wait, span in zip(BACK_OFF, spans, strict=True))
    assert 2 * DAY <= sum(spans, start=0 * DAY) <= 3 * DAY
    failed = broken.told()
    assert [each.type for each in failed] == ["notice.failed"] * 3
    assert failed[0].payload["why"] == "451 4.7.1"
    assert set(Message.objects.values_list("state", "why")) == {("failed", "451 4.7.1")}
    assert set(Line.objects.values_list("why", flat=True)) == {"451 4.7.1"}


def test_where_the_way_closes_after_one_the_others_wait(broken: Desk) -> None:
    """None of them is held any longer by the worker that could not send it."""
    sent: list[Parcel] = []

    def send(parcel: Parcel) -> None:
        if sent:
            raise NotTakenError("no", unreachable=True)
        sent.append(parcel)

    broken.dispatched()
    broken.gathered()
    send_by(sending_nowhere(send))(broken.turn("notices-email"))
    assert Message.objects.filter(state="sent").count() == 1
    assert Message.objects.filter(state="pending", leased_until_us=0, why="no").count() == 2


def test_while_one_waits_the_next_is_gathered(broken: Desk) -> None:
    """When the mail server is back, each reader gets what waited, and then one digest."""

    def send(parcel: Parcel) -> None:
        raise NotTakenError("no", unreachable=True)

    for _ in range(6):
        promise = broken.promise()
        broken.go(4 * HOUR + MINUTE).notice(promise)
        broken.dispatched()
        broken.gathered()
        send_by(sending_nowhere(send))(broken.turn("notices-email"))
    assert Message.objects.filter(state="pending").count() == 3
    broken.go(DAY)
    broken.pass_time(HOUR, 5 * MINUTE)
    assert [each["Subject"] for each in mails("bea@example.com")] == [
        "Broken promises: 2",
        "Broken promises: 5",
    ]


def test_an_address_that_is_refused_for_good_gets_nothing_more(broken: Desk) -> None:
    """At once, as if the mail had come back."""

    def send(parcel: Parcel) -> None:
        raise NotTakenError("550 5.1.1", again=False, gone=parcel.address.startswith("bea"))

    broken.dispatched()
    broken.gathered()
    send_by(sending_nowhere(send))(broken.turn("notices-email"))
    assert Suppression.objects.get().reader == broken.reader("bea")
    broken.pass_time(HOUR, 5 * MINUTE)
    assert mails("alice@example.com")[0]["Subject"] == "Addresses that take no mail: 1"
    types = sorted(each.type for each in broken.told())
    assert types == [
        "notice.bounced",
        "notice.failed",
        "notice.failed",
        "notice.failed",
        "notice.sent",
    ]


def test_who_left_meanwhile_is_not_written_to(broken: Desk) -> None:
    """Between two tries somebody may leave."""
    broken.dispatched()
    broken.gathered()
    bea = broken.people["bea"]
    bea.active, bea.left_at = False, broken.at
    bea.save()
    broken.sent()
    assert not mails("bea@example.com")
    message = Message.objects.get(reader=broken.reader("bea"))
    assert (message.state, message.why) == ("dropped", "no-address")
    assert len(broken.told()) == 2


def test_one_that_hangs_ends_the_batch(broken: Desk) -> None:
    """The others are not kept waiting for a time-out each."""
    calls: list[str] = []

    def send(parcel: Parcel) -> None:
        calls.append(parcel.id)
        raise NotTakenError("TimeoutError", unreachable=True)

    broken.dispatched()
    broken.gathered()
    send_by(sending_nowhere(send))(broken.turn("notices-email"))
    assert len(calls) == 1
    assert Message.objects.filter(state="pending", leased_until_us=0).count() == 3
