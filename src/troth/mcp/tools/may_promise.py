"""What may be promised to this customer now?"""

from troth.answers import MayBody
from troth.mcp.desk import Desk
from troth.mcp.tools.words import Customer, Facets, Metric


def may_promise(
    desk: Desk, metric: Metric, customer: Customer = None, facets: Facets = None
) -> MayBody:
    """Say what may be promised now: the term and date, why, and how likely it is kept.

    Ask this before you name a date or term to a customer, and promise nothing tighter. Where
    'permitted' is false nothing may be promised: say so, or fetch a person.
    """
    return desk.may_promise(metric, customer, facets or {})
