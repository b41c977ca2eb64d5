"""Friction that was felt or found, and what teams say of claims, as the API answers."""

from datetime import date
from typing import Any

from pydantic import Field

from troth.answers.base import Body, FreeText, Moment, Source, free_text
from troth.answers.entry import ActorBody, actor_body, source_of
from troth.findings import Finding
from troth.playbook.scope import scope_text
from troth.promises.claims import ClaimAnswer, Reliance
from troth.promises.friction import Friction, FrictionAnswer


class FrictionAnswerBody(Body):
    """What is done about a friction."""

    at: Moment
    by: ActorBody
    settlement: str = Field(description="mended, planned or stays.")
    says: FreeText | None


class FrictionBody(Body):
    """A place where what is promised and what is kept rub, as somebody felt it."""

    id: str
    sequence: int
    at: Moment
    by: ActorBody
    touchpoint: str
    edition: str | None
    owner: str | None = Field(description="Who sees to it: team:support, person:7.")
    example: FreeText | None
    answer: FrictionAnswerBody | None = Field(description="The last one; null while it is open.")


class ClaimAnswerBody(Body):
    """What a team said of a claim."""

    at: Moment
    by: ActorBody
    reply: str = Field(description="accepts, counters or asks.")
    of: str = Field(description="What the claim meant then: its term, and for whom.")
    term: str | None = Field(description="The term that the team would keep.")
    note: FreeText | None
    draft: int | None = Field(
        default=None,
        description="The revision of the draft in which the day of the answer now stands; null "
        "where nothing was written there.",
    )


class RelianceBody(Body):
    """A claim, and a team without which it cannot be kept."""

    claim: str
    said_by: str | None = Field(description="The team that states it.")
    says: FreeText | None
    term: str
    applies_to: str
    team: str = Field(description="The team that it relies on.")
    agreed: date | None = Field(description="When it accepted, as the playbook says.")
    answer: ClaimAnswerBody | None = Field(description="What it said of the claim as it stands.")


class FoundBody(Body):
    """A finding, with who has to see to it and what it costs."""

    fingerprint: str = Field(description="The same as long as it is about the same.")
    owner: str | None = Field(description="The team.")
    monthly: float | None = Field(
        description="About how many promises in 30 days it touches; null where nobody knows."
    )
    finding: dict[str, Any] = Field(description="As `troth check --format json` says it.")


class EditionFindingsBody(Body):
    """What is found in an edition on a day, gravest first."""

    edition: str
    at: Moment
    findings: tuple[FoundBody, ...]
    waived: int = Field(description="How many are accepted by waivers.")


class KeptStandardBody(Body):
    """What became of promises made by one standard."""

    standard: str
    made: int
    decided: int
    kept: int = Field(description="By the first date.")
    kept_as_agreed: int = Field(description="By a later date to which both agreed.")
    rate: float | None = Field(description="Of those decided; null where they are too few.")


class KeptBody(Body):
    """How the standards of an edition were kept lately."""

    edition: str
    at: Moment
    since: Moment | None = Field(description="When the first promise that counts was made.")
    latest: int = Field(description="The most promises that count: those made last.")
    standards: tuple[KeptStandardBody, ...]


def friction_body(found: Friction) -> FrictionBody:
    """A friction as it stands."""
    return FrictionBody(
        id=found.id,
        sequence=found.sequence,
        at=found.at,
        by=actor_body(found.by),
        touchpoint=found.touchpoint,
        edition=found.edition,
        owner=found.owner,
        example=free_text(found.example, source_of(found.by)),
        answer=_answer_body(found.answer) if found.answer else None,
    )


def claim_answer_body(found: ClaimAnswer, draft: int | None = None) -> ClaimAnswerBody:
    """What a team said."""
    return ClaimAnswerBody(
        at=found.at,
        by=actor_body(found.by),
        reply=found.reply.value,
        of=found.of,
        term=found.term,
        note=free_text(found.note, source_of(found.by)),
        draft=draft,
    )


def reliance_body(found: Reliance) -> RelianceBody:
    """A claim and a team."""
    return RelianceBody(
        claim=found.id,
        said_by=found.claim.team,
        says=free_text(found.claim.says, Source.PLAYBOOK),
        term=str(found.claim.term),
        applies_to=scope_text(found.claim.scope),
        team=found.team,
        agreed=found.agreed,
        answer=claim_answer_body(found.answer) if found.answer else None,
    )


def found_body(finding: Finding, owner: str | None, monthly: float | None) -> FoundBody:
    """A finding with what the ledger knows of it."""
    return FoundBody(
        fingerprint=finding.fingerprint, owner=owner, monthly=monthly, finding=finding.as_json()
    )


def _answer_body(answer: FrictionAnswer) -> FrictionAnswerBody:
    return FrictionAnswerBody(
        at=answer.at,
        by=actor_body(answer.by),
        settlement=answer.settlement.value,
        says=free_text(answer.says, source_of(answer.by)),
    )
