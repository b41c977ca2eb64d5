"""A label and its measure, without a verb: `Delivery: 2-3 days`, `P1 response: 30 minutes`."""

import re

from troth.guard.hits import Hit
from troth.guard.kinds import Kind, Strength
from troth.guard.text.clause import Clause
from troth.guard.text.hints import Hinted, in_words
from troth.guard.words.nouns import Noun, noun_of
from troth.guard.words.subjects import Who
from troth.guard.words.verbs import FORMS

FINDS = (
    "Delivery: 2–3 days.",
    "Callback time: under 20 minutes.",
    "ETA for the boiler part: Friday.",
    "Repair target: 8 hours.",
    "Next update at 14:00 UTC.",
)
SPARES = (
    "Duration of the call: 12 minutes.",
    "Size: 36 to 42.",
)

_LABEL = Hinted(
    r"^(?:(?:[\w'/.-]+|severity \d|p\d|sev ?\d) ){0,4}?(?P<noun>delivery|shipping|dispatch"
    r"|despatch|handling|arrival|collection|pick-?up|click and collect|courier"
    r"|installation|eta|etd|turnaround|lead|completion|ready|express|standard|economy"
    r"|critical|high|medium|normal|low|urgent|severity \d|sev ?\d|p\d"
    r"|response|reply|callback|call-?back|answer|acknowledge?ment|first response|update"
    r"|updates|decision|results?|support|resolution|repair|fix|recovery|rto|rpo|restore"
    r"|restoration|time to (?:repair|resolve|respond|reply|fix|restore)|refunds?|returns?"
    r"|exchange|exchanges|returns window|cancellation|warranty|guarantee|cover|uptime"
    r"|availability|opening hours|open|hours|opening times|support hours|business hours"
    r"|processing|processing time|notice|retention|backups?|price|cost|fee|rate"
    r"|monthly price|trial|validity|valid|expiry)"
    r"(?: (?:time|times|date|window|period|slot|hours|target|objective|goal|sla|policy"
    r"|commitment|guarantee|promise|level|pledge"
    r"|within|for [\w ]{1,30}|of [\w ]{1,30}|to [\w ]{1,20}|on [\w ]{1,20}))*\s?(?P<sep>:"
    r"|-|=|is|are|within|in|at|on|by|under|every|from|tomorrow|today|\b(?=\d))",
    in_words(
        r"^(?:delivery|shipping|dispatch|despatch|handling|arrival|collection|pick|click|courier"
        r"|installation|eta|etd|turnaround|lead|completion|ready|express|standard|economy|critical"
        r"|high|medium|normal|low|urgent|sev|p\d|response|reply|call|answer|acknowledg|update"
        r"|decision|result|support|resolution|repair|fix|recovery|rto|rpo|restor|time|refund|return"
        r"|exchange|cancellation|warranty|guarantee|cover|uptime|availability|open|hours|processing"
        r"|notice|retention|backup|price|cost|fee|rate|trial|valid|expiry)"
    ),
)
_ETA = re.compile(r"(?P<noun>eta|etd)(?P<sep>)\b")
_SOFT = re.compile(
    r"\b(?:eta|estimated|est|expected|target|typical|usual|average|approx\w*|about"
    r"|around)\b"
)
_ANY = re.compile(
    r"^(?P<noun>[a-z][\w' /&-]{2,50}): ?(?P<sep>)(?=(?:\w+ ){0,3}\d|an? |one|two|three|five|ten)"
)
_OF_NOUN = {
    Noun.MESSAGE: Kind.RESPONSE,
    Noun.GOODS: Kind.DELIVERY,
    Noun.TROUBLE: Kind.RESOLUTION,
    Noun.RECORD: Kind.ACTION,
    Noun.MONEY: Kind.REFUND,
}
AUXILIARIES = ("", "be")


def _of_noun(label: str) -> Kind | None:
    noun = noun_of(label.rpartition(" of ")[2])
    return _OF_NOUN.get(noun) if noun else None


def _any_label(clause: Clause) -> re.Match[str] | None:
    """`Freedom of information requests: 20 working days`, of what a customer waits for."""
    match = _ANY.match(clause.text)
    if match is None or not _of_noun(match["noun"]) or _NO_LABEL.search(match["noun"]):
        return None
    lasts = clause.measure and clause.measure.quantity.type == "duration"
    return match if lasts else None


_NO_LABEL = re.compile(r"\b(?:duration|length|size|age|call|experience|time of|reading|weight)\b")


def read(clause: Clause) -> Hit | None:
    """Find it where a measure follows the label and no verb says something else."""
    if clause.negated or clause.by_company or clause.who is Who.CUSTOMER or not clause.may_measure:
        return None
    match = _LABEL.match(clause.text) or _ETA.match(clause.text) or _any_label(clause)
    if not match:
        return None
    if clause.modal == "be" and match["sep"] not in {"is", "are"}:
        return None
    if not clause.measure or (
        clause.modal == ""
        and match["sep"] != ":"
        and clause.verb
        and FORMS.get(clause.verb, ("", ""))[1] in {"ed", "s"}
    ):
        return None
    noun = match["noun"]
    if match.re is _ANY:
        return Hit(kind=_of_noun(noun))
    if noun in {"fee", "cost", "expiry"}:
        return None
    return Hit(
        kind=kind_of_label(noun), strength=Strength.SOFT if _SOFT.search(clause.text) else None
    )


def kind_of_label(noun: str) -> Kind | None:
    """The kind that a label tells."""
    for kind, nouns in _KINDS.items():
        if re.match(nouns, noun):
            return kind
    return None


_KINDS = {
    Kind.RESOLUTION: (
        r"resolution|repair|fix|recovery|rto|rpo|restor|time to (?:repair|resolve|fix|restore)"
    ),
    Kind.RESPONSE: (
        r"response|reply|call|answer|acknowl|first response|updates?$|decision|results?$"
        r"|time to (?:respond|reply)|notice|critical|high|medium|normal|low|urgent|sev|p\d"
    ),
    Kind.REFUND: r"refund|return|exchange|cancellation",
    Kind.DELIVERY: (
        r"delivery|shipping|dispatch|despatch|handling|arrival|collection|pick|click|courier"
        r"|installation|eta|etd|turnaround|lead|completion|ready|express|standard|economy"
    ),
    Kind.QUALITY: r"warranty|guarantee|cover",
    Kind.AVAILABILITY: r"uptime|availability|open|hours|support|business|trial|valid",
    Kind.PRICE: r"price|rate|monthly",
    Kind.ACTION: r"processing|retention|backup",
}
