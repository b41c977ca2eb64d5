"""How many findings each edition had on the day on which it was published."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from troth.findings import Severity
from troth.pictures.model import State
from troth.pictures.svg import INK, LINE, SOFT, element, shape, text
from troth.pictures.svg import STATE_COLOURS as COLOURS
from troth.promises.store import Store
from troth_web.playbooks.findings import found_in

#: So many editions are looked at, the latest ones.
SHOWN = 12
_STATES = {
    Severity.ERROR: State.BROKEN,
    Severity.WARNING: State.RISK,
    Severity.INFO: State.WAIT,
}
_WIDTH, _HEIGHT, _LEFT, _TOP, _BAR = 640.0, 180.0, 34.0, 22.0, 34.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One edition."""

    id: str
    published_at: datetime
    errors: int
    warnings: int
    notes: int
    waived: int

    @property
    def number(self) -> str:
        """How many there were with it: `edition-3` is the third."""
        return self.id.rpartition("-")[2]

    @property
    def counts(self) -> tuple[tuple[State, int], ...]:
        """How many of each kind, gravest first."""
        return (
            (State.BROKEN, self.errors),
            (State.RISK, self.warnings),
            (State.WAIT, self.notes),
        )

    @property
    def total(self) -> int:
        """All that stand."""
        return self.errors + self.warnings + self.notes


def points(store: Store) -> list[Point]:
    """The latest editions, the earliest of them first."""
    found = []
    for edition_id in store.subjects("edition", None, None, SHOWN).items:
        edition = store.edition(edition_id)
        if edition is None:
            continue
        report = found_in(edition, edition.published_at)
        severities = [each.severity for each in report.findings]
        found.append(
            Point(
                id=edition_id,
                published_at=edition.published_at,
                errors=severities.count(Severity.ERROR),
                warnings=severities.count(Severity.WARNING),
                notes=severities.count(Severity.INFO),
                waived=len(report.waived),
            )
        )
    return found[::-1]


def drawn(found: list[Point]) -> SafeString:
    """Bars of what stands, gravest at the bottom, each part with its shape and its number."""
    most = max([each.total for each in found] + [1])
    step = (_WIDTH - _LEFT) / max(len(found), 1)
    parts = [element("title", gettext("Issues of each version when it was published"))]
    parts += [_line(most, most), _line(0, most)]
    for number, each in enumerate(found):
        x = _LEFT + step * number + step / 2
        parts += _bar(each, x, most)
    body = "".join(parts)
    height = _TOP + _HEIGHT + 30
    # Ids and figures alone are in it, and they are escaped.
    return mark_safe(  # noqa: S308
        element(
            "svg",
            body,
            viewBox=f"0 0 {_WIDTH:g} {height:g}",
            width=_WIDTH,
            role="img",
            aria_label=gettext("Issues of each version when it was published"),
        )
    )


def _line(count: int, most: int) -> str:
    y = _TOP + _HEIGHT * (1 - count / most)
    return text(str(count), 0, y + 4, 12, SOFT) + element(
        "line", x1=_LEFT - 8, x2=_WIDTH, y1=y, y2=y, stroke=LINE
    )


def _bar(each: Point, x: float, most: int) -> list[str]:
    bottom = _TOP + _HEIGHT
    parts = [text(each.number, x, bottom + 20, 12, SOFT, anchor="middle")]
    for state, count in each.counts:
        if not count:
            continue
        tall = _HEIGHT * count / most
        bottom -= tall
        parts.append(
            element(
                "rect",
                x=x - _BAR / 2,
                y=bottom + 1,
                width=5,
                height=max(tall - 2, 2),
                fill=COLOURS[state],
            )
        )
        if tall >= 14:
            middle = bottom + tall / 2
            parts += [shape(state, x, middle), text(str(count), x + 12, middle + 4, 13, INK)]
    return parts
