"""Who is this?"""

from itertools import islice
from typing import Annotated

from pydantic import Field

from troth.errors import TrothError
from troth.mcp.answers import Customers, customer_answer
from troth.mcp.desk import Desk

_MOST = 10


def find_customer(
    desk: Desk,
    email: Annotated[str | None, Field(description="Their whole e-mail address.")] = None,
    ref: Annotated[
        str | None, Field(description="Their id in another system, whole: crm:4711.")
    ] = None,
) -> Customers:
    """Find a customer's id by their e-mail address or their id in another system."""
    if email is None and ref is None:
        raise TrothError("say an e-mail address or an id in another system, such as crm:4711")
    found = list(islice(desk.customers(email, ref), _MOST + 1))
    return Customers(customers=tuple(map(customer_answer, found[:_MOST])), more=len(found) > _MOST)
