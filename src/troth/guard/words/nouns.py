"""What is promised: nouns by what giving, mending or keeping them makes."""

import re
from enum import Enum, auto
from functools import lru_cache

from troth.guard.words.lists import words


class Noun(Enum):
    """The class of a noun."""

    MONEY = auto()
    MESSAGE = auto()
    GOODS = auto()
    SERVICE = auto()
    TROUBLE = auto()
    PLACE = auto()
    PRICE = auto()
    RECORD = auto()
    WAGE = auto()


_CLASSES: dict[Noun, frozenset[str]] = {
    Noun.MONEY: words(
        "refund reimbursement compensation rebate cashback voucher coupon credit money payout",
        "payback goodwill payment cheque damages overpayment penny difference reversal chargeback",
        "settlement sum amount fund balance gem coin point mile token deposit duty gift-card",
        "store-credit credit-note gift-voucher seat-fee overcharge cash bonus payment-back gb",
        "quid buck pound dollar euro tenner fiver service-credit apology-credit",
        "travel-credit e-voucher remainder surplus",
    ),
    Noun.MESSAGE: words(
        "email e-mail mail call callback call-back phone-call sms text-message message reply",
        "response answer update news notice notification letter confirmation statement report",
        "result quote quotation estimate decision outcome feedback verdict summary minute",
        "transcript receipt document paperwork contract form link code instruction detail info",
        "information proposal plan itinerary schedule reminder invitation invite alert bulletin",
        "post-mortem postmortem explanation clarification acknowledgement acknowledgment copy",
        "tracking tracking-number tracking-link reference-number eta timeline agenda draft",
        "invoice bill offer text enquiry inquiry query question complaint ticket-number word",
        "advisory briefing figure findings write-up agreement policy-document e-ticket",
        "boarding-pass",
        "newsletter announcement date-and-time login-detail reference valuation appraisal",
    ),
    Noun.GOODS: words(
        "parcel package order item product good delivery shipment consignment container pallet",
        "box crate bag luggage suitcase baggage sofa bed mattress desk chair laptop phone handset",
        "router modem sim card passport licence license key part spare battery device unit machine",
        "appliance car vehicle van bike bicycle scooter meal food pizza curry flower bouquet",
        "hamper",
        "towel pillow bedding blanket medication medicine prescription glass lens sample kit",
        "equipment tool material tile uniform badge certificate diploma book scarf coat shoe dress",
        "replacement batch tanker truck driver courier engineer technician tech fitter installer",
        "electrician plumber glazier locksmith roofer nurse doctor assessor surveyor inspector",
        "adjuster cleaner recovery-vehicle visit installation collection pick-up pickup drop-off",
        "fitting appointment crew patrol gear furniture carpet washer dryer fridge freezer boiler",
        "meter ticket tickets magazine issue-of wine beer coffee grocery groceries shopping basket",
        "cake wheel tyre tire engine freight cargo load skip tree plant mail-order pre-order",
        "preorder console controller game-key costume print photo album frame sign",
    ),
    Noun.SERVICE: words(
        "service power electricity supply water gas heating internet broadband fibre fiber",
        "connection line signal coverage network data voice train bus tram ferry flight lift",
        "escalator elevator server site website app system platform api portal login feature mode",
        "function access workspace progress dashboard sync webhook checkout search stream",
        "streaming",
        "tv phone-line landline wi-fi wifi email-service road bridge runway tunnel station",
        "playlist save character inventory hot-water light street-light cooling roaming speed",
        "backup-power traffic game atm voice-call log-in checkout-page room-service",
    ),
    Noun.TROUBLE: words(
        "fault issue problem error bug glitch crash outage leak crack defect damage pothole",
        "breakdown failure fix patch repair hotfix workaround restoration recovery incident noise",
        "smell stain dent scratch blockage mistake mix-up defect vulnerability",
    ),
    Noun.PLACE: words(
        "seat room table place slot spot booking reservation stock shop store branch office",
        "reception desk front-desk hotline helpline helpdesk support lounge pool gym museum",
        "library clinic kitchen bar restaurant breakfast parking check-in check-out late-check-out",
        "membership pass entitlement cover warranty-line capacity availability uptime concierge",
        "box-office salon studio locker berth cabin pitch classroom nursery surgery pharmacy",
        "lesson class course session club season tour playground park canteen cafe café",
        "doors registration priority queue allocation",
        "spare-part range size product-line collection-point",
    ),
    Noun.PRICE: words(
        "price rate fee charge fare rent tariff premium cost discount deal interest commission",
        "surcharge subscription instalment installment direct-debit standing-charge price-plan",
        "no-claims-discount quotation-price toll markup admission postage bargain interest-rate",
        "price-lock half-price",
    ),
    Noun.RECORD: words(
        "record detail-on-file account case request application claim change note comment file",
        "backup log transfer transaction check inspection review audit dispute photo-id address",
        "preference setting profile subscription-change suggestion escalation nomination consent",
        "withdrawal cancellation renewal registration permit deletion conversation feedback-form",
    ),
    Noun.WAGE: words("interest dividend salary wage pension pay payslip payroll commission-pay"),
}
_CLASS_OF = {word: noun for noun, all_words in _CLASSES.items() for word in all_words}
#: Where the noun ends and what is said of it begins.
_END_OF_NOUN = re.compile(
    r"[,;:(]| (?:of|for|about|with|from|in|on|at|to|by|within|into|until|till|before|after"
    r"|once|when"
    r"|as|if|that|which|who|back|without|next|today|tomorrow|tonight|this|over|under|up|out"
    r"|than|confirming|containing|regarding|explaining|detailing|showing|asking|outlining"
    r"|during|every|each|per|via|through|is|are|will|asap|shortly|soon|now|right"
    r"|immediately"
    r"|straight|no later|free|again|reported|entered|placed|raised|made)\b"
)
_WORD = re.compile(r"[a-zé][a-zé'-]*|gb\b")


@lru_cache(maxsize=4096)
def noun_of(phrase: str) -> Noun | None:
    """The class of the head of a noun phrase in lower case, or of what describes it."""
    phrase = phrase.strip()
    end = _END_OF_NOUN.search(phrase, 2)
    found = _WORD.findall(phrase[: end.start()] if end else phrase)
    after = ""
    for word in reversed(found):
        bare = _singular(word)
        joined = f"{bare}-{after}" if after else ""
        if joined in _CLASS_OF:
            return _CLASS_OF[joined]
        if after and after in _CLASS_OF:
            return _CLASS_OF[after]
        after = bare
    return _CLASS_OF.get(after)


def _singular(word: str) -> str:
    word = word.removesuffix("'s")
    if word in _CLASS_OF:
        return word
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "xes", "ches", "shes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") else word
