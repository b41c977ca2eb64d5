"""One lane: caption, track with bars and marks, and the band of hours below it."""

from html import escape

from troth.pictures.canvas import (
    EDGE,
    ROW,
    SMALL_SIZE,
    Canvas,
    label_after,
    label_before,
    level,
    upright,
)
from troth.pictures.model import Bar, Lane, Span
from troth.pictures.svg import ACCENT, FILL, INK, SOFT, STATE_COLOURS, element, shape, text
from troth.pictures.text import Rows, clip_text, text_width, wrap_text

_CAPTION_SIZE = 12.5
_BAND = 22.0
_NOTE_ROW = 14.0


def draw_lane(canvas: Canvas, lane: Lane) -> None:
    """Draw the lane below what there is."""
    canvas.y += 10
    _caption(canvas, lane)
    canvas.y += 15
    track = canvas.y
    canvas.tracks.append(track)
    counted = [span for span in lane.spans if span.counts]
    for bar in lane.bars:
        _bar(canvas, bar, counted, track)
    _marks(canvas, lane, track)
    if lane.spans:
        _band(canvas, lane.spans)


def _caption(canvas: Canvas, lane: Lane) -> None:
    """Label and detail on one line where both fit, else below each other."""
    both = text_width(f"{lane.label}  {lane.detail}", _CAPTION_SIZE)
    if both <= canvas.room:
        canvas.y += ROW
        label = element("tspan", escape(lane.label), fill=INK, font_weight=600)
        detail = element("tspan", escape(lane.detail), dx=7) if lane.detail else ""
        canvas.front.append(
            text("", EDGE, canvas.y, _CAPTION_SIZE, SOFT, halo=True, parts=label + detail)
        )
        return
    for line in wrap_text(lane.label, _CAPTION_SIZE, canvas.room, 2):
        canvas.y += ROW
        canvas.front.append(text(line, EDGE, canvas.y, _CAPTION_SIZE, INK, weight=600, halo=True))
    for line in wrap_text(lane.detail, _CAPTION_SIZE, canvas.room, 3):
        canvas.y += ROW
        canvas.front.append(text(line, EDGE, canvas.y, _CAPTION_SIZE, SOFT, halo=True))


def _bar(canvas: Canvas, bar: Bar, counted: list[Span], track: float) -> None:
    """Dotted where time runs without counting, solid where it counts."""
    start, end = canvas.scale.x(bar.start), canvas.scale.x(bar.end)
    colour = STATE_COLOURS[bar.state]
    canvas.front.append(
        level(start, end, track, colour, width=3, dash="2 5" if counted else "none")
    )
    for span in counted:
        left = max(start, canvas.scale.x(span.start))
        right = min(end, canvas.scale.x(span.end))
        if left < right:
            canvas.front.append(level(left, right, track, colour, width=4))


def _marks(canvas: Canvas, lane: Lane, track: float) -> None:
    """The last label stands beside its mark where there is room, the others in rows below."""
    rows = Rows()
    for mark in lane.marks:
        x, colour = canvas.scale.x(mark.at), STATE_COLOURS[mark.state]
        beside = label_after(canvas, mark.label, x) if mark is lane.marks[-1] else None
        label = beside or label_before(canvas, mark.label, x)
        below = 0.0 if beside else 16 + rows.place(label.left, label.right) * ROW
        canvas.front.append(shape(mark.state, x, track))
        canvas.front.append(label.draw(track + 4 + below, colour))
    canvas.y = track + 8 + len(rows.taken) * ROW


def _band(canvas: Canvas, spans: tuple[Span, ...]) -> None:
    top = canvas.y
    notes = Rows()
    said: set[str] = set()
    for span in spans:
        left, right = canvas.scale.x(span.start), canvas.scale.x(span.end)
        if right - left < 1 or not (span.counts or span.label):
            continue
        canvas.back.append(_box(span, left, right, top))
        middle = (left + right) / 2
        fitting = next((s for s in (span.label, span.short) if _fits(s, right - left)), "")
        if fitting:
            colour = INK if span.counts else SOFT
            canvas.front.append(
                text(fitting, middle, top + 15, SMALL_SIZE, colour, anchor="middle")
            )
        elif not span.counts and span.label not in said:
            _note(canvas, span.label, middle, top + _BAND, notes)
        said.add(span.label)
        if span.note:
            _note(canvas, span.note, middle, top + _BAND, notes)
    canvas.y = top + _BAND + 2 + len(notes.taken) * _NOTE_ROW


def _fits(label: str, width: float) -> bool:
    return bool(label) and text_width(label, SMALL_SIZE) + 6 <= width


def _note(canvas: Canvas, label: str, x: float, top: float, rows: Rows) -> None:
    """What a span does not hold, or is too narrow to hold, below and tied to it."""
    label = clip_text(label, SMALL_SIZE, canvas.room)
    half = text_width(label, SMALL_SIZE) / 2
    middle = min(max(x, EDGE + half), canvas.scale.right - half)
    down = rows.place(middle - half, middle + half) * _NOTE_ROW
    canvas.back.append(upright(x, top, top + 4 + down, SOFT))
    canvas.front.append(
        text(label, middle, top + 13 + down, SMALL_SIZE, SOFT, anchor="middle", halo=True)
    )


def _box(span: Span, left: float, right: float, top: float) -> str:
    """Filled where time counts; an empty dashed frame where it does not."""
    return element(
        "rect",
        x=round(left, 1),
        y=top + 0.5,
        width=round(right - left, 1),
        height=_BAND - 1,
        rx=3,
        fill=FILL if span.counts else "none",
        stroke=ACCENT if span.counts else SOFT,
        stroke_opacity=0.5,
        stroke_dasharray="none" if span.counts else "3 3",
    )
