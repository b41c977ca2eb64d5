"""Expect us, allow us, it may take: time that is named without will."""

import re

from troth.guard.hits import Hit
from troth.guard.kinds import Kind, Strength
from troth.guard.text.clause import Clause
from troth.guard.text.hints import Hinted, hints
from troth.guard.words.subjects import Who

FINDS = (
    "Please allow 5 days for the dye to dry.",
    "Expect our fitter between eight and ten on Monday.",
    "The check may take 2 weeks.",
    "Refunds normally take 5–10 business days to appear.",
    "It'll take about ten minutes to reset.",
)
SPARES = (
    "Allow me to explain.",
    "It takes two to tango.",
    "Expect delays on the M4 until noon.",
)

#: What every promise of this kind has one of.
_HINT = hints("allow", "expect", "tak", "last")
_ALLOW = re.compile(
    r"(?:please |kindly |just )?allow (?:up to |at least |around |about |a (?:minimum"
    r"|maximum) of |us |me )*(?:\d|an? |one|two|three|four|five|seven|ten|until)"
)
_EXPECT = re.compile(
    r"(?:please |so |you can |you should |you may )?expect (?!delays|disruption|queues"
    r"|to pay|traffic|longer|some|heavy|long|queues|crowds|rain|a wait|you\b)"
)
_CALL = re.compile(
    r"(?:please |you can |you should |so )?expect (?:an? |the |our |another )?(?:call"
    r"|call-?back|e-?mail|reply|response"
    r"|answer|update|text|message|confirmation|to hear)\b"
)
_TAKES = Hinted(
    r"\b(?:takes?|taking|take up to|(?<!the )last(?! (?:time|week|year|month|night)))\b",
    hints("tak", "last"),
)
_USUAL = re.compile(
    r"\b(?:usually|normally|typically|generally|may|can|might|could|about|around"
    r"|approximately|up to|roughly|should|often|on average)\b"
)
_NEEDS = re.compile(
    r"\b(?:moment|second|look|picture|photo|screenshot|care|note|time to (?:reach|write"
    r"|read)|on foot|by (?:car|bus|train|bike|boat|ferry)|(?:of|to) (?:study|work|practice"
    r"|reading|training|finish the (?:book|course))|longer than|the survey|(?:flight|journey"
    r"|drive|trip|walk|ride|train"
    r"|ferry|trail|hike|route|tour|exam|test|recipe|film|crossing|climb) (?:takes|will take))\b"
)


def _takes(clause: Clause) -> bool:
    match = _TAKES.search(clause.tail or clause.text)
    return match is not None and match.start() < _NEAR


#: Code points from the verb in which it is said how long it takes.
_NEAR = 26


def read(clause: Clause) -> Hit | None:
    """Find it where a length of time is named."""
    if not _HINT(clause.text):
        return None
    if _CALL.match(clause.text):
        return Hit(kind=Kind.RESPONSE)
    if clause.negated or not clause.when:
        return None
    if _ALLOW.match(clause.text) and not re.search(
        r"\ba few (?:moments|minutes|seconds)|\ba (?:moment|minute|second)\b", clause.text
    ):
        return Hit(strength=Strength.SOFT)
    if _EXPECT.match(clause.text) and clause.measure:
        return Hit()
    if (
        _takes(clause)
        and clause.measure
        and clause.measure.quantity.type == "duration"
        and clause.modal in {"", "may", "can", "will", "should", "be", "could"}
        and clause.who in {Who.THING, Who.NONE, Who.COMPANY}
        and not _NEEDS.search(clause.text)
    ):
        return Hit(strength=Strength.SOFT if _USUAL.search(clause.text) else None)
    return None
