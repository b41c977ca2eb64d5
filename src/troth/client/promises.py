"""Promises and duties of a ledger elsewhere."""

from collections.abc import Iterator
from typing import Any, TypedDict, Unpack

from troth.answers import EntryBody, EntryList, PromiseBody, PromiseList, TakenBody
from troth.answers.explanation import ExplanationBody
from troth.client.resource import Resource
from troth.operations import (
    Acknowledge,
    Agree,
    AskDuty,
    Change,
    Give,
    HandOn,
    HandOver,
    Hear,
    Keep,
    Make,
    Match,
    Offer,
    Pause,
    Reopen,
    Resume,
    Settle,
    Tell,
    Withdraw,
)
from troth.operations.commands import Command


class Which(TypedDict, total=False):
    """Which promises of a list; what is not said does not matter."""

    customer: str
    #: `team:support`, `person:7`.
    holder: str
    promiser: str
    metric: str
    #: offered, promised, no-promise.
    stage: str
    #: running, paused, stopped.
    clock: str
    #: open, kept, kept-as-agreed, moved, broken, withdrawn.
    outcome: str
    #: ISO 8601 with a zone.
    due_before: str


class Steps(Resource):
    """What promises and duties have in common."""

    path = ""

    def get(self, promise_id: str) -> PromiseBody:
        """How it stands."""
        return self._get(f"{self.path}/{promise_id}", PromiseBody)

    def page(
        self, after: str | None = None, limit: int = 50, **which: Unpack[Which]
    ) -> PromiseList:
        """Some of them, the latest first; `next` goes on."""
        return self._get(self.path, PromiseList, after=after, limit=limit, **which)

    def list(self, limit: int = 200, **which: Unpack[Which]) -> Iterator[PromiseBody]:
        """All of them, the latest first, `limit` at a time."""
        return self._all(self.path, PromiseList, limit, **which)

    def tell(self, promise_id: str, said: Tell, **how: Any) -> PromiseBody:
        """Say how things stand."""
        return self._step(promise_id, "tell", said, **how)

    def hear(self, promise_id: str, said: Hear, **how: Any) -> PromiseBody:
        """Keep what the other side said of it."""
        return self._step(promise_id, "hear", said, **how)

    def acknowledge(
        self, promise_id: str, said: Acknowledge | None = None, **how: Any
    ) -> PromiseBody:
        """Say that what they said themselves was read."""
        return self._step(promise_id, "acknowledge", said or Acknowledge(), **how)

    def change(self, promise_id: str, said: Change, **how: Any) -> PromiseBody:
        """Give another date."""
        return self._step(promise_id, "change", said, **how)

    def agree(self, promise_id: str, said: Agree, **how: Any) -> PromiseBody:
        """Agree to an option or a changed date, or decline."""
        return self._step(promise_id, "agree", said, **how)

    def keep(self, promise_id: str, said: Keep | None = None, **how: Any) -> PromiseBody:
        """Record that it was kept, or a part of it."""
        return self._step(promise_id, "keep", said or Keep(), **how)

    def withdraw(self, promise_id: str, said: Withdraw, **how: Any) -> PromiseBody:
        """End what nobody needs any more."""
        return self._step(promise_id, "withdraw", said, **how)

    def reopen(self, promise_id: str, said: Reopen, **how: Any) -> PromiseBody:
        """Open it again."""
        return self._step(promise_id, "reopen", said, **how)

    def _step(
        self,
        promise_id: str,
        step: str,
        said: Command,
        *,
        key: str | None = None,
        expected: int | None = None,
    ) -> PromiseBody:
        path = f"{self.path}/{promise_id}/{step}"
        return self._write(path, said, PromiseBody, key=key, expected=expected)


class Promises(Steps):
    """`/promises`. Writes take `key`, an idempotency key, and `expected`, a sequence seen."""

    path = "/promises"

    def import_(self, csv: str, *, preview: bool = False, key: str | None = None) -> TakenBody:
        """Take a sheet in, all of its rows or none; or say what would come of it."""
        said = {"csv": csv, "preview": preview}
        return self._write("/promises/import", said, TakenBody, key=key)

    def make(self, wanted: Make, *, key: str | None = None) -> PromiseBody:
        """Make a promise."""
        return self._write(self.path, wanted, PromiseBody, key=key)

    def offer(self, wanted: Offer, *, key: str | None = None) -> PromiseBody:
        """Put options before a customer."""
        return self._write(f"{self.path}/offer", wanted, PromiseBody, key=key)

    def match(self, promise_id: str, said: Match | None = None, **how: Any) -> PromiseBody:
        """Promise what no standard matched."""
        return self._step(promise_id, "match", said or Match(), **how)

    def pause(self, promise_id: str, said: Pause, **how: Any) -> PromiseBody:
        """Stop the clock."""
        return self._step(promise_id, "pause", said, **how)

    def resume(self, promise_id: str, said: Resume | None = None, **how: Any) -> PromiseBody:
        """Let the clock run again."""
        return self._step(promise_id, "resume", said or Resume(), **how)

    def settle(self, promise_id: str, said: Settle, **how: Any) -> PromiseBody:
        """Give a verdict."""
        return self._step(promise_id, "settle", said, **how)

    def hand_over(self, promise_id: str, said: HandOver, **how: Any) -> PromiseBody:
        """Let somebody else look after it."""
        return self._step(promise_id, "hand-over", said, **how)

    def hand_on(self, promise_id: str, said: HandOn | None = None, **how: Any) -> PromiseBody:
        """Let the next team of the chain have its turn."""
        return self._step(promise_id, "hand-on", said or HandOn(), **how)

    def give(self, promise_id: str, said: Give, **how: Any) -> PromiseBody:
        """Give amends."""
        return self._step(promise_id, "amends", said, **how)

    def explain(self, promise_id: str) -> ExplanationBody:
        """Why it is due when it is, and where the time went."""
        return self._get(f"{self.path}/{promise_id}/explain", ExplanationBody)

    def explain_text(self, promise_id: str) -> str:
        """The same in sentences."""
        path = f"{self.path}/{promise_id}/explain"
        return self._transport.send("GET", path, accept="text/plain").text

    def explain_svg(self, promise_id: str) -> str:
        """The same drawn."""
        return self._transport.send("GET", f"{self.path}/{promise_id}/explain.svg").text

    def journal(self, promise_id: str) -> tuple[EntryBody, ...]:
        """Everything that was recorded about it, in order."""
        return self._get(f"{self.path}/{promise_id}/journal", EntryList).items


class Duties(Steps):
    """`/duties`: what customers promise in turn."""

    path = "/duties"

    def ask(self, wanted: AskDuty, *, key: str | None = None) -> PromiseBody:
        """Record what the customer is to do."""
        return self._write(self.path, wanted, PromiseBody, key=key)
