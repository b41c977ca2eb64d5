"""Connectors made, changed, given other secrets, and removed. Each stands in the journal."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from troth.operations.errors import UnfitError
from troth.promises.entries import Draft, EntryType
from troth.promises.store import Store, Work
from troth.said import said as worded
from troth.said import said_as
from troth_web.connectors import secrets
from troth_web.connectors.checks import (
    checked_mapping,
    checked_people,
    checked_person,
    checked_secret,
)
from troth_web.connectors.mapping import CaseMapping
from troth_web.connectors.models import KINDS, Connector
from troth_web.people.errors import NotFoundError


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What a connector shall be; what is None stays, or is left to its kind."""

    name: str | None = None
    secret: str | None = None
    mapping: Mapping[str, Any] | None = None
    people: Mapping[str, str] | None = None
    owner: str | None = None
    active: bool | None = None


def make(work: Work, kind: str, wanted: Wanted) -> tuple[Connector, str]:
    """A new connector, and its secret.

    Raises:
        UnfitError, RefusedError: kind, secret, mapping, people or owner will not do.
    """
    if kind not in KINDS:
        wrong = worded(
            "{kind} is no kind of connector; choose {kinds}",
            kind=repr(kind),
            kinds=", ".join(KINDS),
        )
        raise UnfitError("kind", wrong)
    secret = checked_secret(kind, wanted.secret)
    connector_id = work.new_id()
    connector = Connector(
        id=connector_id,
        name=wanted.name or kind,
        kind=kind,
        secret=secrets.sealed(connector_id, secret),
        mapping=checked_mapping(kind, wanted.mapping),
        people=checked_people(kind, wanted.people or {}),
        owner=checked_person("owner", wanted.owner),
        made_at=work.at,
        changed_at=work.at,
    )
    connector.save(force_insert=True)
    said = {"kind": kind, "owner": f"person:{connector.owner_id}"}
    _record(work, EntryType.CONNECTOR_MADE, connector, said)
    return connector, secret


def change(work: Work, connector_id: str, wanted: Wanted) -> Connector:
    """Change what is named.

    Raises:
        NotFoundError: there is none.
        UnfitError, RefusedError: something of it will not do.
    """
    connector = held(connector_id)
    changed = []
    if wanted.name is not None:
        connector.name = wanted.name
        changed.append("name")
    if wanted.mapping is not None:
        connector.mapping = checked_mapping(connector.kind, wanted.mapping)
        changed.append("mapping")
    if wanted.people is not None:
        connector.people = checked_people(connector.kind, wanted.people)
        changed.append("people")
    if wanted.owner is not None:
        connector.owner = checked_person("owner", wanted.owner)
        changed.append("owner")
    if wanted.active is not None:
        connector.active = wanted.active
        changed.append("active")
    connector.changed_at = work.at
    connector.save()
    _record(work, EntryType.CONNECTOR_CHANGED, connector, {"changed": changed})
    return connector


def rotate(
    work: Work, connector_id: str, secret: str | None, until: datetime
) -> tuple[Connector, str]:
    """Another secret; the one before is good until then, so that nothing is refused meanwhile.

    Raises:
        NotFoundError: there is none.
        UnfitError: the secret will not do.
    """
    connector = held(connector_id)
    new = checked_secret(connector.kind, secret)
    connector.former_secret, connector.former_until = bytes(connector.secret), until
    connector.secret = secrets.sealed(connector.id, new)
    connector.changed_at = work.at
    connector.save()
    _record(work, EntryType.CONNECTOR_CHANGED, connector, {"changed": ["secret"]})
    return connector, new


def remove(work: Work, connector_id: str) -> Connector:
    """Take nothing in through it any more; what came in stays.

    Raises:
        NotFoundError: there is none.
    """
    connector = held(connector_id)
    connector.active, connector.removed_at, connector.changed_at = False, work.at, work.at
    connector.save()
    _record(work, EntryType.CONNECTOR_REMOVED, connector, {})
    return connector


def found(connector_id: str) -> Connector:
    """A connector that is there.

    Raises:
        NotFoundError: there is none.
    """
    connector = Connector.objects.filter(pk=connector_id, removed_at=None).first()
    if connector is None:
        kind = said_as("kind", "connector")
        raise NotFoundError(worded("there is no {kind} {subject}", kind=kind, subject=connector_id))
    return connector


def held(connector_id: str) -> Connector:
    """The same, held until the transaction ends.

    Raises:
        NotFoundError: there is none.
    """
    found(connector_id)
    return Connector.objects.select_for_update().get(pk=connector_id)


def warnings(store: Store, mapping: CaseMapping) -> tuple[str, ...]:
    """What will not work under the playbook in force: metrics and pauses that it does not have."""
    edition = store.edition()
    if edition is None:
        return (worded("no edition of the playbook is published; nothing can be promised yet"),)
    playbook = edition.playbook
    metrics = dict.fromkeys(rule.metric for rule in mapping.rules)
    unknown = [
        worded(
            "the playbook has no metric {metric}; it has {known}",
            metric=repr(metric),
            known=", ".join(playbook.metrics),
        )
        for metric in metrics
        if metric not in playbook.metrics
    ]
    for rule in mapping.rules:
        standards = [each for each in playbook.standards.values() if each.metric == rule.metric]
        if (
            rule.does == "pause"
            and standards
            and not any(rule.reason in each.pauses for each in standards)
        ):
            unknown.append(
                worded(
                    "no standard for {metric} has the pause {reason}",
                    metric=rule.metric,
                    reason=repr(rule.reason),
                )
            )
    return tuple(unknown)


def _record(work: Work, entry: EntryType, connector: Connector, payload: Mapping[str, Any]) -> None:
    work.append([Draft(type=entry, subject=connector.id, at=work.at, payload=payload)])
