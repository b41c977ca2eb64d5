"""Being able to is no promise; a date makes it a soft one, and a right of the customer is one."""

import re

from troth.guard.hits import SPARED, Hit
from troth.guard.kinds import Kind, Strength
from troth.guard.text.clause import Clause
from troth.guard.text.hints import Hinted, hints
from troth.guard.words.lists import words
from troth.guard.words.subjects import Who

FINDS = (
    "I can share it with you tomorrow.",
    "Unworn boots can be returned within 3 weeks.",
    "You can cancel at any time.",
    "You can keep your number.",
    "You can move your lesson for £5.",
    "You can pay in four instalments.",
    "You can skip a box as often as you like.",
)
SPARES = (
    "I can look into it.",
    "You can find us in Mill Road.",
    "You can keep track of it in the app.",
    "You can win a trip for two.",
    "You'll be able to collect it from 4.",
)

_RIGHT = re.compile(
    r"\b(?:return(?:ed)?|cancel(?:led|ed)?|exchange[d]?|swap(?:ped)?|sen[dt] (?:it "
    r"|them )?back|withdraw|refund(?:ed)?|change your mind|claim|upgrade|downgrade|pause"
    r"|opt out|unsubscribe|leave|walk away|switch|quit|appeal|terminate|be (?:restored"
    r"|recovered|undone"
    r"|retrieved|accessed|downloaded|reactivated|reopened)|be (?:returned|exchanged"
    r"|cancelled|canceled|refunded|amended"
    r"|changed|rescheduled|rebooked|picked up|collected|transferred|redeemed|used|spent"
    r"|moved|swapped|upgraded|paused|reclaimed))\b"
)
_OPEN = re.compile(
    r"\b(?:free of charge|for free|full refund|at any time|anytime|any time|whenever"
    r"|no (?:extra )?(?:cost|charge|fee)|for (?:\d|an?|one|two|three|six|ten|thirty)"
    r"|penalty[- ]free|without (?:charge|penalty|fee|giving|cost)|within"
    r"|up to|until|for any reason|at no|free|from)\b"
)
_FOR_REFUND = Hinted(
    r"\b(?:for|get|receive|choose) (?:an? |your |either an? )?(?:full |free )?(?:refund"
    r"|replacement|exchange|money back)\b",
    hints("refund", "replacement", "exchange", "money"),
)
#: How to ask for it is no promise that it is given.
_WAY = re.compile(
    r"\b(?:request|apply|ask|contact|form|link|here|how|https?|check|eligible|track|wait"
    r"|submit|if you (?:are|qualify))\b"
)
_CHEAP = Hinted(
    r"(?:get|buy|have|use|enjoy|book)\b.*(?:\bfor free|free of charge|\d ?% off|half price)"
    r"|(?!win|earn|be |sell|apply|claim|ask)[a-z]+\b.*\b(?:for|at) (?:only |just |as little as )?"
    r"(?:an? (?:extra|additional) )?(?:[$€£]\d|(?:eur|usd|gbp|chf) \d|\d[\d.,]* ?(?:€|£|\$|euros?\b"
    r"|pounds?\b|dollars?\b|eur\b|usd\b|gbp\b))",
    hints(*words("free off half $ € £ eur usd gbp chf pound dollar")),
)
_KEEP = re.compile(
    r"keep (?:using |on )?(?:the|your|it|them|both|all|any|this|that)\b(?! (?:track|eye|updated))"
)
_PAY_LATER = re.compile(
    r"(?:pay|split|spread)\b.*\b(?:instal?ments?|monthly|later|over (?:\d+|[a-z]+) (?:weeks"
    r"|months|years)"
    r"|on delivery|when (?:it|you))\b"
)
_AT_WILL = re.compile(
    r"(?:change|move|switch|pause|skip|stop|swap|add|remove|bring|use|stay|park|renew|reschedule|rebook"
    r"|drop|join|freeze|extend|transfer|postpone|cut|end|give|hand|walk|come back)\b.*\b(?:at"
    r" any time"
    r"|any ?time|whenever|as (?:often|long|many|much) as|at (?:a|one) (?:day|week|month)'s notice"
    r"|from one (?:day|month) to the next|up to (?:the|\d))"
)
_DATED = re.compile(
    r"(?:hold|keep|save|reserve|swap|open|put|move|offer|share|send|have|deliver|come|ship|call|get|be|do|fix|refund|book|bring|fit|start"
    r"|provide|collect|expect|arrange|offer)\b"
)
_COSTS_NOTHING = Hinted(
    r"\bat no (?:extra |additional |further )?(?:cost|charge)\b|\bfree of charge\b"
    r"|\bfor (?:free|nothing)\b"
    r"|\bhalf[- ]price\b|\bwithout (?:charge|paying)\b|\bfor the price of\b|\bfor the asking\b",
    hints(*words("cost charge free nothing half paying price asking")),
)
_AT_OUR_COST = Hinted(
    r"\bat (?:our|the company's) (?:own )?(?:expense|cost)\b|\bon us\b|\bclaim back\b",
    hints("expense", "cost", "claim", "on us"),
)
_UNTIL = re.compile(r"\b(?:until|till|any ?time|whenever|for (?:up to )?\d)\b")
AUXILIARIES = ("can", "may", "should", "will")


def read(clause: Clause) -> Hit | None:
    """Find rights, soften dated abilities, spare the rest."""
    if clause.negated or not (_is_able(clause) or clause.modal == "may"):
        return None
    if clause.modal in {"can", "may"} and _COSTS_NOTHING.search(clause.tail):
        return Hit(kind=None if _RIGHT.search(clause.tail) else Kind.PRICE)
    if not _is_able(clause):
        return None
    if clause.who in {Who.CUSTOMER, Who.THING} and _is_right(clause):
        return Hit()
    if clause.who is Who.CUSTOMER and (hit := _customer(clause)):
        return hit
    return Hit(strength=Strength.SOFT) if _is_dated(clause) else SPARED


def _is_able(clause: Clause) -> bool:
    if clause.modal == "may":
        return clause.who in {Who.CUSTOMER, Who.THING, Who.NONE}
    return clause.modal == "can" or clause.tail.startswith("be able")


def _is_right(clause: Clause) -> bool:
    """`boots can be returned within 3 weeks`, not where to click for it."""
    given = _RIGHT.search(clause.tail) and (clause.when or _OPEN.search(clause.tail))
    return bool(given) and not _HOW.search(clause.tail)


def _customer(clause: Clause) -> Hit | None:
    """What the customer may do at the company's cost, for so long, or for so little."""
    told = _WAY.search(clause.tail)
    if clause.modal in {"can", "may"} and _AT_OUR_COST.search(clause.tail):
        return Hit(kind=Kind.REFUND)
    if clause.modal in {"can", "may"} and clause.when and _UNTIL.search(clause.tail) and not told:
        return Hit(kind=Kind.AVAILABILITY)
    if _FOR_REFUND.search(clause.tail) and not told:
        return Hit(kind=Kind.REFUND)
    if _CHEAP.match(clause.tail) or _PAY_LATER.match(clause.tail):
        return Hit(kind=Kind.PRICE)
    if clause.modal in {"can", "may"} and _KEEP.match(clause.tail) and not told:
        return Hit(kind=Kind.AVAILABILITY)
    if clause.modal in {"can", "may"} and _AT_WILL.match(clause.tail) and not told:
        return Hit(kind=Kind.ACTION)
    return Hit() if _EXPECT.match(clause.tail) else None


def _is_dated(clause: Clause) -> bool:
    """`I can share it with you tomorrow`."""
    ours = clause.by_company and clause.modal == "can" and _DATED.match(clause.tail)
    return bool(ours and clause.measure and clause.measure.quantity.type in {"date", "time"})


_EXPECT = re.compile(r"(?:be able to )?(?:expect|count on|rely on|look forward to)\b")
_HOW = re.compile(
    r"\b(?:by (?:going|calling|clicking|visiting|contacting)|https?:|settings|via|through the"
    r"|in the app|here:|only be)\b"
)
