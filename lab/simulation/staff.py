"""What people do: each act is one operation under an idempotency key, and known to the model."""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from lab.simulation.company import TERMS, Company, playbook
from lab.simulation.model import Hours, Told
from troth import operations
from troth.operations import (
    AddCustomer,
    Agree,
    AskDuty,
    Change,
    HandOver,
    Keep,
    Make,
    Pause,
    Publish,
    Reopen,
    Resume,
    Tell,
    Withdraw,
)
from troth.promises import Actor, ActorKind
from troth.promises.promise import Promise
from troth.promises.store import Work

Write = Callable[[Work], str]
#: What the model makes of it at a minute; False where it would refuse.
Known = Callable[[str, int], bool]


@dataclass(frozen=True)
class Act:
    """One operation."""

    name: str
    by: Actor
    write: Write
    #: What is known of it once it is done, given the id that it returned.
    known: Known
    #: The promise that it is about, where there is one.
    promise: str | None = None


#: A clock that always runs.
ALWAYS = Hours()


@dataclass
class Staff:
    """Everybody who acts, and what they know."""

    company: Company
    luck: random.Random
    customers: list[str] = field(default_factory=list)
    #: What the model knows, by the id of the promise.
    told: dict[str, Told] = field(default_factory=dict)
    #: Promises that the model does not know.
    others: list[str] = field(default_factory=list)
    #: The last change of each promise.
    changes: dict[str, str] = field(default_factory=dict)
    #: Whose promise it is; the life of the process knows.
    customer_of: Callable[[str], str] = field(default=lambda _: "", repr=False)
    _desk: Hours = field(default_factory=lambda: _hours(frozenset()))

    def next(self) -> Act:
        """Something that somebody does."""
        if len(self.customers) < 2:
            return self._customer()
        choices: list[tuple[int, Callable[[], Act]]] = [
            (1, self._customer),
            (9, self._make),
            (2, self._make_other),
            (1, self._ask),
        ]
        if self.told:
            some: list[tuple[int, Callable[[], Act]]] = [
                (7, self._keep),
                (4, self._pause),
                (4, self._resume),
                (3, self._change),
                (2, self._agree),
                (2, self._reopen),
                (1, self._withdraw),
                (2, self._tell),
                (1, self._hand_over),
            ]
            choices += some
        weights, acts = zip(*choices, strict=True)
        chosen: Callable[[], Act] = self.luck.choices(acts, weights)[0]
        return chosen()

    def edition(self, closed: frozenset[date]) -> Act:
        """Another calendar."""

        def known(_id: str, _at: int) -> bool:
            self._desk = _hours(closed)
            return True

        def write(work: Work) -> str:
            operations.publish(work, Publish(text=playbook(closed)))
            return ""

        return Act("edition", self.company.actor("mia"), write, known)

    def _customer(self) -> Act:
        email = None if self.luck.random() < 0.2 else f"{self.luck.random()}@customers.example"

        def write(work: Work) -> str:
            return operations.add(work, AddCustomer(name="Ada", email=email)).id

        return Act("customer", self._somebody(), write, self._new_customer)

    def _new_customer(self, id_: str, _at: int) -> bool:
        self.customers.append(id_)
        return True

    def _make(self) -> Act:
        metric, customer = self.luck.choice(list(TERMS)), self.luck.choice(self.customers)
        wanted = Make(metric=metric, customer=customer)
        length, by_desk = TERMS[metric]

        def known(id_: str, at: int) -> bool:
            rule = "restarts" if metric == "refund" else "resumes"
            hours = self._desk if by_desk else ALWAYS
            self.told[id_] = Told(at, length, rule, hours=hours)
            return True

        return Act("make", self._somebody(), lambda work: operations.make(work, wanted).id, known)

    def _make_other(self) -> Act:
        wanted = Make(metric="news", customer=self.luck.choice(self.customers))

        def known(id_: str, _at: int) -> bool:
            self.others.append(id_)
            return True

        return Act("make", self._somebody(), lambda work: operations.make(work, wanted).id, known)

    def _ask(self) -> Act:
        """A duty, for which another promise waits."""
        customer = self.luck.choice(self.customers)
        duty = self.luck.choice(("receipt", "consent"))

        def write(work: Work) -> str:
            waits = operations.make(work, Make(metric="repair", customer=customer))
            wanted = AskDuty(duty=duty, customer=customer, for_promises=(waits.id,))
            return f"{waits.id} {operations.ask(work, wanted).id}"

        def known(ids: str, _at: int) -> bool:
            self.others += ids.split()
            return True

        return Act("ask", self._somebody(), write, known)

    def _keep(self) -> Act:
        pick = self._pick(others=True)
        return self._of(
            "keep", pick, lambda work: operations.keep(work, pick, Keep()), lambda m, at: m.keep(at)
        )

    def _pause(self) -> Act:
        pick = self._pick()
        return self._of(
            "pause",
            pick,
            lambda work: operations.pause(work, pick, Pause(reason="waiting")),
            lambda m, at: m.pause(at, at, "waiting"),
        )

    def _resume(self) -> Act:
        waiting = [each for each, told in self.told.items() if _waits(told)]
        pick = self.luck.choice(waiting) if waiting else self._pick()
        return self._of(
            "resume",
            pick,
            lambda work: operations.resume(work, pick, Resume(reason="waiting")),
            lambda m, at: m.resume(at, "waiting"),
        )

    def _withdraw(self) -> Act:
        pick = self._pick(others=True)
        return self._of(
            "withdraw",
            pick,
            lambda work: operations.withdraw(work, pick, Withdraw(reason="no need")),
            lambda m, at: m.withdraw(at),
        )

    def _tell(self) -> Act:
        pick = self._pick(others=True)
        return self._of(
            "tell",
            pick,
            lambda work: operations.tell(work, pick, Tell(says="soon")),
            lambda m, _at: not m.closed,
        )

    def _hand_over(self) -> Act:
        pick = self._pick(others=True)
        to = f"person:{self.company.people[self.luck.choice(('ann', 'bea', 'dan'))]}"
        return self._of(
            "hand over",
            pick,
            lambda work: operations.hand_over(work, pick, HandOver(to=to, note="please")),
            lambda m, _at: not m.closed,
        )

    def _reopen(self) -> Act:
        kept = [each for each, told in self.told.items() if told.kept is not None]
        pick = self.luck.choice(kept) if kept else self._pick()

        def write(work: Work) -> str:
            return operations.reopen(work, pick, Reopen(reason="not wholly")).id

        def known(id_: str, at: int) -> bool:
            before = self.told[pick]
            if not before.reopen(at):
                return False
            if before.followed:
                self.told[id_] = Told(at, before.length, "restarts", hours=before.hours)
            return True

        return Act("reopen", self._somebody(), write, known, pick)

    def _change(self) -> Act:
        pick, agreed = self._pick(), self.luck.random() < 0.5
        told = self.told[pick]
        length = self.luck.choice((60, 240, 480, 960, 2400))
        business = "business " if told.hours is not ALWAYS else ""
        said = Change(term=f"within {length // 60} {business}hours", agreed=agreed, reason="late")

        def write(work: Work) -> str:
            return operations.change(work, pick, said).changes[-1].id

        def known(id_: str, at: int) -> bool:
            if told.closed:
                return False
            told.give(at, length, "reported" if agreed else "none")
            self.changes[pick] = id_
            return True

        return Act("change", self.company.actor("mia"), write, known, pick)

    def _agree(self) -> Act:
        changed = [each for each in self.changes if self.told[each].others[-1].word == "reported"]
        if not changed:
            return self._change()
        pick, decline = self.luck.choice(changed), self.luck.random() < 0.3
        said = Agree(change=self.changes[pick], decline=decline)

        def write(work: Work) -> str:
            promise = work.promise(pick)
            assert promise is not None
            return operations.agree(work, pick, said).id

        def known(_id: str, _at: int) -> bool:
            return self.told[pick].answer("declined" if decline else "confirmed")

        return Act("agree", self._customer_of(pick), write, known, pick)

    def _customer_of(self, pick: str) -> Actor:
        return Actor(ActorKind.CUSTOMER, self.customer_of(pick))

    def _of(
        self,
        name: str,
        pick: str,
        act: Callable[[Work], Promise],
        model: Callable[[Told, int], bool],
    ) -> Act:
        def known(_id: str, at: int) -> bool:
            return pick not in self.told or model(self.told[pick], at)

        return Act(name, self._somebody(), lambda work: act(work).id, known, pick)

    def _pick(self, *, others: bool = False) -> str:
        """A promise, mostly one that is open."""
        every = [*self.told, *(self.others if others else ())]
        open_ = [each for each in every if each not in self.told or not self.told[each].closed]
        picked: str = self.luck.choice(open_ if open_ and self.luck.random() < 0.9 else every)
        return picked

    def _somebody(self) -> Actor:
        return self.company.actor(self.luck.choice(("ann", "bea", "mia")))

    def look(self, at: int) -> None:
        """See what is broken by then."""
        for each in self.told.values():
            each.look(at)


def _waits(told: Told) -> bool:
    return not told.closed and any(each.end is None for each in told.pauses)


_known: dict[frozenset[date], Hours] = {}


def _hours(closed: frozenset[date]) -> Hours:
    if closed not in _known:
        _known[closed] = Hours(closed)
    return _known[closed]
