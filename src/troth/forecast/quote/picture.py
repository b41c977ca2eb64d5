"""A quote as a picture: how comparable cases spread over time, with every option marked on it."""

from collections.abc import Iterator

import numpy as np

from troth.clock import zones
from troth.clock.instants import instant
from troth.errors import counted
from troth.forecast.groups import situation_text
from troth.forecast.likelihood import percent
from troth.forecast.quote.model import Kind, Option, Quote
from troth.forecast.quote.wording import date_text
from troth.forecast.spells import Clock
from troth.forecast.timescale import SHARE_AXIS, time_axis
from troth.pictures.chart import Glyph, Panel, Pin, Point, draw_panels
from troth.pictures.file import standalone

GLYPHS: dict[Kind, Glyph] = {"level": "ring", "standard": "disc", "claim": "diamond"}
LEGEND: tuple[tuple[Glyph, str], ...] = (
    ("ring", "a level of odds"),
    ("disc", "a standard"),
    ("diamond", "a claim"),
    ("square", "what is usually promised"),
)


def picture(quote: Quote, clock: Clock) -> str:
    """The text of an SVG file.

    Args:
        quote: with its curve.
        clock: of the odds that it was made from.
    """
    longest = quote.curve[-1][0] if quote.curve else 1.0
    pins = tuple(_pins(quote, clock))
    panel = Panel(
        title=_title(quote),
        detail=_detail(quote),
        x=time_axis(longest, clock),
        y=SHARE_AXIS,
        line=tuple(Point(x=seconds, y=share) for seconds, share in quote.curve),
        pins=pins,
        steps=clock.scale.unit == "days",
    )
    told = "; ".join(pin.label for pin in pins)
    used = {pin.glyph for pin in pins}
    legend = [(shape, label) for shape, label in LEGEND if shape in used]
    return standalone(draw_panels(f"{panel.title}. {told}", [panel], legend))


def _title(quote: Quote) -> str:
    return f"{quote.thing[:1].upper()}{quote.thing[1:]}: when such cases have ended"


def _detail(quote: Quote) -> str:
    whom = situation_text(quote.situation)
    zone = zones.load(quote.zone)
    refused = [_name(option) for option in quote.options if option.odds is None]
    without = f" · cannot be said: {', '.join(refused)}" if refused else ""
    return (
        f"{whom} · start {date_text(quote.at, zone, 'elapsed')} ({quote.zone}) · from "
        f"{quote.drivers[-1].n:,} of {counted(quote.source.n, 'case')}{without}"
    )


def _pins(quote: Quote, clock: Clock) -> Iterator[Pin]:
    begin = clock.reading(instant(quote.at))
    for option in quote.options:
        if option.odds is not None and option.due is not None:
            seconds = clock.reading(instant(option.due)) - begin
            point = Point(x=seconds, y=option.odds, low=option.low, high=option.high)
            label = f"{_name(option)}: {option.term}, {percent(option.odds)}"
            yield Pin(point=point, label=label, glyph=GLYPHS[option.kind])
    yield from _usual_pin(quote)


def _usual_pin(quote: Quote) -> Iterator[Pin]:
    """What is usually promised; without odds of it, at the share that has ended by then."""
    usual = quote.usual
    if usual is None or not quote.curve:
        return
    seconds = usual.median_seconds + usual.grace_seconds
    if usual.odds is not None:
        point, label = Point(x=seconds, y=usual.odds), f"usual: {percent(usual.odds)}"
        yield Pin(point=point, label=label, glyph="square")
    elif seconds <= quote.curve[-1][0]:
        times, shares = zip(*quote.curve, strict=True)
        point = Point(x=seconds, y=float(np.interp(seconds, times, shares)))
        yield Pin(point=point, label="usual", glyph="square")


def _name(option: Option) -> str:
    return f"{option.id} %" if option.kind == "level" else option.id
