"""Vague but given: we'll look after you, you're covered, leave it with me, it will end well."""

import re

from troth.guard.hits import Hit
from troth.guard.kinds import Kind
from troth.guard.text.clause import Clause
from troth.guard.words.subjects import Who

FINDS = (
    "We'll make it right.",
    "We'll look after you and your family.",
    "You have our word that this gets sorted.",
)
SPARES = ("You make it right with a wrench.",)

OUTCOME = re.compile(
    r"\b(?:mak(?:e|ing) (?:it|this|things|that) (?:right|up to)|do (?:right by"
    r"|the right thing)|look(?:ing)? after (?:you|u)\b|tak(?:e|ing) (?:good "
    r"|great )?care of (?:you|it|this|everything|that)|mak(?:e|ing) up for|save the day"
    r"|happy with (?:how|the (?:outcome|result))|see (?:this|it|you) (?:right|through)"
    r"|put (?:it|this|things) right|turn (?:this|it) around|won't let you down"
    r"|in good hands|make (?:you|everyone) (?:happy|smile)|not (?:be )?disappoint\w*"
    r"|work (?:something|it|things) out|make amends|do better|have your back|got your back"
    r"|get this right|come good|make sure you're (?:happy|looked)|grow alongside|(?:won't"
    r"|not|never) regret|sort you out(?! with)|set (?:this|things|it) straight"
    r"|right this wrong|win back your trust|earn back your trust|make everything (?:right"
    r"|good))\b"
)
SUBJECTS = (Who.COMPANY, Who.CUSTOMER, Who.NONE)
AUXILIARIES = ("will",)


def read(clause: Clause) -> Hit | None:
    """Find vague promises of a good end."""
    if (
        OUTCOME.search(clause.text)
        and clause.modal == "will"
        and (clause.by_company or clause.who in {Who.CUSTOMER, Who.NONE})
    ):
        return Hit(kind=Kind.OUTCOME)
    return None
