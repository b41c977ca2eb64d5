"""What the customer gets or has by right, said in the present: entitled, a 14-day period."""

import re

from troth.guard.hits import SPARED, Hit
from troth.guard.kinds import Kind
from troth.guard.text.clause import Clause
from troth.guard.words.lists import words
from troth.guard.words.subjects import Who
from troth.guard.words.verbs import FORMS, KIND_OF_VERB, participle

FINDS = (
    "Every guest gets a free drink.",
    "Guests are entitled to a late breakfast.",
    "You have the right to cancel within 14 days.",
    "Send it back and get every penny back.",
)
SPARES = (
    "You have 14 days to pay the invoice.",
    "You pay the driver.",
    "You have a great team.",
)
AUXILIARIES = ("", "be", "have")

_GET_BACK = re.compile(
    r"(?:get|receive|claim) (?:every penny|(?:all |half )?your money|(?:a "
    r"|your )?(?:full )?refund|the difference|(?:up to )?[$€£\d][\d.,%]* (?:back"
    r"|cash ?back))\b"
)
_PERIOD = re.compile(
    r"(?:an? |until|till|up to|the right|\d+|one|two|three|seven|fourteen|thirty|our|my)"
    r".*\b(?:period|return|cancel|refund|decide|change|until|up to|warranty|guarantee"
    r"|right|trial|till|swap|bring|send"
    r"|exchange|appeal|object|complain|withdraw|switch|claim|decide)\b"
)
_TASK = re.compile(r"\b(?:must|to (?:pay|respond|reply|activate|submit|complete))\b")
_ENTITLED = re.compile(
    r"(?:entitled|covered|protected|eligible for (?:a|an|free|\d)|getting|first in line"
    r"|next in line|owed|booked|all set for|due a|guaranteed|welcome to (?:return|cancel"
    r"|keep|exchange)"
    r"|never charged|free to (?:cancel|leave|return)|in for|upgraded|exempt)\b"
)
_BACK = re.compile(r"(?:back (?:on|online|up|in)|good to go|all set|sorted|done)\b")
_GAINS = words("get receive pay keep earn save have return cancel collect")
#: Verbs that are a gain only with a time or a measure.
_MEASURED = words("return cancel collect save have")
_PAYS = re.compile(
    r"pays?\b.*\b(?:up ?front|in advance|on arrival|deposit)\b|pays? (?!no|nothing|only|just"
    r"|less|half|the same|from|[$€£]?\d)"
)


def read(clause: Clause) -> Hit | None:
    """Find what the customer gains."""
    if not clause.modal and not clause.subject and _GET_BACK.match(clause.text):
        return Hit()
    if clause.who is not Who.CUSTOMER or clause.negated:
        return None
    if clause.modal == "have":
        return Hit() if _is_period(clause) else SPARED
    if clause.modal == "be":
        return _is(clause)
    if clause.deed not in _GAINS or not clause.subject:
        return None
    bare = clause.deed in _MEASURED and not clause.measure
    return SPARED if bare or _PAYS.match(clause.tail) else Hit()


def _is_period(clause: Clause) -> bool:
    tail = clause.tail.removeprefix("got ")
    return clause.when and bool(_PERIOD.match(tail)) and not _TASK.search(tail)


def _is(clause: Clause) -> Hit | None:
    before = clause.before
    # "Five minutes and you're back on": what stands before is how long it takes.
    if clause.joined == "and" and before and not before.modal and _BACK.match(clause.tail):
        return Hit(start=before.start - clause.start)
    return Hit() if _ENTITLED.match(clause.tail) or _is_served(clause) else None


_SERVED = frozenset((Kind.RESPONSE, Kind.DELIVERY, Kind.REFUND, Kind.RESOLUTION))
_SEEN = re.compile(r"(?:[a-z]+ly |also |always |then |never )*(?P<verb>[a-z-]+)\b")
_ALWAYS = re.compile(
    r"\b(?:always|every|each|any|all|first|free|at once|straight away|in full|without)\b"
)


def _is_served(clause: Clause) -> bool:
    """`Patients are told of any change two days ahead`."""
    match = _SEEN.match(clause.tail)
    if match is None or not participle(match["verb"]) or match["verb"] in _BORNE:
        return False
    base = FORMS.get(match["verb"], ("", ""))[0]
    served = KIND_OF_VERB.get(base) in _SERVED or base in {"see", "meet", "give", "offer", "treat"}
    return served and bool(clause.when or _ALWAYS.search(clause.tail))


_BORNE = words(
    "charged billed asked told-off fined contacted left sent reminded picked paid called"
)
