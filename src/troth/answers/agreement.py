"""An agreement, as the API answers."""

from collections.abc import Mapping

from pydantic import Field

from troth.answers.base import Body, Moment
from troth.promises.agreements import Agreement


class AgreementBody(Body):
    """A term agreed with one customer, or with a segment, instead of the standard."""

    id: str
    sequence: int
    customer: str | None = Field(description="Null for a segment.")
    scope: Mapping[str, tuple[str, ...]]
    metric: str
    term: str
    calendar: str | None
    team: str | None
    since: Moment
    until: Moment | None = Field(description="The first instant at which it no longer holds.")


def agreement_body(agreement: Agreement) -> AgreementBody:
    """An agreement as its entries leave it."""
    return AgreementBody(
        id=agreement.id,
        sequence=agreement.sequence,
        customer=agreement.customer,
        scope=dict(agreement.scope),
        metric=agreement.metric,
        term=agreement.term,
        calendar=agreement.calendar,
        team=agreement.team,
        since=agreement.since,
        until=agreement.until,
    )
