"""What a phrase makes of a clause: a promise, no promise, or nothing that it knows."""

from dataclasses import dataclass

from troth.guard.kinds import Kind, Promiser, Strength


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A promise; what the phrase does not know is left to the words of the clause."""

    kind: Kind | None = None
    strength: Strength | None = None
    promiser: Promiser = Promiser.COMPANY
    #: Where it starts, counted from the start of the clause; before it where it is negative.
    start: int = 0


#: Read, and no promise: later phrases are not asked.
SPARED = Hit()
