"""What can be asked of a promise: the arguments of every operation, checked for form.

The same models are the bodies of the API's requests, so that a program and a page ask alike.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Annotated, Literal, cast

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)

from troth.errors import TrothError
from troth.promises.due import parsed
from troth.promises.ids import checked_id
from troth.promises.parties import Party
from troth.said import said as worded


def without_nul(value: str) -> str:
    """A text that any engine can keep.

    Raises:
        ValueError: it holds a NUL character.
    """
    if "\x00" in value:
        raise ValueError(worded("a text holds no NUL character"))
    return value


#: The years of `_instant`, for whoever reads the description.
_YEARS = "^(19[7-9][0-9]|[2-8][0-9]{3}|9000)-"


def _instant(value: object) -> object:
    if isinstance(value, str):
        try:
            value = datetime.fromisoformat(value)
        except ValueError:
            raise ValueError(
                worded(
                    "{value} is not an instant; write it as 2026-12-01T09:00:00Z",
                    value=repr(value),
                )
            ) from None
    if isinstance(value, datetime) and value.utcoffset() is None:
        raise ValueError(
            worded(
                "{value} has no time zone; end it with Z or +01:00", value=repr(value.isoformat())
            )
        )
    if isinstance(value, datetime) and not 1970 <= value.year <= 9000:
        raise ValueError(worded("the year {year} is not within 1970 to 9000", year=str(value.year)))
    return value


def _said(read: Callable[[str], object]) -> AfterValidator:
    """A check of a text by something that refuses it with a sentence."""

    def check(value: str) -> str:
        try:
            read(value)
        except TrothError as error:
            raise ValueError(str(error)) from None
        return value

    return AfterValidator(check)


def _canonical_term(value: str) -> str:
    try:
        return str(parsed(value))
    except TrothError as error:
        raise ValueError(str(error)) from None


#: Free text: what people say.
Text = Annotated[
    str, StringConstraints(min_length=1, max_length=10_000), AfterValidator(without_nul)
]
#: An id or a word of the playbook.
Word = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f]{1,200}$")]
#: UUID in its canonical form.
Id = Annotated[str, _said(checked_id), WithJsonSchema({"type": "string", "format": "uuid"})]
#: Aware; ISO 8601.
Instant = Annotated[
    datetime,
    BeforeValidator(_instant),
    WithJsonSchema({"type": "string", "format": "date-time", "pattern": _YEARS}),
]
PartyText = Annotated[
    str,
    StringConstraints(max_length=300, pattern=r"^[^\x00-\x1f]*$"),
    _said(Party.parse),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": r"^(company|team|person|supplier|customer):[^\x00-\x1f]{1,200}$",
            "examples": ["team:support"],
        }
    ),
]
TermText = Annotated[
    str,
    StringConstraints(max_length=500),
    AfterValidator(_canonical_term),
    WithJsonSchema({"type": "string", "format": "term", "examples": ["within 8 business hours"]}),
]
Likelihood = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


Firmness = Literal["guarantee", "estimate", "aim"]


def firmness(strength: str) -> Firmness:
    """The strength of a promise as commands say it."""
    return cast("Firmness", strength)


class Command(BaseModel):
    """Something that is asked for."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class Happened(Command):
    """Something that happened: now, where `at` is not said."""

    at: Instant | None = Field(None, description="When it happened; now when absent.")
    channel: Word | None = Field(None, description="The way in which it happened: email, phone.")


class Dated(Happened):
    """Something with a date: by a term, or by a date that is said."""

    term: TermText | None = Field(None, description="By when: within 8 business hours.")
    due: Instant | None = Field(None, description="A date said instead of a term.")
    earliest: Instant | None = Field(None, description="The begin of a window that ends at due.")


class Option(Command):
    """One of several things that can be promised. All have equal weight; none is preselected."""

    id: Word = Field(description="What it is called when chosen.")
    term: TermText | None = Field(None, description="By when.")
    due: Instant | None = Field(None, description="A date instead of a term.")
    says: Text | None = Field(None, description="The option in words for the customer.")
    price: Word | None = Field(None, description="What it costs in all, with fees: EUR 49.")
    likelihood: Likelihood | None = Field(None, description="How likely it is kept.")
    includes: tuple[Text, ...] = Field((), description="What is in.", max_length=50, strict=False)
    excludes: tuple[Text, ...] = Field((), description="What is not.", max_length=50, strict=False)


class Make(Dated):
    """A promise to be made. Without term and date, the standard or agreement in force decides."""

    id: Id | None = Field(None, description="The promise's id; made when absent.")
    metric: Word = Field(description="What is promised, by its id in the playbook.")
    customer: Id | None = Field(None, description="To whom, or for whom.")
    promiser: PartyText | None = Field(None, description="Who promises; the standard's team.")
    promisee: PartyText | None = Field(None, description="To whom; the customer when absent.")
    facets: dict[Word, Word] = Field(
        {}, description="What is known of the case: fare, region.", max_length=50
    )
    starts_at: Instant | None = Field(None, description="When its clock starts; `at` when absent.")
    calendar: Word | None = Field(None, description="Counts business time; the team's when absent.")
    touchpoint: Word | None = Field(None, description="The moment of the playbook it belongs to.")
    wording: Text | None = Field(None, description="What was said, word for word.")
    claim: Word | None = Field(
        None, description="The claim in whose words it is said, by its id in the playbook."
    )
    strength: Firmness | None = Field(None, description="How firmly; the standard's when absent.")
    holder: PartyText | None = Field(None, description="Who looks after it; the promiser.")
    updates: TermText | None = Field(None, description="How often the other side hears.")
    needs: tuple[Id, ...] = Field(
        (), description="Duties and promises that it waits for.", max_length=50, strict=False
    )
    quote: Id | None = Field(None, description="The quote from which the promise was made.")
    likelihood: Likelihood | None = Field(None, description="The odds that were said.")


class Offer(Make):
    """Options put before a customer; the promise begins when one is agreed to."""

    options: tuple[Option, ...] = Field(
        description="What can be promised.", min_length=1, max_length=20, strict=False
    )


class Agree(Happened):
    """Agreement: to an option that was offered, or to a changed date."""

    option: Word | None = Field(None, description="The option that was chosen.")
    change: Id | None = Field(None, description="The change that is agreed to.")
    decline: bool = Field(default=False, description="True declines the change instead.")
    understanding: Text | None = Field(
        None, description="What the customer understands to get, in their words."
    )


class Change(Dated):
    """Another date."""

    agreed: bool = Field(description="Whether the other side agreed; reported until they confirm.")
    reason: Text | None = Field(None, description="Why.")


class Pause(Happened):
    """The clock stands still."""

    reason: Word = Field(description="A pause of the standard: waiting-for-customer.")
    note: Text | None = Field(None, description="More about it.")


class Resume(Happened):
    """The clock runs again."""

    reason: Word | None = Field(None, description="The pause that ends; all when absent.")


class Tell(Happened):
    """The other side hears how things stand."""

    says: Text = Field(description="What they were told.")


class Hear(Happened):
    """The other side said something of a promise."""

    says: Text = Field(description="What they said, in their words.")


class Acknowledge(Happened):
    """What the customer said themselves was read, and needs no other answer."""


class Keep(Happened):
    """The promise was kept, in whole or in part."""

    done: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = Field(
        None, description="How many parts were done; all when absent."
    )
    of: Annotated[float, Field(gt=0, allow_inf_nan=False)] | None = Field(
        None, description="Of how many parts."
    )
    note: Text | None = Field(None, description="How.")


class Withdraw(Happened):
    """The promise no longer holds, because nobody needs it."""

    reason: Text = Field(description="Why.")


class Reopen(Happened):
    """A promise that counted as kept was not, or not wholly."""

    reason: Text = Field(description="Why.")
    id: Id | None = Field(None, description="Id of the promise that goes on, where one does.")


class Settle(Happened):
    """Somebody's verdict on a promise that is kept or not, rather than due."""

    kept: bool = Field(description="Whether it was kept.")
    note: Text | None = Field(None, description="In their words.")


class HandOver(Happened):
    """Somebody else looks after the promise."""

    to: PartyText = Field(description="Who does now.")
    note: Text = Field(description="What they need to know.")


class HandOn(Happened):
    """The next team of a chain has its turn."""

    to: PartyText | None = Field(None, description="Whose turn it is; the next leg when absent.")
    note: Text | None = Field(None, description="What they need to know.")
