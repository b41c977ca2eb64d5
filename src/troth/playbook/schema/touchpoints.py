"""Moments in which customer and company meet, and what customers expect there."""

from pydantic import Field

from troth.playbook.schema.base import Id, Part, Text
from troth.playbook.schema.frequency import Often
from troth.playbook.schema.scope import Scope
from troth.playbook.schema.term import TermText
from troth.playbook.schema.words import Source, Stated


class Expectation(Part):
    """What customers have in mind; between desired and adequate lies the zone of tolerance."""

    says: Text | None = Field(None, description="The expectation in a customer's words.")
    metric: Id | None = Field(None, description="What the levels are about.")
    desired: TermText | None = Field(None, description="The level that customers hope for.")
    adequate: TermText | None = Field(None, description="The level that they still accept.")
    silence: TermText | None = Field(
        None, description="How long they bear hearing nothing; compared with `updates`."
    )
    sources: tuple[Source, ...] = Field((), description="Where the expectation comes from.")
    stated: Stated | None = Field(None, description="When customers say it.")
    scope: Scope = Field({}, description="Whose expectation it is; everybody's when absent.")
    calendar: Id | None = Field(
        None,
        description="Counts the business time of the levels; else that of the touchpoint's owner.",
    )


class Question(Part):
    """A question that customers ask often, and its answer."""

    question: Text = Field(description="As customers ask it.")
    answer: Text = Field(description="In plain words.")


class Touchpoint(Part):
    """A moment in which customer and company meet: who, what, when, where, why and how."""

    name: Text | None = Field(None, description="The name that people read.")
    stage: Id | None = Field(None, description="The stage to which it belongs.")
    owner: Id | None = Field(None, description="The team that answers for it.")
    who: Text | None = Field(None, description="Which customers come here, and whom they meet.")
    what: Text | None = Field(None, description="What happens.")
    when: Text | None = Field(None, description="At what time or on what occasion.")
    where: Text | None = Field(None, description="In which place or on which screen.")
    why: Text | None = Field(None, description="What moves the customer.")
    how: Text | None = Field(None, description="In what manner.")
    channels: dict[Text, Often] = Field(
        {}, description="The ways in which it happens, each with how often: 'email: 3 per trip'."
    )
    expectations: tuple[Expectation, ...] = Field((), description="What customers expect here.")
    standards: tuple[Id, ...] = Field((), description="The standards that answer them.")
    delight: Text | None = Field(None, description="The planned way to exceed what is expected.")
    guide: tuple[Text, ...] = Field((), description="What the customer does, step by step.")
    faq: tuple[Question, ...] = Field((), description="Questions that customers ask here.")
    includes: tuple[Text, ...] = Field((), description="What customers get.")
    excludes: tuple[Text, ...] = Field((), description="What they do not get.")
