"""A promise of the inventory: what is said, of what, and in which places."""

from dataclasses import dataclass, field

from troth.guard import Found, Kind, Promiser
from troth.inventory.topics import OTHER
from troth.terms import Term


@dataclass(frozen=True, kw_only=True, order=True)
class Place:
    """Where a promise stands; lines and columns are counted from 1."""

    #: The file, or the address.
    name: str
    page: int = 0
    line: int
    #: 0 where a line is a paragraph.
    column: int
    is_paragraph: bool = False
    #: Of the macro or template.
    title: str = ""
    team: str = ""
    channel: str = ""

    def __str__(self) -> str:
        line = f":{self.line}"
        if self.page:
            line = f", page {self.page}, line {self.line}"
        elif self.is_paragraph:
            line = f", paragraph {self.line}"
        return f"{self.name}{line}{f' ({self.title})' if self.title else ''}"


@dataclass(frozen=True, kw_only=True)
class Backing:
    """Whether the playbook says the same."""

    #: backed, tighter or unbacked, as the guard says it.
    verdict: str
    #: A sentence without its full stop.
    because: str
    #: Such as `standards.refund`.
    rests_on: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Promise:
    """One thing that is promised, however often it is said."""

    #: The same in every run, while its words are.
    id: str
    #: As it stands in the first place.
    words: str
    found: Found
    #: Of the playbook; None without one, and where it has none.
    metric: str | None
    #: How sure the metric is, 0 to 1.
    confidence: float
    #: What it is about in a word or two, where there is no metric.
    topic: str
    #: What tells its situation from others of its group: notions of its words.
    situation: frozenset[str]
    places: list[Place] = field(default_factory=list, compare=False)

    @property
    def term(self) -> Term | None:
        """What is promised, where the language of terms has words for it."""
        return self.found.term

    @property
    def group(self) -> str:
        """The metric, or else kind and topic."""
        return group_of(self.found, self.metric, self.topic)

    @property
    def kind(self) -> str:
        """What is promised, in words."""
        return self.found.kind.value.replace("_", " ")

    @property
    def is_ours(self) -> bool:
        """Whether the company itself has to keep it."""
        return self.found.promiser is Promiser.COMPANY


#: Topics that say no more than the kind does.
_OF_KIND = {
    Kind.RESPONSE: "reply",
    Kind.RESOLUTION: "resolve",
    Kind.DELIVERY: "deliver",
    Kind.REFUND: "refund",
    Kind.AVAILABILITY: "available",
    Kind.PRICE: "price",
    Kind.QUALITY: "quality",
}


def group_of(found: Found, metric: str | None, topic: str) -> str:
    """The metric, or else the kind and, where it says more, the topic."""
    kind = found.kind.value.replace("_", " ")
    return metric or (kind if topic in {_OF_KIND.get(found.kind), OTHER} else f"{kind}: {topic}")
