"""Words in quotation marks are somebody's words, not a promise made here.

What a third party is quoted with is theirs to keep.
"""

import re

from troth.guard.hits import SPARED, Hit
from troth.guard.kinds import Promiser
from troth.guard.text.clause import Clause
from troth.guard.words.subjects import mentions_third

FINDS = ('The courier wrote: "we will try once more on Friday".',)
SPARES = (
    '"We will call you back" was the wrong thing to say.',
    'You wrote: "they will pay for my taxi".',
)

_THEY_SAY = re.compile(
    r"\b(?:told|tells?|says?|said|writes?|wrote|confirm(?:s|ed)|advise[sd]|report(?:s|ed)"
    r"|announced|states?|according to)\b"
)


def read(clause: Clause) -> Hit | None:
    """Spare what is quoted, unless somebody else promises in it."""
    if not clause.quoted:
        return None
    introduction = clause.sentence.text[: clause.start - clause.sentence.start]
    others = mentions_third(introduction) and _THEY_SAY.search(introduction)
    if others and clause.modal == "will":
        return Hit(promiser=Promiser.THIRD_PARTY)
    return SPARED
