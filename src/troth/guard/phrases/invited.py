"""What the customer is invited to, with what they gain: try it free, swap it, leave any time."""

import re

from troth.guard.hits import Hit
from troth.guard.kinds import Kind, Strength
from troth.guard.text.clause import Clause

FINDS = (
    "Try it free for 21 days.",
    "Keep your old number, free.",
    "Change your seat as often as you like, no fee.",
    "Swap it, no receipt needed.",
    "Order by noon, wear it tomorrow.",
    "Bring it back to any branch for a full refund.",
    "Quit whenever you like.",
)
SPARES = (
    "Try it again, please.",
    "Check the box to continue.",
    "Hold the button for ten seconds.",
    "Order by Friday.",
    "Get a free quote here: https://example.com.",
)

_INVITES = re.compile(
    r"(?:or |then |simply |just )*(?P<verb>try|keep|swap|change|exchange|return|bring|send"
    r"|get|use|enjoy|take|cancel|quit|leave|pause|stop|switch|stay|watch|listen|stream"
    r"|store|call|text"
    r"|ride|fly|travel|eat|drink|book|order|buy|pay|save|hold|earn|join|start|upgrade|downgrade"
    r"|reschedule|rebook|move|transfer|collect|trade|retake|park|test|sleep on|drive|wear|play|read"
    r"|learn|add|split|spread|skip|renew|withdraw|redeem|pop|drop|hand)\b"
)
_FREE = re.compile(
    r"\bfree\b(?! (?:download|quote|trial here|time|of (?:errors|dust)))|\bfor nothing\b|\bno "
    r"(?:\w+ )?(?:fees?|charge|cost|penalt\w+|interest|catch)\b"
    r"|\bwithout (?:\w+ )?(?:charge|penalty"
    r"|fees?|cost|interest|paying)\b|\bat no\b|\bon us\b|\bpay nothing\b|\bhalf[- ]price\b"
)
_CHEAPER = re.compile(r"\d ?% off\b|[$€£]\d[\d.,]* off\b|\bfor (?:just |only )?[$€£]\d")
_AT_WILL = re.compile(
    r"\bno questions\b|\bany ?time\b|\bwhenever\b|\bas (?:often|long|many|much) as you\b|\bfor"
    r" any reason\b"
    r"|\b(?:in|with) one click\b|\bwhen(?:ever)? you (?:like|want|please|need)\b"
)
_BACK = re.compile(
    r"\bfor (?:an? |your )?(?:full |instant |complete )?(?:refund|exchange|replacement|credit)\b"
    r"|\bmoney back\b|\bfull refund\b|\bno (?:receipt|questions)\b"
)
_BRINGS_BACK = frozenset(
    ("return", "swap", "exchange", "bring", "send", "pop", "drop", "take", "hand")
)
_THEN = re.compile(
    r"(?:order|book|buy|reserve|ask|pay|call|tell us)\b.*\b(?:by|before|today|now|online|until)\b.*"
    r"(?:, | and )(?:get|have|wear|receive|use|collect|see|taste|enjoy|pick|eat|ride|drive"
    r"|play|move)"
    r"\b"
)
_TASK = re.compile(
    r"https?:|\bhere\b|\bform\b|\bsettings\b|\bbutton\b|\blink\b|\bin the app\b|\bexample\.com"
)
AUXILIARIES = ("",)


def read(clause: Clause) -> Hit | None:
    """Find an imperative with a gain in it."""
    match = _INVITES.match(clause.text)
    if match is None or clause.modal or clause.sentence.asks or _TASK.search(clause.text):
        return None
    if match["verb"] == "get" and not _FREE.search(clause.text):
        return None
    if _THEN.match(clause.text) and clause.when:
        return Hit(kind=Kind.DELIVERY, strength=Strength.CONDITIONAL)
    verb = match["verb"]
    if _FREE.search(clause.text) or _CHEAPER.search(clause.text):
        held = verb == "hold"
        return Hit(kind=Kind.AVAILABILITY if held else _kind(clause.text, verb, Kind.PRICE))
    if _AT_WILL.search(clause.text) and verb not in {
        "order",
        "book",
        "call",
        "text",
        "buy",
        "join",
    }:
        return Hit(kind=_kind(clause.text, verb, Kind.ACTION))
    if verb in _BRINGS_BACK and (_BACK.search(clause.text) or _is_swap(clause)):
        return Hit(kind=Kind.REFUND)
    return None


def _is_swap(clause: Clause) -> bool:
    """`Not happy? Bring it back within a month and pick another`."""
    asked = clause.before is None and clause.sentence.before.rstrip().endswith("?")
    another = _ANOTHER.search(clause.text)
    last = clause is clause.sentence.clauses[-1]
    return last and clause.when and bool(another or (asked and clause.text.startswith(_RETURNS)))


_ANOTHER = re.compile(
    r"\b(?:and|to) (?:choose|pick|get|take|have) (?:another|a new|something else)\b"
)
_RETURNS = ("bring", "send", "return", "take", "swap", "exchange")


def _kind(text: str, verb: str, otherwise: Kind) -> Kind:
    back = re.search(r"\brefund|\bmoney back|\breceipt|\breplacement", text)
    return Kind.REFUND if back or verb in {"swap", "exchange"} else otherwise
