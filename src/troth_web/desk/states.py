"""How a promise stands, in the one word that its badge shows."""

from troth.promises.outcomes import clock_state
from troth.promises.promise import ClockState, Outcome, Promise


def shown_state(promise: Promise, found: Outcome | None) -> str:
    """An outcome, a stage where nothing was promised, or `wait` while its clock stands still."""
    if found is None:
        return promise.stage.value
    if found is Outcome.OPEN and clock_state(promise) is ClockState.PAUSED:
        return "wait"
    return found.value
