"""We guarantee, promise, commit, warrant, undertake, ensure."""

import re

from troth.guard.hits import SPARED, Hit
from troth.guard.text.clause import Clause
from troth.guard.text.hints import hints
from troth.guard.words.lists import words

FINDS = (
    "We are committed to paying every supplier on time.",
    "Supplier guarantees a fill rate of no less than 97 percent.",
    "Guaranteed 100 Mbit/s.",
    "The Host shall ensure an availability of at least 99.5 %.",
    "Welded by hand, guaranteed for 15 years.",
)
SPARES = (
    "There is no guarantee of good weather.",
    "The word guarantee in our brochure refers to the maker's leaflet.",
)

_VERB = re.compile(
    r"\b(?:guarantees?|promise[sd]?|pledges?|warrants?|undertakes?|vows?|commits? to"
    r"|commits? (?:itself|ourselves)|(?:am|are|is|'re|'m|remain|have) (?:fully |strongly "
    r"|deeply |firmly |proudly )*(?:committed|dedicated) to|make sure|ensures?|assures?"
    r"|stands? (?:behind|by) (?:every|each|our|all|everything|what)"
    r"|assure)\b"
)
_GUARANTEED = re.compile(
    r"\bguaranteed\b|\bor your money back\b|\b(?:is|are|be|comes?"
    r"|stays?) (?:always )?safe (?:with us|and secure)\b|\byou have (?:my|our) word\b"
    r"|\bpromise$|\bpinky promise\b|\bhonest(?:ly)? promise\b|\b(?:is"
    r"|are) (?:always )?(?:kept|stored|held) (?:safe|secure|confidential|private)\w*\b"
)
_RELY = re.compile(
    r"(?:you can |please )?(?:count|rely|depend|bank) on (?:us|me)\b(?: to|for| for)? \w+"
)
_NOUN = re.compile(r"\b(?:guarantee|promise|warranty|pledge)\b")
_HINT = hints(
    *words(
        "guarant promis pledg warrant undertak vow commit dedicat sure ensur assur stand word",
        "safe kept stored held count rely depend serious value understand care appreciate",
        "know",
    ),
    *("bank on", "money back"),
)
_GIVING = hints("word", "promis", "guarant", "assur", "swear", "commit", "count on")
AUXILIARIES = ("", "be", "can", "do", "will")

_CLICHE = re.compile(
    r"\b(?:take|takes|taking) .*\bserious(?:ly)?\b|\b(?:we|i) (?:value|understand|care"
    r"|appreciate|know)\b"
)
_GIVEN = re.compile(
    r"\b(?:(?:my|our) (?:\w+ )?(?:word|assurance|promise|guarantee|commitment)(?: that)?"
    r"|i (?:promise|guarantee|assure"
    r"|swear)(?: to)?(?: you)?(?: that)?"
    r"|we (?:promise|guarantee|assure)(?: you)?(?: that)?|count on it(?: that)?)\W*$"
)


def _said_before(clause: Clause) -> str:
    return clause.sentence.text[: clause.start - clause.sentence.start]


def read(clause: Clause) -> Hit | None:
    """Find what the company vouches for."""
    text = clause.text
    before = _said_before(clause)
    given = _GIVING(before)
    if not given and not _HINT(text):
        return None
    if _RELY.match(text):
        return Hit()
    if clause.negated and "never" not in text:
        return None
    if _CLICHE.search(text):
        return SPARED
    several = text.count(" ") > 1
    if given and several and clause.modal in {"", "be"} and _GIVEN.search(before):
        return Hit()
    ours = clause.by_company and clause.modal in {"", "be", "will"}
    if ours and (match := _VERB.search(text, 0, len(clause.subject) + _NEAR)):
        return _vouches(clause, match)
    found = _WE_VOUCH.search(text[:40]) and clause.modal in {"", "can", "do"}
    said = several and clause.modal in {"", "be", "will"} and _GUARANTEED.search(text)
    return Hit() if found or said else None


#: Code points after the subject in which the verb stands.
_NEAR = 60
_WE_VOUCH = re.compile(
    r"\b(?:we|i) (?:can |do |personally |also |hereby |fully |always )*(?:guarantee|promise|pledge"
    r"|warrant|undertake|commit|ensure)\b"
)
_PAPERS = re.compile(r"\b(?:series|procedures|policies|strategies)\b")
_SEE_TO = re.compile(r"(?:make|making) sure you\b(?! (?:get|receive|have|are|never|don't|feel))")


def _vouches(clause: Clause, match: re.Match[str]) -> Hit | None:
    """What it makes of `we guarantee`: procedures and `make sure you restart` are no promise."""
    if _PAPERS.search(clause.subject) or not clause.text[match.end() :].strip():
        return None
    if _SEE_TO.match(clause.text, match.start()):
        return SPARED
    committed = clause.modal != "be" or match[0].endswith((" to", "dedicated to"))
    return Hit() if committed else None
