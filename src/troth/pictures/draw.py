"""From a time line to SVG text.

Lanes stand below each other, so that a phone shows the same as a desk. Colours are CSS variables
of the page, with the light scheme as their fallback.
"""

from troth.pictures.axis import (
    HOUR_SIZE,
    LABEL_SIZE,
    day_ticks,
    hour_ticks,
    scale_for,
    stretch_text,
)
from troth.pictures.canvas import (
    EDGE,
    ROW,
    SMALL_SIZE,
    Canvas,
    label_about,
    label_after,
    label_before,
    level,
    upright,
)
from troth.pictures.lanes import draw_lane
from troth.pictures.model import Arrow, Extent, Mark, Timeline
from troth.pictures.svg import BROKEN, INK, LINE, SOFT, element, text
from troth.said import said

WIDE = 920
NARROW = 326


def figure(timeline: Timeline) -> str:
    """The picture twice, for wide and for narrow screens; the page's style shows one of them.

    The classes are `timeline`, `wide` and `narrow`.
    """
    return (
        f'<div class="timeline wide">{draw(timeline, WIDE)}</div>'
        f'<div class="timeline narrow">{draw(timeline, NARROW)}</div>'
    )


def draw(timeline: Timeline, width: int) -> str:
    """The picture as one SVG element, `width` pixels wide at its natural size."""
    scale = scale_for(list(timeline.instants()), timeline.zone, EDGE, width - EDGE, timeline.told)
    canvas = Canvas(scale=scale)
    top = _head(canvas)
    if timeline.arrival:
        _arrival(canvas, timeline.arrival)
    for lane in timeline.lanes:
        draw_lane(canvas, lane)
    for arrow in timeline.arrows:
        _arrow(canvas, arrow)
    if timeline.extent:
        _extent(canvas, timeline.extent)
    _grid(canvas, timeline, top)
    canvas.y += ROW + 2
    about = said("{stretch} · times in {zone}", stretch=stretch_text(scale), zone=timeline.zone.key)
    canvas.front.append(text(timeline.told(about), EDGE, canvas.y, SMALL_SIZE, SOFT))
    return element(
        "svg",
        "".join(canvas.back + canvas.front),
        viewBox=f"0 0 {width} {canvas.y + 8:g}",
        width=width,
        role="img",
        aria_label=timeline.title,
    )


def _head(canvas: Canvas) -> float:
    """Days, and hours where they have room; returns where the lines of the days begin."""
    ticks = day_ticks(canvas.scale)
    for tick in ticks:
        for number, line in enumerate(tick.lines):
            colour = INK if number == len(tick.lines) - 1 else SOFT
            canvas.front.append(text(line, tick.x, 13 + number * 15, LABEL_SIZE, colour))
    canvas.y = max(len(tick.lines) for tick in ticks) * 15.0 + 4
    top = canvas.y
    hours = hour_ticks(canvas.scale)
    for hour in hours:
        canvas.front.append(text(hour.lines[0], hour.x, top + 11, HOUR_SIZE, SOFT, anchor="middle"))
    canvas.y += ROW if hours else 0
    return top


def _grid(canvas: Canvas, timeline: Timeline, top: float) -> None:
    bottom = canvas.y + 4
    for x in sorted({round(tick.x, 1) for tick in day_ticks(canvas.scale)}):
        canvas.back.insert(0, upright(x, top, bottom, LINE))
    if timeline.arrival:
        x = canvas.scale.x(timeline.arrival.at)
        canvas.back.append(upright(x, top + ROW, bottom, INK, dash="1 3"))


def _arrival(canvas: Canvas, arrival: Mark) -> None:
    canvas.y += 18
    x = canvas.scale.x(arrival.at)
    label = label_after(canvas, arrival.label, x) or label_before(canvas, arrival.label, x - 15)
    canvas.front.append(element("path", d=f"M{x - 5:.1f} {canvas.y - 9:g}h10l-5 9z", fill=INK))
    canvas.front.append(label.draw(canvas.y, INK))


def _arrow(canvas: Canvas, arrow: Arrow) -> None:
    x = canvas.scale.x(arrow.at)
    top, bottom = canvas.tracks[arrow.source] + 6, canvas.tracks[arrow.target] - 6
    canvas.back.append(upright(x, top, bottom, SOFT, dash="4 3"))
    canvas.front.append(element("path", d=f"M{x - 4:.1f} {bottom - 6:g}h8l-4 6z", fill=SOFT))


def _extent(canvas: Canvas, extent: Extent) -> None:
    canvas.y += 18
    start, end = canvas.scale.x(extent.start), canvas.scale.x(extent.end)
    canvas.front.append(level(start, end, canvas.y, BROKEN, width=1.5))
    for x in (start, end):
        canvas.front.append(upright(x, canvas.y - 6, canvas.y + 6, BROKEN, width=1.5))
    canvas.y += 18
    canvas.front.append(label_about(canvas, extent.label, (start + end) / 2).draw(canvas.y, BROKEN))
