"""Who keeps promises: teams, and the stages of the customer's life that they share."""

from typing import Self

from pydantic import ConfigDict, Field, StrictBool, model_validator

from troth.playbook.schema.base import Id, Part, Text, refusal
from troth.said import said


class Team(Part):
    """A team of the company, or a supplier."""

    model_config = ConfigDict(
        json_schema_extra={
            "anyOf": [
                {"required": ["calendar"]},
                {"required": ["supplier"], "properties": {"supplier": {"const": True}}},
            ]
        }
    )

    name: Text | None = Field(None, description="The name that people read.")
    about: Text | None = Field(None, description="What the team does, in a sentence.")
    supplier: StrictBool = Field(
        default=False, description="Whether the team belongs to another company."
    )
    calendar: Id | None = Field(
        None, description="When the team is open; it counts the team's business time."
    )

    @model_validator(mode="after")
    def _has_a_calendar(self) -> Self:
        if self.calendar is None and not self.supplier:
            raise refusal(
                said("{key} is missing", key="calendar"),
                said("name one of `calendars`, or write 'supplier: true'"),
            )
        return self


class Stage(Part):
    """A step of the customer's life with the company."""

    id: Id = Field(description="What touchpoints and milestones refer to.")
    name: Text | None = Field(None, description="The name that people read.")
    about: Text | None = Field(None, description="What happens in this stage, in a sentence.")
    primary: Id | None = Field(None, description="The team that answers for the stage.")
    secondary: Id | None = Field(None, description="The team that helps first.")
    tertiary: Id | None = Field(None, description="The team that helps next.")
