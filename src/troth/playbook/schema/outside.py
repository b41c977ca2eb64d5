"""What others promise."""

from pydantic import Field

from troth.playbook.schema.base import Day, Id, Part, Text
from troth.playbook.schema.scope import Scope
from troth.playbook.schema.term import TermText


class CompetitorClaim(Part):
    """A term that a competitor states, with its evidence; internal."""

    says: Text | None = Field(None, description="Their wording.")
    metric: Id | None = Field(None, description="What the term is about.")
    term: TermText | None = Field(None, description="What they promise.")
    where: Text | None = Field(None, description="Where they say it.")
    seen: Day | None = Field(None, description="The day on which it was seen.")
    evidence: Text | None = Field(None, description="What proves that they said it.")
    expires: Day | None = Field(None, description="The day after which it no longer counts.")
    scope: Scope = Field({}, description="To which of our customers it speaks.")
    calendar: Id | None = Field(None, description="Counts the business time of their term.")


class Competitor(Part):
    """Another company to which customers may turn."""

    name: Text | None = Field(None, description="The name that people read.")
    about: Text | None = Field(None, description="What it offers, in a sentence.")
    claims: tuple[CompetitorClaim, ...] = Field((), description="What it promises.")
