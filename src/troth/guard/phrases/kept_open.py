"""What stays, lasts or is open: valid for a year, open all night, yours until Monday."""

import re

from troth.guard.hits import Hit
from troth.guard.kinds import Kind
from troth.guard.text.clause import Clause
from troth.guard.text.hints import Hinted, hints
from troth.guard.words.lists import words
from troth.guard.words.subjects import Who

FINDS = (
    "Day passes are valid for 6 months.",
    "We're open 8 to 8, Tuesday to Sunday.",
    "Roadside help 24/7.",
    "The locker is yours until Monday.",
    "The paint keeps its colour for at least 5 years.",
    "One candle lasts up to 40 hours.",
    "The front desk is staffed Monday to Saturday, 7:00-22:00.",
    "Your tariff stays the same.",
    "You're next in line for a garden plot.",
)
SPARES = (
    "We're open to ideas.",
    "The shop is open.",
    "Tickets were valid until May.",
)

_HINT = hints(
    *words(
        "open last keep stay safe hold work run name appl wait line valid good cover cancel",
        "return yours held kept store retain remain available answer serve running staffed",
        "manned duty reachable refundable redeem honor honour guarante warrant protect insur",
        "frozen save perform withstand stand count pause leave switch change swap exchange",
        "quit upgrade downgrade unsubscribe queue consider seat table room place slot spot",
        "booking reservation 24 clock put",
    ),
    *("on call", "come with", "comes with", "days a week"),
)
_OPEN = Hinted(
    r"\b(?:open(?:s|ing)?|reopens?|staffed|manned|available|on duty|on call|reachable"
    r"|answers?|served|serves|running|in service)\b",
    hints(
        *words(
            "open staffed manned available duty call reachable answer serve running service",
        ),
    ),
)
_VALID = Hinted(
    r"\b(?:valid|refundable|good|redeemable|honou?red|guaranteed|warranted|covered"
    r"|protected|insured"
    r"|yours|reserved|held|kept|stored|retained|frozen|saved|on hold)\b.{0,30}?\b(?:for"
    r"|until|till|through|to|at least|no less)\b",
    hints(
        *words(
            "valid refundable good redeemable hono guaranteed warranted covered protected",
            "insured yours reserved held kept stored retained frozen saved hold",
        ),
    ),
)
_LASTS = Hinted(
    r"\b(?:lasts?|keeps?|waits?|stays?|remains?|holds?|works?|runs?|performs?|withstands?|stands?"
    r"|is under your name|applies|counts?)\b.{0,25}(?:\b(?:for|until|till|up to|at least"
    r"|the same|as (?:it is|they are)|over|more than|no less)\b)",
    hints(
        *words(
            "last keep wait stay remain hold work run perform stand name applies count",
        ),
    ),
)
_RIGHT = re.compile(
    r"^(?:you can )?(?:cancel|return|pause|leave|switch|change|swap|exchange|quit|upgrade"
    r"|downgrade|unsubscribe)\w*(?: it| them| your \w+| plans?)? (?:any ?time|at any time"
    r"|whenever|any time|within|up to|for any reason|when(?:ever)? you (?:like|want)|free"
    r"|in one click|with one click|until|(?:with|on|at) (?:just |only )?(?:\d+|an?|one|two"
    r"|three) (?:day|week"
    r"|month|hour)s?'?s?'? notice|without (?:giving|notice|penalty|a reason|reasons?|paying"
    r"|charge))\b"
)
_STATUS = Hinted(
    r"\b(?:stays?|remains?|keeps?) (?:the same|as (?:it is|they are|is)|unchanged|yours"
    r"|confirmed|valid|active|in place|free|put|confidential|private|secure|locked|frozen|yours)\b"
    r"|\b(?:is|are|'s) (?:always |completely |perfectly )?safe\b(?! (?:to|for|in|and))"
    r"|\b(?:stays?|remains?|keeps?) open\b|^(?:it"
    r"|this|that|the \w+|they|these|your \w+|everything) (?:is|are|'s) (?:all )?yours\W*$"
    r"|\b(?:is|are|'s) (?:all )?yours (?:until|till|for|on|from|by)\b|\bunder your name\b"
    r"|\b(?:first|next|top|front) (?:in|of the) (?:line|queue)\b"
    r"|\bname's (?:on|down)\b|\bconsider it (?:booked|done|sorted|reserved|fixed|gone)\b"
    r"|\b(?:seat|table|room|place|slot|spot|booking|reservation)\b.{0,25}\b(?:is|are"
    r"|'s) (?:confirmed|reserved|held|guaranteed|safe|secure|yours|booked)\b"
    r"|\bcomes? with an? [\w -]*(?:warranty|guarantee)\b",
    hints(
        *words(
            "stay remain keep safe yours name line queue consider confirmed reserved held",
            "guarantee secure booked warranty",
        ),
    ),
)
_AROUND_THE_CLOCK = Hinted(
    r"\b24 ?[/x] ?7\b|around the clock|round the clock|(?:7|seven) days a week",
    hints("24", "clock", "days"),
)
_NOT = re.compile(
    r"\b(?:was|were|had|closed?|until further notice|(?<!\d )may|might|open to|valid id"
    r"|valid passport|ran out|please|only (?:available|valid|open)|if it is|to keep)\b"
)
_SERVED = re.compile(r"(?:support|help|service|delivery|deliveries|collection|cover|care)\b")
_IMPERATIVE = re.compile(
    r"(?:please |just |then )?(?:hold|keep|stay|run|work|store|hang|stand|save)\b"
)
_QUALITY = re.compile(
    r"\b(?:of charge|its charge|battery|lasts?|warranted|performs?|withstands?|guaranteed"
    r"|protected)\b"
)
AUXILIARIES = ("", "be", "can", "will")


def read(clause: Clause) -> Hit | None:
    """Find what the customer may count on to last."""
    if not _HINT(clause.text) or clause.negated or clause.sentence.asks:
        return None
    hit = _lasting(clause)
    return hit if hit and not _NOT.search(clause.text) else None


def _lasting(clause: Clause) -> Hit | None:
    text = clause.text
    if _RIGHT.match(text):
        return Hit(kind=_right(text))
    if clause.who is Who.CUSTOMER and not _STATUS.search(text):
        return None
    if _STATUS.search(text):
        return Hit(kind=_status(text))
    if (
        _OPEN.search(text)
        and clause.measure
        and clause.measure.quantity.type in {"time", "frequency", "date"}
    ):
        return Hit()
    if (
        _AROUND_THE_CLOCK.search(text)
        and not (clause.measure and clause.measure.quantity.type == "duration")
        and (clause.by_company or not clause.verb or clause.modal == "be" or _SERVED.match(text))
    ):
        return Hit(kind=Kind.AVAILABILITY)
    told = clause.subject or not _IMPERATIVE.match(text)
    if told and (_VALID.search(text) or _LASTS.search(text)) and clause.measure:
        return Hit(kind=Kind.QUALITY if _QUALITY.search(text) else None)
    return None


def _right(text: str) -> Kind:
    if re.match(r"(?:you can )?(?:return|swap|exchange)", text):
        return Kind.REFUND
    return Kind.PRICE if re.search(r"\bpay nothing\b|\bfree\b|\bno fee\b", text) else Kind.ACTION


def _status(text: str) -> Kind | None:
    if re.search(
        r"\b(?:confidential|private|secure)\b|consider it (?:done|sorted|fixed|gone)", text
    ):
        return Kind.RESOLUTION if "fixed" in text else Kind.ACTION
    if re.search(
        r"\b(?:stays?|go|goes) free\b|\b(?:discount|charge|premium|rent|fare|tariff)s?\b", text
    ):
        return Kind.PRICE
    if re.search(r"\b(?:price|rate|fee|cost)s?\b", text):
        return Kind.PRICE
    if re.search(r"warranty|guarantee\b", text):
        return Kind.QUALITY
    return Kind.DELIVERY if re.search(r"\bin (?:line|queue)\b", text) else Kind.AVAILABILITY
