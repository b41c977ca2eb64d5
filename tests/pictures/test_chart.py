"""Curves with marks: what is drawn, and that its labels never touch."""

import re
from itertools import combinations, pairwise
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from troth.pictures.chart import Axis, Glyph, Panel, Pin, Point, draw_panels
from troth.pictures.text import text_width

SHARES = Axis(low=0.0, high=1.0, ticks=((0.0, "0 %"), (1.0, "100 %")), label="share")
HOURS = Axis(
    low=0.0, high=100.0, ticks=tuple((x, f"{x:g}") for x in (0.0, 50.0, 100.0)), label="hours"
)
SHAPES: tuple[Glyph, ...] = ("ring", "disc", "diamond", "square")


def panel(*pins: Pin, **changes: object) -> Panel:
    line = (Point(x=0, y=0), Point(x=50, y=0.5), Point(x=100, y=0.9))
    known = {"title": "Replies", "detail": "of a desk", "x": HOURS, "y": SHARES, "line": line}
    return Panel(pins=pins, **(known | changes))  # type: ignore[arg-type]


def pin(x: float, y: float = 0.5, label: str = "within 50 hours", glyph: Glyph = "ring") -> Pin:
    return Pin(point=Point(x=x, y=y, low=y, high=y), label=label, glyph=glyph)


def drawn(svg: str) -> ElementTree.Element:
    return ElementTree.fromstring(svg)  # noqa: S314 - our own


def test_it_says_in_words_what_is_seen() -> None:
    root = drawn(draw_panels("Half end within 50 hours", [panel(pin(50))]))
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-label"] == "Half end within 50 hours"


def test_higher_shares_are_drawn_higher_and_later_ones_to_the_right() -> None:
    root = drawn(draw_panels("t", [panel(pin(10, 0.1, glyph="disc"), pin(90, 0.9, glyph="disc"))]))
    first, second = root.findall("circle")
    assert float(first.attrib["cx"]) < float(second.attrib["cx"])
    assert float(first.attrib["cy"]) > float(second.attrib["cy"])


def test_a_step_stays_level_until_the_next_point() -> None:
    svg = draw_panels("t", [panel(steps=True)])
    (path,) = re.findall(r'd="(M[^"]*)" fill="none"', svg)
    corners = [tuple(map(float, corner.split())) for corner in re.split("[ML]", path)[1:]]
    assert len(corners) == 5
    assert all(a[0] == b[0] or a[1] == b[1] for a, b in pairwise(corners))


def test_panels_stand_below_each_other() -> None:
    one = drawn(draw_panels("t", [panel()])).attrib["viewBox"].split()
    two = drawn(draw_panels("t", [panel(), panel()])).attrib["viewBox"].split()
    assert float(two[3]) > 1.8 * float(one[3])


def test_marks_are_told_apart_by_shape_too() -> None:
    pins = [pin(10.0 * number, glyph=shape) for number, shape in enumerate(SHAPES)]
    root = drawn(draw_panels("t", [panel(*pins, line=())], [("ring", "a level")]))
    assert len(root.findall("circle")) == 3  # a ring and a disc, and the ring of the legend
    assert len(root.findall("rect")) == 1
    assert any(node.text == "a level" for node in root.iter("text"))


LABELS = st.text("aImW€ %你", min_size=1, max_size=60)


@settings(max_examples=60, deadline=None)
@given(
    pins=st.lists(st.builds(pin, st.floats(0, 120), st.floats(0, 1), LABELS), max_size=12),
    width=st.sampled_from([326, 920]),
)
def test_no_label_touches_another_or_leaves_the_sheet(pins: list[Pin], width: int) -> None:
    root = drawn(draw_panels("t", [panel(*pins)], width=width))
    boxes = [box(node) for node in root.iter("text") if (node.text or "").strip()]
    for (left, right, top, bottom), (left2, right2, top2, bottom2) in combinations(boxes, 2):
        apart = right <= left2 or right2 <= left or bottom <= top2 or bottom2 <= top
        assert apart
    for left, right, _, bottom in boxes:
        assert left >= 0
        assert right <= width
        assert bottom <= float(root.attrib["viewBox"].split()[3])


def box(node: ElementTree.Element) -> tuple[float, float, float, float]:
    """Left, right, top and bottom of a text; capitals and descenders included."""
    size, x, y = (float(node.attrib[key]) for key in ("font-size", "x", "y"))
    width = text_width(node.text or "", size)
    left = {"start": x, "middle": x - width / 2, "end": x - width}[
        node.attrib.get("text-anchor", "start")
    ]
    return left, left + width, y - 0.8 * size, y + 0.2 * size
