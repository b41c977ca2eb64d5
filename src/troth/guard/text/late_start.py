"""A clause that starts late, because a full stop was forgotten before its subject."""

import re

from troth.guard.text.clause import Clause
from troth.guard.words.lists import words

LAST_PRONOUN = re.compile(r"^(?P<before>.*[^,&] )(?P<subject>i|we|you|they|it)$")
_BEFORE_SUBJECT = re.compile(
    r"(?:.*\b(?:and|or|&|that|as|than|if|where|what|when|why|how|who|whether|which|both|of"
    r"|from|outside|inside|like|than|,)|(?:first thing|by|in|on|at|within|after|before"
    r"|from|this|next|every|until|for|with|as|to|tomorrow|today|tonight|soon|then|\d+|an?"
    r"|one|two|three|four|five|ten)\b.*)$"
)
_SAYING = words(
    "say says said tell tells told me us you anticipate anticipates expect expects estimate",
    "estimates believe believes think thinks know knows hope hopes ensure ensures guarantee",
    "guarantees promise promises promised confirm confirms confirmed sure assure claim claims",
    "claimed report reports advise advises advised mean means informed hear heard see",
    "understand reckon glad sorry",
)


def start_late(clause: Clause, late: re.Match[str]) -> None:
    """`thanks for the message i'll call you`: a full stop was forgotten."""
    before = late["before"].strip()
    clause.subject = late["subject"]
    if not _BEFORE_SUBJECT.match(before) and before.split()[-1] not in _SAYING:
        cut = len(late["before"])
        clause.start += cut
        clause.text, clause.core = clause.text[cut:], clause.core[cut:]
