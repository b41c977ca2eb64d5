"""Time lines: what is drawn, for whom, and that its texts never touch."""

import re
from datetime import UTC, datetime, timedelta
from itertools import combinations
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from troth.pictures import (
    NARROW,
    WIDE,
    Arrow,
    Bar,
    Extent,
    Lane,
    Mark,
    Span,
    State,
    Timeline,
    draw,
    figure,
)
from troth.pictures.text import text_width

BERLIN = ZoneInfo("Europe/Berlin")


def berlin(month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(2027, month, day, hour, minute, tzinfo=BERLIN)


ARRIVAL = berlin(5, 14, 17, 30)
PROMISED = berlin(5, 15, 17, 30)
KEPT = berlin(5, 18, 17)

WHITSUN = Timeline(
    title="A ticket that arrives Fri 14 May 17:30 is promised for Sat and kept on Tue.",
    zone=BERLIN,
    arrival=Mark(at=ARRIVAL, label="arrives Fri 14 May 17:30", state=State.WAIT),
    lanes=(
        Lane(
            label="Sales says: we answer every ticket within 24 hours",
            bars=(Bar(start=ARRIVAL, end=PROMISED, state=State.BROKEN),),
            marks=(Mark(at=PROMISED, label="promised by Sat 15 May 17:30", state=State.BROKEN),),
        ),
        Lane(
            label="Support’s standard",
            detail="within 8 business hours, Mo-Fr 09:00-17:30, Europe/Berlin",
            spans=(
                Span(start=berlin(5, 14, 9), end=ARRIVAL, counts=True, label="09:00–17:30"),
                Span(start=berlin(5, 15), end=berlin(5, 17), counts=False, label="weekend"),
                Span(start=berlin(5, 17), end=berlin(5, 18), counts=False, label="Whit Monday"),
                Span(start=berlin(5, 18, 9), end=berlin(5, 18, 17, 30), counts=True, label="open"),
            ),
            bars=(Bar(start=ARRIVAL, end=KEPT, state=State.KEPT),),
            marks=(Mark(at=KEPT, label="kept at the earliest Tue 18 May", state=State.KEPT),),
        ),
    ),
    arrows=(Arrow(at=PROMISED, source=0, target=1),),
    extent=Extent(start=PROMISED, end=KEPT, label="71 h 30 min too early"),
)


def texts(svg: str) -> list[str]:
    return ["".join(node.itertext()) for node in nodes(svg, "text")]


def nodes(svg: str, name: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(svg).iter(name))  # noqa: S314


@pytest.mark.parametrize("width", [WIDE, NARROW])
def test_it_says_days_instants_holiday_and_extent(width: int) -> None:
    said = " ".join(texts(draw(WHITSUN, width)))
    for words in (
        "arrives Fri 14 May 17:30",
        "promised by Sat 15 May 17:30",
        "kept at the earliest Tue 18 May",
        "weekend",
        "Whit Monday",
        "71 h 30 min too early",
        "May 2027 · times in Europe/Berlin",
    ):
        assert words in said


def test_every_day_has_weekday_and_date() -> None:
    said = texts(draw(WHITSUN, WIDE))
    assert [line for line in said if re.fullmatch(r"\w{3} \d+ May", line)] == [
        "Fri 14 May", "Sat 15 May", "Sun 16 May", "Mon 17 May", "Tue 18 May",
    ]  # fmt: skip


def test_it_is_an_image_that_says_in_words_what_is_seen() -> None:
    root = ElementTree.fromstring(draw(WHITSUN, WIDE))  # noqa: S314
    assert root.get("role") == "img"
    assert root.get("aria-label") == WHITSUN.title


def test_texts_of_strangers_are_escaped() -> None:
    lane = Lane(
        label="<script>alert(1)</script>",
        detail='"&<b>',
        marks=(Mark(at=ARRIVAL, label="<i>", state=State.KEPT),),
        spans=(Span(start=ARRIVAL, end=KEPT, counts=False, label="<img src=x>"),),
    )
    svg = draw(Timeline(title='"><script>', zone=BERLIN, lanes=(lane,)), WIDE)
    assert "<script" not in svg
    assert "<img" not in svg
    assert "<i>" in texts(svg)


@pytest.mark.parametrize(
    ("state", "name"),
    [
        (State.KEPT, "circle"),
        (State.BROKEN, "rect"),
        (State.RISK, "path"),
        (State.WAIT, "circle"),
    ],
)
def test_each_state_has_its_own_shape(state: State, name: str) -> None:
    plain = draw(Timeline(title="", zone=BERLIN, lanes=(Lane(label="", bars=_bar()),)), WIDE)
    lane = Lane(label="", bars=_bar(), marks=(Mark(at=KEPT, label="", state=state),))
    marked = draw(Timeline(title="", zone=BERLIN, lanes=(lane,)), WIDE)
    assert len(nodes(marked, name)) == len(nodes(plain, name)) + 1


def _bar() -> tuple[Bar, ...]:
    return (Bar(start=ARRIVAL, end=KEPT, state=State.KEPT),)


def test_a_day_of_25_hours_is_wider_than_its_neighbours() -> None:
    """Clocks go back on 31 October 2027: columns follow real time, lines stand at midnight."""
    start, end = berlin(10, 30, 12), berlin(11, 1, 12)
    lane = Lane(label="", bars=(Bar(start=start, end=end, state=State.KEPT),))
    svg = draw(Timeline(title="", zone=BERLIN, lanes=(lane,)), WIDE)
    heads = {
        "".join(node.itertext()): float(node.attrib["x"])
        for node in nodes(svg, "text")
        if re.fullmatch(r"\w{3} \d+ \w{3}", "".join(node.itertext()))
    }
    saturday = heads["Sun 31 Oct"] - heads["Sat 30 Oct"]
    sunday = heads["Mon 1 Nov"] - heads["Sun 31 Oct"]
    assert sunday / saturday == pytest.approx(25 / 24, rel=0.01)


def test_a_holiday_too_narrow_for_its_name_is_named_below_once() -> None:
    spans = tuple(
        Span(start=berlin(5, day), end=berlin(5, day + 1), counts=False, label="Ascension Day")
        for day in (6, 13)
    )
    lane = Lane(label="", spans=spans, bars=(Bar(start=berlin(5, 3), end=KEPT, state=State.KEPT),))
    said = texts(draw(Timeline(title="", zone=BERLIN, lanes=(lane,)), NARROW))
    assert said.count("Ascension Day") == 1


def test_naive_instants_and_empty_pictures_are_refused() -> None:
    naive = Mark(at=datetime(2027, 5, 14), label="", state=State.KEPT)  # noqa: DTZ001
    with pytest.raises(ValueError, match="zone"):
        Timeline(title="", zone=BERLIN, lanes=(Lane(label="", marks=(naive,)),))
    with pytest.raises(ValueError, match="at least one instant"):
        Timeline(title="", zone=BERLIN, lanes=(Lane(label="empty"),))


def test_the_figure_holds_a_wide_and_a_narrow_picture() -> None:
    found = re.findall(r'viewBox="0 0 (\d+)', figure(WHITSUN))
    assert found == [str(WIDE), str(NARROW)]


names = st.text(st.sampled_from("abcMW gij0—é漢"), max_size=60).map(str.strip)


@st.composite
def timelines(draw_from: st.DrawFn) -> Timeline:
    start = draw_from(st.datetimes(datetime(2026, 1, 1), datetime(2028, 1, 1)))  # noqa: DTZ001
    arrival = start.replace(tzinfo=UTC, second=0, microsecond=0)
    reach = draw_from(st.sampled_from([3, 30, 300, 3_000, 30_000, 300_000]))

    def later() -> datetime:
        return arrival + timedelta(minutes=draw_from(st.integers(1, reach)))

    lanes = tuple(
        Lane(
            label=draw_from(names),
            detail=draw_from(names),
            bars=(Bar(start=arrival, end=later(), state=State.KEPT),),
            marks=tuple(
                Mark(at=later(), label=draw_from(names), state=State.RISK)
                for _ in range(draw_from(st.integers(0, 3)))
            ),
            spans=tuple(
                Span(
                    start=arrival + timedelta(minutes=reach * part / 4),
                    end=arrival + timedelta(minutes=reach * (part + 1) / 4),
                    counts=draw_from(st.booleans()),
                    label=draw_from(names),
                )
                for part in range(4)
            ),
        )
        for _ in range(2)
    )
    return Timeline(
        title="any",
        zone=draw_from(st.sampled_from([BERLIN, ZoneInfo("America/Denver")])),
        arrival=Mark(at=arrival, label=draw_from(names), state=State.WAIT),
        lanes=lanes,
        extent=Extent(start=arrival, end=later(), label=draw_from(names)),
    )


@settings(max_examples=60, deadline=None)
@given(timelines(), st.sampled_from([WIDE, NARROW]))
def test_no_text_touches_another_or_leaves_the_picture(timeline: Timeline, width: int) -> None:
    boxes = [
        _box(node) for node in nodes(draw(timeline, width), "text") if "".join(node.itertext())
    ]
    for left, right, *_ in boxes:
        assert left >= 0
        assert right <= width + 0.5
    for one, other in combinations(boxes, 2):
        assert not _touch(one, other), (one, other)


def _box(node: ElementTree.Element) -> tuple[float, float, float, float, str]:
    """Left, right, top, bottom by the same careful measure that the picture uses."""
    content = "".join(node.itertext())
    size, x, y = (float(node.attrib[key]) for key in ("font-size", "x", "y"))
    width = text_width(content, size)
    left = x - width * {"middle": 0.5, "end": 1.0}.get(node.get("text-anchor", "start"), 0.0)
    return left, left + width, y - size * 0.75, y + size * 0.2, content


def _touch(
    one: tuple[float, float, float, float, str], other: tuple[float, float, float, float, str]
) -> bool:
    across = one[0] < other[1] and other[0] < one[1]
    down = one[2] < other[3] and other[2] < one[3]
    return across and down
