"""What is asked of customers, and what both sides owe at a checkpoint."""

from pydantic import Field

from troth.playbook.schema.base import Id, Part, Text


class Inquiry(Part):
    """A question of the discovery dialogue."""

    asks: Text | None = Field(None, description="The question in words for customers.")
    about: tuple[Id, ...] = Field((), description="Which of `values` the answer sheds light on.")
    when: tuple[Id, ...] = Field((), description="The stages in which it is asked.")


class Milestone(Part):
    """A checkpoint document: what each side owes the other, what is in, what is out."""

    name: Text | None = Field(None, description="The name that people read.")
    stage: Id | None = Field(None, description="The stage that it closes.")
    ours: tuple[Id, ...] = Field((), description="The standards that we keep until then.")
    theirs: tuple[Id, ...] = Field((), description="The duties that customers do until then.")
    includes: tuple[Text, ...] = Field((), description="What is in.")
    excludes: tuple[Text, ...] = Field((), description="What is out.")
    options: tuple[Text, ...] = Field((), description="Between what customers can choose.")
