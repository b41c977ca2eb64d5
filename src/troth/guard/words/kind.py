"""What kind of promise a clause makes, by its deed and by what the deed is done to."""

import re

from troth.guard.kinds import Kind
from troth.guard.text.clause import Clause
from troth.guard.text.hints import hints
from troth.guard.words.kind_deeds import kind_of_deed
from troth.guard.words.kind_things import BY_NOUN, kind_of_thing
from troth.guard.words.kind_words import (
    AVAILABLE,
    DELIVER,
    GOOD,
    PAY,
    PRICE,
    QUALITY,
    RELOAD,
    WRITE,
)
from troth.guard.words.lists import words
from troth.guard.words.nouns import Noun, noun_of
from troth.guard.words.subjects import Who
from troth.guard.words.verbs import FORMS, KIND_OF_VERB, participle

_ACCOUNT = hints(
    *words(
        "account card wallet statement bill balance bank invoice",
    ),
)
_ON_ACCOUNT = re.compile(
    r"\b(?:see (?:it|this|that|them|the (?:money|amount|credit|refund|funds))|(?:should"
    r"|will|'ll|to) (?:\w+ly )?(?:hit|reach|reflect|show|appear|land|clear"
    r"|be (?:back )?(?:in|on))|hits|lands|appears|shows up|reflects|reaches"
    r"|be visible)\b.{0,25}\b(?:account|card|wallet|statement|next bill|your bill|balance"
    r"|bank)\b|\bon your (?:next )?(?:bill|statement|invoice)\b"
)
_THROUGH = re.compile(
    r"^(?:(?:be (?:glad|happy|pleased|delighted)|(?:count|rely|depend|bank) on (?:me|us)"
    r"|be sure|make sure|ensure|try|go ahead|aim|do (?:our|my|their|the|everything|all"
    r"|whatever|what)[\w ]{0,25}?(?= to )|do (?:our|my|their|everything|all"
    r"|whatever)[\w ]{0,25}?|work(?:ing)? (?:hard|tirelessly|flat out|as \w+ as \w+)?"
    r"|make every (?:effort|attempt)|use (?:all |its |our |commercially )*(?:reasonable"
    r"|best) (?:commercial )?(?:endeavou?rs|efforts)|(?:is|are|am|'re|remain)? ?(?:fully "
    r"|strongly )?committed|hop(?:e|ing)|plan(?:ning)?|intend|endeavou?r|strive|pledge"
    r"|undertake|promise|vow|agree|commit|seek"
    r"|attempt|(?:be|being) able|want|expect|looking|trying|working|immediately|personally"
    r"|quickly|also|then|now|soon)\s(?:to |and |in |on |into )?(?:(?:be able to|ensuring"
    r"|ensure|make sure|making)(?: that)? )?)+"
)


def kind_of(clause: Clause, why: str = "") -> Kind:
    """The kind, by the strongest words of the clause; `why` is the phrase that found it."""
    if why == "reported" or (why in _NAMED and not clause.by_company):
        return _of_nouns(clause)
    if _ACCOUNT(clause.text) and _ON_ACCOUNT.search(clause.text):
        return Kind.REFUND
    deed = _deed(clause)
    assured = _ASSURED.match(clause.tail)
    if assured and (told := _of_assured(assured)):
        return told
    if "change your mind" in clause.text:
        return Kind.REFUND
    if clause.by_company or clause.who is Who.CUSTOMER or not clause.subject:
        kind = _of_deed(clause, deed)
        coming = why == "scheduled" and kind is Kind.ACTION and clause.subject not in {"we", "i"}
        return Kind.DELIVERY if coming else kind
    kind = _of_thing(clause, deed)
    return Kind.DELIVERY if kind is Kind.ACTION and why == "scheduled" else kind


#: `make sure it gets there`: the kind of what is made sure.
_ASSURED = re.compile(
    r"(?:(?:personally|also|always) )*(?:ensure|make sure|be sure|see to it|guarantee"
    r"|undertake|promise"
    r"|confirm)(?: that)? (?P<what>(?:it|this|that|they|these|the|your|our|all|everything"
    r"|every|each|any)\b"
    r"[\w' -]{0,40}?) (?P<deed>(?:is|are|gets?|will|arrives?|reaches|receives?|stays?"
    r"|comes?|goes|has been"
    r"|ships?|leaves|works?)\b.*)"
)


def _of_assured(match: re.Match[str]) -> Kind | None:
    deed = re.sub(r"^(?:is|are|will|has been)\b", "be", match["deed"]).replace("be be ", "be ")
    return kind_of_thing(match["what"], deed)


#: Phrases that find a promise without a deed in it.
_NAMED = frozenset(("expect", "nominal", "labelled", "timed"))
_GETS = re.compile(r"(?:get|receive)s?\b|see\b")
_HAS = re.compile(r"have (?:my|the|it|them|our|your|an?) ?(?!right)\b")
_PERK = re.compile(r"\b(?:free|gift|goodie|tote|treat|bonus)\b")
_LESS = re.compile(r"\boff\b|% |discount")
_REFERS = re.compile(r"\b(?:it|them|that|this|one)\b")


def _of_deed(clause: Clause, deed: str) -> Kind:
    if clause.who is Who.CUSTOMER and (kind := _of_gain(clause, deed)):
        return kind
    if clause.negated and clause.by_company:
        return Kind.PRICE if PRICE.search(deed) else Kind.ACTION
    return kind_of_deed(deed, KIND_OF_VERB.get(clause.deed))


def _of_gain(clause: Clause, deed: str) -> Kind | None:
    """What the customer gets, keeps or is covered for."""
    if _GETS.match(deed) or _HAS.match(deed):
        return _of_gift(clause, deed)
    if _RETURNS.search(deed):
        return Kind.REFUND
    if clause.deed == "keep":
        return Kind.PRICE if noun_of(deed) is Noun.PRICE else Kind.AVAILABILITY
    return Kind.AVAILABILITY if _COVERED.match(deed) else None


def _of_gift(clause: Clause, deed: str) -> Kind:
    noun = noun_of(deed)
    if (PAY.search(deed) or noun is Noun.MONEY) and not _LESS.search(deed):
        return Kind.REFUND
    if noun and noun in _BY_GIFT:
        return _BY_GIFT[noun]
    default = _talked_of(clause) if _REFERS.search(clause.tail) else Kind.AVAILABILITY
    return _received(deed, default)


def _of_thing(clause: Clause, deed: str) -> Kind:
    thing = re.split(r"\b(?:of|for|about|with|from|in|on)\b", clause.subject)[0]
    verb = KIND_OF_VERB.get(clause.deed)
    if clause.modal == "can" and _CAN_BE.match(deed):
        return Kind.AVAILABILITY
    if _GETS.match(deed) and not participle(deed.partition(" ")[2].partition(" ")[0]):
        return Kind.ACTION if _PERK.search(deed) else _received(deed, Kind.AVAILABILITY)
    if verb is Kind.AVAILABILITY and not clause.modal and not WRITE.search(thing):
        return Kind.AVAILABILITY
    pronoun = re.match(r"(?:it|this|that|they|which|the amount|the funds)$", clause.subject)
    if pronoun and _talked_of(clause) is Kind.REFUND:
        return Kind.REFUND
    kind = kind_of_thing(thing or clause.subject, deed) or verb
    return kind or (Kind.DELIVERY if pronoun and clause.when else Kind.ACTION)


_RETURNS = re.compile(
    r"\bto (?:swap|return|exchange|send (?:it|them) back|bring (?:it|them) back)\b"
)
_BY_GIFT = {
    Noun.MESSAGE: Kind.RESPONSE,
    Noun.MONEY: Kind.REFUND,
    Noun.PLACE: Kind.AVAILABILITY,
    Noun.SERVICE: Kind.AVAILABILITY,
}
_COVERED = re.compile(r"(?:covered|insured)\b")
_CAN_BE = re.compile(
    r"be (?:restored|recovered|retrieved|accessed|downloaded|reactivated|used|redeemed|spent)\b"
)


_PROGRESSIVE = re.compile(r"be (?:[a-z]+ly |also )*(?P<verb>[a-z]+ing)\b")
#: What is to be over first says nothing of the deed; but who stays until it is mended mends it.
_STAYS = re.compile(r"(?:stay|remain|not rest|rest|be)\b")
_LATER = re.compile(
    r" (?:until|till|once|when|as soon as|after|before|if|while|because) (?:we|i|you|it"
    r"|this|that|they|the"
    r"|your)\b"
)


def _deed(clause: Clause) -> str:
    """From the verb on, in its base form, without `try to` and the like."""
    tail = clause.tail or clause.text
    match = _THROUGH.match(tail)
    if match and len(tail) > match.end() + 3:
        tail = tail[match.end() :]
    if progressive := _PROGRESSIVE.match(tail):
        base = FORMS.get(progressive["verb"], (progressive["verb"], ""))[0]
        tail = base + tail[progressive.end() :]
    if not _STAYS.match(tail) and (later := _LATER.search(tail)):
        tail = tail[: later.start()]
    if match or progressive:
        return tail
    if not clause.modal and clause.verb != clause.deed and tail.startswith(clause.verb):
        return clause.deed + tail[len(clause.verb) :]
    return tail


def _talked_of(clause: Clause) -> Kind:
    """What "it" is: money, an answer, or goods, whatever was spoken of last."""
    here = clause.sentence.text[: clause.start - clause.sentence.start]
    said = clause.sentence.before[-140:] + here
    spoken = (
        (Kind.REFUND, PAY),
        (Kind.REFUND, _CHARGED),
        (Kind.RESPONSE, WRITE),
        (Kind.DELIVERY, GOOD),
    )
    places = ((m.start(), kind) for kind, words in spoken for m in words.finditer(said))
    return max(places, default=(0, Kind.DELIVERY))[1]


_RECEIVED = (
    (Kind.RESPONSE, WRITE),
    (Kind.DELIVERY, GOOD),
    (Kind.QUALITY, QUALITY),
    (Kind.PRICE, PRICE),
    (Kind.AVAILABILITY, AVAILABLE),
)


_CHARGED = re.compile(r"\b(?:charge[ds]?|overpaid|overcharged|debited)\b")


def _received(text: str, default: Kind) -> Kind:
    return next((kind for kind, words in _RECEIVED if words.search(text)), default)


_NOUNS = (
    (
        Kind.DELIVERY,
        re.compile(
            r"\bdoor to door\b|\b(?:at|on|to) your (?:door|step|desk|table|doorstep|site)\b"
        ),
    ),
    (Kind.REFUND, PAY),
    (Kind.RESPONSE, re.compile(r"\bhear (?:from|back)|\bnews\b|\banswers?\b|\bupdates?\b")),
    (
        Kind.RESOLUTION,
        re.compile(
            r"\b(?:recover\w*|restor\w*|(?:power|water|supply|service|internet) (?:to be )?back"
            r"|fixed|resolved|repair\w*)\b"
        ),
    ),
    (
        Kind.AVAILABILITY,
        re.compile(
            r"^(?:trains|buses|normal service|back in stock|power|water|new (?:stock|sizes))"
        ),
    ),
    (
        Kind.DELIVERY,
        re.compile(r"^(?:on (?:its|their) way|new ones?|ready|hot in|on your|at your|ordered)\b"),
    ),
)
_TAKES = re.compile(r"\btak(?:e|es|ing)\b")
_TAKEN = (
    (Kind.RESOLUTION, RELOAD),
    (Kind.DELIVERY, DELIVER),
    (Kind.RESPONSE, re.compile(r"\b(?:reply|respond|answer|get back)\b")),
)


def _of_nouns(clause: Clause) -> Kind:
    """Of what is expected, allowed or only named."""
    text = clause.text
    for kind, nouns in _NOUNS:
        if nouns.search(text):
            return kind
    if _IT.match(text):
        return _talked_of(clause)
    if _TAKES.search(text):
        return next((kind for kind, words in _TAKEN if words.search(text)), Kind.ACTION)
    return _of_noun(clause) or _received(text, Kind.ACTION)


def _of_noun(clause: Clause) -> Kind | None:
    """Of the thing that is named before the measure, else of any."""
    text = clause.text
    named = noun_of(text[: clause.measure.start] if clause.measure else text) or noun_of(text)
    if named is Noun.SERVICE and _AGAIN.search(text):
        return Kind.RESOLUTION
    return BY_NOUN.get(named) if named else None


_AGAIN = re.compile(r"\b(?:again|back|restored)\b")
_IT = re.compile(r"(?:please |you can )?expect (?:it|them|this|that)\b")
