"""A question promises nothing, and neither does what the customer is asked to do."""

import re

from troth.guard.hits import SPARED, Hit
from troth.guard.text.clause import Clause

FINDS = ("Send us your number and we'll call you.",)
SPARES = (
    "Could you send us your number?",
    "Did the porter say that we would pay?",
    "Which shop was it?",
)

_INVERTED = re.compile(
    r"(?:and |or |so |but |please )?(?:can|could|would|will|do|did|does|don't|didn't|have"
    r"|has|haven't|is|isn't|are|aren't|was|were|wasn't|may|might|shall|won't|wouldn't"
    r"|am)\s(?:you|u|we|i|it|he|she|they|there|this|that|these|the|your|our|any|anyone"
    r"|someone|everything|my)\b"
    r"|(?:what|which|who|whom|whose|where|why|how|when)(?:'s|'re)?\b(?! (?:you|we|your|the"
    r"|it|a)\b(?!.*\?$))|any (?:chance|idea|luck|news)|mind if|care to|want (?:us|me|to)\b"
    r"|need (?:us|me|any)\b|fancy\b"
)


_WH = ("when", "where", "what", "how", "which", "who")


def read(clause: Clause) -> Hit | None:
    """Spare a question; the word order tells, or the mark."""
    if _INVERTED.match(clause.text) and (clause.sentence.asks or not clause.text.startswith(_WH)):
        return SPARED
    if (
        clause.sentence.asks
        and clause is clause.sentence.clauses[-1]
        and not clause.by_company
        and not clause.before
    ):
        return SPARED
    return None
