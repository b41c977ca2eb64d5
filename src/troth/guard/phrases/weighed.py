"""What is said in the present, weighed by its marks: whose, how soon, for nothing, for all.

No mark alone makes a promise of a sentence without "will"; several do. Each has a weight, and a
clause whose weights reach `ENOUGH` is a promise.
"""

import re

from troth.guard.hits import Hit
from troth.guard.kinds import Kind
from troth.guard.phrases.standing import PAST_TIME
from troth.guard.text.clause import Clause
from troth.guard.text.hints import hints
from troth.guard.words.lists import words
from troth.guard.words.nouns import Noun, noun_of
from troth.guard.words.subjects import Who
from troth.guard.words.verbs import FORMS, KIND_OF_VERB, participle

FINDS = (
    "We bake your cake the day you collect it.",
    "Every bike is tested before it leaves the shop.",
    "A tutor answers your questions at any hour.",
    "Nobody opens your letters.",
    "We hold your bags while you look round.",
    "Damage to your fence is paid for, up to €300.",
    "If the sitter is ill, we send another.",
)
SPARES = (
    "Our beans are roasted in small batches.",
    "We are checking your order now.",
    "Students hand in two copies.",
    "Doors are locked once the play begins.",
    "We make our cheese by hand.",
    "The survey covers all rooms.",
    "We run a shop in every county.",
)

ENOUGH = 4
_YOURS = re.compile(r"\b(?:you|your|yours|u|ur|yourself)\b")
_ALL = re.compile(r"(?:every|each|all|any|your|no) ")
_ANY = re.compile(r"\b(?:any|every|each|anything|everything|all (?:of )?(?:your|the))\b")
_WHATEVER = re.compile(
    r"\b(?:no matter|whatever (?:happens|you|the|it)|whenever|any ?time|at any (?:time|hour|point)"
    r"|(?:day|night) (?:and|or) (?:night|day)|round the clock|no questions|for life|for good"
    r"|without"
    r" (?:asking|exception|fail|delay|fuss)|every time|either way|in full|to the (?:penny|cent"
    r"|letter))\b"
)
#: What the customer does, or what happens to their things, says when.
_ANCHOR = re.compile(
    r"\b(?:the (?:very )?(?:day|night|moment|minute|hour|second|instant|morning) (?:you|it|your)"
    r"|(?:before|while|until|as soon as|when|once|after|wherever|whenever) (?:you|your|it"
    r" (?:leaves|goes|is)"
    r"|they (?:leave|go)|anything|anyone)|for the (?:length|whole|rest|duration) of|as long as you"
    r"|for as long as|on the spot|there and then|straight ?away|right away|at once|on arrival|at"
    r" the door)\b"
)
_FREE = re.compile(
    r"\bfor (?:free|nothing)\b|\bfree of charge\b|\bat (?:no|our|the same)\b|\bon us\b|\bthrown"
    r" in\b"
    r"|\bwithout (?:charge|a fee|extra)\b|\bout of our own\b|\bat half\b"
)
_BY = re.compile(
    r"\b(?:within|in|inside|by|before|under|until|till|from|every|each|same|on the|for)\b"
)
_UP_TO = re.compile(r"\bup to [$€£\d]|\bin full\b")
_TROUBLE = re.compile(
    r"\b(?:breakages?|damages?|losses|loss|mistakes?|faults?|errors?|spoilage|theft|lost|broken|late"
    r"|faulty|missed)\b"
)
_NOBODY = re.compile(r"(?:nobody|no one|none of (?:us|our \w+))\b")
_CARES = words(
    "check hold keep send file wipe cover protect answer test clean return back take carry",
    "store look see bake make bring wait pack wrap sign read measure put give change sharpen",
    "throw stay treat teach meet wash help investigate review inspect assess",
)
#: Facts, duties, bad news, and how things stand just now.
_AGAINST = re.compile(
    r"\b(?:charged|billed|deducted|forfeited|deposits?|founded|located|based|sizes?|weighs?|measures?|means|excludes?|please|currently|still"
    r"|at the moment|so far|since|surcharge|penalty|fine|late fee|delayed|closed|cancelled"
    r"|suspended"
    r"|must|vat|gluten|made of|years of|thank\w*|welcome|sorry|appreciate|believe|love|enjoy|hope"
    r"|understand|know|terms|policy|agree\w*|subject to|illustration|rights?)\b"
)
SUBJECTS = (Who.COMPANY, Who.THING, Who.NONE)
AUXILIARIES = ("", "be", "have")
_HINT = hints(
    *words(
        "you any every each nobody none while before free nothing thrown life good away",
        "arrival hour",
    ),
    *("all ", "no matter", "no one", "up to", "at once", "if "),
)  # fmt: skip


def read(clause: Clause) -> Hit | None:
    """Find it where enough speaks for it."""
    if not _HINT(clause.sentence.text) or clause.sentence.asks or not _is_present(clause):
        return None
    if _AGAINST.search(clause.text) or PAST_TIME.search(clause.text):
        return None
    return Hit(kind=_kind(clause)) if weight(clause) >= ENOUGH else None


def weight(clause: Clause) -> int:
    """All that speaks for a promise, added up."""
    text, tail = clause.text, clause.tail or clause.text
    measure = clause.measure.quantity.type if clause.measure else ""
    marks = (
        (3, _NOBODY.match(text)),
        (2, _WHATEVER.search(text)),
        (2, _ANCHOR.search(tail)),
        (2, _FREE.search(tail)),
        (2, measure in {"duration", "date", "time", "frequency"} and _BY.search(tail)),
        (1, measure in {"money", "percent"}),
        (1, clause.by_company),
        (1, _serves(clause)),
        (1, _YOURS.search(tail)),
        (2 if clause.modal == "be" else 1, _ALL.match(clause.subject)),
        (1, clause.modal == "be" and _BY_WHOM.search(tail)),
        (3, _or_else(clause)),
        (1, _ANY.search(tail)),
        (1, _UP_TO.search(tail)),
        (1, _TROUBLE.search(clause.subject)),
        (2, _hangs(clause)),
    )
    return sum(points for points, found in marks if found)


_BY_WHOM = re.compile(r"\bby (?:an?|two|three|our|someone|somebody|the same|at least|one of)\b")


def _or_else(clause: Clause) -> bool:
    """`or we move you`: what comes of it where it is not so."""
    later = [other for other in clause.sentence.clauses if other.before is clause]
    return any(
        other.joined in {"or", "or else", "otherwise"}
        and (other.by_company or other.who is Who.CUSTOMER)
        for other in later
    )


def _is_present(clause: Clause) -> bool:
    """A present with a subject, or what is done or so; no imperative and nothing under way."""
    if _NOBODY.match(clause.text):
        return True
    if clause.negated or not clause.subject:
        return False
    if clause.modal == "have":
        return bool(_ALL.match(clause.subject)) and clause.tail.startswith(
            ("a ", "an ", "the ", "its ")
        )
    if clause.modal == "be":
        return participle(clause.verb) or clause.verb in {"thrown", "paid", "ready", "yours"}
    return FORMS.get(clause.verb, ("", ""))[1] in {"base", "s"}


def _serves(clause: Clause) -> bool:
    kind = KIND_OF_VERB.get(clause.deed)
    return clause.deed in _CARES or (kind is not None and kind is not Kind.ACTION)


def _hangs(clause: Clause) -> bool:
    others = (other for other in clause.sentence.clauses if other is not clause)
    return any(other.text.startswith(("if ", "should ", "unless ")) for other in others)


def _kind(clause: Clause) -> Kind | None:
    if _NOBODY.match(clause.text):
        return Kind.PRICE if clause.text.startswith(("nobody pays", "no one pays")) else Kind.ACTION
    if KIND_OF_VERB.get(clause.deed) is Kind.RESPONSE:
        return Kind.RESPONSE
    if _FREE.search(clause.tail) and noun_of(clause.subject) in {Noun.PLACE, Noun.PRICE, None}:
        return Kind.PRICE if clause.modal == "be" else None
    return Kind.REFUND if _TROUBLE.search(clause.subject) and "paid" in clause.tail else None
