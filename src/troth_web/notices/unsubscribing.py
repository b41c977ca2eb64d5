"""Stopping kinds of notices for a reader, and telling them again."""

from datetime import datetime

from django.db import transaction

from troth.playbook.schema.words import NoticeKind
from troth.promises.entries import EntryType
from troth.promises.parties import Actor, ActorKind
from troth_web.notices.kinds import KINDS
from troth_web.notices.links import Unsubscribing
from troth_web.notices.models import Preference
from troth_web.notices.preferences import EMAIL
from troth_web.people import journal


def stopped(wanted: Unsubscribing) -> bool:
    """Whether a reader is told of none of these kinds."""
    row = Preference.objects.filter(reader=wanted.reader).first()
    return row is not None and _kinds(wanted) <= set(row.off)


def stop(wanted: Unsubscribing, *, at: datetime) -> None:
    """Tell a reader of these kinds no longer; doing it twice changes nothing."""
    _set(wanted, at, stopped=True)


def start(wanted: Unsubscribing, *, at: datetime) -> None:
    """Tell a reader of these kinds again; doing it twice changes nothing."""
    _set(wanted, at, stopped=False)


def _set(wanted: Unsubscribing, at: datetime, *, stopped: bool) -> None:
    with transaction.atomic():
        Preference.objects.get_or_create(reader=wanted.reader, defaults={"channels": [EMAIL]})
        row = Preference.objects.select_for_update().get(reader=wanted.reader)
        before, kinds = set(row.off), _kinds(wanted)
        after = before | kinds if stopped else before - kinds
        if after == before:
            return
        row.off = sorted(after)
        row.save(update_fields=["off"])
        _record(wanted.reader, row.off, at)


def _kinds(wanted: Unsubscribing) -> set[str]:
    """Without those that nobody can do without."""
    return {kind for kind in wanted.kinds if not KINDS[NoticeKind(kind)].essential}


def _record(reader: str, off: list[str], at: datetime) -> None:
    """For a person, what they changed about their account is an entry."""
    kind, _, person = reader.partition(":")
    if kind == ActorKind.PERSON:
        payload: journal.Payload = {"what": "notices", "off": off}
        journal.record(
            EntryType.PERSON_CHANGED, person, Actor(ActorKind.PERSON, person), payload, at
        )
