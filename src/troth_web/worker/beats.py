"""Beats: when each round was last done, so that silence is noticed."""

from datetime import datetime

from django.db.models import F, QuerySet

from troth_web.ledger.projection import microseconds
from troth_web.prepared import Written, prepared, prepared_update
from troth_web.worker.models import BeatRow


def beat(name: str, at: datetime, done: int, using: str = "default") -> None:
    """Say that a round was done, and how many things it did since the last beat."""
    at_us = microseconds(at)
    if not _beaten.run(name, at_us, done, using=using):
        rows = BeatRow.objects.using(using)
        rows.get_or_create(name=name, defaults={"at_us": at_us, "done": done})


def say(name: str, at: datetime, note: str, using: str = "default") -> None:
    """Say what holds a round up; empty where nothing does any more."""
    if not _noted.run(name, note, using=using):
        _make(name, at, using, note=note)


def place_of(name: str, using: str = "default") -> str:
    """How far a round has come; empty where it never said."""
    return _place.first(name, using=using) or ""


def keep_place(name: str, at: datetime, place: str, using: str = "default") -> None:
    """Remember how far a round has come, in the transaction that went there."""
    if not _placed.run(name, place, using=using):
        _make(name, at, using, place=place)


@prepared_update
def _beaten(name: str, at_us: int, done: int) -> Written:
    return BeatRow.objects.filter(name=name), {"at_us": at_us, "done": F("done") + done}


@prepared
def _place(name: str) -> QuerySet[BeatRow, str]:
    return BeatRow.objects.filter(name=name).values_list("place", flat=True)


@prepared_update
def _noted(name: str, note: str) -> Written:
    return BeatRow.objects.filter(name=name), {"note": note}


@prepared_update
def _placed(name: str, place: str) -> Written:
    return BeatRow.objects.filter(name=name), {"place": place}


def _make(name: str, at: datetime, using: str, **values: str) -> None:
    defaults = {"at_us": microseconds(at), **values}
    BeatRow.objects.using(using).get_or_create(name=name, defaults=defaults)
