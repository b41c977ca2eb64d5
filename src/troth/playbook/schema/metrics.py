"""What is measured."""

from pydantic import Field

from troth.playbook.schema.base import Id, Part, Text
from troth.playbook.schema.words import Reopening, SettledBy
from troth.terms import Better, Kind


class Metric(Part):
    """Something that a term can be about."""

    name: Text | None = Field(None, description="The name that people read.")
    about: Text | None = Field(None, description="What is measured, in a sentence.")
    kind: Kind = Field(description="What a value of the metric is; its terms must fit.")
    from_: Text | None = Field(None, description="The event that starts the clock of a duration.")
    to: Text | None = Field(None, description="The event that stops the clock of a duration.")
    of: Text | None = Field(None, description="What a share or a count is taken of.")
    better: Better | None = Field(None, description="Whether less or more is better for customers.")
    before: Id | None = Field(
        None, description="A metric that comes later; this one must not be promised later than it."
    )
    settled_by: SettledBy | None = Field(
        None, description="Who or what says whether such a promise was kept."
    )
    reopening: Reopening = Field(
        Reopening.RESUMES,
        description="What reopening does: the clock resumes, restarts anew, or counts all.",
    )
