"""Why a promise is due when it is, as the API answers."""

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from troth.answers.base import Body, Moment


class ExplanationBody(Body):
    """Why a promise is due when it is, what became of it, and where the time went."""

    promise: str
    at: Moment
    metric: str
    term: str | None
    basis: Mapping[str, Any] | None = Field(description="Which term won, and why.")
    outcome: str | None
    reason: str | None
    lapsed: Mapping[str, Any] | None = None
    clock: str
    broke_at: Moment | None
    kept_by_first_date: bool | None
    dates: tuple[Mapping[str, Any], ...] = Field(description="Every date given, and why.")
    steps: tuple[Mapping[str, Any], ...] = Field(description="What counted, and what did not.")
    spells: tuple[Mapping[str, Any], ...] = Field(description="Whose the time was, in order.")
    minutes: tuple[Mapping[str, Any], ...] = Field(description="Whose the time was, in all.")
    legs: tuple[Mapping[str, Any], ...]
    effects: tuple[Mapping[str, Any], ...] = Field(
        description="What a delay of the customer's does to the date."
    )
