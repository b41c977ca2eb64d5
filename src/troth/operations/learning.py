"""Learning the playbook: pages that somebody has read, and questions that a team missed."""

import hashlib
from collections.abc import Mapping
from uuid import UUID

from pydantic import Field

from troth.operations.commands import Command, Word
from troth.operations.errors import NotFoundError, UnfitError
from troth.playbook.guidelines import guidelines_teams
from troth.promises.editions import Edition
from troth.promises.entries import Draft, EntryType
from troth.promises.parties import Actor, ActorKind
from troth.promises.quizzes import quiz_subject
from troth.promises.receipts import Receipt, readers_subject, receipts
from troth.promises.store import DuplicateIdError, Store, Work
from troth.said import said

#: Who says that questions were answered: nobody in particular.
QUIZ = Actor(ActorKind.RULE, "quiz@1")


class ReadGuidelines(Command):
    """The pages of a team have been read."""

    edition: Word | None = Field(
        None, description="Of the playbook, as it was read; the one in force when absent."
    )


def read_guidelines(work: Work, team: str, wanted: ReadGuidelines) -> Receipt:
    """Keep that whoever writes has read the pages of a team. Said again it changes nothing.

    Raises:
        NotFoundError: there is no such edition, or no such team in it.
        UnfitError: it is not a person who says so.
    """
    if work.actor.kind is not ActorKind.PERSON:
        raise UnfitError("actor", said("only a person reads; a program is given the pages anew"))
    edition = taught(work, team, wanted.edition)
    subject = readers_subject(work.actor.id)
    known = receipts(work.entries(subject)).get(team)
    if known is not None and known.edition == edition.id:
        return known
    draft = Draft(
        type=EntryType.GUIDELINES_READ,
        subject=subject,
        at=work.at,
        payload={"team": team},
        edition=edition.id,
    )
    work.append([draft])
    return receipts(work.entries(subject))[team]


def count_answers(
    work: Work, edition: str, team: str, missed: Mapping[str, bool], once: str
) -> None:
    """Count what somebody missed, in nobody's name.

    Args:
        work: the transaction; who writes stands in no entry.
        edition: the edition that the questions were made from.
        team: the team whose questions they were.
        missed: of each topic whether it was missed.
        once: tells one person's answers from another's and tells nobody whose they are; the
            same one again counts nothing.
    """
    digest = hashlib.sha256(f"quiz\0{edition}\0{team}\0{once}".encode()).digest()
    draft = Draft(
        id=str(UUID(bytes=digest[:16], version=5)),
        type=EntryType.QUIZ_ANSWERED,
        subject=quiz_subject(edition, team),
        at=work.at,
        payload={
            "team": team,
            "asked": sorted(missed),
            "missed": sorted(topic for topic, wrong in missed.items() if wrong),
        },
        edition=edition,
        actor=QUIZ,
    )
    try:
        work.append([draft])
    except DuplicateIdError:
        return


def taught(store: Store | Work, team: str, edition_id: str | None = None) -> Edition:
    """The edition that is named, or the one in force, if a team has pages in it.

    Raises:
        NotFoundError: there is no such edition, or no such team in it.
    """
    edition = store.edition(edition_id)
    if edition is None:
        raise NotFoundError("edition", edition_id or said("of the playbook; publish one first"))
    if team not in guidelines_teams(edition.playbook):
        raise NotFoundError("team", team)
    return edition
