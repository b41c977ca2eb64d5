"""What the report's page shows, as plain values; templates only lay it out.

Texts are for people; templates escape them, but for the fields that say that they are our own HTML.
"""

from dataclasses import dataclass
from enum import StrEnum

from troth.pictures import Timeline


class Tone(StrEnum):
    """How a thing stands; each tone has its own shape and colour."""

    #: A square: an error.
    BROKEN = "broken"
    #: A diamond: a warning.
    RISK = "risk"
    #: A ring: a note.
    WAIT = "wait"
    #: A disc: nothing is wrong.
    KEPT = "kept"


@dataclass(frozen=True, kw_only=True)
class Fact:
    """A number that matters, with what it is of."""

    label: str
    value: str
    note: str = ""


@dataclass(frozen=True, kw_only=True)
class Side:
    """One of two things that cannot both hold."""

    #: `Marketing says`, `Standard of Help desk`.
    who: str
    #: The wording, or the term where there is no wording.
    words: str
    #: The term, calendar and scope behind it.
    detail: str = ""


@dataclass(frozen=True, kw_only=True)
class FindingView:
    """A finding with its proof."""

    anchor: str
    code: str
    #: The rule's name.
    rule: str
    tone: Tone
    #: `error`, `warning`, `note`.
    severity: str
    #: One sentence.
    title: str
    #: The other sentences of the message.
    more: tuple[str, ...]
    sides: tuple[Side, ...]
    picture: Timeline | None
    facts: tuple[Fact, ...]
    fix: str
    #: `playbook.yaml:88`.
    place: str


@dataclass(frozen=True, kw_only=True)
class Touch:
    """A touchpoint on the map."""

    name: str
    channels: str
    #: Anchors of its findings.
    findings: tuple[str, ...] = ()
    tone: Tone = Tone.KEPT


@dataclass(frozen=True, kw_only=True)
class Cell:
    """What one team has to do in one stage."""

    #: `primary`, `secondary`, `tertiary` or nothing.
    role: str
    touches: tuple[Touch, ...]


@dataclass(frozen=True, kw_only=True)
class Row:
    """One team across all stages."""

    team: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, kw_only=True)
class JourneyMap:
    """Stages as columns, teams as rows."""

    stages: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, kw_only=True)
class Chart:
    """A drawing in two widths, and the same figures as a table."""

    #: A sentence.
    title: str
    #: What is counted, and how many.
    note: str
    #: SVG of our own, as is `narrow`.
    wide: str
    narrow: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, kw_only=True)
class Kept:
    """What became of the promises in the history."""

    #: A sentence.
    title: str
    facts: tuple[Fact, ...]
    charts: tuple[Chart, ...]


@dataclass(frozen=True, kw_only=True)
class Promise:
    """A standard as customers may read it."""

    metric: str
    #: The term.
    term: str
    #: `guaranteed by Help desk`.
    firmness: str
    #: Further lines: for whom, what is in and out, what we need.
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Moment:
    """A touchpoint with what may be expected there."""

    name: str
    what: str
    promises: tuple[Promise, ...]
    guide: tuple[str, ...]
    questions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Stage:
    """A stage with its touchpoints."""

    name: str
    about: str
    moments: tuple[Moment, ...]


@dataclass(frozen=True, kw_only=True)
class Principle:
    """A precept and the standards that trace to it."""

    text: str
    #: Metric, term, team.
    standards: tuple[tuple[str, str, str], ...]


@dataclass(frozen=True, kw_only=True)
class Accepted:
    """A finding that the company accepts."""

    code: str
    title: str
    reason: str
    until: str


@dataclass(frozen=True, kw_only=True)
class Rule:
    """The page of one rule."""

    code: str
    name: str
    #: HTML of our own.
    body: str


@dataclass(frozen=True, kw_only=True)
class Page:
    """The whole report."""

    company: str
    #: A sentence that says what matters.
    headline: str
    #: What was checked, when, against what.
    subline: str
    tally: tuple[tuple[Tone, str], ...]
    findings: tuple[FindingView, ...]
    map: JourneyMap
    kept: Kept | None
    stages: tuple[Stage, ...]
    principles: tuple[Principle, ...]
    accepted: tuple[Accepted, ...]
    rules: tuple[Rule, ...]
    #: `troth 0.1.0`.
    made_by: str
