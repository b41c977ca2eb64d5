"""Reads: what can be asked of a store. Nothing here writes; see `troth.operations` for that."""

from troth.queries.files import content, file_of
from troth.queries.friction import friction, frictions, reliances
from troth.queries.guarding import (
    FEWEST_STOPPED,
    StoppedGroup,
    StoppedReport,
    distortion,
    distortions,
    links,
    stopped,
)
from troth.queries.learning import missed, news
from troth.queries.may import Likelihood, Odds, Permitted, may_body, may_promise
from troth.queries.meeting import hatch, note, notes, packet, packets
from troth.queries.people import access, customer, customers
from troth.queries.promises import agreements, hidden, journal, one_agreement, promise
from troth.queries.reading import every_promise, every_subject
from troth.queries.records import milestone, milestones, quote, quotes, scores
from troth.queries.remind import Reminder, may_remind
from troth.queries.submissions import latest_submission

__all__ = [
    "FEWEST_STOPPED",
    "Likelihood",
    "Odds",
    "Permitted",
    "Reminder",
    "StoppedGroup",
    "StoppedReport",
    "access",
    "agreements",
    "content",
    "customer",
    "customers",
    "distortion",
    "distortions",
    "every_promise",
    "every_subject",
    "file_of",
    "friction",
    "frictions",
    "hatch",
    "hidden",
    "journal",
    "latest_submission",
    "links",
    "may_body",
    "may_promise",
    "may_remind",
    "milestone",
    "milestones",
    "missed",
    "news",
    "note",
    "notes",
    "one_agreement",
    "packet",
    "packets",
    "promise",
    "quote",
    "quotes",
    "reliances",
    "scores",
    "stopped",
]
