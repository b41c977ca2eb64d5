"""How troth is to behave with this playbook: waivers, policies, notices."""

from typing import Annotated

from pydantic import Field, StringConstraints

from troth.playbook.schema.base import Day, Part, Text
from troth.playbook.schema.frequency import Often, Quiet
from troth.playbook.schema.words import Decision, Role, Verdict


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
    decision: Decision | None = Field(None, description="Whether the verdict is advice or binding.")
    stop: tuple[Verdict, ...] = Field((), description="The verdicts that stop a draft.")


class Notices(Part):
    """When and how often customers are written to."""

    quiet_hours: Quiet | None = Field(
        None, description="Local hours of the reader in which nothing is sent: 21:00-07:00."
    )
    at_most: Often | None = Field(None, description="The most that one reader gets: 1 per 2 days.")
