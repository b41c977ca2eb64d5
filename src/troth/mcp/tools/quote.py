"""How likely is what could be promised?"""

from typing import Annotated

from pydantic import Field

from troth.mcp.answers import QuoteAnswer
from troth.mcp.desk import Desk
from troth.mcp.tools.words import Customer, Facets, Metric

Level = Annotated[float, Field(gt=0, lt=1)]


def quote(
    desk: Desk,
    metric: Metric,
    customer: Customer = None,
    facets: Facets = None,
    levels: Annotated[
        tuple[Level, ...], Field(description="How sure options are to be.", max_length=20)
    ] = (0.5, 0.8, 0.9, 0.95),
) -> QuoteAnswer:
    """Say which dates could be promised, each with its odds, learned from what really happened.

    Options have equal weight: put them before the customer as they are, with their odds. An option
    with a 'refusal' cannot be promised.
    """
    return desk.quote(metric, customer, facets or {}, levels)
