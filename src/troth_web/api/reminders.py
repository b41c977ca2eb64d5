"""`/customers/{id}/may-remind`: whether a customer may be reminded of what they owe."""

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import BaseModel, ConfigDict, Field

from troth import queries
from troth.answers import ReminderBody
from troth.answers.reminder import RecordBody, WaitBody
from troth.operations.commands import Id, Word
from troth.promises.reminding import WINDOW_DAYS, Answer, Wait
from troth_web.api.answering import shown
from troth_web.api.calls import Call
from troth_web.api.resource import Resource

reminders = Resource("reminders")


class AskedRemind(BaseModel):
    """May they be reminded of what?"""

    model_config = ConfigDict(frozen=True)

    about: Word = Field(
        description="The id of a duty or promise of theirs, or a reference: an order, an invoice."
    )


@reminders.reads("/customers/{customer_id}/may-remind", needs="may.remind", answers=ReminderBody)
def may_remind(request: HttpRequest, customer_id: Id, asked: Query[AskedRemind]) -> HttpResponse:
    """Say whether a customer may be reminded of a payment; how we kept our word to them is first.

    Reminders are on hold while a promise to the customer is open and late. What belongs to a
    promise that was done late is on hold until they have had as long as we were late.
    """
    call = Call.of(request)
    found = queries.may_remind(
        call.store,
        customer=customer_id,
        about=asked.about,
        at=call.at,
        hidden_teams=call.principal.hidden,
    )
    return shown(request, _body(found))


def _body(found: queries.Reminder) -> ReminderBody:
    """Whether a reminder may go out."""
    standing, payment = found.standing, found.payment
    line = standing.record
    return ReminderBody(
        record=RecordBody(
            days=WINDOW_DAYS,
            n=line.n,
            kept=line.kept,
            kept_as_agreed=line.kept_as_agreed,
            moved=line.moved,
            broken=line.broken,
            withdrawn=line.withdrawn,
            open=line.open,
        ),
        allowed=standing.answer is Answer.ALLOWED,
        answer=standing.answer,
        reason=found.reason,
        until=standing.until,
        because=tuple(map(_wait, found.because)),
        withheld=found.withheld,
        grace_seconds=standing.grace.total_seconds(),
        wording=found.wording,
        voice=found.voice,
        statutory=found.statutory,
        customer=found.customer,
        about=found.about,
        at=found.at,
        payment=payment.id if payment else None,
        payment_due=payment.due if payment else None,
        belongs=found.belongs,
    )


def _wait(wait: Wait) -> WaitBody:
    return WaitBody(
        promise=wait.promise.id,
        metric=wait.promise.metric,
        due=wait.due,
        ended_at=wait.ended,
        late_seconds=wait.late_by.total_seconds(),
        belongs=wait.belongs,
        zone=wait.promise.zone,
    )
