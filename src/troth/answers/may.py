"""What may be promised, as the API answers."""

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from troth.answers.base import Body, Moment
from troth.operations.allowances import Allowance


class LikelihoodBody(Body):
    """How likely the term is kept, or why nobody can say."""

    value: float | None = Field(description="0 to 1; null where it is refused.")
    words: str = Field(description="In words first: very likely (19 in 20).")
    low: float | None
    high: float | None
    n: int = Field(description="How many cases are comparable.")
    refusal: str = Field(description="Why there are no odds; empty where there are.")


class AllowanceBody(Body):
    """A limit as it stands for the caller now."""

    row: str = Field(description="Of the playbook: amends.voucher, authority.quick-refund.")
    limit: str = Field(description="EUR 60 per customer per year.")
    party: str = Field(description="For whom it is counted.")
    unit: str | None = Field(description="EUR; null where times are counted.")
    used: str
    left: str
    stuck: str | None = Field(
        default=None, description="Why nothing can be drawn on it; null where something can."
    )


class AuthorityBody(Body):
    """What the caller may promise or give beyond what applies to everybody."""

    role: str
    allowances: tuple[AllowanceBody, ...]


def allowance_body(allowance: Allowance) -> AllowanceBody:
    """A limit as it stands."""
    return AllowanceBody(
        row=allowance.row,
        limit=str(allowance.limit),
        party=allowance.party,
        unit=allowance.limit.unit,
        used=str(allowance.used),
        left=str(allowance.left),
        stuck=allowance.stuck,
    )


class MayBody(Body):
    """What may be promised now, to whom, by when and how likely it holds."""

    metric: str
    at: Moment
    edition: str
    customer: str | None
    facets: Mapping[str, str]
    permitted: bool = Field(description="Whether anything may be promised without authority.")
    reason: str | None = Field(description="Why nothing may be.")
    term: str | None
    strength: str | None
    basis: Mapping[str, Any] | None = Field(description="Where the term comes from, and why.")
    promiser: str | None
    calendar: str | None
    due: Moment | None = Field(description="By when, if it is promised now.")
    earliest: Moment | None
    zone: str = Field(description="In which dates are said.")
    updates: str | None
    settled_by: str | None
    needs: tuple[str, ...] = Field(description="What the customer must do for it.")
    likelihood: LikelihoodBody | None = Field(description="Null where no odds are known.")
    authority: tuple[AllowanceBody, ...] = Field(
        description="What the caller may promise or give beyond that, and what is left of it."
    )
