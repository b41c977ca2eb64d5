"""Lists: some of what there is, and the cursor for what follows."""

from typing import Generic, TypeVar

from pydantic import Field

from troth.answers.agreement import AgreementBody
from troth.answers.base import Body
from troth.answers.company import (
    CalendarFeedBody,
    InvitationBody,
    KeyBody,
    PersonBody,
    ServiceBody,
    SessionBody,
    TeamBody,
)
from troth.answers.connector import ConnectorBody, InboundDeliveryBody
from troth.answers.customer import CustomerBody
from troth.answers.edition import EditionBody
from troth.answers.entry import EntryBody
from troth.answers.file import FileBody
from troth.answers.friction import FrictionBody, RelianceBody
from troth.answers.guard import DistortionBody, LinkBody
from troth.answers.job import JobBody
from troth.answers.learning import GuidelinesLineBody
from troth.answers.meeting import NoteBody, PacketBody
from troth.answers.milestone import MilestoneBody
from troth.answers.promise import PromiseBody
from troth.answers.quote import QuoteBody
from troth.answers.views import ViewBody
from troth.answers.webhook import DeliveryBody, EndpointBody

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


class NoteList(ListBody[NoteBody]):
    """Notes, the latest taken first."""


class FileList(ListBody[FileBody]):
    """Files of a promise, the first attached first."""


class PacketList(ListBody[PacketBody]):
    """Packets, the latest handed first."""


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


class CalendarFeedList(ListBody[CalendarFeedBody]):
    """One's own calendar feeds."""


class SessionList(ListBody[SessionBody]):
    """One's own sessions."""


class EndpointList(ListBody[EndpointBody]):
    """Endpoints of webhooks."""


class DeliveryList(ListBody[DeliveryBody]):
    """Deliveries to an endpoint, the latest first."""


class ConnectorList(ListBody[ConnectorBody]):
    """Connectors by name."""


class InboundDeliveryList(ListBody[InboundDeliveryBody]):
    """Deliveries, the latest first."""


class LinkList(ListBody[LinkBody]):
    """What people put right about words and metrics, the latest last."""


class DistortionList(ListBody[DistortionBody]):
    """What distorted expectations, the latest reported first."""


class FrictionList(ListBody[FrictionBody]):
    """Frictions that people felt, the latest first."""


class RelianceList(ListBody[RelianceBody]):
    """Claims that rely on other teams, in the order of the playbook."""


class GuidelinesList(ListBody[GuidelinesLineBody]):
    """Teams that have pages, as the playbook lists them."""


class ViewList(ListBody[ViewBody]):
    """One's own views, the first one first."""


class JobList(ListBody[JobBody]):
    """Jobs, asked for last first."""
