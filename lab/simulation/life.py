"""One seed: a month in which people act, time passes, and things go wrong."""

import heapq
import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any, TypeVar

from django.db import connection
from django.db.utils import DatabaseError, OperationalError

from lab.simulation import edge, ground
from lab.simulation.company import Company
from lab.simulation.faults import DAYS, REST, CrashedError, Event, Kind, Plan
from lab.simulation.hands import NOW_AND_THEN, SENDING, Hands
from lab.simulation.helpdesk import HelpDesk
from lab.simulation.staff import Act, Staff
from lab.simulation.times import BEGUN, MINUTE, Times, minute
from lab.tickets import Sent
from troth.errors import TrothError
from troth.promises.hashing import instant
from troth.promises.store import Answer, Work
from troth_web import clock, ledger
from troth_web.crashpoints import coming_by
from troth_web.ledger import held
from troth_web.ledger.errors import BusyError
from troth_web.ledger.store import SqlStore
from troth_web.worker.watch import CONFIRMED

Result = TypeVar("Result")
_NEW = "select position, id from ledger_entry where position > %s order by position"
#: What waits and does not go is looked at again after so long, twice as long each time.
_AGAIN = timedelta(seconds=1), timedelta(minutes=5)
#: After so much that is wrong, a month need not go on.
_ENOUGH = 20
#: A clock that is not further ahead than this is believed.
_BELIEVED = timedelta(minutes=15)
#: After so long the help desk sends again what was not taken.
_RESENT = timedelta(minutes=20)
#: How late rounds are.
_LAGS = tuple(timedelta(seconds=seconds) for seconds in (0, 2, 90, 600))


@dataclass
class Life:
    """The company in one seed."""

    seed: int
    company: Company
    times: Times = field(default_factory=Times)
    #: What was seen that should not be.
    wrong: list[str] = field(default_factory=list)
    #: True spans in which nobody acted, and in which nothing may be sent.
    off: list[tuple[datetime, datetime]] = field(default_factory=list)
    silent: list[tuple[datetime, datetime]] = field(default_factory=list)
    #: Instants at which what waited was dropped.
    dropped: list[datetime] = field(default_factory=list)
    #: When each entry was written, by the true clock.
    written: dict[str, datetime] = field(default_factory=dict)
    #: Keys of operations that were acknowledged.
    acks: list[str] = field(default_factory=list)
    crashes: int = 0
    #: Statements that found no database.
    failed_statements: int = 0
    instants: int = 0
    jumped: bool = False
    #: When the clock was set anew, by the true one, and how far ahead it was then.
    skews: list[tuple[datetime, timedelta]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.luck = random.Random(self.seed)
        random.seed(self.seed)
        self.plan = Plan(self.luck)
        self.outside = edge.Outside(self.times)
        self.desk = HelpDesk(self.company, self.plan, self.luck)
        self.staff = Staff(self.company, self.luck)
        self.staff.customer_of = self._customer_of
        #: When each round has something to do, where nothing happened since that was asked.
        self._known_due: dict[str, int] | None = None
        self._events = list(self.plan.events)
        heapq.heapify(self._events)
        self._crash: tuple[str, int] | None = None
        self._failing = 0.0
        self._failed_statement = False
        self._keys = 0
        self._read = 0
        self._off_since: datetime | None = None
        #: Whether the process has not acted yet.
        self._fresh = True
        self._held_since: datetime | None = None
        self._lives = 0
        self._waits = _AGAIN[0]
        self.store: SqlStore
        self.hands: Hands

    # --- a process begins and ends

    def _begin(self) -> None:
        self._lives += 1
        ledger.current_store.cache_clear()
        self.store = ledger.current_store()
        alone = connection.vendor == "sqlite"
        self.hands = Hands(self.store, self.times, self._lives, alone=alone)
        self._fresh = True

    def _die(self) -> None:
        """The process is gone, with all that it knew; another one comes after a while."""
        self.crashes += 1
        self._crash = None
        connection.close()
        self._failures()
        self.hands.end()
        died = self.times.at
        self.times.at += timedelta(minutes=self.luck.randint(1, 30))
        if self._off_since is None:
            self.off.append((died, self.times.at))
        self._set_right()
        with clock.stopped(self.times.now):
            ground.tell_time(self.times.at)
            self._begin()

    def _set_right(self) -> None:
        """A process that begins knows no time before: its machine has set the clock right."""
        self.times.skew = min(self.times.skew, _BELIEVED)

    def _come_by(self, point: str) -> None:
        if self._crash is None or self._crash[0] != point:
            return
        self._crash = (point, self._crash[1] - 1)
        if self._crash[1] <= 0:
            raise CrashedError(point)

    def _statement(self, execute: Callable[..., Any], *words: object) -> object:
        """A statement on its way to the database, which may not be there."""
        # The lab's own clock lies in the database too, and never fails.
        if not self._failing or "lab.clock" in str(words[0]):
            return execute(*words)
        if self.luck.random() < self._failing:
            self._failed_statement = True
            self.failed_statements += 1
            raise OperationalError("database is locked")
        return execute(*words)

    # --- time passes

    def live(self) -> None:
        """The month, and what is left after it."""
        edge.reach(self.outside)
        self._fail(0.0)
        with clock.stopped(self.times.now):
            ground.tell_time(self.times.at)
            self._begin()
        with coming_by(self._come_by):
            end = BEGUN + timedelta(days=DAYS + REST)
            while self.times.at < end and len(self.wrong) < _ENOUGH:
                self._go_on(end)
            self._read_feed()

    def _go_on(self, end: datetime) -> None:
        event = heapq.heappop(self._events) if self._next_is_event(end) else None
        self._known_due = None
        if event:
            self.times.at = max(self.times.at, event.at)
        self.instants += 1
        with clock.stopped(self.times.now):
            ground.tell_time(self.times.at)
            if self._acts and not self._fresh:
                self._safely(self.hands.beat)
            if event:
                self._happens(event)
        with clock.stopped(self.times.now):
            ground.tell_time(self.times.at)
            self._act()
            self._read_feed()

    @property
    def _acts(self) -> bool:
        return self._off_since is None

    def _next_is_event(self, end: datetime) -> bool:
        """Whether an event comes before anything that rounds wait for; else time goes there."""
        event = self._events[0].at if self._events else end
        due = self._due_at()
        if due is None or due >= event:
            if not self._events:
                self.times.at = end
                return False
            return True
        self.times.at = due
        return False

    def _due_at(self) -> datetime | None:
        if not self._acts:
            return None
        due = self._due() if self._known_due is None else self._known_due
        if not due:
            self._waits = _AGAIN[0]
            return None
        at = self.times.true(min(due.values()))
        if at > self.times.at:
            self._waits = _AGAIN[0]
            return at + self.luck.choice(_LAGS)
        self._waits = min(self._waits * 2, _AGAIN[1])
        return self.times.at + self._waits

    def _due(self) -> dict[str, int]:
        failing, self._failing = self._failing, 0.0
        try:
            due = self.hands.due()
        finally:
            self._failing = failing
        if self._held_since is not None:
            due = {name: us for name, us in due.items() if name not in SENDING}
        return due

    def _act(self) -> None:
        """All rounds that have something to do, until none has."""
        if not self._acts:
            return
        life = self._lives
        if self._fresh:
            # Whoever begins sees first how long nobody watched, and then what time it is.
            self._fresh = False
            for name in ("notices", "deadlines"):
                if self._lives == life:
                    self._safely(partial(self.hands.act, name))
        for _ in range(20):
            if self._lives != life:
                # It is later now, and another process acts.
                return
            due = self._due()
            ripe = [name for name, us in due.items() if self.times.true(us) <= self.times.at]
            done = 0
            for name in ripe:
                done += self._safely(partial(self.hands.act, name)) or 0
                if self._lives != life:
                    return
            if not ripe or not done:
                self._known_due = due if not ripe else None
                break
        self._failures()

    def _safely(self, act: Callable[[], Result]) -> Result | None:
        """Something that a process does, which may die or find no database."""
        try:
            return act()
        except CrashedError:
            self._die()
        except DatabaseError:
            if not self._failing:
                raise
        return None

    def _failures(self) -> None:
        for name, error in self.hands.failed:
            if not self._failed_statement or not isinstance(error, DatabaseError | BusyError):
                self.wrong.append(f"the round {name} failed: {error!r}")
        self.hands.failed.clear()
        self._failed_statement = bool(self._failing)

    def _read_feed(self) -> None:
        """See when each entry was written."""
        failing, self._failing = self._failing, 0.0
        with connection.cursor() as cursor:
            cursor.execute(_NEW, [self._read])
            for position, entry in cursor.fetchall():
                self.written[entry] = self.times.at
                self._read = position
        self._failing = failing

    # --- what happens

    def _happens(self, event: Event) -> None:
        what: Any = event.what
        happens: dict[Kind, Callable[[], object]] = {
            "act": lambda: self._do(self.staff.next()),
            "edition": lambda: self._do(self.staff.edition(what)),
            "arrives": lambda: self._arrives(what),
            "crash": lambda: setattr(self, "_crash", what),
            "off": self._stop,
            "on": self._start,
            "skew": lambda: self._jump(what),
            "mail": lambda: setattr(self.outside, "mail", what),
            "receiver": lambda: self.outside.change(*what),
            "database": lambda: self._fail(what),
            "hold": self._hold,
            "resume": lambda: self._resume(what),
            "tick": self._tick,
        }
        happens[event.kind]()

    def _fail(self, share: float) -> None:
        """Let such a share of statements find no database."""
        self._failing = share
        connection.execute_wrappers[:] = [self._statement] if share else []

    def _jump(self, skew: timedelta) -> None:
        self.times.skew, self.jumped = skew, True
        self.skews.append((self.times.at, skew))

    def believed_ahead(self, at: datetime) -> bool:
        """Whether the clock was ahead at an instant, and had been for long enough to be believed.

        A process that begins knows no time before, and believes it at once.
        """
        since = None
        for moment, skew in self.skews:
            if moment > at:
                break
            since = (since or moment) if skew > timedelta() else None
        began = any(since <= end <= at for _, end in self.off) if since else False
        return since is not None and (began or at - since >= CONFIRMED)

    def _tick(self) -> None:
        life = self._lives
        for name in NOW_AND_THEN if self._acts else ():
            if self._lives == life:
                self._safely(partial(self.hands.act, name))

    def _stop(self) -> None:
        if self._off_since is None:
            self._off_since = self.times.at

    def _start(self) -> None:
        if self._off_since is not None:
            self.off.append((self._off_since, self.times.at))
            self._off_since = None
            self._set_right()
            self.hands.end()
            self._begin()

    def _hold(self) -> None:
        if self._held_since is None:
            self._again(lambda: held.hold(self.times.now))
            self._held_since = self.times.at

    def _resume(self, backlog: held.Backlog) -> None:
        if self._held_since is None:
            return

        def act() -> None:
            try:
                held.resume(self.store, at=self.times.now, backlog=backlog)
            except held.NotHeldError:
                # The process died after it was done.
                return

        self._again(act)
        self.silent.append((self._held_since, self.times.at))
        self._held_since = None
        if backlog == "drop":
            self.dropped.append(self.times.at)

    def _again(self, act: Callable[[], Result]) -> Result:
        """Something that is asked again until it is answered."""
        while True:
            self.times.whole()
            with clock.stopped(self.times.now):
                ground.tell_time(self.times.at)
                try:
                    return act()
                except CrashedError:
                    self._die()
                except (DatabaseError, BusyError):
                    if not self._failing:
                        raise
                    self.times.at += MINUTE

    def _do(self, act: Act) -> None:
        self._keys += 1
        key = f"key-{self._keys}"

        def once(work: Work) -> Answer:
            if work.answer is None:
                found = act.write(work)
                work.remember(Answer(200, {"id": found, "at": instant(work.at)}))
                return Answer(200, {"id": found, "at": instant(work.at)})
            return work.answer

        def ask() -> Answer | None:
            try:
                return self.store.write(once, actor=act.by, at=self.times.now, key=key)
            except BusyError:
                raise
            except TrothError as error:
                self._refused(act, error)
                return None

        answer = self._again(ask)
        if answer is None:
            return
        self.acks.append(key)
        body: Any = answer.body
        at = minute(datetime.fromisoformat(body["at"]))
        self.staff.look(at)
        if not act.known(body["id"], at):
            self.wrong.append(f"{act.name} of {act.promise} was done and should be refused")

    def _refused(self, act: Act, error: TrothError) -> None:
        if type(error).__name__ not in {"NotNowError", "UnfitError", "NotYoursError"}:
            self.wrong.append(f"{act.name} of {act.promise}: {error!r}")

    def _arrives(self, sent: Sent) -> None:
        came = self._again(lambda: self.desk.deliver(self.store, sent, self.times.now))
        if came == "refused":
            self.wrong.append(f"the delivery {sent.id} was refused")
        if came == "too-early":
            again = Event(self.times.at + _RESENT, len(self.plan.events), "arrives", sent)
            self.plan.events.append(again)
            heapq.heappush(self._events, again)

    def _customer_of(self, promise: str) -> str:
        found = self.store.promise(promise)
        assert found is not None
        return str(found.customer)
