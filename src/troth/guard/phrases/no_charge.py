"""Nothing to pay: no fee, not a cent, we do not charge, it won't cost you more."""

import re

from troth.guard.hits import SPARED, Hit
from troth.guard.kinds import Kind
from troth.guard.text.clause import Clause
from troth.guard.text.hints import hints
from troth.guard.words.lists import words
from troth.guard.words.subjects import Who

FINDS = (
    "We do not charge for estimates.",
    "No fee applies to transfers.",
    "You won't be charged again.",
    "No monthly fee for the first 12 months.",
    "Your direct debit won't go up before April.",
)
SPARES = (
    "A fee is added on Sundays.",
    "No refunds on sale items.",
    "We don't pay for taxis when it snows.",
)

_NONE = re.compile(
    r"^(?:there(?:'s| is| are| will be) )?(?:(?:absolutely |with )?(?:no|zero|not a"
    r"|never any|without any|without)) (?:(?:hidden|extra|additional|monthly|annual"
    r"|booking|set-?up|late|cancellation|surprise|upfront|further|joining|call-out"
    r"|delivery|transaction|foreign|roaming|exit|handling|admin|service|overdraft|minimum"
    r"|credit|early|termination|repayment|interest|more|other) ?,? ?(?:or )?){0,3}(?:fees?"
    r"|charges?|costs?|cent|penny|pence|payments?|surcharges?|deposit|interest|strings"
    r"|commission|price (?:rises?|increases?)|obligation|contract|commitment|catch"
    r"|tie-?ins?|lock-in|penalt(?:y|ies)|credit card|card|mark-?ups?|spend|supplements?"
    r"|excess|extras?|surprises|small print|minimums?)\b"
)
_BODY = re.compile(
    r"^(?:no (?:\w+ )?(?:fees?|charges?|costs?|deposit|payment) (?:will be|is|are|applies"
    r"|apply)\b|not a (?:cent|penny|dime)\b|nothing (?:to pay|will be (?:charged|deducted"
    r"|billed)|extra))"
)
_FREE_OF = re.compile(
    r"\b(?:charge|charged|bill|billed|cost|pay|owe|deducted|debited|increase|rise|raise"
    r"|go up)\b"
)
_PAY_NONE = re.compile(
    r"\bpay(?:s)? (?:no|nothing|zero|not a)\b|\bowes? (?:us |you )?nothing\b|\bcosts? (?:you"
    r" )?nothing\b"
    r"|\bat no (?:extra |additional |further )?(?:cost|charge)\b|\bwithout (?:extra |any "
    r"|additional )?(?:cost|charge|fees)\b"
)
_NOT_A_PENNY = re.compile(
    r"(?:not (?:a|one) (?:penny|cent|dime)|nothing) (?:more|extra|goes out|leaves"
    r"|comes off|is taken)\b"
)
#: What the company does not pay is no gain of the customer's.
_WE_PAY = re.compile(r"\b(?:pay|owe)\b")
_HINT = hints(
    *words(
        "no n't never zero without pay cost owe",
    ),
)
AUXILIARIES = ("", "be", "do", "will")


def read(clause: Clause) -> Hit | None:
    """Find what the customer need not pay."""
    text = clause.text
    if clause.joined in {"so", "so that"} and clause.who is Who.CUSTOMER and clause.modal == "do":
        return SPARED
    if not _HINT(text):
        return None
    if _BODY.match(text) or (_NONE.match(text) and not re.search(r"\b(?:required|needed)\b", text)):
        return Hit(kind=Kind.PRICE)
    if (
        clause.negated
        and clause.modal in {"will", "do", "be"}
        and _FREE_OF.search(text)
        and not (clause.by_company and _WE_PAY.search(text))
        and not re.search(r"\bwere(?:n't| not)\b|\bas you\b", text)
    ):
        return Hit(kind=Kind.PRICE)
    if (
        clause.negated
        and clause.modal == ""
        and clause.by_company
        and clause.deed in {"charge", "bill", "raise", "increase"}
    ):
        return Hit(kind=Kind.PRICE)
    if _NOT_A_PENNY.match(text):
        return Hit(kind=Kind.PRICE)
    if _PAY_NONE.search(text) and clause.modal in {"", "will"} and not clause.by_company:
        return Hit(kind=Kind.PRICE)
    return None
