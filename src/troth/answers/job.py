"""Jobs, as the API answers."""

from typing import Any

from pydantic import Field

from troth.answers.base import Body, Moment


class JobBody(Body):
    """Work that takes too long for a request, done once for each key."""

    id: int
    name: str
    key: str = Field(description="Of the choice of whoever asked for it.")
    state: str = Field(description="waiting, running, done or failed.")
    progress: float | None = Field(
        description="How much of it is done, from 0 to 1; null where that cannot be said."
    )
    outcome: dict[str, Any] | None = Field(
        description="What came of it; null until it is done. What it says depends on the job."
    )
    tries: int = Field(description="How often it failed; after three times it is left.")
    why: str | None = Field(description="The place of the last error.")
    asked_at: Moment
    begun_at: Moment | None = Field(description="When it was begun last.")
    ended_at: Moment | None
