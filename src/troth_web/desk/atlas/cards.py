"""A touchpoint as a card: its channels, its standards and how they were kept, its friction."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from troth.findings import Severity
from troth.playbook.schema.words import Strength
from troth.report.parties import team_name
from troth_web.desk import words
from troth_web.desk.atlas.view import View
from troth_web.ledger.kept import Kept

SHAPES = {Severity.ERROR: "broken", Severity.WARNING: "risk", Severity.INFO: ""}
STRENGTHS = {
    Strength.GUARANTEE: _("guaranteed"),
    Strength.ESTIMATE: _("estimated"),
    Strength.AIM: _("aimed at"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardLine:
    """A standard with what became of the promises by it."""

    id: str
    metric: str
    term: str
    team: str
    firmness: str | Lazy
    kept: Kept | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """Findings of one severity."""

    shape: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """A touchpoint on the map."""

    id: str
    name: str
    url: str
    #: Each with how often: `e-mail`, `3 per trip`.
    channels: tuple[tuple[str, str], ...]
    standards: tuple[StandardLine, ...]
    marks: tuple[Mark, ...]


def card(view: View, touchpoint_id: str) -> Card:
    """The card of a touchpoint."""
    touchpoint = view.playbook.touchpoints[touchpoint_id]
    return Card(
        id=touchpoint_id,
        name=touchpoint.name or title(touchpoint_id),
        url=view.url("touchpoint", touchpoint_id),
        channels=tuple((way, str(often)) for way, often in touchpoint.channels.items()),
        standards=tuple(standard_line(view, each) for each in touchpoint.standards),
        marks=tuple(_marks(view, touchpoint_id)),
    )


def standard_line(view: View, standard_id: str) -> StandardLine:
    """A standard in a line."""
    standard = view.playbook.standards[standard_id]
    return StandardLine(
        id=standard_id,
        metric=words.metric_text(standard.metric, view.playbook),
        term=str(standard.term),
        team=team_name(view.playbook, standard.team),
        firmness=STRENGTHS[standard.strength],
        kept=view.kept(standard_id),
    )


def title(name: str) -> str:
    """What something without a name is called: `Ask for help`."""
    said = name.replace("-", " ")
    return said[:1].upper() + said[1:]


def _marks(view: View, touchpoint_id: str) -> Iterator[Mark]:
    found = [finding.severity for finding in view.found_at(touchpoint_id)]
    for severity, shape in SHAPES.items():
        if severity in found:
            yield Mark(shape=shape, count=found.count(severity))
