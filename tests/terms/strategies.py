"""Hypothesis strategies over the whole language of terms."""

from datetime import time
from decimal import Decimal

from hypothesis import strategies as st

from troth.terms import (
    Always,
    Bound,
    ByTimeNextDay,
    Content,
    Count,
    EndOfNextDay,
    Every,
    Money,
    Never,
    NoLongerThan,
    Period,
    Share,
    Span,
    Term,
    Unit,
    Window,
    Within,
)
from troth.terms.measures import CEILINGS

DIVISIBLE_STEPS = {
    Unit.MINUTE: Decimal("0.05"),
    Unit.HOUR: Decimal("0.0025"),
    Unit.BUSINESS_HOUR: Decimal("0.0025"),
}

bounds = st.sampled_from(Bound)
periods = st.sampled_from(Period)
percents = st.decimals("0.000001", 100, places=6)
wall_times = st.builds(time, st.integers(0, 23), st.integers(0, 59))
currencies = st.text("ABCDEFGHIJKLMNOPQRSTUVWXYZ", min_size=3, max_size=3)


@st.composite
def amounts(draw: st.DrawFn, unit: Unit) -> Decimal:
    """Whole amounts of any unit, and parts of those that can be parted into seconds."""
    whole = Decimal(draw(st.integers(1, CEILINGS[unit] - 1)))
    step = DIVISIBLE_STEPS.get(unit)
    return whole + step * draw(st.integers(0, int(1 / step) - 1)) if step else whole


@st.composite
def spans(draw: st.DrawFn) -> Span:
    unit = draw(st.sampled_from(Unit))
    return Span(draw(amounts(unit)), unit)


@st.composite
def windows(draw: st.DrawFn) -> Window:
    unit = draw(st.sampled_from(Unit))
    pair = st.lists(amounts(unit), min_size=2, max_size=2, unique=True)
    low, high = sorted(draw(pair))
    return Window(Span(low, unit), Span(high, unit))


money = st.builds(
    Money,
    currencies,
    st.decimals(0, 10**12, places=3),
    st.none() | bounds,
    st.none() | periods,
)
timed: st.SearchStrategy[Content] = st.one_of(
    st.builds(Within, spans()),
    st.builds(Every, spans()),
    st.builds(NoLongerThan, spans()),
    windows(),
    st.builds(EndOfNextDay),
    st.builds(ByTimeNextDay, wall_times, st.none() | wall_times),
)
untimed: st.SearchStrategy[Content] = st.one_of(
    st.builds(Share, bounds, percents, st.none() | periods),
    st.builds(Count, bounds, st.integers(1, 10**9), periods),
    money,
    st.builds(Always),
    st.builds(Never),
)
terms = st.builds(Term, st.one_of(timed, untimed), st.none() | percents)
untimed_terms = st.builds(Term, untimed, st.none() | percents)
