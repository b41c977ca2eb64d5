"""All terms that may apply to a case, each held against what is said once."""

from troth.guard.judging.case import Case
from troth.guard.judging.shortfall import Fit, Measured, measure


def weighed(case: Case) -> tuple[Measured, ...]:
    """In the order of the layers."""
    known = case.__dict__.get("_weighed")
    if known is None:
        known = tuple(measure(case, layer) for layer in case.applying.layers)
        case.__dict__["_weighed"] = known
    found: tuple[Measured, ...] = known
    return found


def worst(case: Case) -> Measured | None:
    """The term that falls short by most, the first of equals; None where all hold."""
    short = [each for each in weighed(case) if each.fit is Fit.SHORT]
    return max(short, key=_extent, default=None)


def _extent(each: Measured) -> float:
    return each.witness.extent.total_seconds() if each.witness else 0.0
