"""What the report of a backtest shows, as plain values; the template only lays it out."""

from dataclasses import dataclass

from troth.report.view import Chart, Fact, Tone


@dataclass(frozen=True, kw_only=True)
class Part:
    """One question, answered."""

    anchor: str
    #: In the index.
    name: str
    #: A sentence.
    title: str
    texts: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    #: The note of each is its reading, in one sentence.
    charts: tuple[Chart, ...] = ()


@dataclass(frozen=True, kw_only=True)
class BacktestPage:
    """The whole report."""

    metric: str
    #: A sentence that says what matters.
    headline: str
    #: What was learned from and judged, when.
    subline: str
    tally: tuple[tuple[Tone, str], ...]
    parts: tuple[Part, ...]
    #: `troth 0.1.0`.
    made_by: str
