"""The sheet that a time line is drawn on: its scale, how far down it has come, and its strokes."""

from dataclasses import dataclass, field
from typing import NamedTuple

from troth.pictures.axis import LABEL_SIZE, Scale
from troth.pictures.svg import element, text
from troth.pictures.text import clip_text, text_width

EDGE = 9.0
ROW = 16.0
SMALL_SIZE = 11.0
_BESIDE = 11.0


@dataclass
class Canvas:
    """What has been drawn so far, and how far down."""

    scale: Scale
    y: float = 0.0
    #: Drawn first, below everything.
    back: list[str] = field(default_factory=list)
    front: list[str] = field(default_factory=list)
    #: The height of each lane's track, for the arrows between them.
    tracks: list[float] = field(default_factory=list)

    @property
    def room(self) -> float:
        """The width of the time line."""
        return self.scale.right - self.scale.left


class Label(NamedTuple):
    """A text with its place: `x` belongs to `anchor`; left and right are never exceeded."""

    text: str
    x: float
    anchor: str
    left: float
    right: float

    def draw(self, y: float, colour: str) -> str:
        """The text, strong, with its baseline at `y`."""
        return text(
            self.text, self.x, y, LABEL_SIZE, colour, anchor=self.anchor, weight=600, halo=True
        )


def label_after(canvas: Canvas, content: str, x: float) -> Label | None:
    """A label to the right of a mark; None where there is no room."""
    left = x + _BESIDE
    right = left + text_width(content, LABEL_SIZE)
    return Label(content, left, "start", left, right) if right <= canvas.scale.right else None


def label_before(canvas: Canvas, content: str, x: float) -> Label:
    """A label that ends at a mark, or begins at the left edge where that is too far."""
    content = clip_text(content, LABEL_SIZE, canvas.room)
    width, right = text_width(content, LABEL_SIZE), x + 6
    if right - width >= EDGE:
        return Label(content, right, "end", right - width, right)
    return Label(content, EDGE, "start", EDGE, EDGE + width)


def label_about(canvas: Canvas, content: str, x: float) -> Label:
    """A label with its middle at `x`, as far as the edges allow."""
    content = clip_text(content, LABEL_SIZE, canvas.room)
    half = text_width(content, LABEL_SIZE) / 2
    middle = min(max(x, EDGE + half), canvas.scale.right - half)
    return Label(content, middle, "middle", middle - half, middle + half)


def upright(
    x: float, top: float, bottom: float, colour: str, *, dash: str = "none", width: float = 1
) -> str:
    """A vertical line."""
    return element(
        "path",
        d=f"M{x:.1f} {top:g}V{bottom:g}",
        stroke=colour,
        stroke_width=width,
        stroke_dasharray=dash,
    )


def level(
    start: float, end: float, y: float, colour: str, *, width: float, dash: str = "none"
) -> str:
    """A horizontal line."""
    return element(
        "path",
        d=f"M{start:.1f} {y:g}H{end:.1f}",
        stroke=colour,
        stroke_width=width,
        stroke_dasharray=dash,
    )
