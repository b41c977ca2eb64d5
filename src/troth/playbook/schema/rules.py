"""How troth is to behave with this playbook: waivers, policies, notices."""

from typing import Annotated

from pydantic import Field, StringConstraints

from troth.playbook.schema.ahead import AheadText, OddsText
from troth.playbook.schema.base import Day, Part, Text
from troth.playbook.schema.frequency import Quiet, Timely
from troth.playbook.schema.words import (
    CustomerNotice,
    Force,
    NoticeKind,
    Role,
    VerdictKind,
)


class Waiver(Part):
    """A finding that the company accepts, with reason and expiry."""

    code: Annotated[str, StringConstraints(pattern=r"^TR[0-9]{3}$")] | None = Field(
        None, description="The code of the finding, such as TR201."
    )
    about: tuple[Text, ...] = Field((), description="The ids that the finding is about.")
    reason: Text | None = Field(None, description="Why it is accepted.")
    until: Day | None = Field(None, description="The last day on which it is.")


class Policy(Part):
    """What is done about a promise found in a draft, by role and channel."""

    role: Role | None = Field(None, description="Who is about to say it.")
    channels: tuple[Text, ...] = Field((), description="Where; everywhere when absent.")
    decision: Force | None = Field(None, description="Whether the verdict is advice or binding.")
    stop: tuple[VerdictKind, ...] = Field((), description="The verdicts that stop a draft.")


class Notices(Part):
    """Who is written to, when, how often, and in which words."""

    quiet_hours: Quiet | None = Field(
        None, description="Local hours of the reader in which nothing is sent: 21:00-07:00."
    )
    warn: tuple[AheadText, ...] | None = Field(
        None,
        description="When whoever holds a promise is warned of its date: once so much of its time "
        "is gone (75 %, also where this is absent), or so long before (2 business hours).",
    )
    remind: tuple[AheadText, ...] | None = Field(
        None,
        description="When whoever holds a promise is reminded of the next update, in the same way.",
    )
    odds_below: OddsText | None = Field(
        None,
        description="Whoever holds a promise is warned when the odds of keeping it, learned from "
        "cases like it, fall below this; 50 % where this is absent.",
    )
    at_most: Timely | None = Field(
        None, description="The most that one customer gets: 1 per 2 days."
    )
    customers: tuple[CustomerNotice, ...] = Field(
        (), description="What customers are told of by themselves; nothing when absent."
    )
    texts: dict[NoticeKind, Text] = Field(
        {}, description="What colleagues read, by kind: '{what} for {whom} is late'."
    )
    customer_texts: dict[CustomerNotice, Text] = Field(
        {}, description="What customers read, by kind: 'Now it is {due}'."
    )
