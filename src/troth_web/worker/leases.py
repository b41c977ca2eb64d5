"""Leases: of several workers, one acts in each round, and one that was replaced writes nothing.

A lease has a token that grows with each change of hands. Whoever writes holds the lease's row until
the transaction ends, and compares the token: a worker that was frozen and thaws finds another one.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, connections, transaction
from django.db.models import F, Q, QuerySet

from troth.errors import TrothError
from troth_web import clock
from troth_web.ledger.projection import microseconds
from troth_web.prepared import Written, prepared, prepared_update
from troth_web.worker.models import LeaseRow

#: A lease that is good for longer than it can last, and this, was taken by a wrong clock.
AHEAD = timedelta(minutes=1)
#: PostgreSQL ends a transaction in which nothing was asked for so long: it would keep the lease.
_IDLE = "SET LOCAL idle_in_transaction_session_timeout = '20s'"


class LostLeaseError(TrothError):
    """Another worker acts now."""

    def __init__(self, name: str) -> None:
        super().__init__(f"another worker has taken over {name}; nothing was written")


@dataclass(frozen=True, slots=True)
class Lease:
    """The right to act in a round."""

    name: str
    holder: str
    token: int
    #: Which of Django's databases.
    using: str = "default"


def take(
    name: str, holder: str, at: datetime, lasting: timedelta, using: str = "default"
) -> Lease | None:
    """The lease, if nobody has it; None where somebody does."""
    rows = LeaseRow.objects.using(using)
    until_us = microseconds(at + lasting)
    # Whoever took one for longer had a clock that was ahead, and may be gone.
    most_us = microseconds(at + lasting + AHEAD)
    with transaction.atomic(using=using):
        if _took.run(name, microseconds(at), most_us, holder, until_us, using=using):
            return Lease(name, holder, _token.all(name, using=using)[0], using)
    if _token.exists(name, using=using):
        return None
    try:
        rows.create(name=name, holder=holder, until_us=until_us)
    except IntegrityError:
        return None
    return Lease(name, holder, 1, using)


def renew(lease: Lease, at: datetime, lasting: timedelta) -> bool:
    """Keep the lease for longer; whether it is still held."""
    until_us = microseconds(at + lasting)
    return _kept.run(lease.name, lease.holder, lease.token, until_us, using=lease.using) == 1


def release(lease: Lease) -> None:
    """Let another worker act at once."""
    _kept.run(lease.name, lease.holder, lease.token, 0, using=lease.using)


def release_all(using: str = "default") -> None:
    """Let all leases go, for whoever knows that no other worker lives."""
    LeaseRow.objects.using(using).update(until_us=0)


def must_hold(lease: Lease) -> None:
    """Within a transaction: see that nobody else acts, and keep it so until its end.

    Raises:
        LostLeaseError: somebody else does.
    """
    connection = connections[lease.using]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(_IDLE)
    if not _held.all(lease.name, lease.holder, lease.token, using=lease.using):
        raise LostLeaseError(lease.name)


def shared_now(using: str = "default") -> datetime:
    """This moment by the clock that all workers share: PostgreSQL's; on SQLite there is one."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        return clock.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        found: datetime = cursor.fetchone()[0]
        return found


@prepared_update
def _took(name: str, at_us: int, most_us: int, holder: str, until_us: int) -> Written:
    free = LeaseRow.objects.filter(Q(until_us__lt=at_us) | Q(until_us__gt=most_us), name=name)
    return free, {"holder": holder, "token": F("token") + 1, "until_us": until_us}


@prepared_update
def _kept(name: str, holder: str, token: int, until_us: int) -> Written:
    return _own(name, holder, token), {"until_us": until_us}


@prepared
def _token(name: str) -> QuerySet[LeaseRow, int]:
    return LeaseRow.objects.filter(name=name).values_list("token", flat=True)


@prepared
def _held(name: str, holder: str, token: int) -> QuerySet[LeaseRow, int]:
    return _own(name, holder, token).select_for_update().values_list("token", flat=True)


def _own(name: str, holder: str, token: int) -> QuerySet[LeaseRow]:
    return LeaseRow.objects.filter(name=name, holder=holder, token=token)
