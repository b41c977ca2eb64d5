"""Sending messages by one channel: at least once, each try with the same id.

A message is leased before it is sent, and what came of it is recorded after. Whoever dies between
the two leaves a message that is sent once more, with the same id, when its lease is over.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import F, QuerySet

from troth.playbook.schema.words import NoticeKind
from troth.promises.entries import Draft, EntryType
from troth.promises.parties import Actor, ActorKind
from troth_web.channels.port import Channel, NotTakenError, Parcel, Send
from troth_web.crashpoints import crashpoint
from troth_web.ledger.held import sending_allowed
from troth_web.ledger.projection import microseconds
from troth_web.ledger.work import SqlWork
from troth_web.notices.addresses import open_address
from troth_web.notices.facts import Source
from troth_web.notices.kinds import KINDS
from troth_web.notices.models import Line, Message
from troth_web.notices.moments import moment
from troth_web.notices.preferences import Wishes, wishes_of
from troth_web.notices.suppressing import suppress
from troth_web.notices.waking import awake_from
from troth_web.notices.writing import Writing, letter
from troth_web.prepared import Written, prepared, prepared_update
from troth_web.worker.leases import must_hold
from troth_web.worker.turn import Turn

RULE = Actor(ActorKind.RULE, "notices@1")
#: How long whoever sends a message has it to themselves.
LEASE = timedelta(minutes=2)
#: How long after each try the next one comes; after the last it is given up: two days in all.
BACK_OFF = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 240, 480, 720, 1440))
#: Promises that an entry names; of more it says how many.
NAMED = 200


def send_by(channel: Channel) -> Callable[[Turn], int]:
    """What the round of a channel does: a batch of its messages."""

    def act(turn: Turn) -> int:
        messages = _leased(turn, channel)
        if not messages:
            return 0
        return _sent(turn, channel, messages)

    return act


def _leased(turn: Turn, channel: Channel) -> list[Message]:
    """Messages that are due, for us alone; those that were never tried come first."""
    at_us = microseconds(turn.at)
    if not _due.exists(channel.name, at_us) or not sending_allowed():
        return []
    with transaction.atomic(using=turn.store.using):
        must_hold(turn.lease)
        found = tuple(each.id for each in _due.all(channel.name, at_us, limit=channel.at_once))
        if found:
            _lease.run(found, microseconds(turn.at + LEASE))
    crashpoint("notice-leased")
    return _messages.all(found) if found else []


@prepared
def _due(channel: str, at_us: int) -> QuerySet[Message]:
    due = Message.objects.filter(
        state="pending", channel=channel, next_us__lte=at_us, leased_until_us__lte=at_us
    )
    return due.order_by("tries", "next_us")


@prepared
def _messages(ids: tuple[str, ...]) -> QuerySet[Message]:
    return Message.objects.filter(pk__in=ids).order_by("pk")


@prepared
def _lines(message: str) -> QuerySet[Line]:
    return Line.objects.filter(message=message).order_by("at_us", "pk")


@prepared
def _told(message: str) -> QuerySet[Line, tuple[str, str | None]]:
    return Line.objects.filter(message=message).order_by("pk").values_list("kind", "promise")


@prepared_update
def _lease(ids: tuple[str, ...], until_us: int) -> Written:
    return Message.objects.filter(pk__in=ids), {
        "leased_until_us": until_us,
        "tries": F("tries") + 1,
    }


@prepared_update
def _addressed(message: str, address: str) -> Written:
    return Message.objects.filter(pk=message), {"address": address}


@prepared_update
def _ended(message: str, state: str, ended_us: int, why: str) -> Written:
    rows = Message.objects.filter(pk=message, state="pending")
    return rows, {"state": state, "ended_us": ended_us, "why": why}


@prepared_update
def _lines_ended(message: str, ended_us: int, why: str) -> Written:
    return Line.objects.filter(message=message), {"ended_us": ended_us, "why": why}


def _sent(turn: Turn, channel: Channel, messages: list[Message]) -> int:
    ended = 0
    try:
        with channel.open() as send:
            for message in messages:
                _send(turn, send, message)
                ended += 1
    except NotTakenError as error:
        for message in messages[ended:]:
            _put_off(turn, message, error)
    return len(messages)


def _send(turn: Turn, send: Send, message: Message) -> None:
    """Hand one message over, and record what came of it.

    Raises:
        NotTakenError: no other message would be taken now.
    """
    parcel = _parcel(turn, message)
    if isinstance(parcel, str):
        _end(turn, message, "dropped", parcel)
        return
    if isinstance(parcel, datetime):
        _let_sleep(turn, message, parcel)
        return
    try:
        crashpoint("before-sent")
        send(parcel)
        crashpoint("after-sent")
    except NotTakenError as error:
        if error.unreachable:
            raise
        _refused(turn, message, error)
        return
    _record(turn, message)


def _parcel(turn: Turn, message: Message) -> Parcel | str | datetime:
    """What is sent; or why nothing is, where the reader has gone since; or when they wake."""
    store = turn.store
    edition = store.edition()
    playbook = edition.playbook if edition else None
    wishes = wishes_of([message.reader], playbook, store.master)[message.reader]
    address = open_address(store, message.reader, message.channel, wishes)
    if isinstance(address, str):
        return address
    lines = _lines.all(message.id)
    zone = _zone(turn, wishes, lines)
    wakes = awake_from(turn.at, wishes.quiet, zone)
    if wakes > turn.at and not any(KINDS[NoticeKind(line.kind)].urgent for line in lines):
        return wakes
    source = Source(store=store, zone=zone, playbook=playbook)
    writing = Writing(message=message, lines=lines, source=source, name=address.name)
    _addressed.run(message.id, address.hash)
    return Parcel(
        id=message.id,
        address=address.text,
        secret=wishes.addresses.get(f"{message.channel}-secret", ""),
        letter=letter(writing),
        hop=1 + max((line.hop for line in lines), default=0),
        made_at=moment(message.made_us),
        at=turn.at,
    )


def _zone(turn: Turn, wishes: Wishes, lines: list[Line]) -> ZoneInfo:
    """The reader's zone; of a customer, the one in which they were promised something."""
    if wishes.zone is not None:
        return wishes.zone
    promised = next((line.promise for line in lines if line.promise), None)
    promise = turn.store.promise(promised) if promised else None
    return ZoneInfo(promise.zone) if promise else ZoneInfo("UTC")


def _let_sleep(turn: Turn, message: Message, wakes: datetime) -> None:
    """Wait until the reader wakes: it was made before the night, and could not be sent in time."""
    with transaction.atomic(using=turn.store.using):
        must_hold(turn.lease)
        Message.objects.filter(pk=message.pk, state="pending").update(
            next_us=microseconds(wakes), leased_until_us=0, tries=F("tries") - 1
        )


def _record(turn: Turn, message: Message) -> None:
    _end(turn, message, "sent", "", lambda: [_entry(turn, message, EntryType.NOTICE_SENT)])


def _refused(turn: Turn, message: Message, error: NotTakenError) -> None:
    if error.again and message.tries <= len(BACK_OFF):
        _put_off(turn, message, error)
        return
    why = str(error)

    def drafts() -> list[Draft]:
        gone = suppress(turn.store, message, why=why, at=turn.at) if error.gone else []
        return [_entry(turn, message, EntryType.NOTICE_FAILED, why), *gone]

    _end(turn, message, "failed", why, drafts)


def _put_off(turn: Turn, message: Message, error: NotTakenError) -> None:
    """Try again later; once the last try is over, give it up."""
    if message.tries > len(BACK_OFF):
        _refused(turn, message, NotTakenError(str(error), again=False))
        return
    wait = max(BACK_OFF[message.tries - 1], timedelta(seconds=error.after_seconds))
    with transaction.atomic(using=turn.store.using):
        must_hold(turn.lease)
        Message.objects.filter(pk=message.pk, state="pending").update(
            next_us=microseconds(turn.at + wait), leased_until_us=0, why=str(error)
        )


def _end(
    turn: Turn,
    message: Message,
    state: str,
    why: str,
    drafts: Callable[[], list[Draft]] = list,
) -> None:
    """The end of a message, its lines and the entry about it, in one transaction."""
    at_us = microseconds(turn.at)

    def act(work: SqlWork) -> None:
        must_hold(turn.lease)
        if _ended.run(message.id, state, at_us, why):
            _lines_ended.run(message.id, at_us, why or state)
            work.append(drafts())

    turn.store.write(act, actor=RULE, at=turn.at)


def _entry(turn: Turn, message: Message, entry_type: EntryType, why: str = "") -> Draft:
    lines = _told.all(message.id)
    about = list(dict.fromkeys(promise for _, promise in lines if promise))
    payload = {
        "reader": message.reader,
        "channel": message.channel,
        "kinds": sorted({kind for kind, _ in lines}),
        "about": about[:NAMED],
        "more": max(0, len(about) - NAMED) or None,
        "tries": message.tries,
        "why": why or None,
    }
    return Draft(
        type=entry_type,
        subject=message.id,
        at=turn.at,
        payload={key: value for key, value in payload.items() if value is not None},
        channel=message.channel,
    )
