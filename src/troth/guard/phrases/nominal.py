"""A promise in a noun: next-day delivery, same-day service, a 60-day return."""

import re

from troth.guard.hits import Hit
from troth.guard.kinds import Kind, Strength
from troth.guard.text.clause import Clause
from troth.guard.text.hints import Hinted, hints
from troth.guard.words.lists import words
from troth.guard.words.subjects import Who
from troth.guard.words.verbs import FORMS

FINDS = (
    "Next-day delivery of all flowers.",
    "90-day money-back guarantee on mattresses.",
    "Same-day repairs for bicycles.",
    "Lifetime warranty on every zip.",
    "Five-year peace of mind for every kitchen.",
    "Free cancellation up to 48 hours before arrival.",
)
SPARES = (
    "Our gardeners have decades of experience.",
    "Delivery was great.",
)

_TIME = (
    r"(?:\d+|one|two|three|five|six|seven|ten|twelve|fourteen|thirty|sixty|ninety|full"
    r"|limited|same|next|lifetime|overnight|instant|24|48)"
)
_NOUN = Hinted(
    rf"(?:\b{_TIME}[ -]?(?:\w+[ -]){{0,4}}?(?:delivery|shipping|dispatch|repairs?"
    rf"|turnaround|installation|collection|callbacks?|response|replies|refunds?|returns?"
    rf"|warranty|guarantee|money[- ]back|peace of mind|exchanges?|cancellation|trial"
    rf"|service|swap|replacements?|pick-?up|fix|support|price (?:lock|promise|match"
    rf"|guarantee|freeze)|hassle|cooling-off|results?|cover)\b"
    r"|\d ?% (?:uptime|availability|reachability|on[- ]time|refund|money)\b"
    r"|^(?:free |full )?(?:trial|warranty|guarantee|cover|support|cooling-off|price lock"
    r"|refunds?|returns?)"
    r" (?:for|of|within|up to) (?:up to |a full )?(?:\d|an? |one|two|three|four|five|six|seven"
    r"|ten|twelve"
    r"|fourteen|thirty|sixty|ninety)"
    r"|^(?:the |always the )?same (?:\w+ ){1,3}(?:at|on|for|in|with)? ?(?:every|each)\b"
    r"|^unlimited (?!time|company)\w+|^no (?:waiting(?: lists?| times?| around)?|queues?|queuing"
    r"|delays)\b"
    r"|\b\d+[- ](?:nights?|days?|weeks?|months?) to (?:change your mind|return|try|decide"
    r"|swap|exchange|send"
    r"|bring|think)\b|\bnew[- ]for[- ]old\b|\bdouble the difference\b|\bthe difference back\b"
    r"|\b(?:money[- ]back|price[- ]match|lowest price|best price|satisfaction"
    r"|no[- ]quibble|happiness|on[- ]time|uptime|price[- ]lock|freshness) (?:guarantee"
    r"|promise|pledge)\b|\bmoney back\b|\byour money back\b|\bfull refund\b|\b\d+ ?% refund\b"
    r"|\bprice (?:lock|freeze|match)\b)",
    hints(
        *words(
            "delivery shipping dispatch repair turnaround installation collection callback",
            "response replies refund return warranty guarantee money peace exchange",
            "cancellation trial service swap replacement pick fix support price hassle",
            "cooling-off result cover uptime availability reachability on-time time same",
            "unlimited waiting queu delays mind try decide send bring think new difference",
            "promise pledge",
        ),
    ),
)
#: What it is not promised by, but spoken of.
_SPOKEN_OF = re.compile(
    r"\b(?:was|were|form|policy|terms|link|how|sorry|about your|thanks|section|page|type|press|dial"
    r"|option|expired|regarding|delayed|link|label)\b"
)
_OR_ELSE = Hinted(
    r"\bor (?:we refund|refunded|(?:you get )?your money back|it's free|it's on us)$",
    hints("refund", "money", "free", "us"),
)
_QUICK = re.compile(
    r"^(?:back (?:in (?:stock|\d+|an?|two|five|ten)|online|on|to normal|up|open|home"
    r"|with you|in service|soon|at)|on (?:its|their) way|out for delivery|ready (?:in|by"
    r"|for|from|within|at|on|when|to)|yours (?:in|by|from|within)|with you (?:in|by|within"
    r"|on|tomorrow)|new (?:one|ones) |hot in|done (?:in|by)|seen by|here (?:by|in)"
    r"|there (?:by|in|within|before)|coming (?:right )?(?:up|to|on|in|soon|this|next)"
    r"|[\w ]{3,30} coming right up|delivered (?:in|by"
    r"|within|to|on|the|same|next|tomorrow|before|free)|shipped (?:in|by|within|the|same)"
    r"|ships (?:in|within|the|same|today|free|by|on)|dispatched (?:in|within|the|same"
    r"|today)|sent (?:within|today|the)|answered (?:in|within)|fitted (?:in|by|within)"
    r"|fixed (?:in|by|within|or)|repaired (?:in|within)|installed (?:in|by|within|for)"
    r"|open (?:\w+day|\d|from|until|till|daily|24|every|late|all|seven|7)|arrives? (?:in"
    r"|by|within|next|on|tomorrow|before|the)|arriving (?:in|by|on|tomorrow|next)"
    r"|lands? (?:in|by|at|on)|served (?:from|until|daily)|[\w ]{3,40} to (?:follow|come)"
    r"|refunds? (?:in|within|issued|processed|paid)|returns? (?:within|accepted)|(?:trains"
    r"|buses|services?|ferries|trams|power|water|signal) (?:back|running)|normal service"
    r"|valid (?:for|until|till)|available (?:from|until|24|in|by|on|all)|results? (?:in"
    r"|within|by)|countersigned|more (?:news|info\w*|details|updates?) (?:to follow|by|at"
    r"|on|in|tomorrow|soon|later|this|next)|next (?:update|news|report|bulletin)"
    r"|updates? (?:every|at|by|each|daily|hourly|on)|on your (?:doorstep|table|desk"
    r"|plate) |at your (?:door|desk|table) |in your (?:inbox|hands|account|letterbox"
    r"|mailbox|wallet) (?:by|in|within|tomorrow|today|on|the|before)|home (?:by|in|before)"
    r"|up and running (?:in|by|within|again)|live (?:by|in|from|on)|sorted (?:by|in|within"
    r"|before)|finished (?:by|in)|resolved (?:in|by|within)|approved (?:in|within|by)"
    r"|paid (?:out )?(?:in|within|by)|guaranteed (?:by|before|within|delivery)|same[- ]day"
    r"|next[- ]day|support (?:around|24|seven|every|from|until|7))"
)
_SOON = re.compile(
    r"jiffy|right up|shakes|soon|to follow|to come|on (?:its|their) way in|24/7|around the clock"
    r"|within minutes|no time"
)
AUXILIARIES = ("",)


def read(clause: Clause) -> Hit | None:
    """Find it where no verb of its own says otherwise."""
    if (
        clause.modal
        or clause.by_company
        or clause.who is Who.CUSTOMER
        or clause.negated
        or clause.sentence.asks
    ):
        return None
    if (
        clause.verb
        and FORMS.get(clause.verb, ("", ""))[1] in {"s"}
        and clause.subject
        and not _QUICK.match(clause.text)
    ):
        return None
    if _NOUN.search(clause.text) and not _SPOKEN_OF.search(clause.text):
        return Hit(kind=_kind(clause.text))
    if _OR_ELSE.search(clause.text.rstrip("!. ")):
        return Hit(
            kind=Kind.REFUND, strength=Strength.CONDITIONAL if clause.text.count(" ") < 4 else None
        )
    if _QUICK.match(clause.text) and (clause.when or _SOON.search(clause.text)):
        return Hit()
    return None


def _kind(text: str) -> Kind | None:
    if re.search(
        r"warranty|peace of mind|\bcover\b|satisfaction|freshness", text
    ) and not re.search(r"money[- ]back|refund", text):
        return Kind.QUALITY
    if re.search(
        r"money[- ]back|refund|\breturns?\b|exchange|change your mind|new[- ]for[- ]old", text
    ):
        return Kind.REFUND
    if re.search(
        r"^unlimited|^no (?:wait|queue)|^(?:the |always the )?same (?!day)|\btrial\b|\d ?%"
        r" (?:uptime|avail|reach)",
        text,
    ):
        return Kind.AVAILABILITY
    if re.search(r"\bprice|cancellation", text):
        return Kind.PRICE
    if re.search(r"repair|\bfix\b", text):
        return Kind.RESOLUTION
    return None
