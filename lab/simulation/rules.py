"""What must hold of a month, whatever went wrong in it: each rule tells what does not."""

import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db import connection
from standardwebhooks.webhooks import Webhook, WebhookVerificationError

from lab.check import SHOWN, violations
from lab.simulation.company import PEOPLE
from lab.simulation.life import Life
from lab.simulation.times import BEGUN, MINUTE, minute, moment
from lab.tickets import REPLIED, SOLVED, WAITED
from troth.promises.entries import Entry, EntryType
from troth.promises.outcomes import broke_at, outcome
from troth.promises.promise import Promise
from troth.promises.waking import wakes_at
from troth_web.connectors.models import Delivery as Inbound
from troth_web.connectors.models import Link
from troth_web.ledger.models import OutboxRow, PromiseRow
from troth_web.ledger.projection import maybe_us
from troth_web.ledger.verify import verify
from troth_web.notices.models import Line, Message
from troth_web.people.models import Person
from troth_web.webhooks.listening import wants
from troth_web.webhooks.models import Delivery, Endpoint
from troth_web.worker.models import StuckRow
from troth_web.worker.watch import MOST

_QUARTER = timedelta(minutes=15)
_URGENT = {"worker-silent"}
_SECOND = timedelta(seconds=1)
#: By so much two clocks may differ, and what comes from the future happened now.
_BORNE = timedelta(minutes=5)


@dataclass
class Seen:
    """How a life ended."""

    life: Life
    entries: dict[str, list[Entry]]
    promises: dict[str, Promise]

    @classmethod
    def of(cls, life: Life) -> "Seen":
        """All entries and promises."""
        entries: dict[str, list[Entry]] = defaultdict(list)
        for each in _every(life):
            entries[each.subject].append(each)
        subjects = [name for name, some in entries.items() if some[0].type.kind == "promise"]
        return cls(life, entries, life.store.states(subjects))

    def all_of(self, *types: EntryType) -> Iterator[Entry]:
        """Entries of some types."""
        for some in self.entries.values():
            yield from (each for each in some if each.type in types)


def _every(life: Life) -> Iterator[Entry]:
    after: str | None = None
    while True:
        page = life.store.feed(after, 2000)
        yield from page.items
        after = page.next
        if len(page.items) < 2000:
            return


def broken(life: Life) -> list[str]:
    """Everything that does not hold at the end, in sentences."""
    life.staff.look(minute(life.times.now))
    seen = Seen.of(life)
    found = list(life.wrong)
    for rule in RULES:
        found += [f"{rule.__name__}: {each}" for each in list(rule(seen))[:SHOWN]]
    return found


def everything_stands_as_written(seen: Seen) -> Iterator[str]:
    """Chains are whole, and what was made from entries follows from them."""
    yield from map(str, verify(seen.life.store, every=True).findings)
    # The checker opens the database by itself, and may find nobody in it.
    connection.close()
    # An operation may write several entries; that none is done twice is a rule of its own.
    found = violations(_database(), copy=True)
    yield from (each for each in found if not each.startswith("doubled: "))


def acknowledged_is_written_once(seen: Seen) -> Iterator[str]:
    """Each acknowledged operation stands in the journal; the retry of one added nothing."""
    with connection.cursor() as cursor:
        cursor.execute("select distinct idempotency_key, recorded_at from ledger_entry")
        found = Counter(key for key, _ in cursor.fetchall() if key)
    yield from (f"{each} is lost" for each in seen.life.acks if each not in found)
    yield from (f"{each} was done {times} times" for each, times in found.items() if times > 1)


def promises_are_those_of_the_model(seen: Seen) -> Iterator[str]:
    """Dates and outcomes are those of a model that knows no code of ours."""
    now = minute(seen.life.times.now)
    for promise_id, told in seen.life.staff.told.items():
        promise = seen.promises.get(promise_id)
        if promise is None:
            yield f"{promise_id} is gone"
            continue
        right = {
            "first": moment(told.first),
            "due": moment(told.due),
            "outcome": told.outcome(now),
        }
        ours = {
            "first": promise.first_due,
            "due": promise.due,
            "outcome": str(outcome(promise, seen.life.times.now)),
        }
        if right != ours:
            yield f"{promise_id}: {_differing(ours, right)}"


def _differing(ours: Mapping[str, object], right: Mapping[str, object]) -> str:
    return ", ".join(
        f"{name} {ours[name]}, not {right[name]}" for name in right if ours[name] != right[name]
    )


def each_break_is_recorded_once(seen: Seen) -> Iterator[str]:
    """A promise that passed its deadline has one entry of it, at the deadline; no other has any."""
    for promise_id, told in seen.life.staff.told.items():
        dates = [each.at for each in _breaks(seen.entries[promise_id])]
        right = {moment(each) for each in told.broke}
        broken = told.outcome(minute(seen.life.times.now)) == "broken"
        if broken and dates.count(moment(told.deadline)) != 1:
            yield f"{promise_id} broke at {moment(told.deadline)}, recorded are {dates}"
        if set(dates) - right:
            yield f"{promise_id} is said to have broken at {dates}, and should have at {right}"
    for promise in seen.promises.values():
        dates = [each.at for each in _breaks(seen.entries[promise.id])]
        broke = broke_at(promise, seen.life.times.now)
        if len(set(dates)) != len(dates):
            yield f"{promise.id} is said more than once to have broken, {dates}"
        if broke is not None and broke not in dates:
            yield f"{promise.id} broke at {broke}, and that was never recorded: {dates}"


def _breaks(entries: Iterable[Entry]) -> list[Entry]:
    return [each for each in entries if each.type is EntryType.PROMISE_BROKEN]


def nothing_breaks_early(seen: Seen) -> Iterator[str]:
    """By the true clock, no break was recorded before its deadline.

    A clock that has been ahead for a quarter of an hour is believed, and marks so much early.
    """
    for each in seen.all_of(EntryType.PROMISE_BROKEN):
        written = seen.life.written[each.id]
        borne = MOST if seen.life.believed_ahead(written) else _SECOND
        if written < each.at - borne:
            yield f"{each.subject} was due at {each.at} and marked at {written}"


def each_warning_comes_once(seen: Seen) -> Iterator[str]:
    """Each step of each cycle is warned of once, and none after the promise ended."""
    given = Counter(
        (each.subject, *(each.payload.get(name) for name in ("rule", "step", "cycle")))
        for each in seen.all_of(EntryType.PROMISE_WARNED)
    )
    yield from (f"{step} came {times} times" for step, times in given.items() if times > 1)


def first_dates_stay(seen: Seen) -> Iterator[str]:
    """A first date never goes; pauses alone move it, and only entries move anything."""
    for subject, entries in seen.entries.items():
        if entries[0].type is not EntryType.PROMISE_MADE:
            continue
        promise = seen.promises[subject]
        dated = any(each.payload.get("due") for each in entries[:1])
        if dated and promise.first_due is None and not promise.recurring:
            yield f"{subject} has no first date any more"


def all_sleep_as_long_as_they_should(seen: Seen) -> Iterator[str]:
    """Each promise wakes when the next thing is to be recorded of it."""
    stuck = set(StuckRow.objects.values_list("subject", flat=True))
    yield from (f"{each} is stuck" for each in stuck)
    for row in PromiseRow.objects.all():
        promise = seen.promises[row.subject]
        right = maybe_us(wakes_at(promise, seen.life.store.edition(promise.edition)))
        if row.wakes_us != right and row.subject not in stuck:
            yield f"{row.subject} wakes at {row.wakes_us}, not at {right}"


def the_outbox_is_empty(_seen: Seen) -> Iterator[str]:
    """Everything was told to the listeners."""
    if number := OutboxRow.objects.count():
        yield f"{number} entries are still in the outbox"


def each_line_ends(_seen: Seen) -> Iterator[str]:
    """Each line ends in one message, or without one and with a reason."""
    for line in Line.objects.select_related("message"):
        if line.ended_us is None:
            yield f"{line} of {line.entry} never ended, {line.message and line.message.why}"
        elif line.message is None and not line.why:
            yield f"{line} ended without a message or a reason"
    for message in Message.objects.filter(state="pending"):
        yield f"the message {message} to {message.reader} still waits: {message.why}"


def messages_are_apart(seen: Seen) -> Iterator[str]:
    """By the server's clock, a quarter of an hour lies between two messages to one reader."""
    by_reader: dict[str, dict[str, list[datetime]]] = defaultdict(lambda: defaultdict(list))
    for mail in seen.life.outside.mails:
        by_reader[mail.to][mail.id].append(mail.at)
    for reader, messages in by_reader.items():
        spans = sorted((min(times), max(times)) for times in messages.values())
        for (_, before), (after, _) in pairwise(spans):
            if abs(after - before) < _QUARTER:
                yield f"{reader} got two messages, at {before} and at {after}"


def each_message_goes_once(seen: Seen) -> Iterator[str]:
    """A message is sent again only where it was not heard, or the process died."""
    times = Counter(mail.id for mail in seen.life.outside.mails)
    unheard = Counter(mail.id for mail in seen.life.outside.mails if not mail.heard)
    for name, number in times.items():
        if number - unheard[name] > 1 + seen.life.crashes + seen.life.failed_statements:
            yield f"{name} was sent {number} times"
    sent = {each.subject for each in seen.all_of(EntryType.NOTICE_SENT)}
    got = {mail.id.partition(".")[2].partition("@")[0] for mail in seen.life.outside.mails}
    yield from (f"{each} is said to be sent, and nobody got it" for each in sent - got)


def nights_are_quiet(seen: Seen) -> Iterator[str]:
    """Nothing that can wait reaches anybody in their quiet hours."""
    people = {row.email: row for row in Person.objects.all()}
    kinds: dict[str, set[str]] = defaultdict(set)
    for line in Line.objects.exclude(message=None):
        kinds[str(line.message_id)].add(line.kind)
    for mail in seen.life.outside.mails:
        message = mail.id.partition(".")[2].partition("@")[0]
        if kinds[message] & _URGENT:
            continue
        zone, quiet = _night(people[mail.to].name.lower() if mail.to in people else "")
        local = mail.at.astimezone(zone).time()
        if _within(local, *quiet):
            yield f"{mail.to} was written to at {mail.at}, {local} there ({kinds[message]})"


def _night(name: str) -> tuple[ZoneInfo, tuple[time, time]]:
    zone, waking = PEOPLE[name][2:4] if name else ("", "")
    #: Admins without a team have no calendar, and so no zone.
    usual = "UTC" if name == "alice" else "Europe/Berlin"
    if not waking:
        return ZoneInfo(zone or usual), (time(21), time(7))
    start, end = (time.fromisoformat(each) for each in waking.split("-"))
    return ZoneInfo(zone or usual), (end, start)


def _within(local: time, start: time, end: time) -> bool:
    return start <= local < end if start < end else local >= start or local < end


def each_receiver_hears_all(seen: Seen) -> Iterator[str]:
    """Each entry that a receiver wants reaches it, with the entry's id, signed."""
    endpoints = {row.url.rpartition("/")[2]: row for row in Endpoint.objects.all()}
    got: dict[str, set[str]] = defaultdict(set)
    for each in seen.life.outside.got:
        got[each.path.strip("/")].add(each.headers["webhook-id"])
        if why := _unsigned(seen, each.path, each.headers, each.body):
            yield f"{each.path}: {why}"
    for name, row in endpoints.items():
        if row.disabled_us is not None:
            if name != "kept" or seen.life.outside.receivers.get("/kept") != "gone":
                yield f"{name} was disabled: {row.disabled_why}"
            continue
        wanted = {
            each.id
            for some in seen.entries.values()
            for each in some
            if wants(row.types, each.type.value) and each.subject != row.id
        }
        before = max(seen.life.dropped, default=BEGUN)
        left = {each for each in wanted - got[name] if seen.life.written[each] > before}
        if left:
            states = Delivery.objects.filter(entry__in=left, endpoint=row)
            yield f"{name} never heard of {len(left)} entries: {states.values_list('state')[:3]}"


def _unsigned(seen: Seen, path: str, headers: dict[str, str], body: bytes) -> str | None:
    data = json.loads(body)["data"]
    if data["id"] != headers["webhook-id"]:
        return f"{headers['webhook-id']} tells of {data['id']}"
    secret = seen.life.company.secrets[path]
    msg = f"{headers['webhook-id']}.{headers['webhook-timestamp']}"
    try:
        hook = Webhook(secret)
        at = datetime.fromtimestamp(int(headers["webhook-timestamp"]), tz=BEGUN.tzinfo)
        right = hook.sign(headers["webhook-id"], at, body.decode())
    except WebhookVerificationError:
        return f"{msg} is not signed"
    return None if right in headers["webhook-signature"].split() else f"{msg} is not signed"


def each_delivery_counts_once(seen: Seen) -> Iterator[str]:
    """Each delivery of the help desk is one row, and each ticket ends as it really went."""
    rows = set(Inbound.objects.values_list("key", flat=True))
    yield from (f"the delivery {each} is lost" for each in seen.life.desk.sent - rows)
    links = list(Link.objects.values_list("promise", flat=True))
    if len(links) != len(seen.life.desk.begun):
        yield f"{len(links)} promises were made of {len(seen.life.desk.begun)} tickets"
    right = sorted(map(_as_it_went, seen.life.desk.begun))
    ours = sorted(_as_it_is(seen.promises[each]) for each in links)
    if not all(map(_alike, ours, right, [_BORNE if seen.life.jumped else _SECOND] * len(right))):
        yield f"tickets ended so: {set(ours) - set(right)}, and went so: {set(right) - set(ours)}"


def _alike(ours: Sequence[datetime], right: Sequence[datetime], apart: timedelta) -> bool:
    return len(ours) == len(right) and all(
        abs(one - other) <= apart for one, other in zip(ours, right, strict=True)
    )


def _as_it_went(begun: datetime) -> tuple[datetime, ...]:
    return begun, *(begun + minutes * MINUTE for minutes in (SOLVED, REPLIED, WAITED, SOLVED))


def _as_it_is(promise: Promise) -> tuple[datetime, ...]:
    pauses = [(each.start, each.end) for each in promise.pauses if each.start != each.end]
    first = [each for each in (promise.starts_at, promise.kept_at, promise.told_at) if each]
    return (*first, *(each for pause in pauses for each in pause if each))


def a_held_ledger_is_silent(seen: Seen) -> Iterator[str]:
    """Nothing reaches anybody while nothing may be sent."""
    for since, until in seen.life.silent:
        sent = [each for each in seen.life.outside.reached if since < each < until]
        yield from (f"something was sent at {each}" for each in sent[:1])


def nobody_acts_while_off(seen: Seen) -> Iterator[str]:
    """The test itself: while no worker lives, nothing is sent."""
    for since, until in seen.life.off:
        sent = [each for each in seen.life.outside.reached if since < each < until]
        yield from (f"something was sent at {each}" for each in sent[:1])


def silence_is_told_once(seen: Seen) -> Iterator[str]:
    """Each time that nobody watched is on record once, and no other time is."""
    told = [
        (
            datetime.fromisoformat(each.payload["since"]),
            datetime.fromisoformat(each.payload["until"]),
        )
        for each in seen.all_of(EntryType.WORKER_SILENT)
    ]
    told.sort()
    for (_, before), (after, _) in pairwise(told):
        if after < before:
            yield f"two silences overlap: until {before}, from {after}"
    if seen.life.jumped:
        return
    for since, until in told:
        if not any(start - 2 * MINUTE <= until and since <= end for start, end in seen.life.off):
            yield f"a silence from {since} to {until} is on record, and there was none"
    for start, end in seen.life.off:
        long = end - start > 3 * MINUTE
        if long and not any(since <= end and start <= until for since, until in told):
            yield f"nobody watched from {start} to {end}, and that is not on record"


def _database() -> str:
    known = settings.DATABASES["default"]
    if connection.vendor == "sqlite":
        return f"sqlite:///{known['NAME']}"
    return f"postgresql://{known['USER']}@{known['HOST']}:{known['PORT']}/{known['NAME']}"


RULES: tuple[Callable[[Seen], Iterator[str]], ...] = (
    everything_stands_as_written,
    acknowledged_is_written_once,
    promises_are_those_of_the_model,
    each_break_is_recorded_once,
    nothing_breaks_early,
    each_warning_comes_once,
    first_dates_stay,
    all_sleep_as_long_as_they_should,
    the_outbox_is_empty,
    each_line_ends,
    messages_are_apart,
    each_message_goes_once,
    nights_are_quiet,
    each_receiver_hears_all,
    each_delivery_counts_once,
    a_held_ledger_is_silent,
    nobody_acts_while_off,
    silence_is_told_once,
)
