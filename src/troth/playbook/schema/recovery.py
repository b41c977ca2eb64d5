"""What happens when a promise breaks: amends, and the causes that are told apart."""

from pydantic import Field, StrictBool

from troth.playbook.schema.base import Id, Part, Text
from troth.playbook.schema.money import Amount
from troth.playbook.schema.scope import Scope
from troth.playbook.schema.words import AmendsKind, Role


class Amends(Part):
    """What may be given when a promise breaks, and by whom."""

    kind: AmendsKind | None = Field(None, description="What is given; four kinds need no money.")
    says: Text | None = Field(None, description="What is given, in words for customers.")
    value: Amount | None = Field(None, description="What it is worth: EUR 20, at most EUR 150.")
    statutory: StrictBool = Field(
        default=False, description="Owed by law: given first, outside the limits of goodwill."
    )
    roles: tuple[Role, ...] = Field((), description="Who may give it.")
    metrics: tuple[Id, ...] = Field((), description="For which metrics; for all when absent.")
    when: tuple[Id, ...] = Field((), description="In which cases it may be given: broken.")
    never_when: tuple[Id, ...] = Field((), description="In which cases it must not be given.")
    limits: tuple[Amount, ...] = Field(
        (), description="How much in all: EUR 60 per customer per year."
    )
    scope: Scope = Field({}, description="To whom; to everybody when absent.")


class Cause(Part):
    """A reason for which promises break."""

    says: Text | None = Field(None, description="The cause in plain words.")
