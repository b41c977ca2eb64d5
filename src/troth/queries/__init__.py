"""Reads: what can be asked of a store. Nothing here writes; see `troth.operations` for that."""

from troth.queries.may import Likelihood, Odds, Permitted, may_promise
from troth.queries.people import access, customer, customers
from troth.queries.promises import agreements, hidden, journal, one_agreement, promise
from troth.queries.records import milestone, milestones, quote, quotes, scores

__all__ = [
    "Likelihood",
    "Odds",
    "Permitted",
    "access",
    "agreements",
    "customer",
    "customers",
    "hidden",
    "journal",
    "may_promise",
    "milestone",
    "milestones",
    "one_agreement",
    "promise",
    "quote",
    "quotes",
    "scores",
]
