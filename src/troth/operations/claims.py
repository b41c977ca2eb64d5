"""What a team says of a claim that relies on it: that it accepts, would keep less, or asks."""

from pydantic import Field

from troth.operations.commands import Happened, TermText, Text, Word
from troth.operations.errors import NoEditionError, NotFoundError, UnfitError
from troth.operations.happening import past
from troth.promises.claims import ClaimAnswer, Reply, claim_answers, meaning, subject_of
from troth.promises.entries import COMPANY, Draft, EntryType
from troth.promises.store import Work
from troth.said import said as worded


class AnswerClaim(Happened):
    """A team's word on what others promise of it."""

    team: Word = Field(description="The team that speaks; one of the claim's `relies-on`.")
    reply: Reply = Field(
        description="accepts; counters, with the `term` that it would keep; asks, with a `note` "
        "of what customers will ask.",
        strict=False,
    )
    term: TermText | None = Field(None, description="The term that the team would keep.")
    note: Text | None = Field(None, description="Why, or what customers will ask.")


def answer_claim(work: Work, claim_id: str, wanted: AnswerClaim) -> ClaimAnswer:
    """Keep what a team says of a claim as it stands in the edition in force.

    Raises:
        NotFoundError: no edition is published, or it has no such claim.
        UnfitError: the claim does not rely on that team, or the reply lacks what it needs.
    """
    edition = work.edition()
    if edition is None:
        raise NoEditionError
    claim = edition.playbook.claims.get(claim_id)
    if claim is None:
        raise NotFoundError("claim", claim_id)
    if wanted.team not in claim.relies_on:
        known = ", ".join(claim.relies_on) or "no team"
        raise UnfitError(
            "team",
            worded("the claim relies on {known}, not on {team}", known=known, team=wanted.team),
        )
    if wanted.reply is Reply.COUNTERS and wanted.term is None:
        raise UnfitError("term", worded("say the term that the team would keep: 'within 2 days'"))
    if wanted.reply is Reply.ASKS and wanted.note is None:
        raise UnfitError("note", worded("say what customers will ask"))
    subject = subject_of(claim_id)
    said = {
        "claim": claim_id,
        "team": wanted.team,
        "reply": str(wanted.reply),
        "of": meaning(claim),
        "term": wanted.term if wanted.reply is Reply.COUNTERS else None,
    }
    draft = Draft(
        type=EntryType.CLAIM_ANSWERED,
        subject=subject,
        at=past(work, wanted),
        payload={key: value for key, value in said.items() if value is not None},
        personal={"note": wanted.note} if wanted.note else {},
        person=COMPANY if wanted.note else None,
        channel=wanted.channel,
        edition=edition.id,
    )
    work.append([draft])
    return claim_answers(work.entries(subject))[wanted.team]
