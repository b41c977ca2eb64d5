"""How somebody is told of what happens, as the API answers."""

from typing import Self

from pydantic import Field

from troth.answers.base import Body


class NoticeKindBody(Body):
    """A kind of notice."""

    kind: str
    when: str = Field(description="When it is given.")
    readers: str = Field(description="To whom.")
    essential: bool = Field(description="Whether nobody can do without it.")
    wanted: bool


class NoticesBody(Body):
    """How one is told of what happens."""

    channels: tuple[str, ...] = Field(description="By which channels: email, slack, webhook.")
    addresses: dict[str, str] = Field(
        description="Channels that have an address, each with its host: the rest is secret."
    )
    kinds: tuple[NoticeKindBody, ...]
    zone: str | None = Field(description="One's own time zone; null: that of one's team.")
    waking: str | None = Field(
        description="One's own waking hours; null: what the playbook's quiet hours leave."
    )
    closed: dict[str, str] = Field(
        description="Channels whose address took nothing, so that nothing is sent there, and why."
    )
    secret: str | None = Field(
        default=None,
        description="With which calls to one's webhook are signed: told once, when it is set.",
    )

    def to_keep(self) -> Self:
        """Without the secret."""
        return self.model_copy(update={"secret": None})
