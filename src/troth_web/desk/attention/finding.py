"""Promises that may need somebody, from the rows that lists are made from; then why each does."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from django.db.models import Q, QuerySet

from troth.operations.catching import UNSAID
from troth.promises.parties import PartyKind
from troth.promises.promise import Promise
from troth_web.desk.attention.needs import MENDED, Mends, Need, need_of
from troth_web.ledger.models import PromiseRow
from troth_web.ledger.projection import microseconds
from troth_web.ledger.store import SqlStore
from troth_web.people.principals import Principal

#: So far ahead a warning is looked for.
_AHEAD = timedelta(days=7)
#: An update that falls due within a day wakes its promise before.
_WAKES = timedelta(days=1)
#: How long something that was asked for, without a date, is kept in sight.
_UNPROMISED = timedelta(days=14)
#: Over, and broken: said in the words of its index, which SQLite finds by no others.
_LATE = "clock = 'stopped' AND outcome = 'broken'"
#: How many are looked at of each kind. More than a day's work is not shown; that there is more is.
_MOST = 30
#: Duties of which customers said something: they are few, and not yet told apart by reader.
_SAID = 200


class Whose(StrEnum):
    """Whose promises are asked for."""

    #: What one looks after, and what nobody does in one's teams.
    MINE = "mine"
    TEAMS = "teams"
    ALL = "all"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Who asks, and for whose promises."""

    principal: Principal
    whose: Whose = Whose.MINE
    #: Whether they have something to give for a promise.
    mends: Mends = lambda _: False


@dataclass(frozen=True, slots=True)
class Attention:
    """What needs somebody, in order."""

    needs: tuple[Need, ...]
    #: Whether there is more than was looked at.
    more: bool


def attention(store: SqlStore, asked: Asked, at: datetime) -> Attention:
    """What needs the reader at `at`."""
    found: dict[str, None] = {}
    more = False
    for rows in (*_candidates(_theirs(asked), at), _questions(asked, at)):
        subjects = list(rows.values_list("subject", flat=True)[: _MOST + 1])
        more = more or len(subjects) > _MOST
        found |= dict.fromkeys(subjects[:_MOST])
    said = list(_duties().values_list("subject", flat=True)[: _SAID + 1])
    more = more or len(said) > _SAID
    promises = [*store.promises_of(list(found)), *_concerning(store, asked, said[:_SAID])]
    needs = (need_of(promise, at, asked.mends) for promise in promises)
    ordered = sorted((need for need in needs if need), key=lambda need: need.place)
    return Attention(tuple(ordered), more)


def _duties() -> QuerySet[PromiseRow]:
    """Duties of which customers said something themselves, the longest ago first."""
    rows = PromiseRow.objects.filter(duty=True, unanswered_us__isnull=False)
    return rows.order_by("unanswered_us")


def _concerning(store: SqlStore, asked: Asked, duties: list[str]) -> list[Promise]:
    """Those of the duties that are the reader's, or that something of theirs waits for.

    What nothing waits for and nobody holds lies with the company, so with everybody.
    """
    if not duties:
        return []
    promises = store.promises_of(duties)
    waiting = {each for promise in promises for each in promise.needed_by}
    known = set(_theirs(asked).filter(subject__in=waiting).values_list("subject", flat=True))
    own = _theirs(asked, duties=True).filter(subject__in=duties)
    held = set(own.values_list("subject", flat=True))
    return [
        promise
        for promise in promises
        if promise.id in held or known & {*promise.needed_by} or _of_all(promise)
    ]


def _of_all(duty: Promise) -> bool:
    return not duty.needed_by and duty.holder.kind is PartyKind.COMPANY


def _questions(asked: Asked, at: datetime) -> QuerySet[PromiseRow]:
    """What somebody said and nobody has named: it lies with the company, so with everybody."""
    since = microseconds(at - _UNPROMISED)
    rows = _open_to(asked.principal).filter(stage="no-promise", made_us__gte=since)
    return rows.filter(metric=UNSAID, holder__startswith="company:").order_by("-made_us")


def _theirs(asked: Asked, *, duties: bool = False) -> QuerySet[PromiseRow]:
    principal = asked.principal
    rows = _open_to(principal, duties=duties)
    teams = Q(holder_team__in=principal.teams)
    if asked.whose is Whose.MINE:
        return rows.filter(Q(holder=principal.actor.name) | teams)
    if asked.whose is Whose.TEAMS:
        return rows.filter(teams | Q(promiser_team__in=principal.teams))
    return rows


def _open_to(principal: Principal, *, duties: bool = False) -> QuerySet[PromiseRow]:
    rows = PromiseRow.objects.filter(duty=duties)
    if not principal.hidden:
        return rows
    seen = Q()
    for column in ("promiser_team", "holder_team"):
        seen &= Q(**{f"{column}__isnull": True}) | ~Q(**{f"{column}__in": principal.hidden})
    own = Q(promiser_team__in=principal.teams) | Q(holder_team__in=principal.teams)
    return rows.filter(seen | own)


def _candidates(rows: QuerySet[PromiseRow], at: datetime) -> Iterator[QuerySet[PromiseRow]]:
    now = microseconds(at)
    running = rows.filter(clock="running")
    # Of what is late the latest: what was left lying for a year is no news.
    yield running.filter(falls_due_us__lt=now).order_by("-falls_due_us")
    ahead = microseconds(at + _AHEAD)
    yield running.filter(falls_due_us__gte=now, falls_due_us__lt=ahead).order_by("falls_due_us")
    yield running.filter(wakes_us__lt=microseconds(at + _WAKES)).order_by("wakes_us")
    yield rows.filter(unanswered_us__isnull=False).order_by("unanswered_us")
    lately = rows.filter(falls_due_us__gte=microseconds(at - MENDED))
    late = lately.extra(where=[_LATE])  # noqa: S610 - a constant
    yield late.order_by("-falls_due_us")
    yield rows.filter(clock="paused").order_by("falls_due_us")
    asked_since = microseconds(at - _UNPROMISED)
    yield rows.filter(stage="no-promise", made_us__gte=asked_since).order_by("-made_us")
