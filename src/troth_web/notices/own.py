"""One's own wishes: reading and changing how one is told of what happens."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from pydantic_core import PydanticCustomError

from troth.clock import zone_names
from troth.operations.errors import UnfitError
from troth.playbook.schema.words import NoticeKind
from troth.promises.entries import EntryType
from troth.promises.parties import Actor
from troth.said import said
from troth_web import outbound
from troth_web.channels import CHANNELS
from troth_web.ledger import current_store
from troth_web.notices.addresses import address_of
from troth_web.notices.kinds import KINDS
from troth_web.notices.models import Preference, Suppression
from troth_web.notices.preferences import EMAIL, opened, sealed, wishes_of
from troth_web.notices.waking import quiet_of
from troth_web.people import journal
from troth_web.webhooks.secrets import new_secret


@dataclass(frozen=True, slots=True, kw_only=True)
class Own:
    """How one is told of what happens."""

    channels: tuple[str, ...]
    off: frozenset[str]
    zone: str
    waking: str
    #: Hosts of addresses, by channel.
    hosts: Mapping[str, str]
    #: Channels whose address took nothing, and why.
    closed: Mapping[str, str]


def own_of(actor: Actor) -> Own:
    """The wishes of a person."""
    row = Preference.objects.filter(reader=actor.name).first()
    row = row or Preference(reader=actor.name, channels=[EMAIL])
    addresses = opened(row, current_store().master)
    return Own(
        channels=tuple(row.channels),
        off=frozenset(row.off),
        zone=row.zone,
        waking=row.waking,
        hosts={
            name: urlsplit(address).hostname or ""
            for name, address in addresses.items()
            if name in CHANNELS
        },
        closed=_closed(actor.name),
    )


def change(actor: Actor, said: Mapping[str, Any], *, at: datetime) -> tuple[Own, str | None]:
    """Change the wishes of a person, within the transaction that is open.

    Args:
        actor: the person.
        said: what changes: `channels`, `off`, `zone`, `waking`, `slack`, `webhook`.
        at: now.

    Returns:
        The wishes, and the secret of a webhook that was set.

    Raises:
        UnfitError: something said that cannot be.
    """
    Preference.objects.get_or_create(reader=actor.name, defaults={"channels": [EMAIL]})
    row = Preference.objects.select_for_update().get(reader=actor.name)
    if "off" in said:
        row.off = _kinds(said["off"])
    if "zone" in said:
        row.zone = _zone(said["zone"])
    if "waking" in said:
        row.waking = _waking(said["waking"])
    secret = _set_addresses(row, said)
    if "channels" in said:
        row.channels = _channels(said["channels"])
        _open_again(actor.name)
    _need_addresses(row)
    row.save()
    payload: journal.Payload = {"what": "notices", "channels": row.channels, "off": row.off}
    journal.record(EntryType.PERSON_CHANGED, actor.id, actor, payload, at)
    return own_of(actor), secret


def _kinds(names: Sequence[str]) -> list[str]:
    for name in names:
        if name not in set(NoticeKind):
            known = ", ".join(kind for kind, about in KINDS.items() if not about.essential)
            raise UnfitError(
                "off",
                said(
                    "{name} is no kind of notice; there are {known}", name=repr(name), known=known
                ),
            )
        if KINDS[NoticeKind(name)].essential:
            raise UnfitError(
                "off", said("{name} cannot be stopped: nobody can do without it", name=repr(name))
            )
    return sorted(set(names))


def _channels(names: Sequence[str]) -> list[str]:
    for name in names:
        if name not in CHANNELS:
            known = ", ".join(CHANNELS)
            raise UnfitError(
                "channels",
                said("{name} is no channel; there are {known}", name=repr(name), known=known),
            )
    return [name for name in CHANNELS if name in names]


def _zone(name: str) -> str:
    if not name:
        return ""
    try:
        return zone_names.load(name).key
    except zone_names.UnknownZoneError as error:
        raise UnfitError("zone", str(error)) from None


def _waking(hours: str) -> str:
    if not hours:
        return ""
    try:
        quiet_of(hours)
    except PydanticCustomError:
        raise UnfitError(
            "waking", said("{hours} are no hours; write them as 07:00-21:00", hours=repr(hours))
        ) from None
    return hours


def _set_addresses(row: Preference, said: Mapping[str, Any]) -> str | None:
    """Set or take away addresses; the secret of a webhook that was set."""
    master = current_store().master
    addresses = dict(opened(row, master))
    secret = None
    for channel in CHANNELS:
        if channel not in said:
            continue
        addresses.pop(channel, None)
        addresses.pop(f"{channel}-secret", None)
        if said[channel]:
            addresses[channel] = _address(channel, said[channel])
        if said[channel] and channel == "webhook":
            secret = addresses[f"{channel}-secret"] = new_secret()
    row.sealed = sealed(addresses, row.reader, master) if addresses else None
    return secret


def _address(channel: str, text: str) -> str:
    try:
        return outbound.current().checked(text)
    except outbound.RefusedAddressError as error:
        raise UnfitError(channel, str(error)) from None


def _need_addresses(row: Preference) -> None:
    addresses = opened(row, current_store().master)
    for channel in row.channels:
        if channel != EMAIL and channel not in addresses:
            raise UnfitError(
                "channels",
                said(
                    "{channel} needs an address; say it as {key}",
                    channel=channel,
                    key=repr(channel),
                ),
            )


def _hashes(reader: str) -> dict[str, str]:
    """What stands for the addresses of a reader, by channel."""
    store = current_store()
    wishes = wishes_of([reader], None, store.master)[reader]
    found = ((name, address_of(store, reader, name, wishes)) for name in CHANNELS)
    return {name: address.hash for name, address in found if address}


def _closed(reader: str) -> dict[str, str]:
    by_hash = {digest: name for name, digest in _hashes(reader).items()}
    rows = Suppression.objects.filter(address__in=list(by_hash), closed=True)
    return {by_hash[row.address]: row.why for row in rows}


def _open_again(reader: str) -> None:
    Suppression.objects.filter(address__in=list(_hashes(reader).values())).delete()
