"""One traveller's affair: who they are, the dice that decide, and what is written of it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any

from examples.airline.year import words
from examples.airline.year.airline import Airline, Story
from examples.airline.year.cast import Colleague
from examples.airline.year.ids import id_from
from examples.airline.year.travellers import Traveller
from examples.airline.year.watching import watched
from troth import operations
from troth.operations import HandOn, HandOver, Keep, Make, Tell
from troth.promises.outcomes import outcome
from troth.promises.parties import Actor
from troth.promises.promise import Outcome, Promise, Stage

By = Actor | Colleague


@dataclass(kw_only=True)
class Tale:
    """What a story has in hand."""

    airline: Airline
    who: Traveller
    dice: Random
    channel: str
    #: What is done about a break; nothing among colleagues.
    mend: "Callable[[Tale, Promise], Story] | None" = None
    #: What the words of this affair have in common.
    known: dict[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        letters = "".join(self.dice.choices("ABCDEFGHJKLMNPQRSTUVWXYZ", k=6))
        self.known |= {
            "name": self.who.given,
            "booking": letters,
            "flight": f"LW {self.dice.randrange(100, 990)}",
        }

    def likely(self, share: float) -> bool:
        """True in that share of cases."""
        return self.dice.random() < share

    def says(self, sentences: Sequence[str], **more: object) -> str:
        """One of the sentences, about this affair."""
        return words.say(self.dice, sentences, **self.known, **more)

    def new_id(self) -> str:
        """An id for something made now."""
        return id_from(self.dice, self.airline.now)

    def promised(self, by: By, metric: str, says: str, **more: Any) -> Promise:
        """Promise this traveller something; `more` are fields of `Make`."""
        self.airline.greet(self.who)
        wanted = Make(
            id=self.new_id(),
            metric=metric,
            customer=self.who.id,
            wording=says,
            **{"facets": self.who.facets, "channel": self.channel, **more},
        )
        made = operations.make(self.airline.by(by), wanted)
        if made.stage is Stage.PROMISED:
            self.airline.plan(self.airline.now, watched(self.airline, made.id))
        return made

    def now(self, promise: Promise) -> Promise:
        """A promise as it stands."""
        return self.airline.find(promise.id)

    def runs(self, promise: Promise) -> bool:
        """Whether it was neither kept nor withdrawn."""
        return not self.now(promise).closed

    def keep(self, by: By, promise: Promise, note: Sequence[str], **more: Any) -> None:
        """Keep it, if it still runs; `more` are fields of `Keep`."""
        if self.runs(promise):
            kept = Keep(note=self.says(note), **more)
            done = operations.keep(self.airline.by(by), promise.id, kept)
            if outcome(done, self.airline.now) is Outcome.BROKEN and self.mend is not None:
                self.airline.plan(self.airline.now, self.mend(self, done))

    def tell(self, by: By, promise: Promise, news: Sequence[str]) -> None:
        """Say how things stand, if it still runs."""
        if self.runs(promise):
            told = Tell(says=self.says(news), channel=self.channel)
            operations.tell(self.airline.by(by), promise.id, told)

    def hand_on(self, by: By, promise: Promise, note: Sequence[str]) -> None:
        """Give it to the next team of its chain, if it still runs."""
        if self.runs(promise):
            operations.hand_on(self.airline.by(by), promise.id, HandOn(note=self.says(note)))

    def hand_over(
        self, by: By, to: Colleague, promise: Promise, note: Sequence[str] = words.HANDED_OVER
    ) -> None:
        """Let a colleague look after it, if it still runs."""
        if self.runs(promise) and str(self.now(promise).holder) != to.party:
            over = HandOver(to=to.party, note=self.says(note))
            operations.hand_over(self.airline.by(by), promise.id, over)
