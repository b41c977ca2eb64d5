"""Who promises, who is promised to, and who acts."""

from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from troth.errors import TrothError
from troth.said import said


class PartyKind(StrEnum):
    """What a party is."""

    COMPANY = "company"
    TEAM = "team"
    PERSON = "person"
    SUPPLIER = "supplier"
    CUSTOMER = "customer"


class ActorKind(StrEnum):
    """What does something; an entry without an actor cannot be made."""

    PERSON = "person"
    #: A program with rights of its own, such as an AI agent.
    SERVICE = "service"
    CUSTOMER = "customer"
    #: A rule of troth, with its version: `duty-pauses@1`.
    RULE = "rule"
    INTEGRATION = "integration"


class UnknownPartyError(TrothError):
    """A text that names no party or actor."""

    def __init__(self, text: str, kinds: type[StrEnum]) -> None:
        super().__init__(
            said(
                "{text} does not say who; write KIND:ID with one of {kinds}, such as '{kind}:1'",
                text=repr(text),
                kinds=", ".join(kinds),
                kind=next(iter(kinds)),
            )
        )


_Kinds = TypeVar("_Kinds", bound=StrEnum)


def _parts(text: str, kinds: type[_Kinds]) -> tuple[_Kinds, str]:
    kind, colon, name = text.partition(":")
    try:
        found = kinds(kind)
    except ValueError:
        raise UnknownPartyError(text, kinds) from None
    if not colon or not name:
        raise UnknownPartyError(text, kinds)
    return found, name


@dataclass(frozen=True, slots=True)
class Party:
    """A party to a promise; it can promise only its own behaviour."""

    kind: PartyKind
    #: Id within the kind: a team's id in the playbook, the id of a person or a customer.
    id: str

    @classmethod
    def parse(cls, text: str) -> "Party":
        """From `team:support`.

        Raises:
            UnknownPartyError: for any other form.
        """
        return _party(text)

    def __str__(self) -> str:
        return f"{self.kind}:{self.id}"


@lru_cache(4096)
def _party(text: str) -> Party:
    return Party(*_parts(text, PartyKind))


@dataclass(frozen=True, slots=True)
class Actor:
    """Who did something."""

    kind: ActorKind
    id: str
    #: In which role: agent, ai-agent, manager, admin; it decides about authority.
    role: str | None = None
    #: For whom, where somebody else asked for it: `customer:...`, `person:...`.
    on_behalf_of: str | None = None
    #: The id of the key with which a program came.
    key: str | None = None

    @classmethod
    def parse(cls, text: str) -> "Actor":
        """From the text of an actor: `person:7`, `person:7 (manager) by key 3 for customer:9`.

        Raises:
            UnknownPartyError: for any other form.
        """
        who, _, behalf = text.partition(" for ")
        who, _, key = who.partition(" by key ")
        who, _, role = who.partition(" (")
        role = role.removesuffix(")")
        return cls(*_parts(who, ActorKind), role or None, behalf or None, key or None)

    @property
    def name(self) -> str:
        """Kind and id alone: `person:7`."""
        return f"{self.kind}:{self.id}"

    def __str__(self) -> str:
        role = f" ({self.role})" if self.role else ""
        key = f" by key {self.key}" if self.key else ""
        behalf = f" for {self.on_behalf_of}" if self.on_behalf_of else ""
        return f"{self.name}{role}{key}{behalf}"
