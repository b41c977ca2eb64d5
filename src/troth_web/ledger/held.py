"""Whether the ledger may speak to anybody outside: a restored copy is silent until it is told.

Whoever reads the outbox asks `sending_allowed` before each round.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db.models import QuerySet

from troth.errors import TrothError
from troth.promises.entries import Draft, EntryType
from troth.promises.hashing import instant
from troth.promises.parties import Actor, ActorKind
from troth.promises.store import Store
from troth_web.ledger.models import LedgerSetting, OutboxRow
from troth_web.prepared import prepared

#: The subject of entries about the ledger itself.
SUBJECT = "ledger"
#: Who acts where somebody runs a command on the server's own machine.
OPERATOR = Actor(ActorKind.RULE, "command-line")

_HELD = "held_since"
#: The last place in the outbox at the time of the restore.
_BACKLOG = "held_backlog"

Backlog = Literal["send", "drop"]


class NotHeldError(TrothError):
    """A ledger that sends is told to resume."""

    def __init__(self) -> None:
        super().__init__("this ledger is not held back; it sends what is to be sent")


class BacklogError(TrothError):
    """It was not said what shall become of what was waiting when the backup was made."""

    def __init__(self, waiting: int) -> None:
        super().__init__(
            f"{waiting:,} entries from before the restore wait to be told to somebody outside, and "
            "the server that was backed up may have told them since; say --backlog send to tell "
            "them (again), or --backlog drop to pass over them"
        )


@dataclass(frozen=True, kw_only=True)
class Resumed:
    """What became of a ledger that was held back."""

    held_since: str
    #: Entries from before the restore that will be told, or were passed over.
    backlog: int
    dropped: bool


#: What waits to be sent beside the outbox: how much, and how to pass over it.
_others: list[tuple[Callable[[], int], Callable[[], None]]] = []


def bind(waiting: Callable[[], int], drop: Callable[[], None]) -> None:
    """Let another part say how much waits there, and pass over it when it is told to."""
    _others.append((waiting, drop))


def sending_allowed() -> bool:
    """Whether anything may be sent: mails, webhooks, notices."""
    return held_since() is None


def held_since() -> str | None:
    """Since when nothing is sent; None where things are sent."""
    return _setting.first(_HELD)


def hold(at: datetime) -> None:
    """Send nothing from now on."""
    last = OutboxRow.objects.order_by("-place").first()
    _set(_HELD, instant(at))
    _set(_BACKLOG, str(last.place if last else 0))


def resume(store: Store, *, at: datetime, backlog: Backlog | None = None) -> Resumed:
    """Send again; that it was decided stands in the journal.

    Raises:
        NotHeldError: nothing is held back.
        BacklogError: something waits from before, and `backlog` does not say what to do with it.
    """
    since = held_since()
    if since is None:
        raise NotHeldError
    with store.writing(actor=OPERATOR, at=at) as work:
        last = LedgerSetting.objects.filter(name=_BACKLOG).first()
        waiting = OutboxRow.objects.filter(place__lte=int(last.value) if last else 0)
        number = waiting.count() + sum(count() for count, _ in _others)
        if number and backlog is None:
            raise BacklogError(number)
        if backlog == "drop":
            waiting.delete()
            for _, drop in _others:
                drop()
        LedgerSetting.objects.filter(name__in=(_HELD, _BACKLOG)).delete()
        payload = {"held_since": since, "backlog": number, "dropped": backlog == "drop"}
        work.append([Draft(type=EntryType.LEDGER_RESUMED, subject=SUBJECT, at=at, payload=payload)])
    return Resumed(held_since=since, backlog=number, dropped=backlog == "drop")


@prepared
def _setting(name: str) -> QuerySet[LedgerSetting, str]:
    return LedgerSetting.objects.filter(name=name).values_list("value", flat=True)


def _set(name: str, value: str) -> None:
    LedgerSetting.objects.update_or_create(name=name, defaults={"value": value})
