"""A refusal, and what cannot be promised, is no promise.

That nothing will be charged, sold or shared is one: see no_charge and never.
"""

import re

from troth.guard.hits import SPARED, Hit
from troth.guard.text.clause import Clause
from troth.guard.text.hints import hints

FINDS = ("We won't share your data with anyone.",)
SPARES = (
    "We cannot guarantee a window seat.",
    "I'm unable to bend the rules.",
    "There is no guarantee of a reply.",
    "We won't be able to open early.",
)

_UNABLE = re.compile(
    r"\b(?:unable|not able|won't be able|(?:can't|cannot|can not|couldn't|don't|doesn't"
    r"|won't|not|never|nor|neither|no longer)\b(?: \w+){0,2} (?:be able|guarantee|promise"
    r"|confirm|commit|say when|say|give|offer|accept|make exceptions?|make an exception"
    r"|know|have (?:a|an|any)|provide|tell)|no guarantees?(?! needed)|not (?:guaranteed"
    r"|possible|eligible|entitled|allowed|permitted|accepted|responsible|liable"
    r"|in a position|something|refundable|available)|isn't (?:possible|guaranteed"
    r"|available|covered)|isn't|aren't|are not (?:accepted|covered|included|eligible|able"
    r"|guaranteed)|no (?:refunds?|news|date|eta|estimate|information|info|update|plans?"
    r"|record|longer (?:able|possible|available)|way)\b(?! needed)|neither confirm)"
)
_GIVES_AWAY = re.compile(
    r"\b(?:charge|charged|bill|billed|pay|cost|owe|share|sell|disclose|increase|rise|raise"
    r"|go up|change|lose|expire|ask|contact|store|keep|use|disturb|wake|leave|rest|stop"
    r"|let you down|forget|spam|happen again|be affected|be interrupted|be disrupted"
    r"|be deducted|be debited|regret|take|miss|exceed|see any|notice|need to)\b"
)

_DENIES = hints("n't", "no", "unable", "nev", "nei")


def read(clause: Clause) -> Hit | None:
    """Spare what is denied, where the customer does not gain by it."""
    if _DENIES(clause.text) and _UNABLE.search(clause.text):
        return (
            None
            if re.search(r"\bnever\b|won't be charged", clause.text)
            and _GIVES_AWAY.search(clause.text)
            else SPARED
        )
    if clause.negated and clause.modal in {
        "will",
        "can",
        "do",
        "should",
        "may",
        "have",
        "be",
        "did",
        "was",
        "must",
    }:
        return (
            None
            if clause.modal in {"will", "do", "be"} and _GIVES_AWAY.search(clause.text)
            else SPARED
        )
    return None
