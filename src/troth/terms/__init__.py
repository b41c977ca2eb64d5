"""Terms: the measurable content of a promise, read from text and compared over calendars."""

from troth.terms.arrivals import ArrivalProfile, weighted_share
from troth.terms.compare import Comparison, Example, NoLegsError, compare, compare_chain, disjoint
from troth.terms.content import (
    Always,
    ByTimeNextDay,
    Content,
    Count,
    EndOfNextDay,
    Every,
    Kind,
    Money,
    Never,
    NoLongerThan,
    Share,
    Window,
    Within,
)
from troth.terms.due import (
    Horizon,
    HorizonError,
    NoDueInstantError,
    due_function,
    earliest_function,
)
from troth.terms.function import DueFunction
from troth.terms.measures import Bound, Period, Span, UnfitValueError, Unit
from troth.terms.orders import (
    Better,
    Order,
    contradict,
    order,
    share_tighter,
    tighter,
    unbacked,
)
from troth.terms.term import Held, MissingCalendarError, Term, UncountableError
from troth.terms.text import TermError, parse

__all__ = [
    "Always",
    "ArrivalProfile",
    "Better",
    "Bound",
    "ByTimeNextDay",
    "Comparison",
    "Content",
    "Count",
    "DueFunction",
    "EndOfNextDay",
    "Every",
    "Example",
    "Held",
    "Horizon",
    "HorizonError",
    "Kind",
    "MissingCalendarError",
    "Money",
    "Never",
    "NoDueInstantError",
    "NoLegsError",
    "NoLongerThan",
    "Order",
    "Period",
    "Share",
    "Span",
    "Term",
    "TermError",
    "UncountableError",
    "UnfitValueError",
    "Unit",
    "Window",
    "Within",
    "compare",
    "compare_chain",
    "contradict",
    "disjoint",
    "due_function",
    "earliest_function",
    "order",
    "parse",
    "share_tighter",
    "tighter",
    "unbacked",
    "weighted_share",
]
