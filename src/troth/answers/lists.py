"""Lists: some of what there is, and the cursor for what follows."""

from typing import Generic, TypeVar

from pydantic import Field

from troth.answers.agreement import AgreementBody
from troth.answers.base import Body
from troth.answers.company import (
    InvitationBody,
    KeyBody,
    PersonBody,
    ServiceBody,
    SessionBody,
    TeamBody,
)
from troth.answers.customer import CustomerBody
from troth.answers.edition import EditionBody
from troth.answers.entry import EntryBody
from troth.answers.milestone import MilestoneBody
from troth.answers.promise import PromiseBody
from troth.answers.quote import QuoteBody

Item = TypeVar("Item", bound=Body)


class ListBody(Body, Generic[Item]):
    """Some items of a list; ask again with `after` set to `next` for what follows."""

    items: tuple[Item, ...]
    next: str | None = Field(description="The cursor of what follows; null at the end.")


class PromiseList(ListBody[PromiseBody]):
    """Promises, the latest made first."""


class CustomerList(ListBody[CustomerBody]):
    """Customers, the latest added first."""


class AgreementList(ListBody[AgreementBody]):
    """Agreements, the latest first."""


class MilestoneList(ListBody[MilestoneBody]):
    """Milestones, the latest opened first."""


class QuoteList(ListBody[QuoteBody]):
    """Quotes, the latest recorded first."""


class EditionList(ListBody[EditionBody]):
    """Editions, the latest first, without their texts."""


class EntryList(ListBody[EntryBody]):
    """Entries of the journal."""


class PersonList(ListBody[PersonBody]):
    """People."""


class InvitationList(ListBody[InvitationBody]):
    """Open invitations."""


class TeamList(ListBody[TeamBody]):
    """Teams."""


class ServiceList(ListBody[ServiceBody]):
    """Service accounts."""


class KeyList(ListBody[KeyBody]):
    """Keys."""


class SessionList(ListBody[SessionBody]):
    """One's own sessions."""
