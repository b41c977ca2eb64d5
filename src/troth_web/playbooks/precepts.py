"""Principles of the playbook that is being written: those that it has, and those proposed to it."""

from dataclasses import dataclass
from datetime import datetime

from troth import operations
from troth.errors import TrothError
from troth.operations import AcceptPrecept, RejectPrecept
from troth.operations.errors import NoEditionError, NotFoundError
from troth.operations.precepts import precept_subject, rejected
from troth.playbook import Playbook
from troth.playbook.load import load_text
from troth.playbook.precepts import Proposal, proposals
from troth.promises.editions import Edition
from troth.promises.parties import Actor
from troth.promises.store import Work
from troth_web.ledger import current_store
from troth_web.playbooks import drafts
from troth_web.playbooks.models import Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Book:
    """The playbook to which principles are proposed."""

    #: The draft where there is one that can be read, else the edition in force.
    playbook: Playbook
    text: str
    edition: Edition | None
    #: None where nothing is being written.
    revision: int | None
    #: Whether there is a draft with mistakes, in place of which the edition is shown.
    mistaken: bool = False

    @property
    def expected(self) -> int:
        """The revision of the draft that was seen; 0 for none."""
        return self.revision or 0


def book() -> Book:
    """What is being written, or else what is in force.

    Raises:
        NotFoundError: neither is there.
    """
    edition = current_store().edition()
    draft = Draft.objects.first()
    if draft is not None:
        try:
            read = load_text(draft.text, "draft")
            return Book(playbook=read, text=draft.text, edition=edition, revision=draft.revision)
        except TrothError:
            pass
    if edition is None:
        raise NoEditionError
    return Book(
        playbook=edition.playbook,
        text=draft.text if draft else edition.text,
        edition=edition,
        revision=draft.revision if draft else None,
        mistaken=draft is not None,
    )


def proposed(playbook: Playbook) -> list[tuple[Proposal, bool]]:
    """What is proposed, and whether it was rejected."""
    found = proposals(playbook)
    journals = current_store().journals(precept_subject(each.id) for each in found)
    return [(each, rejected(journals.get(precept_subject(each.id), []))) for each in found]


def proposal(playbook: Playbook, proposal_id: str) -> Proposal:
    """A proposal by its id.

    Raises:
        NotFoundError: nothing repeats in that way any more.
    """
    for each in proposals(playbook):
        if each.id == proposal_id:
            return each
    raise NotFoundError("proposal", proposal_id)


def accept(
    work: Work, wanted: AcceptPrecept, actor: Actor, at: datetime, expected: int | None
) -> Draft:
    """Write a precept into the draft, which is made from the edition in force where there is none.

    Raises:
        UnfitError: it cannot be written as it is.
        ConflictError: somebody else wrote since.
    """
    known = book()
    text = operations.accept_precept(work, known.text, wanted)
    return drafts.write(text, actor, at, known.expected if expected is None else expected)


def reject(work: Work, wanted: RejectPrecept) -> Proposal:
    """Reject a proposal.

    Raises:
        NotFoundError: nothing repeats in that way any more.
    """
    found = proposal(book().playbook, wanted.proposal)
    operations.reject_precept(work, found, wanted)
    return found
