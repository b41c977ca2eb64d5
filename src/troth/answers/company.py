"""People, teams, programs and keys, as the API answers."""

from collections.abc import Mapping
from typing import Self

from pydantic import Field

from troth.answers.base import Body, Moment


class PersonBody(Body):
    """A colleague."""

    id: str
    name: str
    email: str
    role: str
    active: bool
    joined_at: Moment
    left_at: Moment | None
    teams: tuple[str, ...]


class LeftBody(Body):
    """What somebody who left leaves behind."""

    person: PersonBody
    sessions: int = Field(description="How many browsers were signed out.")
    keys: int = Field(description="How many keys were revoked.")
    promises: tuple[str, ...] = Field(description="Open promises that somebody must take over.")
    services: tuple[str, ...] = Field(description="Programs for which nobody answers now.")


class InvitationBody(Body):
    """An open invitation."""

    id: str
    email: str
    name: str
    role: str
    teams: tuple[str, ...]
    invited_at: Moment
    expires_at: Moment
    link: str | None = Field(
        default=None, description="Where to accept it: told once, when it is made."
    )

    def to_keep(self) -> Self:
        """Without the link."""
        return self.model_copy(update={"link": None})


class TeamBody(Body):
    """A team of the playbook."""

    id: str
    name: str
    restricted: bool = Field(description="Whether only members and admins see its promises.")


class ServiceBody(Body):
    """A program that acts in the company's name."""

    id: str
    name: str
    kind: str
    owner: str = Field(description="The person who answers for it.")
    teams: tuple[str, ...]
    made_at: Moment
    ended_at: Moment | None


class KeyBody(Body):
    """A key of a program."""

    id: str
    name: str
    shown: str = Field(description="What may be seen of it.")
    person: str | None
    service: str | None
    scopes: tuple[str, ...]
    networks: tuple[str, ...]
    cap: int | None = Field(description="Writes in any 60 minutes.")
    made_at: Moment
    expires_at: Moment | None
    revoked_at: Moment | None
    last_used_at: Moment | None
    secret: str | None = Field(
        default=None, description="The key itself: told once, when it is made."
    )

    def to_keep(self) -> Self:
        """Without the key itself."""
        return self.model_copy(update={"secret": None})


class CalendarFeedBody(Body):
    """An address at which calendar programs read what a person or a team owes."""

    id: str
    owner: str = Field(description="The person who made it; it shows what they may see.")
    of: str = Field(description="Whose promises: person:ID, team:support.")
    names: bool = Field(description="Whether customers are named in it.")
    made_at: Moment
    revoked_at: Moment | None
    url: str | None = Field(
        default=None, description="The address, a secret: told once, when it is made."
    )

    def to_keep(self) -> Self:
        """Without the address."""
        return self.model_copy(update={"url": None})


class SessionBody(Body):
    """A browser in which one is signed in."""

    id: int
    began_at: Moment
    seen_at: Moment
    address: str
    browser: str


class MeBody(Body):
    """Who asks, and what they may do."""

    kind: str
    id: str
    role: str
    on_behalf_of: str | None
    teams: tuple[str, ...]
    permissions: tuple[str, ...]
    key: str | None = Field(description="The id of the key; null for a browser.")
    cap: int | None


class RetainedBody(Body):
    """Personal parts that were dropped, or are due to be."""

    at: Moment
    dropped: Mapping[str, int] = Field(description="How many, of each type of entry.")


class BeatBody(Body):
    """When a round of the worker was last done."""

    round: str
    at: Moment
    done: int = Field(description="How many things it has done in all.")


class ReadyBody(Body):
    """That requests can be answered here."""

    ready: bool
    at: Moment


class HealthBody(Body):
    """Whether the server can do its work."""

    status: str
    version: str
    at: Moment
    database: str
    worker: tuple[BeatBody, ...] = Field((), description="What the worker did last.")
    remarks: tuple[str, ...] = Field((), description="What whoever runs it should know.")
