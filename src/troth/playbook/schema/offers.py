"""What is sold, at what price, with what in it and what not."""

from pydantic import Field

from troth.playbook.schema.base import Day, Id, Part, Text
from troth.playbook.schema.money import Price
from troth.playbook.schema.scope import Scope


class Pricing(Part):
    """What an offer costs in all, so that nobody is surprised."""

    from_: Price | None = Field(None, description="The lowest price at which it is to be had.")
    components: dict[Text, Price] = Field({}, description="What the price is made of.")
    fees: dict[Text, Price] = Field({}, description="What may come on top, and for what.")
    payment: Text | None = Field(None, description="How and when it is paid.")


class Offer(Part):
    """What is sold."""

    name: Text | None = Field(None, description="The name that people read.")
    says: Text | None = Field(None, description="The offer in a sentence.")
    price: Pricing | None = Field(None, description="What it costs.")
    features: tuple[Text, ...] = Field((), description="What it has.")
    benefits: tuple[Text, ...] = Field((), description="What customers gain by it.")
    serves: tuple[Id, ...] = Field((), description="Which of `values` it serves.")
    includes: tuple[Text, ...] = Field((), description="What customers get.")
    excludes: tuple[Text, ...] = Field((), description="What they do not get.")
    limits: tuple[Text, ...] = Field((), description="Up to where it goes.")
    specifications: dict[Text, Text] = Field({}, description="Its measures: 'cabin bag: 8 kg'.")
    scope: Scope = Field({}, description="To whom it is offered; to everybody when absent.")
    review: Day | None = Field(None, description="The day by which it is looked at again.")
