"""A company at work, in whatever order: on a store and on the store in memory, step by step."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    multiple,
    rule,
)

from tests.contracts.stores.cast import ANNA, BOB, NOW, PLAYBOOK, UndoneError, undone
from troth import operations
from troth.errors import TrothError
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
from troth.promises import Actor, ActorKind, Outcome, Promise, fold
from troth.promises.hashing import broken_links
from troth.promises.ids import new_id
from troth.promises.store import Answer, PromiseFilter, Store, Work
from troth.testing import MemoryStore
from troth_web.ledger.store import SqlStore
from troth_web.ledger.verify import verify

MINUTES = st.integers(0, 60 * 24 * 9).map(lambda number: timedelta(minutes=number))
Act = Callable[[Work], Any]


class Company(RuleBasedStateMachine):
    """What is done to the store is done to the model; both must say the same each time."""

    store: SqlStore
    customers: Bundle[str] = Bundle("customers")
    promises: Bundle[str] = Bundle("promises")

    def __init__(self) -> None:
        super().__init__()
        self.model = MemoryStore()
        self.now = NOW
        self.keys = 0

    @initialize()
    def publish(self) -> None:
        """The playbook is in force."""
        self.do(lambda work: operations.publish(work, Publish(text=PLAYBOOK)), BOB)

    @rule(by=MINUTES)
    def time_passes(self, by: timedelta) -> None:
        """Nothing is written, and promises break."""
        self.now += by

    @rule(target=customers, name=st.sampled_from(["Carla", "Karl Straße", "李"]))
    def add_customer(self, name: str) -> str:
        """Somebody new."""
        wanted = AddCustomer(id=new_id(self.now), name=name)
        self.do(lambda work: operations.add(work, wanted))
        assert wanted.id
        return wanted.id

    @rule(
        target=promises,
        customer=customers,
        metric=st.sampled_from(["first-reply", "refund"]),
        due=st.none() | MINUTES,
        needs=st.none() | promises,
    )
    def make(self, customer: str, metric: str, due: timedelta | None, needs: str | None) -> Any:  # noqa: ANN401 - a value of the bundle, or none
        """A promise: by the standard, or one of its own date."""
        wanted = Make(
            id=new_id(self.now),
            metric=metric,
            customer=customer,
            due=None if due is None else self.now + due,
            wording="We shall",
            needs=() if needs is None else (needs,),
        )
        # A date that no standard gives is a manager's to promise.
        done = self.do(lambda work: operations.make(work, wanted), ANNA if due is None else BOB)
        return wanted.id if done else multiple()

    @rule(target=promises, customer=customers, waiting=promises)
    def ask(self, customer: str, waiting: str) -> Any:  # noqa: ANN401 - a value of the bundle, or none
        """A duty for which a promise waits, so that its clock stands still."""
        wanted = AskDuty(
            id=new_id(self.now), duty="papers", customer=customer, for_promises=(waiting,)
        )
        done = self.do(lambda work: operations.ask(work, wanted))
        return wanted.id if done else multiple()

    @rule(promise=promises, by=MINUTES, agreed=st.booleans())
    def change(self, promise: str, by: timedelta, agreed: bool) -> None:
        """Another date."""
        wanted = Change(agreed=agreed, due=self.now + by, reason="later")
        self.do(lambda work: operations.change(work, promise, wanted), BOB)

    @rule(promise=promises, decline=st.booleans(), by_customer=st.booleans())
    def agree(self, promise: str, decline: bool, by_customer: bool) -> None:
        """The last change is confirmed or declined, by who may and by who may not."""
        known = self.model.promise(promise)
        if known is None or not known.changes:
            return
        who = BOB
        if by_customer and known.customer:
            who = Actor(ActorKind.CUSTOMER, known.customer)

        def act(work: Work) -> Promise:
            found = work.promise(promise)
            assert found is not None
            said = Agree(change=found.changes[-1].id, decline=decline)
            return operations.agree(work, promise, said)

        self.do(act, who)

    @rule(promise=promises)
    def pause(self, promise: str) -> None:
        """The clock stands still."""
        said = Pause(reason="waiting-for-customer", note="asked")
        self.do(lambda work: operations.pause(work, promise, said))

    @rule(promise=promises)
    def resume(self, promise: str) -> None:
        """The clock runs again."""
        self.do(lambda work: operations.resume(work, promise, Resume()))

    @rule(promise=promises, parts=st.none() | st.sampled_from([(1.0, 2.0), (2.0, 2.0), (3.0, 2.0)]))
    def keep(self, promise: str, parts: tuple[float, float] | None) -> None:
        """Kept, in whole or in part."""
        said = Keep(done=parts[0], of=parts[1]) if parts else Keep(note="done")
        self.do(lambda work: operations.keep(work, promise, said))

    @rule(promise=promises)
    def reopen(self, promise: str) -> None:
        """It was not kept after all."""
        said = Reopen(reason="not yet", id=new_id(self.now))
        self.do(lambda work: operations.reopen(work, promise, said))

    @rule(promise=promises)
    def withdraw(self, promise: str) -> None:
        """Nobody needs it."""
        self.do(lambda work: operations.withdraw(work, promise, Withdraw(reason="no need")))

    @rule(promise=promises, to=st.sampled_from(["team:billing", "team:support", "person:7"]))
    def hand_over(self, promise: str, to: str) -> None:
        """Somebody else looks after it."""
        said = HandOver(to=to, note="over to you")
        self.do(lambda work: operations.hand_over(work, promise, said))

    @rule(promise=promises, expected=st.integers(1, 4))
    def tell(self, promise: str, expected: int) -> None:
        """Told by somebody who has seen so many entries."""
        self.do(lambda work: operations.tell(work, promise, Tell(says="soon"), expected))

    @rule(promise=promises)
    def crash(self, promise: str) -> None:
        """A transaction that does not come to its end."""
        act = undone(lambda work: operations.tell(work, promise, Tell(says="lost")))
        for store in (self.store, self.model):
            try:
                store.write(act, actor=ANNA, at=self.now)
            except (UndoneError, TrothError):
                continue
            raise AssertionError("it came to its end")

    @rule(promise=promises)
    def retry(self, promise: str) -> None:
        """A request that is sent twice does its work once."""
        self.keys += 1
        key = f"key {self.keys}"

        def act(work: Work) -> Answer:
            if work.answer is None:
                operations.tell(work, promise, Tell(says="once"))
                work.remember(Answer(200, {"told": promise}))
            return work.answer or Answer(200, {"told": promise})

        for _ in range(2):
            self.do(act, key=key)

    @rule(customer=customers)
    def erase(self, customer: str) -> None:
        """A person is gone, their promises stay."""
        self.do(lambda work: operations.erase(work, customer), BOB)

    @rule()
    def import_anew(self) -> None:
        """All entries into another store, where they make the same promises."""
        copy = MemoryStore()
        copy.add(self.store.sealed())
        assert self.store.add(self.store.sealed()) == 0
        wanted = PromiseFilter(outcome=Outcome.OPEN, at=self.now)
        there = [_bare(each) for each in copy.promises(wanted, limit=1000).items]
        assert there == [_bare(each) for each in self.store.promises(wanted, limit=1000).items]

    @invariant()
    def lists_agree(self) -> None:
        """What is open, kept or broken at this instant, in both."""
        for outcome in Outcome:
            wanted = PromiseFilter(outcome=outcome, at=self.now)
            listed = self.store.promises(wanted, limit=1000).items
            assert [_alike(each) for each in listed] == [
                _alike(each) for each in self.model.promises(wanted, limit=1000).items
            ]

    def do(self, act: Act, who: Actor = ANNA, key: str | None = None) -> bool:
        """Do it on both; whether it was done. What refuses it must be the same."""
        answers = [self._done(store, act, who, key) for store in (self.store, self.model)]
        assert answers[0] == answers[1]
        return not isinstance(answers[0], type)

    def _done(self, store: Store, act: Act, who: Actor, key: str | None) -> Any:  # noqa: ANN401 - whatever it answers
        try:
            answer = store.write(act, actor=who, at=self.now, key=key)
        except TrothError as refused:
            return type(refused)
        return _alike(answer) if isinstance(answer, Promise) else answer

    def teardown(self) -> None:
        """At the end everything follows from the entries, and stands as it was written."""
        entries = self.store.feed(limit=10_000).items
        assert broken_links(entries) == []
        for subject in {entry.subject for entry in entries if entry.type.kind == "promise"}:
            assert self.store.promise(subject) == fold(
                entry for entry in entries if entry.subject == subject
            )
        assert verify(self.store, every=True).findings == ()


def _alike(promise: Promise) -> Promise:
    """A promise without what is new in each store: hashes and the ids of entries."""
    changes = tuple(
        replace(change, id=str(number)) for number, change in enumerate(promise.changes)
    )
    return replace(promise, head="", changes=changes)


def _bare(promise: Promise) -> Promise:
    """A promise without what is personal."""
    handed = tuple({**each, "note": None} for each in promise.handed_over)
    return replace(promise, wording=None, handed_over=handed)
