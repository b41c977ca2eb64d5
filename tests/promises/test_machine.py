"""Whatever is done in whichever order, the journal's fold and a second, plain idea agree."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, invariant, rule
from tests.promises.model import Model
from tests.scene import MONDAY, Scene

from troth import operations
from troth.operations import BeyondAuthorityError, NotFoundError, NotNowError, UnfitError
from troth.promises import fold, outcome
from troth.promises.hashing import broken_links
from troth.testing import MemoryStore

MINUTE = timedelta(minutes=1)
REFUSALS = (NotNowError, UnfitError, NotFoundError, BeyondAuthorityError)
LENGTHS = {
    "reply": ("resumes", 480),
    "counted": ("counts-all", 480),
    "restarted": ("restarts", 480),
}


@dataclass
class Pair:
    """A promise in the store and in the model."""

    id: str
    model: Model


class Machine(RuleBasedStateMachine):
    """A desk with promises to one customer, in the store and in the model at once."""

    promises = Bundle("promises")

    def __init__(self) -> None:
        super().__init__()
        self.scene = Scene()
        self.now = 0
        self.pairs: list[Pair] = []

    def acted(self, act: str, pair: Pair, modelled: bool, **said: object) -> None:
        """What the store does or refuses is what the model does or refuses."""
        promise = self.scene.store.promise(pair.id)
        assert promise is not None
        if modelled:
            getattr(self.scene, act)(promise, **said)
            return
        with pytest.raises(REFUSALS):
            getattr(self.scene, act)(promise, **said)

    @rule(minutes=st.integers(1, 700))
    def time_goes_by(self, minutes: int) -> None:
        self.now += minutes
        self.scene.now = MONDAY + self.now * MINUTE

    @rule(target=promises, metric=st.sampled_from(sorted(LENGTHS)))
    def promise(self, metric: str) -> Pair:
        reopening, length = LENGTHS[metric]
        made = self.scene.make(metric)
        pair = Pair(made.id, Model(start=self.now, length=length, reopening=reopening))
        self.pairs.append(pair)
        return pair

    @rule(target=promises, minutes=st.integers(1, 900))
    def promise_a_date(self, minutes: int) -> Pair:
        due = self.scene.now + minutes * MINUTE
        made = self.scene.make("silent", due=due, promiser="team:support")
        pair = Pair(made.id, Model(start=self.now, length=minutes))
        self.pairs.append(pair)
        return pair

    @rule(pair=promises, back=st.sampled_from([0, 0, 5, 400]), reason=st.sampled_from("ab"))
    def pause(self, pair: Pair, back: int, reason: str) -> None:
        at = max(self.now - back, 0)
        reason = {"a": "waiting-for-customer", "b": "strike"}[reason]
        if at < pair.model.start or self._knows_no_pause(pair):
            return
        done = pair.model.pause(at, self.now, reason)
        self.acted("pause", pair, done, reason=reason, at=MONDAY + at * MINUTE)

    @rule(pair=promises, reason=st.sampled_from("ab"))
    def resume(self, pair: Pair, reason: str) -> None:
        reason = {"a": "waiting-for-customer", "b": "strike"}[reason]
        done = pair.model.resume(self.now, reason)
        self.acted("resume", pair, done, reason=reason)

    @rule(pair=promises, minutes=st.integers(-10, 900), agreed=st.booleans())
    def change(self, pair: Pair, minutes: int, agreed: bool) -> None:
        model, due = pair.model, self.now + minutes
        if due < model.first:
            return  # a matter of authority, which has tests of its own
        done = model.change(self.now, due, "reported" if agreed else "none")
        self.acted("change", pair, done, due=MONDAY + due * MINUTE, agreed=agreed)

    @rule(pair=promises, decline=st.booleans())
    def answer(self, pair: Pair, decline: bool) -> None:
        if not pair.model.others:
            return
        done = pair.model.answer("declined" if decline else "confirmed")
        self.acted("agree", pair, done, decline=decline)

    @rule(pair=promises, back=st.sampled_from([0, 0, 5, 400]))
    def keep(self, pair: Pair, back: int) -> None:
        at = max(self.now - back, pair.model.start)
        self.acted("keep", pair, pair.model.keep(at), at=MONDAY + at * MINUTE)

    @rule(pair=promises)
    def withdraw(self, pair: Pair) -> None:
        self.acted("withdraw", pair, pair.model.withdraw(self.now))

    @rule(pair=promises)
    def reopen(self, pair: Pair) -> None:
        if pair.model.reopening == "restarts" and pair.model.kept is not None:
            return self.restart(pair)
        return self.acted("reopen", pair, pair.model.reopen(self.now))

    def restart(self, pair: Pair) -> None:
        """The outcome stands, and another promise begins with a full term."""
        promise = self.scene.store.promise(pair.id)
        assert promise is not None
        if not pair.model.reopen(self.now):
            return
        again = self.scene.reopen(promise)
        model = Model(start=self.now, length=pair.model.length, reopening="restarts")
        self.pairs.append(Pair(again.id, model))

    @invariant()
    def dates_and_outcomes_agree(self) -> None:
        for pair in self.pairs:
            promise = self.scene.store.promise(pair.id)
            assert promise is not None
            model = pair.model
            assert promise.due == MONDAY + model.due * MINUTE
            assert promise.first_due == MONDAY + model.first * MINUTE
            for at in (self.now, self.now + 60, self.now + 5_000):
                found = outcome(promise, MONDAY + at * MINUTE)
                assert found == model.outcome(at), f"{found} is {model.outcome(at)} to the model"

    @invariant()
    def replaying_the_journal_gives_the_same(self) -> None:
        for pair in self.pairs:
            entries = self.scene.store.entries(pair.id)
            assert fold(entries) == self.scene.store.promise(pair.id)
            assert broken_links(entries) == []

    def teardown(self) -> None:
        """A copy has the same journal, and erasing the customer changes no outcome."""
        copy = MemoryStore()
        assert copy.add(self.scene.store.sealed()) == len(self.scene.store.sealed())
        assert copy.add(self.scene.store.sealed()) == 0
        with self.scene.work() as work:
            operations.erase(work, self.scene.customer)
        at = MONDAY + (self.now + 100) * MINUTE
        for pair in self.pairs:
            one, other = copy.promise(pair.id), self.scene.store.promise(pair.id)
            assert one is not None
            assert other is not None
            assert (one.head, outcome(one, at)) == (other.head, outcome(other, at))
            assert broken_links(self.scene.store.entries(pair.id)) == []

    def _knows_no_pause(self, pair: Pair) -> bool:
        """Standards that name no pauses have none; dates that were said have any."""
        promise = self.scene.store.promise(pair.id)
        return promise is not None and promise.metric in {"counted", "restarted"}


TestMachine = Machine.TestCase
TestMachine.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
