"""Whether what time brings is being recorded: for monitors, and for whoever looks at a page."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.db import DatabaseError
from django.http import HttpRequest

from troth.errors import counted
from troth_web.ledger.held import held_since
from troth_web.ledger.models import PromiseRow
from troth_web.ledger.projection import instant_of, microseconds
from troth_web.worker.leases import shared_now
from troth_web.worker.models import BeatRow, StuckRow
from troth_web.worker.round import Round

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
    return _unchecked(at, row) or (row.note if row else "")


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
            yield row.note
        if each.name != "deadlines" and row and _silent(at, row, each.every):
            yield f"{each.name} was last done at {_clock(at, instant_of(row.at_us))}"


def _rounds() -> tuple[Round, ...]:
    # The heartbeat is a round itself, and asks for all of them.
    from troth_web.worker.rounds import ROUNDS

    return ROUNDS


def _unchecked(at: datetime, row: BeatRow | None) -> str:
    if row is None:
        return "deadlines are not being checked: no worker has run yet"
    checked = instant_of(row.at_us)
    if checked - at > SILENT:
        return (
            "deadlines are not being checked: the last time that they were is yet to come, "
            f"{_clock(at, checked)}; see whether the clock is right"
        )
    if _silent(at, row, timedelta()):
        return f"deadlines are not being checked since {_clock(at, checked)}"
    return ""


def _late(at: datetime) -> Iterator[str]:
    first = PromiseRow.objects.filter(wakes_us__lt=microseconds(at - BEHIND)).order_by("wakes_us")
    wakes_us = first.values_list("wakes_us", flat=True).first()
    if wakes_us is not None:
        minutes = int((at - instant_of(wakes_us)) / timedelta(minutes=1))
        yield f"deadlines are {counted(max(minutes, 1), 'minute')} behind"


def _silent(at: datetime, row: BeatRow, every: timedelta) -> bool:
    return at - instant_of(row.at_us) > SILENT + every


def _remarks() -> Iterator[str]:
    if not settings.WORKER:
        yield "this server is told to do nothing by itself (TROTH_WORKER)"
    if since := held_since():
        yield f"nothing is sent since {since}, as this is a restored copy"
    if stuck := StuckRow.objects.count():
        yield f"{counted(stuck, 'promise')} cannot be worked on and was put off; the log says why"


def _clock(at: datetime, moment: datetime) -> str:
    """`09:14 UTC`, with the date where that is another one."""
    same = at.astimezone(UTC).date() == moment.date()
    return f"{moment:%H:%M} UTC" if same else f"{moment:%H:%M} UTC on {moment:%Y-%m-%d}"
