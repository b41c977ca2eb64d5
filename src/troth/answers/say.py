"""What to say aloud, as the API answers."""

from pydantic import Field

from troth.answers.base import Body, Moment
from troth.answers.may import LikelihoodBody


class NeverBody(Body):
    """Something not to say."""

    why: str = Field(
        description="sooner, other (a date than they have), late (a date that nobody agreed to), "
        "always, excluded, never-promise."
    )
    says: str = Field(description="What of: a date, a share of cases, words of the playbook.")


class SayBody(Body):
    """What to say about one topic; the guard passes both sentences."""

    metric: str
    at: Moment = Field(description="When it is said; dates are counted from then.")
    now: str = Field(description="What to say.")
    fallback: str = Field(description="What to say to who asks for more.")
    never: tuple[NeverBody, ...] = Field(description="What not to say.")
    promise: str | None = Field(description="The open promise that it only says again.")
    term: str | None
    due: Moment | None
    zone: str = Field(description="In which dates are said.")
    likelihood: LikelihoodBody | None = Field(description="Null where no odds are known.")
    reason: str | None = Field(description="Why nothing can be promised.")
