"""What the guard says of drafts and replies, and what it learns, as the API answers."""

from collections.abc import Mapping
from typing import Any

from pydantic import Field

from troth.answers.base import Body, FreeText, Moment, Source, free_text
from troth.answers.entry import source_of_kind
from troth.answers.may import LikelihoodBody
from troth.answers.promise import PromiseBody
from troth.promises.distortion import Distortion
from troth.promises.links import Linked


class JudgedBody(Body):
    """A promise that was found in a text, and whether it may be made."""

    start: int = Field(description="Where it starts in the text, in code points.")
    end: int = Field(description="Where it ends.")
    kind: str
    strength: str = Field(description="firm, soft or conditional.")
    quantity: Mapping[str, Any] | None
    promiser: str
    why: str = Field(description="The phrase that found it.")
    term: str | None
    due: Moment | None
    metric: str | None = Field(description="What it is about; null: no metric of the playbook.")
    confidence: float = Field(description="How sure that is, 0 to 1.")
    verdict: str
    because: str = Field(description="In a sentence, with the true term and date.")
    rests_on: tuple[str, ...] = Field(description="standards.reply, claims.page, promise:ID.")
    witness: Mapping[str, Any] | None = Field(description="The dated example that shows it.")
    likelihood: LikelihoodBody | None
    wording: str | None = Field(description="What may be said instead.")


class CheckedBody(Body):
    """What becomes of a draft, and why."""

    decision: str = Field(description="allow, ask or stop.")
    ask: str | None = Field(description="Whom to ask: a team of the playbook, or a role.")
    reason: str
    edition: str | None = Field(description="Of the playbook that it was held against.")
    promises: tuple[JudgedBody, ...]


class RepliedBody(Body):
    """What the ledger made of a reply that went out."""

    message: str = Field(description="Its id, as it was given.")
    customer: str
    promises: tuple[PromiseBody, ...] = Field(
        description="What it promised; what nobody could name has the stage no-promise."
    )
    restated: tuple[str, ...] = Field(description="Open promises of which it only spoke again.")
    withheld: int = Field(
        default=0, description="How many of them the caller may not know of, as of other teams."
    )


class StoppedGroupBody(Body):
    """Promises of one kind that people wanted to make and could not."""

    metric: str | None
    verdict: str
    topic: str
    n: int
    stopped: int
    asked: int = Field(description="Of which somebody was to be asked.")


class StoppedBody(Body):
    """What was stopped before it was sent, most often first; never by whom."""

    since: Moment
    until: Moment
    fewest: int = Field(description="How many make a group; of fewer nothing is told apart.")
    groups: tuple[StoppedGroupBody, ...]
    others: int = Field(description="How many lie in groups of fewer.")


class LinkBody(Body):
    """Words, and the metric that people say they are about."""

    words: FreeText
    metric: str | None = Field(description="Null: none of the playbook.")
    at: Moment


def link_body(linked: Linked) -> LinkBody:
    """What words are about."""
    words = free_text(linked.words, source_of_kind(linked.by))
    assert words is not None  # noqa: S101 - there are some
    return LinkBody(words=words, metric=linked.metric, at=linked.at)


class DistortionBody(Body):
    """What made a customer expect something else than what holds."""

    id: str
    sequence: int
    at: Moment
    metric: str
    source: str = Field(description="Where the expectation came from: marketing, past-service.")
    direction: str = Field(description="too-much or too-little.")
    customer: str | None
    touchpoint: str | None
    claim: str | None
    stated: str | None = Field(description="before, at-the-break or never.")
    channel: str | None
    edition: str | None
    expected: FreeText | None
    note: FreeText | None


def distortion_body(found: Distortion) -> DistortionBody:
    """A report as it stands."""
    return DistortionBody(
        expected=free_text(found.expected, Source.CUSTOMER),
        note=free_text(found.note, source_of_kind(found.by)),
        **{name: getattr(found, name) for name in _AS_IT_IS},
    )


_AS_IT_IS = (
    *("id", "sequence", "at", "metric", "source", "direction", "customer", "touchpoint", "claim"),
    *("stated", "channel", "edition"),
)
