"""Ways of saying a thing that its words alone do not tell."""

import re

from troth.guard.words.lists import words

#: Who answers, rather than what comes back.
_WE = "|".join(
    sorted(
        words(
            "we we'll i i'll they they'll who us team desk colleague colleagues somebody someone",
            "agent agents people staff support sales office person human experts crew",
        )
    )
)

_SALES_MAILS = (
    r"(?:marketing|promo|promotional|promotion|advertising|sales|commercial)"
    r" (?:e-?mails?|mails?|messages?)"
)
#: Words that belong together, and the one word that they are.
_COMPOUNDS = (
    (r"credit cards?|debit cards?", "card"),
    (r"gift cards?", "gift-card"),
    (r"member(?:ship)? cards?|loyalty cards?", "membership"),
    (r"frequent[- ]fl(?:y|i)ers?", ""),
    (r"check(?:s|ed|ing)?[- ]?(?:in|out)", "check-in"),
    (r"next (?:flight|plane|departure|train|seat|connection|service)", r"new flight"),
    (r"next \w+", ""),
    (_SALES_MAILS, "newsletter"),
    (r"(?:arrival|departure) times?", "timetable"),
    (r"(?:instead|in place|in lieu) of(?: the| a| your)? \w+|rather than(?: the| a)? \w+", ""),
    (r"as (?:long|soon|far) as|no (?:later|more) than|at (?:most|least|once)", ""),
)  # fmt: skip

_MONEY = r"(?:money|fare|cash|price|payment|amount|deposit|eur [\d.,]+|[$€£][\d.,]+)"
_EXPLAIN = r"(?:tell|tells|told|explain|say|ask|repeat|describe|write)"
_NO_FEE = (
    r"free of charge|for free|at no (?:extra )?(?:charge|cost)|without (?:a |any )?(?:fee|charge"
    r"|cost)|no (?:\w+ )?(?:fee|charge)|costs? you nothing|costs? nothing|for nothing|waived?"
    r"|on us|on the house|at our (?:expense|cost)"
)

#: What it looks like, and the words that it stands for, which are added.
_IDIOMS = (
    (rf"(?:{_WE})(?: \w+){{0,3}} (?:come|get|be|comes|gets) back (?:to|with) you", "reply"),
    (r"gets? back to (?:you|everyone|everybody|them)|getting back to you", "reply"),
    (
        (rf"(?:{_WE})(?: \w+){{0,2}} (?:e-?mail|write to|text|message|ring|phone) you"
        r"(?= (?:with(?:in)?|in|by|before|today|tomorrow|tonight|this|next|back|shortly)\b)"),
        "reply",
    ),
    (r"(?:be|get|gets|getting|stay) in touch|reach(?:es)? out|turnaround on questions?", "reply"),
    (
        (r"let you know|keep you (?:posted|informed|in the loop|updated)|make you aware"
        r"|first to know|give you a heads[- ]up"),
        "tell",
    ),
    (rf"{_MONEY}(?: \w+){{0,5}} (?:back|returned|reversed|repaid|return)", "refund money"),
    (
        (r"(?:pay|pays|paid|give|gives|giving|get|gets|getting|return|returns)(?: \w+){0,4}"
        r" (?:money|cash|fare)(?: \w+)? back"),
        "refund money",
    ),
    (r"(?:pay|pays|paid|paying|transfer|wire)(?: \w+){0,4} back", "refund"),
    (rf"(?:return|owe you) (?:the|your) {_MONEY}", "refund money"),
    (_NO_FEE, "free fee"),
    (r"(?:won't|not|never) cost|sets? you back", "fee"),
    (
        (r"on[- ](?:time|schedule)|as (?:scheduled|planned|the timetable says)"
        r"|without (?:any )?delays?|(?:arrive|land)s? when (?:we|it)(?: \w+)? says?"),
        "on-time",
    ),
    (r"called off|(?:does|will|did) not (?:leave|fly|run|take place)|never left", "cancel"),
    (r"(?:run|runs|running) (?:late|behind)", "delay"),
    (r"(?:change|changes|changed) (?:of|to|in) (?:the |your )?timetable", "delay"),
    (r"(?:flood|swamp|spam|bombard) (?:you|your \w+)", "newsletter"),
    (
        (rf"{_EXPLAIN}\b[^.;]{{0,40}}?\b(?:twice|again|once|one time|only time|a second time"
        r"|(?:from|at) the (?:beginning|start)|from scratch)"),
        "repeat",
    ),
    (rf"only (?:have|need) to {_EXPLAIN}", "repeat"),
    (
        (r"repeat (?:yourself|anything|it|that|your \w+)|start (?:you )?(?:over|from (?:the"
        r" beginning|scratch))"),
        "repeat",
    ),
    (
        (r"(?:what|which|price)\b.{0,30}\b(?:see|shown|showed|displayed|quoted?)\b.{0,25}"
        r"\b(?:pay|charged|paid)"),
        "price total see",
    ),
    (r"pay (?:exactly|just|only)?\s*what", "price total see"),
    (r"(?:come|comes|cost|costs|charge|charges|fee|fees) on top", "total price"),
    (r"hands? (?:it )?over|drops? off|with you|(?:back )?in your hands", "deliver"),
    (
        (
            r"up and running|back up|back online|up again|(?:work|works|working|running) again"
            r"|(?:back )?in (?:working )?order"
        ),
        "resolve available",
    ),
    (r"(?:be|is|are|stays?) up", "available"),
    (r"(?:send|sends|sending) (?:someone|somebody|a person|one of our \w+)", "visit"),
    (r"(?:come|comes|coming|pop|pops) (?:out|round|over|by|to your \w+)", "visit"),
    (r"(?:a|per|each|every|the) month", "monthly"),
    (r"pass(?:es)? (?:on )?(?:your |any )?(?:data|details)|third parties", "privacy"),
)  # fmt: skip


def _compiled(ways: tuple[tuple[str, str], ...]) -> tuple[tuple[re.Pattern[str], str], ...]:
    return tuple((re.compile(rf"(?<![\w-])(?:{way})(?![\w-])"), word) for way, word in ways)


_JOINED, _ADDED = _compiled(_COMPOUNDS), _compiled(_IDIOMS)


def said_plainly(text: str) -> str:
    """The text, in one spelling, with compounds as one word and what idioms stand for."""
    for pattern, word in _JOINED:
        text = pattern.sub(word, text)
    return " ".join([text, *(word for pattern, word in _ADDED if pattern.search(text))])
