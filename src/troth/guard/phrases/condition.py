"""What stands after "if" or "when" is a condition; the promise is what hangs on it."""

import re

from troth.guard.hits import SPARED, Hit
from troth.guard.text.clause import Clause

FINDS = ("If the zip sticks, we will mend it.",)
SPARES = (
    "If you would like a call, give us a ring.",
    "Once your order ships.",
)

_CONDITION = re.compile(
    r"(?:even )?(?:if|unless|once|when|whenever|as soon as|as long as|so long as|provided"
    r"|in case|in the event|while|because|since|although|though|whether|where|wherever"
    r"|until|till)\b"
    r"|should (?:you|the|your|it|this|any|there|that|we|these|they|anything|a|an)\b"
    r"|(?:after|before) (?:you|we|i|it|they|the|your|he|she)\b(?=.*\b(?:is|are|has|have"
    r"|receive|gets?|send|confirm|clos|leav)\w*\b)"
)

_STARTS = (
    *(
        "if",
        "when",
        "once",
        "as ",
        "while",
        "since",
        "until",
        "unless",
        "after",
        "before",
        "because",
    ),
    *("should ", "even ", "so long", "provided", "in case", "in the event", "although", "though"),
    *("whether", "where", "till"),
)


def read(clause: Clause) -> Hit | None:
    """Spare a subordinate clause."""
    if not clause.text.startswith(_STARTS):
        return None
    if _CONDITION.match(clause.text) and not clause.text.startswith(("when you", "where you")):
        return SPARED
    return SPARED if re.match(r"(?:when|where) you\b", clause.text) else None
