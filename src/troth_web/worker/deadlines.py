"""The round `deadlines`: what time has brought to promises is put on record, in batches.

Whatever is due is found by an index over `wakes_us`; nothing else decides when. A batch is one
transaction. A promise that cannot be worked on is put off, and holds up no other.
"""

from collections.abc import Sequence
from datetime import UTC, datetime

from django.db.models import QuerySet
from django.db.utils import DatabaseError, InterfaceError, OperationalError

from troth.operations.noticing import RULE, brought, record
from troth.promises.entries import Draft
from troth.promises.waking import wakes_at
from troth_web.crashpoints import crashpoint
from troth_web.ledger.errors import BusyError
from troth_web.ledger.models import PromiseRow
from troth_web.ledger.projection import maybe_us, microseconds
from troth_web.ledger.work import SqlWork
from troth_web.prepared import prepared
from troth_web.worker.beats import say
from troth_web.worker.leases import LostLeaseError
from troth_web.worker.remembering import OFTEN, believed, remember
from troth_web.worker.stuck import put_off, went_well
from troth_web.worker.turn import Turn
from troth_web.worker.watch import Watch

#: Promises in one transaction.
BATCH = 500

#: What says nothing of a promise, but of the database or of another worker.
_OTHERS = (LostLeaseError, BusyError, OperationalError, InterfaceError)


class NothingToRecordError(Exception):
    """A promise woke, and would wake again at once."""


class Deadlines:
    """The round, with what it has seen of the clock."""

    def __init__(self, watch: Watch | None = None) -> None:
        self._watch = watch or Watch()
        #: The note that was said last, and under which lease: another worker says others.
        self._said: tuple[int, str] | None = None
        self._remembered = datetime.min.replace(tzinfo=UTC)

    def __call__(self, turn: Turn) -> int:
        """Record what has come due; how many promises woke."""
        at = believed(self._watch, turn)
        said = turn.lease.token, self._watch.note
        if said != self._said:
            say("deadlines", turn.at, self._watch.note)
            self._said = said
        if at is None:
            return 0
        if abs(at - self._remembered) >= OFTEN:
            remember(at, turn.store.using)
            self._remembered = at
        return wake(Turn(at, turn.store, turn.lease))


def wake(turn: Turn) -> int:
    """Record what has come due by the turn's moment, for one batch; how many promises woke."""
    subjects = _due.all(microseconds(turn.at), limit=BATCH)
    if not subjects:
        return 0
    crashpoint("before-waking")
    try:
        turn.write(lambda work: _record(work, subjects), actor=RULE)
    except _OTHERS:
        raise
    except Exception:  # noqa: BLE001 - whatever it is, the others go on
        # Something in the batch cannot be written; one by one it shows what.
        for subject in subjects:
            _alone(turn, subject)
    crashpoint("after-waking")
    return len(subjects)


@prepared
def _due(at_us: int) -> QuerySet[PromiseRow, str]:
    due = PromiseRow.objects.filter(wakes_us__lte=at_us).order_by("wakes_us")
    return due.values_list("subject", flat=True)


def _alone(turn: Turn, subject: str) -> None:
    try:
        turn.write(lambda work: _record(work, [subject]), actor=RULE)
    except _OTHERS:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, the others go on
        failed = error
        turn.write(lambda work: put_off(subject, failed, work.at), actor=RULE)


def _record(work: SqlWork, subjects: Sequence[str]) -> None:
    work.hold(subjects)
    work.read_all(subjects, personal=False)
    drafts: list[Draft] = []
    well: list[str] = []
    for subject in subjects:
        try:
            drafts += _brought(work, subject)
            well.append(subject)
        except DatabaseError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever it is, the others go on
            put_off(subject, error, work.at)
    went_well(well)
    record(work, drafts)


def _brought(work: SqlWork, subject: str) -> list[Draft]:
    promise = work.promise(subject)
    assert promise is not None  # noqa: S101 - it has a row
    edition = work.edition_of(promise)
    found = brought(promise, edition, work.at)
    if not found:
        _sleep_again(subject, maybe_us(wakes_at(promise, edition)), microseconds(work.at))
    return found


def _sleep_again(subject: str, wakes_us: int | None, at_us: int) -> None:
    """It woke too early, as what it counts by changed since."""
    if wakes_us is not None and wakes_us <= at_us:
        raise NothingToRecordError
    PromiseRow.objects.filter(subject=subject).update(wakes_us=wakes_us)
