"""Friction that people feel: anyone says where and gives an example; an owner answers it."""

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from troth.operations.commands import Happened, Id, PartyText, Text, Word
from troth.operations.errors import NoEditionError, NotFoundError, UnfitError
from troth.operations.happening import past
from troth.playbook import Playbook
from troth.promises.entries import COMPANY, Draft, EntryType
from troth.promises.friction import Friction, Settlement, friction
from troth.promises.parties import Party, PartyKind
from troth.promises.store import ConflictError, Work
from troth.said import said

_OWNERS = (PartyKind.TEAM, PartyKind.PERSON)


class LogFriction(Happened):
    """Something rubs: what customers were led to expect, and what was done."""

    id: Id | None = Field(None, description="Of the friction; made when absent.")
    touchpoint: Word = Field(description="The moment of the playbook in which it was felt.")
    example: Text = Field(description="What happened, without names of customers.")


class AssignFriction(Happened):
    """Somebody else sees to it."""

    owner: PartyText = Field(description="Who does now: team:support, person:7.")


class AnswerFriction(Happened):
    """What is done about it."""

    settlement: Settlement = Field(
        description="mended, planned, or stays: nothing is done, and the answer says why.",
        strict=False,
    )
    says: Text = Field(description="The answer to whoever felt it.")


def log_friction(work: Work, wanted: LogFriction) -> Friction:
    """Keep where something rubs; the touchpoint's team sees to it first.

    Raises:
        NotFoundError: no edition is published.
        UnfitError: the playbook has no such touchpoint, or it is yet to come.
    """
    edition = work.edition()
    if edition is None:
        raise NoEditionError
    owner = _first_owner(edition.playbook, wanted.touchpoint)
    subject = wanted.id or work.new_id()
    draft = Draft(
        type=EntryType.FRICTION_FELT,
        subject=subject,
        at=past(work, wanted),
        payload={"touchpoint": wanted.touchpoint, **({"owner": owner} if owner else {})},
        personal={"example": wanted.example},
        person=COMPANY,
        channel=wanted.channel,
        edition=edition.id,
    )
    work.append([draft], expected={subject: 0})
    return _state(work, subject)


def assign_friction(
    work: Work, friction_id: str, wanted: AssignFriction, expected: int | None = None
) -> Friction:
    """Let somebody else see to it.

    Raises:
        NotFoundError: there is no such friction.
        UnfitError: the owner is no team of the playbook and no person.
        ConflictError: it has come further than was seen.
    """
    _state(work, friction_id, expected)
    party = Party.parse(wanted.owner)
    edition = work.edition()
    teams = edition.playbook.teams if edition else {}
    if party.kind not in _OWNERS or (party.kind is PartyKind.TEAM and party.id not in teams):
        known = ", ".join(f"team:{team}" for team in teams)
        raise UnfitError(
            "owner", said("a team or a person sees to it: person:ID, {known}", known=known)
        )
    return _written(work, friction_id, wanted, EntryType.FRICTION_ASSIGNED, {"owner": wanted.owner})


def answer_friction(
    work: Work, friction_id: str, wanted: AnswerFriction, expected: int | None = None
) -> Friction:
    """Say what is done about it; the last answer holds.

    Raises:
        NotFoundError: there is no such friction.
        ConflictError: it has come further than was seen.
    """
    _state(work, friction_id, expected)
    said = {"settlement": str(wanted.settlement)}
    return _written(
        work, friction_id, wanted, EntryType.FRICTION_ANSWERED, said, {"says": wanted.says}
    )


def _written(
    work: Work,
    subject: str,
    wanted: Happened,
    kind: EntryType,
    payload: Mapping[str, Any],
    personal: Mapping[str, Any] | None = None,
) -> Friction:
    draft = Draft(
        type=kind,
        subject=subject,
        at=past(work, wanted, _state(work, subject).at),
        payload=payload,
        personal=personal or {},
        person=COMPANY if personal else None,
        channel=wanted.channel,
    )
    work.append([draft])
    return _state(work, subject)


def _state(work: Work, friction_id: str, expected: int | None = None) -> Friction:
    found = friction(work.entries(friction_id))
    if found is None:
        raise NotFoundError("friction", friction_id)
    if expected is not None and found.sequence != expected:
        raise ConflictError(friction_id, expected, found.sequence)
    return found


def _first_owner(playbook: Playbook, touchpoint_id: str) -> str | None:
    """The touchpoint's team, or else the one that answers for its stage."""
    touchpoint = playbook.touchpoints.get(touchpoint_id)
    if touchpoint is None:
        known = ", ".join(playbook.touchpoints) or "none"
        raise UnfitError(
            "touchpoint",
            said(
                "the playbook has no touchpoint {touchpoint}; it has {known}",
                touchpoint=repr(touchpoint_id),
                known=known,
            ),
        )
    stages = {stage.id: stage.primary for stage in playbook.stages}
    team = touchpoint.owner or stages.get(touchpoint.stage or "")
    return f"team:{team}" if team else None
