"""A promise that was made."""

from typing import Annotated

from pydantic import Field

from troth.mcp.answers import PromiseAnswer, promise_answer
from troth.mcp.desk import Desk
from troth.mcp.tools.words import Channel, Facets, Metric, OfCustomer
from troth.operations import Make


def record_promise(
    desk: Desk,
    metric: Metric,
    customer: OfCustomer,
    wording: Annotated[str, Field(description="What was said to the customer, word for word.")],
    key: Annotated[
        str,
        Field(
            description="A name of your choice for this promise; the same one again records "
            "nothing new.",
            min_length=1,
            max_length=255,
        ),
    ],
    facets: Facets = None,
    term: Annotated[
        str | None,
        Field(
            description="By when, where another term than the one that applies was said: "
            "within 2 business days."
        ),
    ] = None,
    channel: Channel = None,
) -> PromiseAnswer:
    """Record a promise that was made to a customer, so that it is kept and not forgotten.

    Without a term the one that applies is promised, as 'may_promise' says. A tighter one needs
    authority. For a whole reply, 'record_reply' records every promise in it.
    """
    wanted = Make(
        metric=metric,
        customer=customer,
        wording=wording,
        facets=facets or {},
        term=term,
        channel=channel,
    )
    return promise_answer(desk.make(wanted, key))
