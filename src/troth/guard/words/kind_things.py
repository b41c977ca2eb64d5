"""The kind of what happens to a thing: what happens tells, and where it does not, the thing."""

import re

from troth.guard.kinds import Kind
from troth.guard.words.kind_words import RELOAD, RESOLVE
from troth.guard.words.nouns import Noun, noun_of

#: What happens, by the words from the verb on; the first row that fits.
_RIGHT_AWAY = r"(?:(?:[a-z]+ly|all|also|then|now|soon|first|be|get|gets|been|being|always|back) )*"


def _deed(words: str) -> re.Pattern[str]:
    return re.compile(rf"^{_RIGHT_AWAY}(?:{words})\b")


_PAID = _deed(
    r"refund\w*|reimburs\w*|re-?credit\w*|credit(?:ed|s)?|compensat\w*|repaid|rebated"
    r"|paid (?:out|back|into|to you|on)|wiped|written off|reversed|deducted from your"
    r"|returned to (?:your|the) (?:card|account|original)|recompensed|topped up|settled"
    r"|(?:pay|paid|grant|issue)\w*\b.*(?:\b(?:credit|refund|rebate|compensation|voucher)|[$€£]\d)"
)
_CHARGED = _deed(
    r"charged|billed|waived|discounted|frozen|capped|half[- ]price|free|on us|on the house"
    r"|complimentary|included|no (?:charge|cost)|[$€£₹]\s?\d[\d.,]*|cost\w*|locked(?: in)?|at no"
    r"|reduced|cut|fixed at|price[d-]\w*|go(?:es)? up|rise|rises|increase[sd]?|invoiced"
    r"|covered by us"
)
_TOLD = _deed(
    r"answered|acknowledged|replied|responded|notified|informed|told|contacted|announced"
    r"|communicated|published|phoned|called(?! in)|e-?mailed|texted|messaged|confirmed"
    r"|picked up within|briefed|alerted|quoted|explained|shared with (?:you|all|every)|posted"
    r" (?:here|on (?:this|our))|updated (?:here|as soon|every|hourly|at \d|within|once|with)"
    r"|up on (?:this|our|the)|on (?:this|the) (?:page|site|portal)|announce|notice\b"
    r"|(?:on|back) to you\b|given .{0,40}\bnotice|(?:listed|shown|displayed|available to (?:view"
    r"|read|see))"
)
_MENDED = _deed(
    r"fix(?:ed)?|resolve\w*|restored?|repaired|rectified|remedied|mended|solved"
    r"|sorted(?: out)?|clear(?:s|ed)? up"
    r"|seen to|dealt with|attended to|taken care|reconnected|unblocked|patched|filled|plugged"
    r"|stopped|made good|put right|corrected at|flow\w*|run(?:ning)? (?:again|normally|smoothly"
    r"|as)|work(?:s|ing)? (?:again|normally|as)|up and running|rolled back|cleared|stabili[sz]ed"
    r"|back (?:to you|as it)|come(?:s)? back (?:exactly|as|the way|with all)|gone|over"
    r"|back in action|moving again|live again|usable"
)
_OPENS = _deed(
    r"(?:re-?)?open(?:s|ed|ing)?|resum\w*|restock\w*|(?:go(?:es)?|going|be) live|launch\w*"
    r"|available|in stock|on sale|activat\w*|valid|bookable|redeemable|accessible|online|active"
    r"|staffed|manned|served|reserved|held|set aside|blocked|yours|open(?: to|ed)?|unlock\w*"
    r"|live\b|runs? (?:until|till|from|on|every|daily)|roll(?:s|ed)? out|released?"
    r"|ready to use|switched on|enabled|operat\w+|running|kick\w* in"
    r"|around|guaranteed a|safe until|saved for|honou?red|in (?:place|force|effect)|stay\w* open"
    r"|remain\w* (?:open|available|active|valid)|back to normal|normal"
)
_MOVES = _deed(
    r"ship\w*|dispatch\w*|despatch\w*|deliver\w*|arriv\w*|land\w*|reach\w*|turn(?:s|ing)? up"
    r"|show(?:s|ing)? up|follow\w*|leav\w*|left with|with you|at (?:your|yours|the door)|here|there"
    r"|on (?:its|their|the|our) way|on site|along|out for|in the post|in (?:your"
    r"|the) (?:mailbox|letterbox"
    r"|inbox|hands|post)|parked|posted|mailed|sent|resent|returned|brought|dropped(?: off"
    r"| round)?|collected"
    r"|picked up|pick(?:s|ed)? up|handed|come\w*|coming|go(?:es)?(?: out| in| off|ing)?|hit\w*"
    r"|get(?:s|ting)? (?:to|here|there|in)|ready|back|home|fitted|installed|visited|seen|assigned"
    r"|reappear\w*|appear\w*|drop\w*|out|in\b|due|scheduled|pencilled in|planned|booked"
    r"|expected|slated|reflect\w*|show"
    r"|be (?:on|in|at)\b|available for (?:collection|pick-?up)|ready (?:for|to) \w+"
    r"|head\w*|find its"
    r"|make its way|winging|start(?:s)? (?:on|at|by)|travel\w*|join\w*|be round|depart\w*|fly|flies"
)
_VOUCHED = _deed(
    r"guaranteed(?! a\b)|warrant\w*|last(?:s)?\b|protect\w*|insured|perform\w*|withstand\w*"
    r"|conform|comply|meet|exceed|hold(?:s)? (?:its|their)|keep(?:s)? (?:its|their)|keep(?:s)? at"
    r"|flawless|as new|authentic|genuine|covered (?:against|for)|proof against|accurate|safe\b"
    r"|secure\b|be free (?:of|from) (?:defects?|errors?|faults?)|free (?:of"
    r"|from) (?:defects?|faults?)"
)
_DONE = _deed(
    r"cancell?ed|deleted|reviewed|updated|changed|forwarded|escalated|processed|corrected|replaced"
    r"|retained|kept|stored|taken|erased|removed|read|given|passed|added|investigated|approved"
    r"|decided|checked|amended|transferred|registered|looked|monitored|assessed|considered"
    r"|backed up|archived|encrypted|moved|ported|upgraded|switched|applied|audited|tested|inspected"
    r"|heard|trained|planted|donated|disclosed|shared|sold|rotated|prioriti[sz]ed|started|completed"
    r"|made|marked|logged|renewed|addressed|handled|actioned|confidential|private"
    r"|between us|set up|created|closed"
)
_BACK_ON = re.compile(
    r"\b(?:come(?:s)? back|again|restored|back (?:on|up|online)|up again|normal)\b"
)
_STATE = re.compile(
    r"\b(?:stay|remain|keep|be kept|is safe|safe|put|unchanged|the same|as (?:it|they))"
)


def kind_of_thing(thing: str, deed: str) -> Kind | None:
    """The kind of `your order ships tomorrow`; None where no words tell."""
    noun = Noun.MONEY if _SUM.search(thing) else noun_of(thing)
    if noun is Noun.WAGE:
        return Kind.ACTION
    return (
        _said_outright(thing, deed)
        or next(
            (
                kind
                for words, tell in _ROWS
                if words.match(deed) and (kind := tell(noun, thing, deed))
            ),
            None,
        )
        or (BY_NOUN.get(noun) if noun else None)
    )


def _said_outright(thing: str, deed: str) -> Kind | None:
    """What the words say whatever the thing is: by mail, for a refund, free."""
    if _VOUCHED_FOR.match(deed):
        return Kind.QUALITY
    if _MADE_GOOD.search(deed):
        return Kind.REFUND
    if _QUOTED.search(thing) and _STANDS.match(deed):
        return Kind.PRICE
    if _IN_WRITING.search(deed):
        return Kind.RESPONSE
    if _FOR_REFUND.search(deed) or (_FREE.search(deed) and _SWAPPED.match(deed)):
        return Kind.REFUND
    return Kind.PRICE if _FREE.search(deed) and not _MENDED.match(deed) else None


_VOUCHED_FOR = re.compile(
    r"(?:carry|carries|have|has|come|comes|bear|bears)\b.{0,30}\b(?:warranty|guarantee)\b"
)
_MADE_GOOD = re.compile(r"\bmade (?:good|whole)\b.*[$€£\d]")
_IN_WRITING = re.compile(
    r"\b(?:to your phone|inbox|mailbox|by e-?mail|in writing|by letter|by text"
    r"|in a (?:separate )?(?:letter|e-?mail|message))\b"
)
_QUOTED = re.compile(r"\b(?:quotes?|quotation|estimate|offer)\b")
_STANDS = re.compile(
    r"(?:be |is |are |stays? |remains? )*(?:good|valid|stands?|holds?|held|honou?red|fixed"
    r"|frozen)\b"
)
_SWAPPED = re.compile(r"(?:be |get )?(?:replaced|swapped|exchanged)\b")
_FOR_REFUND = re.compile(r"\bfor (?:an? |your )?(?:full |partial )?(?:refund|credit|exchange)\b")
_FREE = re.compile(r"\bfree of charge\b|\bat no (?:extra |further )?(?:cost|charge)\b|\bfor free\b")
_SUM = re.compile(r"[$€£₹]\s?\d|\d ?(?:€|£|gb\b|points|miles)|\bpenny\b|\bpennies\b")


def _if_paid(noun: Noun | None, _thing: str, _deed: str) -> Kind:
    return {Noun.RECORD: Kind.ACTION, Noun.MESSAGE: Kind.RESPONSE}.get(
        noun or Noun.MONEY, Kind.REFUND
    )


def _if_charged(noun: Noun | None, _thing: str, deed: str) -> Kind | None:
    if _RISES.match(deed) and noun is not Noun.PRICE:
        return None
    return Kind.REFUND if noun is Noun.MONEY else Kind.PRICE


_RISES = re.compile(r"(?:go(?:es)? up|rises?)\b")


def _if_told(_noun: Noun | None, _thing: str, _deed: str) -> Kind:
    return Kind.RESPONSE


def _if_mended(noun: Noun | None, thing: str, _deed: str) -> Kind:
    if _TRANSPORT.search(thing):
        return Kind.AVAILABILITY
    return {Noun.MONEY: Kind.REFUND, Noun.PRICE: Kind.PRICE, Noun.RECORD: Kind.ACTION}.get(
        noun or Noun.TROUBLE, Kind.RESOLUTION
    )


def _if_open(noun: Noun | None, thing: str, deed: str) -> Kind:
    if _NORMAL.search(deed) and noun is Noun.SERVICE and not _TRANSPORT.search(thing):
        return Kind.RESOLUTION
    return {Noun.PRICE: Kind.PRICE, Noun.TROUBLE: Kind.RESOLUTION}.get(
        noun or Noun.PLACE, Kind.AVAILABILITY
    )


def _if_moved(noun: Noun | None, thing: str, deed: str) -> Kind:
    if noun in {Noun.SERVICE, Noun.PLACE}:
        if _SENT.search(deed):
            return Kind.DELIVERY
        return Kind.RESOLUTION if _BACK_ON.search(deed) else Kind.AVAILABILITY
    if (
        noun is None
        and _LANDS.match(deed)
        and not thing.startswith(("your ", "the ", "it", "they"))
    ):
        return Kind.AVAILABILITY
    return _MOVED.get(noun, Kind.DELIVERY) if noun else Kind.DELIVERY


def _if_vouched(noun: Noun | None, _thing: str, _deed: str) -> Kind:
    return {Noun.PRICE: Kind.PRICE, Noun.PLACE: Kind.AVAILABILITY}.get(
        noun or Noun.GOODS, Kind.QUALITY
    )


def _if_done(noun: Noun | None, thing: str, deed: str) -> Kind | None:
    if _REFUNDED.match(thing):
        return Kind.REFUND
    if _HELD.search(deed) and noun in {Noun.PLACE, Noun.GOODS}:
        return Kind.AVAILABILITY
    if re.match(r"(?:be |get )?(?:made|completed|processed|set up|taken|given|added)\b", deed):
        return {
            Noun.MONEY: Kind.REFUND, Noun.TROUBLE: Kind.RESOLUTION, Noun.PRICE: Kind.PRICE,
        }.get(noun or Noun.RECORD, Kind.ACTION)  # fmt: skip
    return Kind.ACTION


_NORMAL = re.compile(r"\bback to normal\b")
_TRANSPORT = re.compile(r"\b(?:trams?|trains?|bus(?:es)?|ferr(?:y|ies)|lifts?|escalators?)\b")
_LANDS = re.compile(r"(?:land|drop|come out|go on sale)")
_SENT = re.compile(r"\b(?:ship|deliver|arrive|dispatch|sent|post|mail)\w*\b")
_HELD = re.compile(r"\bkept\b")
_REFUNDED = re.compile(
    r"(?:the |your |this |any |every )?(?:transfer|payment|reversal)s?\b(?! details)"
)
_MOVED = {
    Noun.MONEY: Kind.REFUND,
    Noun.MESSAGE: Kind.RESPONSE,
    Noun.TROUBLE: Kind.RESOLUTION,
    Noun.PRICE: Kind.PRICE,
    Noun.RECORD: Kind.ACTION,
}
BY_NOUN = {
    Noun.MONEY: Kind.REFUND,
    Noun.MESSAGE: Kind.RESPONSE,
    Noun.GOODS: Kind.DELIVERY,
    Noun.SERVICE: Kind.AVAILABILITY,
    Noun.TROUBLE: Kind.RESOLUTION,
    Noun.PLACE: Kind.AVAILABILITY,
    Noun.PRICE: Kind.PRICE,
}
_TAKES = re.compile(rf"tak(?:e|es|ing)\b.*{RELOAD.pattern}")
_ROWS = (
    (_TAKES, _if_mended),
    (_PAID, _if_paid),
    (_TOLD, _if_told),
    (_MENDED, _if_mended),
    (_VOUCHED, _if_vouched),
    (_OPENS, _if_open),
    (_CHARGED, _if_charged),
    (_MOVES, _if_moved),
    (_DONE, _if_done),
    (RESOLVE, _if_mended),
)
