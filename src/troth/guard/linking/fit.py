"""Whether the kind and the quantity of a promise fit what a metric measures."""

from troth.guard.found import Found
from troth.guard.kinds import Kind as Promised
from troth.guard.quantities import Quantity
from troth.playbook.schema.metrics import Metric
from troth.terms import Kind

_TIMES = frozenset({"duration", "date", "time"})
#: Quantities that a metric of a kind is not measured by.
_UNFIT: dict[Kind, frozenset[str]] = {
    Kind.DURATION: frozenset({"money", "percent"}),
    Kind.SHARE: frozenset({"money", "frequency", "duration"}),
    Kind.COUNT: frozenset({"money", "percent"}) | _TIMES,
}
#: What is promised to one customer, rather than of all cases.
_FOR_ONE = frozenset({Promised.RESPONSE, Promised.RESOLUTION, Promised.REFUND})
#: How much is left of a likeness by words, for each thing that speaks against it.
_LESS = 0.6


def fit(found: Found, metric: Metric) -> float:
    """1 where nothing speaks against it, less for each thing that does."""
    against = [
        _is_unpriced(found, metric),
        _is_only_priced(found, metric),
        metric.kind is Kind.SHARE and found.kind in _FOR_ONE,
        found.quantity is not None and found.quantity.type in _UNFIT.get(metric.kind, ()),
        found.quantity is not None and _is_held_open(found.quantity, metric),
    ]
    return float(_LESS ** sum(against))


def _is_unpriced(found: Found, metric: Metric) -> bool:
    """Money is measured, and nothing is said of it."""
    priced = found.kind is Promised.PRICE or (
        found.quantity is not None and found.quantity.type in {"money", "percent"}
    )
    return metric.kind is Kind.MONEY and not priced


def _is_only_priced(found: Found, metric: Metric) -> bool:
    """Only a price is said, and something else is measured."""
    timed = found.quantity is not None and found.quantity.type in _TIMES
    measured = metric.kind in {Kind.DURATION, Kind.SHARE, Kind.COUNT}
    return found.kind is Promised.PRICE and measured and not timed


def _is_held_open(quantity: Quantity, metric: Metric) -> bool:
    """A period that lasts is no deadline: "the voucher is valid for a year"."""
    lasts = quantity.type == "duration" and quantity.most is None and quantity.least is not None
    return lasts and metric.kind is Kind.DURATION and metric.better != "more"
