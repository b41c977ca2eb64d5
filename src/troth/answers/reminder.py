"""Whether a customer may be reminded of a payment, as the API answers: our own record first."""

from pydantic import Field

from troth.answers.base import Body, Moment
from troth.promises.reminding import Answer


class RecordBody(Body):
    """How promises to this customer were kept, by the first date that was ever given."""

    days: int = Field(description="Of promises made in so many days before now; always the same.")
    n: int = Field(description="How many were made.")
    kept: int
    kept_as_agreed: int
    moved: int
    broken: int
    withdrawn: int
    open: int


class WaitBody(Body):
    """A promise for which the customer waited, or waits."""

    promise: str
    metric: str
    due: Moment = Field(description="Its first date; of a recurring one the update missed.")
    ended_at: Moment | None = Field(description="When it was done; null while it is open.")
    late_seconds: float = Field(description="How late: so far, where it is open.")
    belongs: bool = Field(description="Whether the payment is for it.")
    zone: str = Field(description="In which its dates are said.")


class ReminderBody(Body):
    """Whether a customer may be reminded of a payment, and what to see and say before."""

    record: RecordBody = Field(description="How we kept our own word to them; look at it first.")
    allowed: bool
    answer: Answer = Field(description="allowed, hold or nothing-owed.")
    reason: str
    until: Moment | None = Field(
        description="When the hold ends by itself; null: with what is late."
    )
    because: tuple[WaitBody, ...] = Field(description="What is late, open promises first.")
    withheld: int = Field(description="How many more, of which the caller may not know.")
    grace_seconds: float = Field(description="At least as long as we were late with what it pays.")
    wording: str | None = Field(description="What could be said to the customer.")
    voice: str | None = Field(description="The tone that the playbook asks for.")
    statutory: str = Field(description="What a hold does not do.")
    customer: str
    about: str
    at: Moment
    payment: str | None = Field(description="The duty to pay, where it is known.")
    payment_due: Moment | None
    belongs: tuple[str, ...] = Field(description="Promises that the payment is for.")
