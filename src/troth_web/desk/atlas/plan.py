"""From a view to rows and columns."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from troth.playbook.schema.people import Stage
from troth.report.parties import team_name
from troth_web.desk.atlas.cards import Card, StandardLine, card, standard_line, title
from troth_web.desk.atlas.view import View

#: Lines of one point that fit on a sheet of A4, on its side, with what is broken to the next line.
_SHEET = 300
ROLES = {"primary": _("primary"), "secondary": _("secondary"), "tertiary": _("tertiary")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """A stage, at the head of its column."""

    id: str
    name: str
    about: str
    url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """What one team has to do with one stage."""

    stage: str
    #: `primary`, `secondary`, `tertiary`; empty for none.
    role: str
    role_text: str | Lazy
    cards: tuple[Card, ...]

    @property
    def empty(self) -> bool:
        """Whether there is nothing in it."""
        return not self.role and not self.cards


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """A team."""

    id: str
    name: str
    url: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The map."""

    stops: tuple[Stop, ...]
    rows: tuple[Row, ...]
    #: Touchpoints for which there is no place: without a stage, or without a team.
    loose: tuple[Card, ...]
    #: Standards that no touchpoint names.
    unseen: tuple[StandardLine, ...]

    @property
    def points(self) -> int:
        """The size of letters with which it fits on one sheet of paper, as far as one can read."""
        lines = sum(max(_lines(cell) for cell in row.cells) for row in self.rows)
        return min(max(_SHEET // max(lines, 1), 4), 7)


def plan_of(view: View) -> Plan:
    """Teams in the order of the playbook; those with nothing to do in any stage are left out."""
    rows = tuple(_rows(view))
    placed = {each.id for row in rows for cell in row.cells for each in cell.cards}
    playbook = view.playbook
    named = {name for each in playbook.touchpoints.values() for name in each.standards}
    return Plan(
        stops=tuple(stop(view, stage) for stage in playbook.stages),
        rows=rows,
        loose=tuple(card(view, each) for each in playbook.touchpoints if each not in placed),
        unseen=tuple(standard_line(view, each) for each in playbook.standards if each not in named),
    )


def stop(view: View, stage: Stage) -> Stop:
    """The head of a column."""
    return Stop(
        id=stage.id,
        name=stage.name or title(stage.id),
        about=stage.about or "",
        url=view.url("stage", stage.id),
    )


def role_of(stage: Stage, team_id: str) -> str:
    """What a team is to a stage; empty for nothing."""
    roles = {stage.tertiary: "tertiary", stage.secondary: "secondary", stage.primary: "primary"}
    return roles.get(team_id, "")


def cards_of(view: View, stage: Stage, team_id: str) -> tuple[Card, ...]:
    """The touchpoints of a team in a stage; those without an owner are the first team's."""
    return tuple(
        card(view, name)
        for name, touchpoint in view.playbook.touchpoints.items()
        if touchpoint.stage == stage.id and (touchpoint.owner or stage.primary) == team_id
    )


def _rows(view: View) -> Iterator[Row]:
    for team_id in view.playbook.teams:
        cells = tuple(_cell(view, stage, team_id) for stage in view.playbook.stages)
        if not all(cell.empty for cell in cells):
            yield Row(
                id=team_id,
                name=team_name(view.playbook, team_id),
                url=view.url("team", team_id),
                cells=cells,
            )


def _cell(view: View, stage: Stage, team_id: str) -> Cell:
    role = role_of(stage, team_id)
    return Cell(
        stage=stage.name or title(stage.id),
        role=role,
        role_text=ROLES.get(role, ""),
        cards=cards_of(view, stage, team_id),
    )


def _lines(cell: Cell) -> int:
    """About how many lines a cell has."""
    return 1 + sum(3 + len(each.standards) + bool(each.marks) for each in cell.cards)
