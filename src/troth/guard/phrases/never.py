"""We never, we won't, for the customer's good."""

import re

from troth.guard.hits import Hit
from troth.guard.kinds import Kind
from troth.guard.text.clause import Clause
from troth.guard.words.nouns import Noun, noun_of
from troth.guard.words.subjects import Who
from troth.guard.words.verbs import DEEDS

FINDS = (
    "We never rent out your address.",
    "We will never share your details with anyone.",
    "We won't ever ask you for your PIN.",
)
SPARES = (
    "We would never do such a thing.",
    "You'll never guess what is in store.",
)
_LASTING = re.compile(
    r"\b(?:exceed|peel|fade|break|rust|crack|shrink|stain|leak|fail|wear|expire|run out"
    r"|lapse|close|sleep|stop|increase|rise|change|go (?:up|down|off|flat)|drop|fall|lose"
    r"|budge|slip|warp|stretch|rot|corrode|dry out|burn|void|affect|interrupt|tear|bend|scratch"
    r"|come (?:off|loose)|(?:be )?(?:affected|interrupted|charged|shared|sold|lost|used"
    r"|passed|stored|disclosed|disturbed|touched))(?:s|es)?\b"
)


def _kind(clause: Clause) -> Kind | None:
    """What is kept from going wrong: stays available, or stays good."""
    if re.search(r"\b(?:shared|sold|used|passed|stored|disclosed)\b", clause.text):
        return Kind.ACTION
    if noun_of(clause.subject) is Noun.PRICE:
        return Kind.PRICE
    if re.search(r"\b(?:price|rate|fee|cost|bill|rent|premium|tariff)s?\b", clause.subject):
        return Kind.PRICE
    return (
        Kind.AVAILABILITY
        if re.search(
            (
                r"\b(?:expire|close|sleep|stop|run out|lapse|seat|booking|place|service|affect\w*"
                r"|interrupt\w*|lose|lost)s?\b"
            ),
            clause.text,
        )
        else Kind.QUALITY
    )


_SPARED_THEM = re.compile(
    r"(?:wait|lose|regret|miss|have to|run out|be (?:asked|disturbed|kept waiting|left|worse off"
    r"|out of pocket|penali[sz]ed|chased)|see (?:an?|any|one|another)\b.*\b(?:charge|fee|penny|cent"
    r"|bill|interest|increase)s?)\b"
)
_COSTS = re.compile(r"\b(?:charge|fee|penny|cent|bill|interest|out of pocket)s?\b")
_NOBODY = re.compile(r"(?:nobody|no one|nothing|none of (?:our|us|your))\b")
_HARM = re.compile(
    r"\b(?:worse off|deleted|lost|stored|disclosed|changed|charged|penali[sz]ed|see (?:it"
    r"|them|your)|share|told|contact you|call you"
    r"|chase|lose|read|access|left|turned away|billed|evicted|disconnected)\b"
)
_UNASKED = re.compile(
    r"\bwithout (?:your|you|asking|telling)\b|\b(?:unless|until|before) you (?:say|agree|ask"
    r"|tell|sign|have)"
)
_NO_MORE = re.compile(
    r"\bcosts? you (?:any )?(?:more|extra|a thing|a penny)\b|\bleaves? your account\b"
    r"|\bgoes out of your account\b"
)
_LAW = re.compile(r"\b(?:liable|responsible|obliged|required)\b")
AUXILIARIES = ("", "be", "do", "will")


_OURS = DEEDS | {"lose", "rest", "sell", "share", "spam", "disturb", "forget"}


def read(clause: Clause) -> Hit | None:
    """Find what the company will not do."""
    if not clause.negated and not _NOBODY.match(clause.subject):
        return None
    if (
        clause.by_company
        and clause.negated
        and clause.modal in {"will", "", "do"}
        and clause.deed in _OURS
    ):
        if clause.modal == "do" and not re.match(
            (
                r"(?:sell|share|store|keep|use|disclose|contact|spam|lock|test|read|pass|give|rent"
                r"|track|trade|record|send|ask|add|sign|cancel|stop)\b"
            ),
            clause.tail,
        ):
            return None
        return Hit()
    if clause.who is Who.CUSTOMER and clause.negated and _SPARED_THEM.match(clause.tail):
        if _COSTS.search(clause.tail):
            return Hit(kind=Kind.PRICE)
        return Hit(kind=Kind.OUTCOME if "regret" in clause.tail else None)
    if (
        _NOBODY.match(clause.subject)
        and clause.modal in {"will", "be"}
        and _UNASKED.search(clause.tail)
    ):
        return Hit(kind=Kind.ACTION)
    if _NOBODY.match(clause.subject) and clause.modal == "will" and _HARM.search(clause.tail):
        return Hit(kind=Kind.ACTION)
    if clause.who is Who.THING and clause.negated and _NO_MORE.search(clause.text):
        return Hit(kind=Kind.PRICE)
    if (
        clause.who is Who.THING
        and not _LAW.search(clause.text)
        and clause.negated
        and clause.modal in {"", "will", "do", "be"}
        and _LASTING.search(clause.text)
        and (clause.modal != "be" or "never" in clause.text)
    ):
        return Hit(kind=_kind(clause))
    return None
