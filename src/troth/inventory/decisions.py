"""What people decided about promises: a file that is read, filled in, and read again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from troth.errors import TrothError
from troth.inventory.promise import Promise


class State(StrEnum):
    """What becomes of a promise."""

    KEEP = "keep"
    REWORD = "reword"
    RETIRE = "retire"
    #: Nobody has decided yet.
    OPEN = ""


class DecisionsError(TrothError):
    """A file of decisions that cannot be read."""

    def __init__(self, name: str, where: str, wrong: str, right: str) -> None:
        super().__init__(f"{name}: {where}: {wrong}; {right}")


@dataclass(frozen=True, kw_only=True)
class Decision:
    """One promise and what somebody decided; only `state`, `wording` and `note` are theirs."""

    id: str
    state: State = State.OPEN
    #: How it is to be said from now on.
    wording: str = ""
    note: str = ""
    #: As it is said now, and where: for whoever decides.
    words: str = ""
    about: str = ""
    term: str = ""
    where: str = ""
    #: Whether it was found in the last run.
    found: bool = True


COLUMNS = ("id", "state", "wording", "note", "words", "about", "term", "where", "found")
#: Places that are told of one promise.
_PLACES = 5


def merged(promises: Iterable[Promise], known: Mapping[str, Decision]) -> list[Decision]:
    """A line for each promise with what was decided; decisions on others stay, at the end."""
    lines = {one.id: _line(one, known.get(one.id)) for one in promises}
    gone = [one for key, one in known.items() if key not in lines]
    return [*lines.values(), *(_gone(one) for one in gone)]


def _line(promise: Promise, known: Decision | None) -> Decision:
    more = len(promise.places) - _PLACES
    places = [str(place) for place in promise.places[:_PLACES]]
    return Decision(
        id=promise.id,
        state=known.state if known else State.OPEN,
        wording=known.wording if known else "",
        note=known.note if known else "",
        words=promise.words,
        about=promise.group,
        term=str(promise.term) if promise.term else "",
        where="; ".join([*places, *([f"and {more} more"] if more > 0 else [])]),
    )


def _gone(one: Decision) -> Decision:
    from dataclasses import replace

    return replace(one, found=False)
