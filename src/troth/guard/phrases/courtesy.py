"""Courtesy is no promise: happy to help, always here for you, feel free."""

import re

from troth.guard.hits import SPARED, Hit
from troth.guard.text.clause import Clause
from troth.guard.text.hints import Hinted, hints
from troth.guard.words.lists import words
from troth.guard.words.subjects import Who

FINDS = ("We'll help you with the form by Friday.",)
SPARES = (
    "We'll be glad to walk you through the menu.",
    "I'd be glad to look into this.",
    "We're always here for you.",
    "We're here to help.",
)

_COURTESY = Hinted(
    r"\b(?:happy|glad|delighted|pleased|thrilled|honou?red|ready|eager|keen|love|like"
    r"|more than (?:happy|willing)|willing|proud|excited|here|around|available|standing by"
    r"|on hand) (?:to (?:help|assist|hear|look|answer|explain|address|walk|take|see|have"
    r"|discuss|chat|talk|support|welcome|do|check|review|get|work|sort|listen|try|provide"
    r"|offer|investigate|guide|serve|share|be|make|speak|meet|give|learn|consider|go"
    r"|arrange|note|pass)|for you|if you|whenever|anytime|any time|24)\b"
    r"|\b(?:be|are|'re|am|'m) (?:always |only |just |right |still |all )?(?:here"
    r"|there for you|around|a (?:call|message|dm|click|phone call) away|all ears"
    r"|at your (?:service|disposal)|happy|glad|delighted|pleased|thrilled|honou?red"
    r"|excited)\b(?! (?:by|at|on|with your|tomorrow|today|when|until|till|from|between"
    r"|within|in \d|again (?:by|at|tomorrow|today|on))\b)"
    r"|\bfeel free\b|\blook(?:ing)? forward\b|\bdon't hesitate\b|\bdo not hesitate\b"
    r"|\bat your (?:service|disposal)\b|\bmy pleasure\b|\byou(?:'re| are) (?:very "
    r"|most )?welcome\b|\bwelcome (?:you )?(?:back|on ?board|aboard)\b",
    hints(
        *words(
            "happy glad delighted pleased thrilled honored honoured ready eager keen love",
            "like willing proud excited here around available standing hand away ears service",
            "disposal free forward hesitate pleasure welcome",
        ),
    ),
)
#: Courtesy with a day or an hour is meant: `I'll be glad to call you tomorrow at 9`.
_DATED = re.compile(
    r"be (?:happy|glad|pleased|delighted) to (?:call|ring|send|deliver|refund|visit|come"
    r"|meet|ship)\b"
)


def read(clause: Clause) -> Hit | None:
    """Spare offers of help that commit to nothing."""
    if clause.who in {Who.CUSTOMER, Who.THING} and clause.modal in {"will", "should"}:
        return None
    where = clause.tail[:45] if clause.modal == "will" else clause.core
    return SPARED if _COURTESY.search(where) and not _is_meant(clause) else None


def _is_meant(clause: Clause) -> bool:
    """Whether a time is named for what a thing is, for who is ready, or for a deed."""
    is_so = clause.who is Who.THING and clause.modal == "be"
    ready = clause.text.startswith(("ready", "available", "around"))
    dated = clause.by_company and clause.modal == "will" and _DATED.match(clause.tail)
    return bool((is_so or ready or dated) and clause.when)
