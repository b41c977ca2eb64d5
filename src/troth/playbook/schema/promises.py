"""Terms that somebody gives: standards, claims, capabilities, chains, and customers' duties."""

from typing import Annotated

from pydantic import Field

from troth.playbook.schema.base import Day, Id, Part, Text
from troth.playbook.schema.scope import Scope
from troth.playbook.schema.term import TermText
from troth.playbook.schema.words import Effect, Strength

Rank = Annotated[int, Field(ge=1, le=1_000_000, strict=True)]


class Standard(Part):
    """The term that a team sets itself."""

    metric: Id = Field(description="What the term is about.")
    team: Id = Field(description="The team that keeps it; its calendar counts business time.")
    term: TermText = Field(description="What is promised.")
    says: Text | None = Field(None, description="The standard in words for customers.")
    strength: Strength = Field(
        Strength.GUARANTEE, description="How firmly it is said; the guide prints the word."
    )
    scope: Scope = Field({}, description="Where it applies; everywhere when absent.")
    calendar: Id | None = Field(None, description="Counts business time instead of the team's.")
    precept: Id | None = Field(None, description="The principle to which the standard traces.")
    chain: Id | None = Field(None, description="The chain of teams that keeps it.")
    pauses: tuple[Text, ...] = Field((), description="What stops its clock.")
    needs: tuple[Id, ...] = Field((), description="The duties without which it cannot be kept.")
    updates: TermText | None = Field(
        None, description="How often customers hear how things stand: 'every 1 business day'."
    )
    rank: Rank | None = Field(
        None, description="Which of two overlapping standards wins; 1 wins over 2."
    )
    includes: tuple[Text, ...] = Field((), description="What customers get.")
    excludes: tuple[Text, ...] = Field((), description="What they do not get.")
    review: Day | None = Field(None, description="The day by which it is looked at again.")


class Claim(Part):
    """A term that the company states in public or in a sale."""

    team: Id | None = Field(None, description="The team that says it.")
    says: Text | None = Field(None, description="The wording.")
    metric: Id = Field(description="What the term is about.")
    term: TermText = Field(description="What is promised.")
    scope: Scope = Field({}, description="To whom it is said; to everybody when absent.")
    where: Text | None = Field(None, description="Where it is said: a page, a deck, a contract.")
    owner: Id | None = Field(None, description="The team that answers for the wording.")
    strength: Strength = Field(Strength.GUARANTEE, description="How firmly it is said.")
    calendar: Id | None = Field(None, description="Counts business time instead of the team's.")
    chain: Id | None = Field(None, description="The chain of teams that keeps it.")
    relies_on: tuple[Id, ...] = Field((), description="The teams whose behaviour it needs.")
    agreed: dict[Id, Day] = Field(
        {}, description="The teams that accepted it, each with the day on which it did."
    )
    needs: tuple[Id, ...] = Field((), description="The duties without which it cannot be kept.")
    pauses: tuple[Text, ...] = Field((), description="What stops its clock.")
    updates: TermText | None = Field(None, description="How often customers are told to hear.")
    rank: Rank | None = Field(None, description="Which of two overlapping claims wins.")
    includes: tuple[Text, ...] = Field((), description="What customers get.")
    excludes: tuple[Text, ...] = Field((), description="What they do not get.")
    review: Day | None = Field(None, description="The day by which it is looked at again.")


class Capability(Part):
    """The term that a team can really deliver."""

    team: Id | None = Field(None, description="The team that can do it.")
    metric: Id | None = Field(None, description="What the term is about.")
    term: TermText | None = Field(None, description="What the team can keep.")
    scope: Scope = Field({}, description="Where it holds; everywhere when absent.")
    calendar: Id | None = Field(None, description="Counts business time instead of the team's.")
    evidence: Text | None = Field(None, description="How this is known.")


class Leg(Part):
    """One team's part of a chain."""

    team: Id | None = Field(None, description="The team whose turn it is.")
    term: TermText | None = Field(None, description="How long it takes.")
    calendar: Id | None = Field(None, description="Counts business time instead of the team's.")
    does: Text | None = Field(None, description="What the team does, in a few words.")


class Chain(Part):
    """A promise kept by several teams in turn."""

    metric: Id | None = Field(None, description="What the whole chain is about.")
    legs: tuple[Leg, ...] = Field((), description="The teams in their order.")
    scope: Scope = Field({}, description="Where it applies; everywhere when absent.")


class Duty(Part):
    """What customers promise in turn."""

    says: Text | None = Field(None, description="The duty in words for customers.")
    term: TermText | None = Field(None, description="By when.")
    effect: Effect | None = Field(None, description="What it does to the promise while it is open.")
    scope: Scope = Field({}, description="Whose duty it is; everybody's when absent.")
    calendar: Id | None = Field(None, description="Counts its business time.")
