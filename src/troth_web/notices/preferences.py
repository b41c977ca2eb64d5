"""How readers want to be told: their channels, what they do not want, their zone and hours."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import QuerySet

from troth.playbook import Playbook
from troth.playbook.schema.frequency import QuietHours
from troth.playbook.schema.words import NoticeKind
from troth.promises import sealing
from troth_web.ledger.secrets import derived
from troth_web.notices.kinds import KINDS
from troth_web.notices.models import Preference
from troth_web.notices.waking import quiet_of
from troth_web.people.models import Membership
from troth_web.prepared import prepared

EMAIL = "email"
_UTC = ZoneInfo("UTC")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """How one reader wants to be told."""

    channels: tuple[str, ...] = (EMAIL,)
    off: frozenset[str] = frozenset()
    #: None where they did not say, and no team of theirs has a calendar.
    zone: ZoneInfo | None = None
    #: None where they may be written to at any hour.
    quiet: QuietHours | None = None
    #: By channel: what lets in whoever knows it.
    addresses: Mapping[str, str] = field(default_factory=dict)

    def wants(self, kind: NoticeKind) -> bool:
        """Whether they are told of a kind."""
        return KINDS[kind].essential or kind.value not in self.off

    def channels_for(self, kind: NoticeKind) -> tuple[str, ...]:
        """By which channels; what nobody can do without comes by e-mail at least."""
        return self.channels or ((EMAIL,) if KINDS[kind].essential else ())


def wishes_of(
    readers: Collection[str], playbook: Playbook | None, master: bytes
) -> dict[str, Wishes]:
    """The wishes of readers, with what holds where they did not say.

    Args:
        readers: `person:7`, `customer:9`.
        playbook: the one in force; its quiet hours are everybody's who has set no others.
        master: the key of the server, with which addresses are sealed.
    """
    rows = {row.reader: row for row in _said.all(tuple(readers))} if readers else {}
    zones = _team_zones(readers, playbook)
    quiet = playbook.notices.quiet_hours if playbook else None
    return {
        reader: _wishes(rows.get(reader), zones.get(reader), quiet, master) for reader in readers
    }


def _wishes(
    row: Preference | None, zone: ZoneInfo | None, quiet: QuietHours | None, master: bytes
) -> Wishes:
    if row is None:
        return Wishes(zone=zone, quiet=quiet)
    return Wishes(
        channels=tuple(row.channels),
        off=frozenset(row.off),
        zone=ZoneInfo(row.zone) if row.zone else zone,
        quiet=quiet_of(row.waking) if row.waking else quiet,
        addresses=opened(row, master),
    )


def _team_zones(readers: Collection[str], playbook: Playbook | None) -> dict[str, ZoneInfo]:
    """The zone of the calendar of a person's first team that has one."""
    names = [each.removeprefix("person:") for each in readers if each.startswith("person:")]
    people = tuple(map(UUID, names))
    zones: dict[str, ZoneInfo] = {}
    for person, team_id in _teams.all(people) if people else ():
        team = playbook.teams.get(team_id) if playbook else None
        if playbook and team and team.calendar:
            zones[f"person:{person}"] = playbook.calendar(team.calendar).timezone
    return zones


@prepared
def _said(readers: tuple[str, ...]) -> QuerySet[Preference]:
    return Preference.objects.filter(reader__in=readers)


@prepared
def _teams(people: tuple[UUID, ...]) -> QuerySet[Membership, tuple[UUID, str]]:
    rows = Membership.objects.filter(person__id__in=people).order_by("-team_id")
    return rows.values_list("person_id", "team_id")


def sealed(addresses: Mapping[str, str], reader: str, master: bytes) -> bytes:
    """Addresses as they are kept."""
    return sealing.sealed(derived(master, "notices"), addresses, reader)


def opened(row: Preference, master: bytes) -> Mapping[str, str]:
    """Addresses as they are used."""
    if row.sealed is None:
        return {}
    return sealing.opened(derived(master, "notices"), bytes(row.sealed), row.reader)
