"""Curves against time, with marks on them: panels below each other, one SVG element.

Every mark has its label above its panel, tied to it by a line, on a row where it touches no other.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from troth.pictures.canvas import EDGE, ROW, SMALL_SIZE, upright
from troth.pictures.draw import WIDE
from troth.pictures.svg import ACCENT, CARD, FILL, INK, LINE, SOFT, element, text
from troth.pictures.text import Rows, clip_text, text_width, wrap_text

Glyph = Literal["ring", "disc", "diamond", "square"]

_LEFT = 54.0
_RIGHT = 22.0
_HEIGHT = 210.0
_TITLE_SIZE = 15.0
_LABEL_SIZE = 12.0


@dataclass(frozen=True, kw_only=True)
class Axis:
    """Values from `low` to `high`, some of them with a label."""

    low: float
    high: float
    ticks: tuple[tuple[float, str], ...]
    #: What is measured, with its unit.
    label: str

    def part(self, value: float) -> float:
        """Where a value lies from 0 to 1; what lies outside is at the nearer end."""
        return min(max((value - self.low) / (self.high - self.low), 0.0), 1.0)


@dataclass(frozen=True, kw_only=True)
class Point:
    """A value, and how far it may be off."""

    x: float
    y: float
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, kw_only=True)
class Pin:
    """A mark with a label; its shape says what it stands for."""

    point: Point
    label: str
    glyph: Glyph


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One picture: a line or dots, and marks."""

    title: str
    detail: str
    x: Axis
    y: Axis
    line: tuple[Point, ...] = ()
    dots: tuple[Point, ...] = ()
    pins: tuple[Pin, ...] = ()
    #: Whether the line stays level until the next point.
    steps: bool = False
    #: An upright line, such as between kept and broken.
    divide: float | None = None


@dataclass
class _Sheet:
    """What has been drawn of a panel so far, and where its field lies."""

    panel: Panel
    width: float
    top: float = 0.0
    back: list[str] = field(default_factory=list)
    front: list[str] = field(default_factory=list)

    @property
    def bottom(self) -> float:
        return self.top + _HEIGHT

    def x(self, value: float) -> float:
        return _LEFT + self.panel.x.part(value) * (self.width - _LEFT - _RIGHT)

    def y(self, value: float) -> float:
        return self.bottom - self.panel.y.part(value) * _HEIGHT


def draw_panels(
    title: str, panels: Sequence[Panel], legend: Sequence[tuple[Glyph, str]] = (), width: int = WIDE
) -> str:
    """Panels below each other as one SVG element.

    Args:
        title: says in words what is seen, for those who do not see it.
        panels: at least one.
        legend: what the shapes of the marks stand for; it stands below the first panel.
        width: in pixels, at its natural size.
    """
    body: list[str] = []
    y = 6.0
    for number, panel in enumerate(panels):
        sheet = _Sheet(panel, width)
        y = _draw(sheet, y)
        body += [*sheet.back, *sheet.front]
        if legend and not number:
            body += _legend(legend, y)
            y += ROW + 12
    return element(
        "svg",
        "".join(body),
        viewBox=f"0 0 {width} {y + 6:g}",
        width=width,
        role="img",
        aria_label=title,
    )


def _draw(sheet: _Sheet, y: float) -> float:
    y = _head(sheet, y)
    y = _labels(sheet, y)
    sheet.top = y + 10
    _axes(sheet)
    _line(sheet)
    for pin in sheet.panel.pins:
        _tie(sheet, pin)
        _whisker(sheet, pin.point)
        sheet.front.append(glyph(pin.glyph, sheet.x(pin.point.x), sheet.y(pin.point.y)))
    for dot in sheet.panel.dots:
        _whisker(sheet, dot)
        sheet.front.append(glyph("disc", sheet.x(dot.x), sheet.y(dot.y)))
    return sheet.bottom + 52


def _head(sheet: _Sheet, y: float) -> float:
    room = sheet.width - 2 * EDGE
    title = clip_text(sheet.panel.title, _TITLE_SIZE, room)
    sheet.front.append(text(title, EDGE, y + 16, _TITLE_SIZE, INK, weight=600))
    y += 22
    for line in wrap_text(sheet.panel.detail, _LABEL_SIZE, room, 3):
        sheet.front.append(text(line, EDGE, y + 13, _LABEL_SIZE, SOFT))
        y += ROW
    return y + 8


def _labels(sheet: _Sheet, y: float) -> float:
    """Above the field, from the left; the line of a label is drawn with its mark."""
    rows, ties = Rows(), []
    for pin in sorted(sheet.panel.pins, key=lambda pin: pin.point.x):
        x = sheet.x(pin.point.x)
        label = clip_text(pin.label, _LABEL_SIZE, sheet.width - 2 * EDGE)
        width = text_width(label, _LABEL_SIZE)
        left = min(x - 6, sheet.width - EDGE - width)
        baseline = y + 12 + rows.place(left, left + width) * ROW
        sheet.front.append(text(label, left, baseline, _LABEL_SIZE, INK, halo=True))
        ties.append((x, baseline + 4))
    bottom = y + len(rows.taken) * ROW + 4
    sheet.back += [upright(x, top, bottom + 10, SOFT) for x, top in ties]
    return bottom


def _axes(sheet: _Sheet) -> None:
    right = sheet.width - _RIGHT
    for value, label in sheet.panel.y.ticks:
        y = sheet.y(value)
        sheet.back.insert(0, _level(_LEFT, right, y, LINE))
        sheet.front.append(text(label, _LEFT - 8, y + 4, SMALL_SIZE, SOFT, anchor="end"))
    for value, label in _roomy(sheet):
        x = sheet.x(value)
        sheet.back.append(upright(x, sheet.bottom, sheet.bottom + 5, SOFT))
        sheet.front.append(text(label, x, sheet.bottom + 19, SMALL_SIZE, SOFT, anchor="middle"))
    sheet.back.append(_level(_LEFT, right, sheet.bottom, SOFT))
    if sheet.panel.divide is not None:
        x = sheet.x(sheet.panel.divide)
        sheet.back.append(upright(x, sheet.top, sheet.bottom, INK, dash="4 3"))
    about = f"{sheet.panel.x.label}; upwards: {sheet.panel.y.label}"
    about = clip_text(about, SMALL_SIZE, right - _LEFT)
    sheet.front.append(text(about, _LEFT, sheet.bottom + 37, SMALL_SIZE, SOFT))


def _roomy(sheet: _Sheet) -> Iterator[tuple[float, str]]:
    """The labels along time that do not touch the one before."""
    taken = 0.0
    for value, label in sheet.panel.x.ticks:
        half = text_width(label, SMALL_SIZE) / 2
        if sheet.x(value) - half >= taken:
            taken = sheet.x(value) + half + 8
            yield value, label


def _line(sheet: _Sheet) -> None:
    points = sheet.panel.line
    banded = [point for point in points if point.low is not None and point.high is not None]
    if len(banded) > 1:
        up = [(point.x, float(point.low or 0.0)) for point in banded]
        down = [(point.x, float(point.high or 0.0)) for point in banded]
        outline = _path(sheet, up) + "L" + _path(sheet, down, backward=True)[1:] + "Z"
        sheet.back.append(element("path", d=outline, fill=FILL))
    if len(points) > 1:
        path = _path(sheet, [(point.x, point.y) for point in points])
        sheet.back.append(element("path", d=path, fill="none", stroke=ACCENT, stroke_width=2.5))


def _path(sheet: _Sheet, points: Sequence[tuple[float, float]], *, backward: bool = False) -> str:
    corners: list[tuple[float, float]] = []
    for x, y in points:
        if sheet.panel.steps and corners:
            corners.append((x, corners[-1][1]))
        corners.append((x, y))
    ordered = corners[::-1] if backward else corners
    return "M" + "L".join(f"{sheet.x(x):.1f} {sheet.y(y):.1f}" for x, y in ordered)


def _tie(sheet: _Sheet, pin: Pin) -> None:
    x = sheet.x(pin.point.x)
    sheet.back.append(upright(x, sheet.top, sheet.y(pin.point.y), SOFT, dash="1 3"))


def _whisker(sheet: _Sheet, point: Point) -> None:
    if point.low is None or point.high is None:
        return
    x, low, high = sheet.x(point.x), sheet.y(point.low), sheet.y(point.high)
    sheet.back.append(upright(x, round(high, 1), round(low, 1), INK, width=1.5))
    sheet.back += [_level(x - 4, x + 4, y, INK) for y in (low, high)]


def _level(left: float, right: float, y: float, colour: str) -> str:
    return element("path", d=f"M{left:.1f} {y:.1f}H{right:.1f}", stroke=colour, stroke_width=1)


def glyph(kind: Glyph, x: float, y: float) -> str:
    """A mark of one of four shapes, all of one size and colour: none weighs more."""
    if kind == "square":
        return element("rect", x=round(x - 5, 1), y=round(y - 5, 1), width=10, height=10, fill=INK)
    if kind == "diamond":
        path = f"M{x:.1f} {y - 7:.1f}l7 7l-7 7l-7 -7z"
        return element("path", d=path, fill=ACCENT)
    if kind == "disc":
        return element("circle", cx=round(x, 1), cy=round(y, 1), r=5.5, fill=ACCENT)
    return element(
        "circle", cx=round(x, 1), cy=round(y, 1), r=4.8, fill=CARD, stroke=ACCENT, stroke_width=2.5
    )


def _legend(legend: Sequence[tuple[Glyph, str]], y: float) -> Iterator[str]:
    x = _LEFT
    for kind, label in legend:
        yield glyph(kind, x, y)
        yield text(label, x + 12, y + 4, SMALL_SIZE, SOFT)
        x += text_width(label, SMALL_SIZE) + 34
