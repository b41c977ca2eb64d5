"""Precepts that were proposed for standards that repeat: accepted, reworded, or rejected."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from troth.operations.commands import Command, Text, Word
from troth.operations.errors import UnfitError
from troth.playbook.editing import UnfaithfulEditError
from troth.playbook.precepts import NotAPreceptError, Proposal, with_precept
from troth.promises.entries import COMPANY, Draft, Entry, EntryType
from troth.promises.store import Work

ProposalId = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]


class AcceptPrecept(Command):
    """A precept to be written into the draft of the playbook."""

    precept: Word = Field(description="Its id: heard-today; one that is there is reworded.")
    says: Annotated[Text, Field(max_length=500)] = Field(description="The precept, in a sentence.")
    standards: tuple[Word, ...] = Field(
        description="The standards that shall trace to it.", max_length=500, strict=False
    )
    proposal: ProposalId | None = Field(None, description="The proposal that this accepts.")


class RejectPrecept(Command):
    """A proposal that is not to be made again for these standards."""

    proposal: ProposalId = Field(description="Its id.")
    reason: Text | None = Field(None, description="Why these standards have nothing in common.")


def precept_subject(proposal: str) -> str:
    """The subject under which what became of a proposal stands."""
    return f"precept/{proposal}"


def accept_precept(work: Work, text: str, wanted: AcceptPrecept) -> str:
    """Keep that a precept was accepted, and give the draft with it.

    Args:
        work: the transaction.
        text: the draft, or the edition in force where there is none.
        wanted: the precept.

    Raises:
        UnfitError: the id is none, there is no such standard, or the text takes no addition.
    """
    try:
        changed = with_precept(text, wanted.precept, wanted.says, wanted.standards)
    except NotAPreceptError as error:
        where = "precept" if error.where == "id" else error.where
        raise UnfitError(where, str(error)) from None
    except UnfaithfulEditError as error:
        raise UnfitError("standards", str(error)) from None
    payload = {"precept": wanted.precept, "standards": list(wanted.standards)}
    _entry(
        work, EntryType.PRECEPT_ACCEPTED, wanted.proposal or wanted.precept, payload, wanted.says
    )
    return changed


def reject_precept(work: Work, proposal: Proposal, wanted: RejectPrecept) -> None:
    """Keep that a proposal was rejected; it comes back when other standards repeat."""
    payload = {
        "repeats": proposal.repeats.value,
        "value": proposal.value,
        "standards": list(proposal.members),
    }
    _entry(work, EntryType.PRECEPT_REJECTED, proposal.id, payload, wanted.reason)


def rejected(entries: tuple[Entry, ...] | list[Entry]) -> bool:
    """Whether the latest word on a proposal is that it is none."""
    return bool(entries) and entries[-1].type is EntryType.PRECEPT_REJECTED


def _entry(
    work: Work, kind: EntryType, name: str, payload: Mapping[str, object], words: str | None
) -> None:
    draft = Draft(
        type=kind,
        subject=precept_subject(name),
        at=work.at,
        payload=payload,
        personal={"reason": words} if words else {},
        person=COMPANY,
    )
    work.append([draft])
