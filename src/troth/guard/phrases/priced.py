"""What it costs: free, on us, half price, 20 % off, only €4.99 a month, price locked."""

import re

from troth.guard.hits import Hit
from troth.guard.kinds import Kind
from troth.guard.text.clause import Clause
from troth.guard.text.hints import Hinted, hints
from troth.guard.words.lists import words

FINDS = (
    "Free shipping over £30.",
    "The first lesson is on us.",
    "Up to 30% off garden chairs.",
    "Get 15 % off your next haircut.",
    "Family: $12/month.",
    "Kids under 5 go free.",
    "Your rate is fixed for 18 months.",
    "Breakfast is included.",
)
SPARES = (
    "Feel free to write.",
    "The line is free again.",
    "The map is a free download.",
    "Withdrawals abroad cost 3 euros.",
    "Are you free on Monday?",
)

_HINT = hints(
    *words(
        "free price $ € £ ₹ % rate cost fee half includ deal package ticket discount bill",
        "fare rent quote match locked fixed frozen capped tariff premium subscription gratis",
        "complimentary dollar euro pound percent bogo consider extras surprises strings catch",
        "waived gone save nothing double .9 .0 .5 0.",
    ),
    *("on us", "thrown in", "off ", "cut by", "reduced by", "lowered by", "on the house"),
    *("per cent", "third off", "quarter off", "for one", "buy "),
)
_FREE = re.compile(
    r"^(?:(?:enjoy|get|claim|plus|with|always|totally|completely|your|our|the|we offer"
    r"|we give you|includes?|including) )*(?:\w+ ){0,2}?(?:free|complimentary"
    r"|gratis) (?:of charge|(?:\w+[ -]){0,2}?(?:shipping|delivery|returns?|cancell?ation"
    r"|installation|exchange\w*|parking|wi-?fi|breakfast|upgrade\w*|trial|month\w*"
    r"|quote\w*|call\w*|roaming|entry|admission|repairs?|service|collection|pick-?up|gift"
    r"|transfers?|check\w*|cover|postage|p&p|alterations?|refills?|data|hour\w*|lessons?"
    r"|drinks?|coffee|support|replacement\w*|setup|set-up|samples?|seat\w*|bag\w*|updates?"
    r"|rides?|tickets?|access|assembly|removal|consultation\w*|visit\w*|storage"
    r"|for (?:the first|life|\d|ever|kids|under|all|members|\w+ months)))\b"
    r"|\b(?:goes?|go|travels?|eats?|stays?|comes?|rides?|ships?|returns?|delivers?"
    r"|delivered) (?:for )?free\b|\b(?:is|are|'s|be|stays?|remains?) (?:completely "
    r"|totally |always |all |also |absolutely |included"
    r"|entirely )*(?:free(?: of charge)?(?! (?:again|on|at|for (?:a call|download)"
    r"|to (?!change|cancel|use|join|return|switch|exchange|swap)|now|from|download)\b)"
    r"|on us|on the house|complimentary|included|half[- ]price|covered by us|waived"
    r"|gone)\b|\bfree of charge\b|^[\w &-]{3,40} included$|\bor it's (?:free|on us)\b"
    r"|\b(?:rides?|fly|flies|travels?|stays?|eats?|enters?|go|pay|pays)\b.{0,15}\bfor (?:\d+ ?% of"
    r"|half|a (?:quarter|third|tenth) of)\b|\b0 ?% (?:on|interest|apr|commission)\b|\bfor nothing\b"
    r"|\bone (?:price|rate|fare|fee) for (?:everyone|everybody|all|every)\b"
    r"|\bfree [\w-]+(?: [\w-]+)? (?:with|for|on|per|to) (?:every|each|all|any)\b"
    r"|\bprices? (?:\w+ ){1,5}(?:is|are) the (?:same )?prices?\b"
    r"|\bat the same (?:price|rate|cost)\b|\b(?:fee|price|rent|fare|ticket|quote) (?:covers?"
    r"|includes?)"
    r" (?:everything|all|the lot)\b|\b(?:comes?|is|are) (?:all )?(?:as )?(?:part of|thrown in"
    r"|in) (?:with )?"
    r"(?:the|your) (?:deal|price|package|fee|rent|ticket|rental)\b|\bthrown in$"
    r"|\bon us$|\bon the house\b|\bfree forever\b|\bforever free\b|\bat no (?:extra"
    r"|additional|further)?\s?(?:cost|charge)\b|\bfor free\b|\bincluded (?:in the price"
    r"|at no|free)\b"
)
_OFF = re.compile(
    r"(?:\d ?%|[$€£]\d+|per ?cent|\bhalf|\bthird|\bquarter) off\b|\bhalf[- ]price\b|\bdiscount\b"
    r"|\bsaves? (?:up to |an extra )?[$€£\d]|\b(?:two|2|three|3) for (?:one|1|two|2)\b"
    r"|\bfor the price of\b|\bbogo\b|\bbuy (?:one|two|1|2),? get\b|(?<!taken )(?<!take )\boff"
    r" (?:your|all|every"
    r"|the)\b|\b(?:fee|charge|penalty|surcharge)s? comes? (?:straight |right )?off\b|\b(?:cut"
    r"|reduced|lowered|falls?|drops?|down|cheaper) by (?:an? |one )?(?:[$€£\d]|half"
    r"|third|quarter|fifth)|\bcheaper than\b|\bprice[- ]match\b|\bmatch any\b"
)
_AT = re.compile(
    r"(?:[$€£₹]\s?\d[\d.,]*|\d[\d.,]* ?(?:€|£|euros?|pounds?|dollars?|usd|eur|gbp)"
    r"|\d+\.\d\d)(?: ?(?:/|per|an?|each|every|pp|p/m|pm\b|monthly|month))|\b(?:only|just"
    r"|from|for) (?:just |only )?[$€£₹]\s?\d|^[\w ]{2,30}: ?(?:only |just |from )?[$€£₹]\d"
)
_COSTS = re.compile(
    r"\b(?:costs?|is|are|will be|'s|comes? to|starts? (?:at|from)|priced at|will cost|it's"
    r"|charge is|fee is|price is|total is)\b (?:you )?(?:only |just |a (?:one-time|one-off"
    r"|flat|fixed) (?:fee|price|charge|rate) of |a total of "
    r"|about )*[$€£₹]?\s?\d[\d.,]*(?: ?(?:dollars|euros|pounds|€|£|eur|usd|gbp|per|a month"
    r"|each|pp))?"
)
_KEPT = re.compile(
    r"\b(?:prices?|rates?|fares?|tariffs?|rent|premiums?|fees?|bill|subscription|quote"
    r"|cost)\b.{0,40}\b(?:locked|fixed|frozen|stays?|remains?|guaranteed|held|unchanged"
    r"|capped|won't|never|the same|valid|good)\b|\b(?:price|fare|figure|quote|what) (?:we |you"
    r" )?(?:quoted?"
    r"|see|agreed?|name|book)\b.*\b(?:is|stays|remains) (?:the|what|your)\b.*\b(?:pay|price"
    r"|charge)\b|\b(?:fixed|locked|frozen"
    r"|capped)(?: in)? (?:for (?!you|u\b|good)|until|till|at)\b|\bno price (?:rises?"
    r"|increases?|hikes?)\b"
)
_GONE = re.compile(
    r"^consider (?:the|that|your|it|this) .{0,30}\b(?:gone|waived|refunded|cancelled|free"
    r"|history)\b"
)
_DOUBLES = Hinted(
    r"\bdoubles? your money\b|\brefund (?:the )?(?:double|twice)\b|\bpay (?:the )?difference\b",
    hints("double", "refund", "pay"),
)
#: Blame that is taken: `that's on us`.
_OWNED = frozenset(("that's on us", "this is on us", "that one's on us", "that is on us"))
AUXILIARIES = ("", "be", "can", "do", "should", "will")


def read(clause: Clause) -> Hit | None:
    """Find what the customer pays, or does not pay."""
    text = clause.text
    if not _HINT(text) or clause.sentence.asks or clause.negated or clause.modal in _UNSURE:
        return None
    if _IDLE.search(text) or text in _OWNED:
        return None
    if _GONE.match(text) or _NONE.match(text):
        return Hit(kind=Kind.PRICE)
    if _DOUBLES.search(text) and clause.by_company:
        return Hit(kind=Kind.REFUND)
    if clause.modal not in {"", "be", "will"}:
        return None
    if (_KEPT.search(text) or _FREE.search(text)) and not _past(text):
        return Hit(kind=_kind(text))
    return Hit(kind=Kind.PRICE) if _is_off(text) or _is_sum(clause) else None


_UNSURE = frozenset(("have", "had", "was", "did", "may", "would", "could", "must"))
_IDLE = Hinted(
    r"\bfeel free\b|\bfree \w+ (?:requires?|needs?|ends?|expires?|is subject)\b|\bfree"
    r" (?:download|space|slot|time|of (?:\w+ )?(?:errors?|defects?|faults?"
    r"|bugs|charge no)|from)\b|\bfree (?:quote|trial|guide)s? here\b",
    hints("free"),
)
_NONE = re.compile(r"no (?:extras?|surprises|strings|hidden \w+|catch)\b")
_OFF_WHAT = re.compile(r"\d|half|two|match|price of|one|third|quarter|fifth|comes? ")
_NO_OFFER = re.compile(
    r"\b(?:withdrawals?|minimum|fine|penalty|deposit|withdraw|limit|debt|owe|abroad|excess"
    r"|applies)\b"
)
_IN_MONEY = re.compile(r"[$€£₹]|dollars|euros|pounds|\d\.\d\d\b(?! ?%)")
_FEE = re.compile(r"\b(?:fee|applies|minimum|penalty|fine|over|deposit|withdrawals?)\b")


def _is_off(text: str) -> bool:
    return bool(_OFF.search(text) and _OFF_WHAT.search(text)) and not _past(text)


def _is_sum(clause: Clause) -> bool:
    """`Family: $12/month`, `breakfast is 9.50`."""
    text = clause.text
    if _COSTS.search(text) and _IN_MONEY.search(text) and not _NO_OFFER.search(text):
        return True
    named = clause.modal == "" and not clause.by_company and _AT.search(text)
    money = named and clause.measure and clause.measure.quantity.type == "money"
    return bool(money) and not _FEE.search(text)


def _past(text: str) -> bool:
    return bool(
        re.search(
            r"\b(?:was|were|had|yesterday|last (?:year|week|month)|ran out|expired|ended)\b", text
        )
    )


def _kind(text: str) -> Kind:
    if re.search(r"\b(?:next|same)[- ]day (?:delivery|shipping|courier)", text):
        return Kind.DELIVERY
    if re.search(r"\breturns?\b(?! (?:flight|ticket|trip))|\bexchange|\breplacement", text):
        return Kind.REFUND
    return Kind.PRICE
