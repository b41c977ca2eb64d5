"""The ambition curve as a picture, with the reaction curve below it."""

from collections.abc import Iterator

from troth.errors import counted
from troth.forecast.ambition import Ambition, Mark, MarkKind
from troth.forecast.groups import situation_text
from troth.forecast.likelihood import percent
from troth.forecast.reaction import Reaction, Step
from troth.forecast.spells import Clock
from troth.forecast.timescale import SHARE_AXIS, time_axis
from troth.pictures.chart import Axis, Glyph, Panel, Pin, Point, draw_panels
from troth.pictures.file import standalone

GLYPHS: dict[MarkKind, Glyph] = {
    "adequate": "square",
    "standard": "disc",
    "claim": "diamond",
    "capability": "disc",
    "desired": "ring",
}
LEGEND: tuple[tuple[Glyph, str], ...] = (
    ("square", "accepted"),
    ("disc", "a standard or what can be done"),
    ("diamond", "a claim"),
    ("ring", "hoped for"),
)


def picture(found: Ambition, clock: Clock) -> str:
    """The text of an SVG file.

    Args:
        found: with its curve.
        clock: of the odds that it was made from.
    """
    panels = [_curve(found, clock)]
    if found.reaction:
        panels.append(_reaction(found.reaction))
    told = "; ".join(pin.label for pin in panels[0].pins)
    used = {pin.glyph for pin in panels[0].pins}
    legend = [(shape, label) for shape, label in LEGEND if shape in used]
    return standalone(draw_panels(f"{panels[0].title}. {told}", panels, legend))


def _curve(found: Ambition, clock: Clock) -> Panel:
    whom = situation_text(found.situation)
    longest = found.curve[-1].seconds if found.curve else 1.0
    without = "" if found.curve else f" · {found.levels[0].refusal}"
    return Panel(
        title=f"{found.metric}: the odds of each length of a promise",
        detail=f"{whom} · {counted(found.n, 'case')} from {found.since:%Y-%m-%d} to "
        f"{found.until:%Y-%m-%d}, as known on {found.as_of:%Y-%m-%d}{without}",
        x=time_axis(longest, clock),
        y=SHARE_AXIS,
        line=tuple(
            Point(x=one.seconds, y=one.odds, low=one.low, high=one.high) for one in found.curve
        ),
        pins=tuple(_pins(found)),
        steps=clock.scale.unit == "days",
    )


def _pins(found: Ambition) -> Iterator[Pin]:
    for mark in found.marks:
        if mark.odds is not None and mark.seconds is not None:
            point = Point(x=mark.seconds, y=mark.odds, low=mark.low, high=mark.high)
            yield Pin(point=point, label=_label(mark, mark.odds), glyph=GLYPHS[mark.kind])


def _label(mark: Mark, odds: float) -> str:
    rating = "" if mark.rating is None else f", rating {mark.rating:.2f}"
    return f"{mark.kind} {mark.id}: {percent(odds)}{rating}"


def _reaction(felt: Reaction) -> Panel:
    """Dots side by side, in the order of lateness; what never ended stands last."""
    steps = [step for step in (*felt.steps, felt.never) if step.rating is not None]
    late = next((at for at, step in enumerate(steps) if _is_late(step)), None)
    return Panel(
        title="How customers rated what they got against what they were promised",
        detail=_told(felt),
        x=Axis(
            low=-0.5,
            high=len(steps) - 0.5,
            ticks=tuple((float(at), _short(step)) for at, step in enumerate(steps)),
            label=f"{felt.unit} before (−) or after (+) the promise",
        ),
        y=Axis(
            low=felt.worst,
            high=felt.best,
            ticks=tuple((value, f"{value:g}") for value in _round_ratings(felt)),
            label="mean rating, with its 95 % interval",
        ),
        dots=tuple(
            Point(x=at, y=step.rating or 0.0, low=step.rating_low, high=step.rating_high)
            for at, step in enumerate(steps)
        ),
        divide=None if late is None else late - 0.5,
    )


def _told(felt: Reaction) -> str:
    kept, broken = felt.kept, felt.broken
    if not (kept and broken):
        return "too few were rated on one side of the promise"
    return (
        f"kept {kept.rating:.2f} ({kept.n:,} ratings), broken {broken.rating:.2f} "
        f"({broken.n:,} ratings); the dashed line stands between them"
    )


def _is_late(step: Step) -> bool:
    return (step.low is None and step.high is None) or (step.low is not None and step.low >= 0.0)


def _short(step: Step) -> str:
    """`−7 to −3`, `+1`: what has room below a dot."""
    if step.low is None and step.high is None:
        return "never"
    if step.low is None:
        return f"≤ {_signed(step.high or 0.0)}"
    if step.high is None:
        return f"> {_signed(step.low)}"
    return f"{_signed(step.low)} to {_signed(step.high)}"


def _signed(value: float) -> str:
    return f"−{-value:g}" if value < 0 else f"+{value:g}" if value else "0"


def _round_ratings(felt: Reaction) -> list[float]:
    """At most six, evenly spaced from the worst to the best."""
    steps = min(max(round(felt.best - felt.worst), 1), 5)
    return [felt.worst + (felt.best - felt.worst) * part / steps for part in range(steps + 1)]
