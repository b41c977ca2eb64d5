"""Whether what time brings is being recorded: for monitors, and for whoever looks at a page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest

from troth.said import again, said, said_of
from troth_web.ledger.held import held_since
from troth_web.ledger.models import PromiseRow
from troth_web.ledger.projection import instant_of, microseconds
from troth_web.worker.leases import shared_now
from troth_web.worker.models import BeatRow, StuckRow
from troth_web.worker.round import Round
from troth_web.worker.watch import NOTES

#: A round that was last done longer ago, beyond the time it waits, is silent.
SILENT = timedelta(seconds=60)
#: Promises that wait longer than this to be marked are late.
BEHIND = timedelta(seconds=90)


@dataclass(frozen=True, slots=True)
class Beat:
    """When a round was last done."""

    name: str
    at: datetime
    done: int


@dataclass(frozen=True, slots=True)
class Health:
    """How it stands with the worker."""

    #: Why it does not do all that it should, as sentences; empty where all is well.
    problems: tuple[str, ...]
    #: What whoever runs it should know besides.
    remarks: tuple[str, ...]
    beats: tuple[Beat, ...]


def health(at: datetime) -> Health:
    """How it stands, as of a moment by the clock that all workers share."""
    rows = {row.name: row for row in BeatRow.objects.all()}
    problems = tuple(_problems(at, rows)) if settings.WORKER else ()
    beats = (Beat(row.name, instant_of(row.at_us), row.done) for row in rows.values() if row.at_us)
    return Health(problems, tuple(_remarks()), tuple(sorted(beats, key=lambda beat: beat.name)))


def silence(at: datetime) -> str:
    """The sentence for every page while deadlines are not being checked; else empty."""
    if not settings.WORKER:
        return ""
    row = BeatRow.objects.filter(name="deadlines").first()
    return _unchecked(at, row) or (again(row.note, NOTES) if row else "")


def on_pages(_request: HttpRequest) -> dict[str, object]:
    """For templates: `worker_silence`, asked only where it is shown."""
    return {"worker_silence": _silence_now}


def _silence_now() -> str:
    try:
        return silence(shared_now())
    except DatabaseError:
        # A page that could be shown without the database is shown.
        return ""


def _problems(at: datetime, rows: dict[str, BeatRow]) -> Iterator[str]:
    unchecked = _unchecked(at, rows.get("deadlines"))
    if unchecked:
        yield unchecked
    else:
        yield from _late(at)
    for each in _rounds():
        row = rows.get(each.name)
        if row and row.note:
            yield again(row.note, NOTES)
        if each.name != "deadlines" and row and _silent(at, row, each.every):
            yield said(
                "{round} was last done at {when}",
                round=each.name,
                when=_clock(at, instant_of(row.at_us)),
            )


def _rounds() -> tuple[Round, ...]:
    # The heartbeat is a round itself, and asks for all of them.
    from troth_web.worker.rounds import ROUNDS

    return ROUNDS


def _unchecked(at: datetime, row: BeatRow | None) -> str:
    if row is None:
        return said("deadlines are not being checked: no worker has run yet")
    checked = instant_of(row.at_us)
    if checked - at > SILENT:
        return said(
            "deadlines are not being checked: the last time that they were is yet to come, "
            "{when}; see whether the clock is right",
            when=_clock(at, checked),
        )
    if _silent(at, row, timedelta()):
        return said("deadlines are not being checked since {when}", when=_clock(at, checked))
    return ""


def _late(at: datetime) -> Iterator[str]:
    first = PromiseRow.objects.filter(wakes_us__lt=microseconds(at - BEHIND)).order_by("wakes_us")
    wakes_us = first.values_list("wakes_us", flat=True).first()
    if wakes_us is not None:
        minutes = max(1, int((at - instant_of(wakes_us)) / timedelta(minutes=1)))
        yield said_of(
            minutes,
            "deadlines are {n} minute behind",
            "deadlines are {n} minutes behind",
            n=minutes,
        )


def _silent(at: datetime, row: BeatRow, every: timedelta) -> bool:
    return at - instant_of(row.at_us) > SILENT + every


def _remarks() -> Iterator[str]:
    if not settings.WORKER:
        yield said("this server is told to do nothing by itself (TROTH_WORKER)")
    if since := held_since():
        yield said("nothing is sent since {since}, as this is a restored copy", since=since)
    if stuck := StuckRow.objects.count():
        yield said_of(
            stuck,
            "{n} promise cannot be worked on and was put off; the log says why",
            "{n} promises cannot be worked on and were put off; the log says why",
            n=stuck,
        )


def _clock(at: datetime, moment: datetime) -> str:
    """`09:14 UTC`, with the date where that is another one."""
    same = at.astimezone(UTC).date() == moment.date()
    if same:
        return said("{time} UTC", time=f"{moment:%H:%M}")
    return said("{time} UTC on {date}", time=f"{moment:%H:%M}", date=f"{moment:%Y-%m-%d}")
