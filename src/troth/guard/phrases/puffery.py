"""Praise and jokes promise no deed: you'll love it, it will surprise you."""

import re

from troth.guard.hits import SPARED, Hit
from troth.guard.text.clause import Clause
from troth.guard.text.hints import hints
from troth.guard.words.lists import words
from troth.guard.words.subjects import Who

FINDS = ("You'll enjoy free refills until May.",)
SPARES = (
    "You'll adore the colour.",
    "The finish will amaze you.",
    "Imagine a phone bill that makes you smile.",
)

_PUFF = re.compile(
    r"(?:love|adore|never (?:want|look|forget|believe|guess|go back)|be (?:surprised"
    r"|amazed|delighted|thrilled|glad you|blown|obsessed|hooked|smiling|impressed"
    r"|pleased with|the envy|in for a treat|in good hands|able to|missed)|feel"
    r"|fall in love|thank|want|wonder|enjoy(?! (?:\d|free|priority|\w+ (?:off|free)))"
    r"|notice|agree|know|recogni[sz]e|understand|appreciate|remember|always (?:remember"
    r"|be)|find (?:it|that|them|the (?:steps|answer|form|details|link|instructions|option"
    r"|info\w*|guide)|more|our|out|everything|all)|see (?:why|how|what|a (?:button|link"
    r"|menu|screen|list|page|tab|prompt|message|confirmation screen|pop-?up)|an? (?:option"
    r"|icon)|the (?:option|button|difference|world)|that|it (?:listed|under|in the))"
    r"|get (?:the hang|used|lost|hooked|a feel|an? (?:error|prompt|pop-?up))"
    r"|hear (?:a (?:click|beep)|birds|the)|have (?:a blast|fun|a great|the time|noticed"
    r"|seen|to|heard|a ball))\b"
)
_MAY_JOKE = hints(
    *words("lol said moon pigs kidding joking jk imagine freezes sure 😉 😂 #just"),
)
_JOKE = re.compile(
    r"\blol sure|said no one|to the moon|the moon\b|pigs (?:fly|will|might|can)|kidding|joking|jk\b"
    r"|hell freezes|imagine|😉|😂|#just|oh sure"
)
_AMAZES = re.compile(
    r"(?:surprise|amaze|delight|blow|wow|change (?:your|the way)|transform|make you|knock"
    r"|remind you|inspire|bring you joy|be (?:missed|fun|amazing|great|awesome|worth"
    r"|lovely|interesting|perfect|epic|legendary|a blast|tough|hard|easy))\b"
)
AUXILIARIES = ("", "be", "can", "may", "should", "will", "would")


def read(clause: Clause) -> Hit | None:
    """Spare feelings, what a screen shows, and what is said in jest."""
    if clause.text.startswith(("sounds like", "sounds as if", "sounds as though")):
        return SPARED
    if (
        _MAY_JOKE(clause.sentence.text)
        and clause.sentence.has(_JOKE)
        and (not clause.when or "pigs" in clause.text)
    ):
        return (
            SPARED
            if re.search(
                (
                    r"lol sure|said no one|moon|pigs|kidding|joking|jk\b|freezes|imagine"
                    r"|oh sure|#just"
                ),
                clause.sentence.text,
            )
            else None
        )
    if (
        clause.modal in {"will", "should"}
        and clause.who in {Who.CUSTOMER, Who.THING}
        and _PUFF.match(clause.tail)
    ):
        return SPARED if not re.search(r"money back|refund", clause.text) else None
    if clause.modal == "will" and clause.who is Who.THING and _AMAZES.match(clause.tail):
        return SPARED
    return None
