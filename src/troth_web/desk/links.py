"""The link of a customer, as colleagues see it: since when it is there, and its address."""

from dataclasses import dataclass
from datetime import datetime

from troth import queries
from troth.operations.errors import NotFoundError
from troth_web.api.calls import Call
from troth_web.hatches.address import url_of


@dataclass(frozen=True, slots=True, kw_only=True)
class CustomerLink:
    """A link, where the reader may open one."""

    #: Where the customer reads and answers; empty while there is none.
    url: str
    since: datetime | None


def link_to(call: Call, about: str) -> CustomerLink | None:
    """The link of a promise or a milestone; None for who may not open one.

    Whoever has the address answers for the customer, so that it is shown to nobody else.
    """
    if "hatches.open" not in call.principal.permissions:
        return None
    try:
        found = queries.hatch(call.store, about)
    except NotFoundError:
        return CustomerLink(url="", since=None)
    if found.shut_at is not None:
        return CustomerLink(url="", since=None)
    return CustomerLink(url=url_of(found), since=found.opened_at)
