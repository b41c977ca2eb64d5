"""Fixed for a time: scheduled, booked, due, set, pencilled in, expected, held until."""

import re

from troth.guard.hits import Hit
from troth.guard.kinds import Kind, Strength
from troth.guard.text.clause import Clause
from troth.guard.text.hints import Hinted, hints, in_words
from troth.guard.words.subjects import Who

FINDS = (
    "The survey is scheduled for Tuesday at noon.",
    "Chimney sweep pencilled in for 4 April.",
    "The expected arrival time is 7 pm.",
    "Seat 14C is held for you until midnight.",
    "Tiles are due in on Tuesday.",
)
SPARES = (
    "Fees are due within 30 days of invoice.",
    "Delivery was scheduled for Monday.",
)

_FIXED = Hinted(
    r"\b(?:scheduled|booked|rescheduled|planned|set|slated|pencilled in|penciled in"
    r"|due(?: in| out| back| to (?:arrive|ship|be|land|go|start|reopen|leave))|(?<!s are )due"
    r"|expected"
    r"|estimated|forecast|reserved|held|confirmed|arranged|lined up|on track|on course"
    r"|on schedule|slotted|earmarked|guaranteed|yours|frozen|locked|secured|good"
    r"|down) (?:in |back |out |with (?:you|us) |to be |to |for |on |at |by |until |till |from "
    r"|within |you "
    r"|between |next |tomorrow|today|this |mon|tue|wed|thu|fri|sat|sun|\d|end |early "
    r"|late |mid)",
    in_words(
        r"\b(?:scheduled|booked|rescheduled|planned|set|slated|pencilled|penciled|due|expected"
        r"|estimated|forecast|reserved|held|confirmed|arranged|lined|track|course|schedule|slotted"
        r"|earmarked|guaranteed|yours|frozen|locked|secured|good|down)$"
    ),
)
_SOFT = re.compile(
    r"\b(?:expected|estimated|estimate|forecast|due|pencilled|penciled|planned|on track"
    r"|on course|slated|anticipated|provisional\w*|tentative\w*|eta|likely|approx\w*"
    r"|target)\b"
)
_LABEL = Hinted(
    r"\b(?:(?:estimated|expected|new|revised|planned|next|anticipated|latest|target|your"
    r"|confirmed|the) )*(?:delivery|arrival|completion|dispatch|ship|shipping|repair"
    r"|installation|restoration|appointment|reopening|launch|start|pick-?up|collection"
    r"|handover|refund|update|release|return|departure|date|eta|time)(?: (?:date|time|slot"
    r"|window|day|for [\w ]{1,40}))* (?:is|remains|stays|will be)\b",
    in_words(
        r"\b(?:delivery|arrival|completion|dispatch|ship|shipping|repair|installation|restoration"
        r"|appointment|reopening|launch|start|pick-?up|collection|handover|refund|update|release"
        r"|return|departure|date|eta|time)$"
    ),
)
_PENCIL = re.compile(r"(?:pencil|put|mark) (?:in|down) ")
_AWAY_OR_OUT = hints(" away", " out")
_AWAY = re.compile(
    r"\b(?:\d+|a few|two|three|five|ten) (?:mins?|minutes|hours?|days) (?:away|out)\b"
)
_PAYABLE = re.compile(
    r"\b(?:essays?|homework|coursework|assignments?|applications?|entries|forms?|nominations?|readings?"
    r"|submissions?|declarations?|claims)\b.*\bdue\b|"
    r"\b(?:fees?|payment|invoices?|rent|instal\w+|premium|bill|balance|amount|deposit"
    r"|charges?)\b.*\b(?:due|payable)\b|\bdue (?:to|date)\b(?! (?:arrive|ship|be|land|go"
    r"|start|reopen|leave))|\bas expected\b|\bis expected to (?:rain|snow)"
)
AUXILIARIES = ("", "be", "will")


def read(clause: Clause) -> Hit | None:
    """Find it; softly where it is only expected."""
    if clause.negated or (clause.modal == "will" and clause.by_company):
        return None
    if clause.who is Who.CUSTOMER and not _PLACED.search(clause.text):
        return None
    hit = _fixed(clause)
    return hit if hit and clause.when and not _PAYABLE.search(clause.text) else None


_PLACED = Hinted(r"\b(?:booked|scheduled|down for)\b", hints("booked", "scheduled", "down"))


def _fixed(clause: Clause) -> Hit | None:
    if clause.who is Who.THING and _AWAY_OR_OUT(clause.text) and _AWAY.search(clause.text):
        return Hit(kind=Kind.DELIVERY)
    if _PENCIL.match(clause.text):
        return Hit(kind=Kind.DELIVERY, strength=Strength.SOFT)
    if _FIXED.search(clause.text) or _LABEL.search(clause.text):
        return Hit(strength=Strength.SOFT if _SOFT.search(clause.text) else None)
    return None
