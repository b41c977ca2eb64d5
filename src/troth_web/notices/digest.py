"""The round `notices`: lines that wait become one message per reader, channel and quarter hour.

1. What nobody needs any more ends without a message: over since, stopped, no address.
2. In quiet hours lines wait until they end, but for those that are urgent.
3. A quarter of an hour lies between two messages; a customer gets no more than the playbook says.
4. What is left is one message. The first goes at once; whatever storm follows is the next one.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.db import transaction
from django.db.models import QuerySet

from troth.playbook import Playbook
from troth.playbook.schema.words import NoticeKind
from troth.promises.ids import new_id
from troth.promises.promise import Promise
from troth_web.crashpoints import crashpoint
from troth_web.ledger.held import sending_allowed
from troth_web.ledger.projection import microseconds
from troth_web.notices import addresses
from troth_web.notices.kinds import KINDS
from troth_web.notices.models import WAITING, Line, Message
from troth_web.notices.moments import moment
from troth_web.notices.moot import moot
from troth_web.notices.over import over
from troth_web.notices.preferences import Wishes, wishes_of
from troth_web.notices.silence import look
from troth_web.notices.waking import awake_from
from troth_web.prepared import Written, insert, prepared, prepared_update
from troth_web.worker.leases import must_hold
from troth_web.worker.turn import Turn

#: Between two messages to one reader by one channel.
APART = timedelta(minutes=15)
#: How long lines wait where a message before them waits too.
PATIENCE = timedelta(minutes=1)
#: Readers in one batch.
READERS = 50
#: Lines in one message; what is beyond waits for the next.
MOST = 10_000
_AT_ONCE = 500


@dataclass
class Looking:
    """What a batch reads once for all its readers."""

    turn: Turn
    playbook: Playbook | None
    wishes: dict[str, Wishes]
    _promises: dict[str, Promise] = field(default_factory=dict)

    @property
    def at(self) -> datetime:
        """Now."""
        return self.turn.at

    def promises(self, ids: Collection[str]) -> dict[str, Promise]:
        """Promises by their ids."""
        missing = [each for each in dict.fromkeys(ids) if each not in self._promises]
        for some in _chunks(missing):
            self._promises |= self.turn.store.states(some)
        return self._promises


def gather(turn: Turn) -> int:
    """Make the messages that are due; how many readers were looked at."""
    if not sending_allowed():
        return 0
    look(turn)
    readers = _ready.all(microseconds(turn.at), limit=READERS)
    if not readers:
        return 0
    edition = turn.store.edition()
    playbook = edition.playbook if edition else None
    wishes = wishes_of({reader for reader, _ in readers}, playbook, turn.store.master)
    looking = Looking(turn, playbook, wishes)
    for reader, channel in readers:
        with transaction.atomic(using=turn.store.using):
            must_hold(turn.lease)
            _gather(looking, reader, channel)
            crashpoint("before-gathered")
    return len(readers)


def _gather(looking: Looking, reader: str, channel: str) -> None:
    at_us = microseconds(looking.at)
    lines = _own.all(reader, channel, at_us, limit=MOST)
    lines = _wanted(looking, reader, channel, lines)
    lines = _awake(looking, reader, lines)
    if not lines:
        return
    free = _free_from(looking, reader, channel)
    if free > looking.at:
        _put_off(lines, free)
        return
    message = Message(
        id=new_id(looking.at),
        reader=reader,
        channel=channel,
        window=at_us // microseconds_of(APART),
        made_us=at_us,
        next_us=at_us,
    )
    insert([message])
    for some in _chunks([line.pk for line in lines]):
        _put_into.run(tuple(some), message.id)


def _wanted(looking: Looking, reader: str, channel: str, lines: list[Line]) -> list[Line]:
    """The lines that still matter; the others end here, each with the reason."""
    wishes = looking.wishes[reader]
    address = addresses.open_address(looking.turn.store, reader, channel, wishes)
    lost = address if isinstance(address, str) else None
    promises = looking.promises([line.promise for line in lines if line.promise])
    kept, ended = [], dict[str, list[int]]()
    for line in lines:
        why = lost or _unwanted(looking, line, wishes, promises)
        if why:
            ended.setdefault(why, []).append(line.pk)
        else:
            kept.append(line)
    for why, keys in ended.items():
        for some in _chunks(keys):
            _ended.run(tuple(some), microseconds(looking.at), why)
    return kept


def _unwanted(
    looking: Looking, line: Line, wishes: Wishes, promises: dict[str, Promise]
) -> str | None:
    kind = NoticeKind(line.kind)
    if not wishes.wants(kind):
        return "stopped"
    if line.promise is None:
        gone = over(looking.turn.store, line.reader, line.kind, line.entry)
        return "over" if gone else None
    promise = promises.get(line.promise)
    gone = promise is None or moot(kind, promise, moment(line.recorded_us), looking.at)
    return "over" if gone else None


def _awake(looking: Looking, reader: str, lines: list[Line]) -> list[Line]:
    """The lines that may be read at this hour; the others wait until the reader wakes."""
    wakes = awake_from(looking.at, looking.wishes[reader].quiet, _zone(looking, reader, lines))
    if wakes <= looking.at:
        return lines
    urgent = [line for line in lines if KINDS[NoticeKind(line.kind)].urgent]
    _put_off([line for line in lines if line not in urgent], wakes)
    return urgent


def _zone(looking: Looking, reader: str, lines: Iterable[Line]) -> ZoneInfo:
    """The reader's own; of a customer, the one in which they were promised something."""
    own = looking.wishes[reader].zone
    if own is not None:
        return own
    promised = [line.promise for line in lines if line.promise]
    found = looking.promises(promised[:1]).get(promised[0]) if promised else None
    return ZoneInfo(found.zone) if found else ZoneInfo("UTC")


def _free_from(looking: Looking, reader: str, channel: str) -> datetime:
    """When the next message may be made, by those that were made already."""
    last = _made.first(reader, channel)
    if last is None:
        return looking.at
    state, made_us, ended_us = last
    if state == "pending":
        # While one cannot be delivered, what comes next is gathered for the one after.
        return looking.at + PATIENCE
    free = max(looking.at, moment(max(made_us, ended_us or 0)) + APART)
    limit = looking.playbook.notices.at_most if looking.playbook else None
    if limit is None or limit.span is None or not reader.startswith("customer:"):
        return free
    within = _made.all(reader, channel, limit=limit.times)
    if len(within) < limit.times:
        return free
    return max(free, moment(within[-1][1]) + limit.span)


def _put_off(lines: Iterable[Line], until: datetime) -> None:
    for some in _chunks([line.pk for line in lines]):
        _slept.run(tuple(some), microseconds(until))


@prepared
def _ready(at_us: int) -> QuerySet[Line, tuple[str, str]]:
    ready = Line.objects.filter(WAITING, ready_us__lte=at_us).order_by()
    return ready.values_list("reader", "channel").distinct()


@prepared
def _own(reader: str, channel: str, at_us: int) -> QuerySet[Line]:
    own = Line.objects.filter(WAITING, reader=reader, channel=channel, ready_us__lte=at_us)
    return own.order_by("ready_us", "pk")


@prepared
def _made(reader: str, channel: str) -> QuerySet[Message, tuple[str, int, int | None]]:
    made = Message.objects.filter(reader=reader, channel=channel).order_by("-made_us")
    return made.values_list("state", "made_us", "ended_us")


@prepared_update
def _put_into(lines: tuple[int, ...], message: str) -> Written:
    return Line.objects.filter(pk__in=lines), {"message_id": message}


@prepared_update
def _ended(lines: tuple[int, ...], ended_us: int, why: str) -> Written:
    return Line.objects.filter(pk__in=lines), {"ended_us": ended_us, "why": why}


@prepared_update
def _slept(lines: tuple[int, ...], ready_us: int) -> Written:
    return Line.objects.filter(pk__in=lines), {"ready_us": ready_us}


def microseconds_of(span: timedelta) -> int:
    """A span in microseconds."""
    return span // timedelta(microseconds=1)


def _chunks(values: list) -> Iterable[list]:  # type: ignore[type-arg]
    return (values[first : first + _AT_ONCE] for first in range(0, len(values), _AT_ONCE))
