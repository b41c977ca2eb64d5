"""What a linked promise is about, and what people say it is about."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class Link:
    """The metric that a promise is about, or that there is none."""

    #: None: the playbook has no such metric.
    metric: str | None
    #: How likely the answer is right, 0 to 1; also of the answer that there is none.
    confidence: float
    #: Why, in a sentence; it may quote the draft.
    because: str
    #: A word or two of the playbook or of the kind of promise, never of a customer.
    topic: str


@dataclass(frozen=True, kw_only=True)
class Correction:
    """What a person said a clause is about; it counts for clauses like it, too."""

    words: str
    #: None: no metric of the playbook.
    metric: str | None
