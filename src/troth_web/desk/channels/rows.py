"""Channels as rows of lists."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext

from troth.promises.parties import Party
from troth_web.connectors.models import Connector
from troth_web.connectors.models import Delivery as Came
from troth_web.desk.channels import states
from troth_web.desk.channels.wiring import kind_text
from troth_web.desk.names import Names
from troth_web.feeds.models import CalendarFeed
from troth_web.ledger.projection import instant_of
from troth_web.people.principals import Principal
from troth_web.webhooks.models import Delivery, Endpoint
from troth_web.webhooks.owners import may_know


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A channel in the list."""

    url: str
    title: str
    about: str
    latest: datetime | None
    shape: str
    state: str | Lazy


def connectors() -> Iterator[Row]:
    """Ways in, by name."""
    for each in Connector.objects.filter(removed_at=None).order_by("name", "id"):
        last = Came.objects.filter(connector=each).order_by("-pk").first()
        shape, state = states.of_connector(each)
        yield Row(
            url=reverse("desk_connector", args=[each.id]),
            title=each.name,
            about=kind_text(each.kind),
            latest=last.received_at if last else None,
            shape=shape,
            state=state,
        )


def endpoints(by: Principal) -> Iterator[Row]:
    """Addresses that somebody may know of, the first added first."""
    for each in Endpoint.objects.order_by("made_us", "id"):
        if not may_know(by, each):
            continue
        last = Delivery.objects.filter(endpoint=each).order_by("-pk").first()
        shape, state = states.of_endpoint(each)
        yield Row(
            url=reverse("desk_webhook", args=[each.id]),
            title=each.description or each.host or each.id,
            about=", ".join(filter(None, (each.description and each.host, *each.types))),
            latest=instant_of(last.made_us) if last else None,
            shape=shape,
            state=state,
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """A calendar in the list."""

    id: str
    title: str
    names: bool
    at: datetime
    revoked: bool


def feeds(mine: Iterable[CalendarFeed], names: Names) -> Iterator[Feed]:
    """One's own calendars."""
    for each in mine:
        yield Feed(
            id=str(each.pk),
            title=whose(each.of, names),
            names=each.names,
            at=each.made_at,
            revoked=each.revoked_at is not None,
        )


def whose(of: str, names: Names) -> str:
    """Whose promises a calendar shows."""
    kind = of.partition(":")[0]
    return gettext("What you owe") if kind == "person" else names.party(Party.parse(of))


@dataclass(frozen=True, slots=True, kw_only=True)
class Try:
    """One try to send something."""

    at: datetime
    status: int | None
    says: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What was sent to an endpoint."""

    id: int
    type: str
    at: datetime
    due: datetime | None
    shape: str
    state: str | Lazy
    tries: list[Try]
    #: Whether it may be sent again.
    again: bool


def sent(row: Delivery, *, enabled: bool) -> Sent:
    """A delivery as a row."""
    shape, state = states.SENT.get(row.state, ("", row.state))
    return Sent(
        id=row.pk,
        type=row.type,
        at=instant_of(row.made_us),
        due=None if row.due_us is None else instant_of(row.due_us),
        shape=shape,
        state=state,
        tries=[
            Try(at=datetime.fromisoformat(a["at"]), status=a["status"], says=a["says"])
            for a in row.answers
        ],
        again=enabled,
    )


def address_of(connector: Connector) -> str:
    """Where the other system sends."""
    return f"{settings.PUBLIC_URL}/in/{connector.id}"
