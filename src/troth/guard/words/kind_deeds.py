"""The kind of a deed, by the words from its verb on: the first row that fits."""

import re

from troth.guard.kinds import Kind
from troth.guard.words.kind_words import (
    DELIVER,
    OPENS,
    PAY,
    PRICE,
    QUALITY,
    RESOLVE,
    WROTE,
)
from troth.guard.words.nouns import Noun, noun_of

_HELP = re.compile(
    r"^(?:help|assist|support|look|check|investigate|review|see|explore|work|try|monitor"
    r"|keep an eye|dig|chase|follow|escalate|raise|pass|forward|feed|ask|note|log|flag"
    r"|let the|take (?:a|this|that|extra|note|it|care|on)|share|add|make a note"
    r"|get in touch with|touch base with|speak (?:to|with) (?:the|our)|contact (?:the"
    r"|our) (?!customer)|reach out to (?:the|our)|talk to|liaise|report|mention)\b"
)
_RESPOND = re.compile(
    (
        r"^(?:be (?:right )?(?:back|in touch|in contact)(?: (?:with|to|shortly|soon|in"
        r"|within)\b|$)|be (?:contacted|notified|informed|called|advised|told|emailed|messaged"
        r"|updated|posted on|alerted|answered|acknowledged|replied)|be in (?:touch|contact)"
        r"|(?:get|come|revert|write|report|hear|circle) (?:right |straight |swiftly "
        r"|directly )?back|have .{2,40} in your inbox|be with you (?:shortly|soon"
        r"|in (?:just )?a (?:moment|minute|sec\w*)|momentarily|as soon)"
        r"|be the first to (?:know|hear)"
        r"|get (?:right |straight )?(?:back|in touch|in contact|a (?:call|reply|response"
        r"|message)|an (?:email|answer|update|sms))|keep (?:you|u|everyone|customers"
        r"|passengers) (?:posted|updated|informed|in the loop|up to date)|let (?:you|u"
        r"|everyone|them|her|him|the crew) know|touch base|reach out(?! to (?:the|our))"
        r"|follow up with (?:you|u)\b|give (?:you|u) (?:a (?:call|ring|shout|bell|buzz)"
        r"|an (?:update|answer)|more|the|a (?:quote|date|time))|(?:drop|shoot|fire"
        r"|send) (?:you|u|over) (?:a|an|another) (?:line|note|text|dm|message|email|e-mail"
        r"|link|quote|update|reply|call)|have (?:an answer|someone (?:call|ring|contact|phone"
        r"|reach|email|get back)|news|a reply|more|our .{0,20} (?:call|contact))"
        r"|return your call|go from there|continue (?:the |our )?(?:there|our|the|conversation"
        r"|chat|in dm|here|the conversation|this (?:conversation|in)|via|in (?:dm|pm|private)"
        r"|over)|meet you there|pick (?:this|it) up (?:there|in|via)|take (?:it"
        r"|this) from there|carry on there|send (?:you |u |out |over |across |through |your "
        r"|the |an? |it )*(?:link|e-?mail|confirmation|details|update|info\w*|tracking|sms"
        r"|text|message|dm|note|letter|copy|form|invoice|quote|instructions|report|results?"
        r"|reminder|number|code|his letter|questionnaire|contract|documents?|statement|reply"
        r"|proposal|summary|steps|invite|answer|estimate|notification)|email|e-mail|phone|ring"
        r"|call(?! it)|text\b|dm\b|ping|message|reply|respond|notify|inform|advise|answer"
        r"|acknowledge|tell|alert|remind|confirm|contact (?:you|u|the customer)|announce"
        r"|publish|post (?:an?|the|more|our|updates?|every)|update (?:you|u|this|the (?:page"
        r"|status|thread)|everyone)|provide (?:you |u )?(?:with |an |a |the |some |more |any "
        r"|further |more |regular )*(?:update|instructions?|details?|info\w*|answers?|tracking"
        r"|confirmation|status|reports?|quotes?|estimates?|response|clarity|steps|link|number)"
        r"|receive (?:an? |the |your |our |further |more |regular |another )*(?:\w+ ){0,3}(?:"
    )
    + WROTE
    + (
        r")\b|hear (?:from|back|more|within|by)|see an answer|share (?:it |that |this |more "
        r"|the |an? |any |updates? |details? |news |another )*(?:with you|update|news|details"
        r"|info)|speak (?:to|with) you|talk|explain|expect (?:an?|our|the|your)? ?(?:call"
        r"|email|reply|answer|response|contract|update|quote|decision)|write (?:to )?(?:you"
        r"|back)|issue (?:an? |the |our )*(?:update|statement|report|answer|decision)|clarify"
        r"|chat|get you (?:an answer|a quote|an update|the details|more)|dial you|find out)\b"
    )
)
_TO_STAFF = re.compile(
    r"\b(?:with|to|by|from|of) (?:the|our|my) (?:\w+ ){0,3}(?:team|teams|department"
    r"|manager|supplier|store|warehouse|crew|colleagues?|developers?|engineers?|courier"
    r"|depot|staff|seller|buyers|office|head office|lead)\b|^let (?:the|our) "
)
_REPLACE = re.compile(
    r"\b(?:replace (?:it|the (?:unit|item|product|device|part|goods|pair|set|faulty"
    r"|damaged|broken|whole)|your|them|any|that|this|free|for free|every)|replaced (?:free"
    r"|at no|if)|a (?:free |full )?replacement\b(?! (?:order|card))|goodwill|throw in"
    r"|complimentary|gesture|on the house|treat on us|gb extra|extra gb|bonus"
    r"|boost your data)"
)

_LOOKING = re.compile(
    r"(?:investigat|check|look|review|monitor|explor|escalat|ask|chase|follow|add (?:a |this )?note"
    r"|forward|pass)\w*"
)
_CHANGING = re.compile(
    r"(?:cancel|add|update|change|delete|remove|arrange|process|activate|put|take|note"
    r"|make|see|have"
    r"|ask)\w*"
)
_GIFT = re.compile(r"\bactions?\b|\bgift\b|\btreat\b|\bsurprise\b")

_HANDED_ON = re.compile(
    r"^(?:get|pop|put|bring|hand|send|pass|take|move|raise|flag|refer|forward|relay|feed|escalate"
    r"|mention|report|bump|log|share|transfer)\b.{0,60}\b(?:to|with|past|by|for) (?:the"
    r"|our|my|their)"
    r" (?:[\w']+ ){0,4}(?:teams?|departments?|managers?|management|colleagues?|developers?"
    r"|engineers?"
    r"|crew|staff|folks|people|specialists?|supervisors?|attention|office|store|station|desk)\b"
    r"|^(?:call|ring|phone|e-?mail|message|contact|inform|notify|tell|alert|advise|update"
    r"|remind|ask)"
    r" (?:the|our|their|my) (?!customer|user|client|guest"
    r"|passenger)(?:[\w']+ ){0,3}?(?:teams?|department|store|shop"
    r"|station|depot|warehouse|seller|supplier|courier|manager|crew|staff|branch"
    r"|restaurant|hotel|office"
    r"|driver|colleagues?|developers?|engineers?|bank)\b"
    r"|^bring (?:this|that|it|your \w+) up\b"
)

#: A kind, the words that tell it, and words that tell otherwise.
Row = tuple[Kind, re.Pattern[str], re.Pattern[str] | None]


def _row(kind: Kind, words: str, unless: re.Pattern[str] | None = None) -> Row:
    return kind, re.compile(words), unless


ROWS: tuple[Row, ...] = (
    _row(
        Kind.REFUND,
        r"^(?:knock|take|shave|chop)\b.{0,40}\boff (?:the|your|this|next) (?:next )?(?:bill"
        r"|price|total|invoice|statement|cost|fee)\b|^(?:take|accept) (?:it|them"
        r"|any\w*|everything|the \w+|your \w+) back\b(?! to)|^swap\b|^exchange\b|^owe\b"
        r"|^(?:have|get|put|pop|wire|push|move|place)\w*\b.{0,40}\b(?:fee|money|cash|amount"
        r"|sum|gb)\b"
        r".{0,20}\b(?:back|on your|to your|with you|into)\b"
        r"|^(?:pop|put|add|stick|drop)\w*\b.{0,12}\b\d+ ?gb\b",
    ),
    _row(
        Kind.REFUND,
        r"^(?:get|send|find|sort) (?:you|u) (?:out with )?(?:an?other|an? new|a fresh"
        r"|a replacement)\b"
        r"|^(?:place|raise|create|put in|process|set up|arrange) (?:the|a"
        r"|your) (?:free )?replacement\b"
        r"|^(?:foot|cover|pick up|settle) (?:the|your) (?:bill|cost|tab|taxi|repair)\b",
    ),
    _row(
        Kind.RESOLUTION,
        r"^(?:get|have) (?:this|it|that|things|everything|you|your \w+"
        r"|the \w+) (?:all )?(?:addressed|sorted"
        r"|fixed|resolved|straightened|squared away|taken care|put right|repaired|unblocked"
        r"|reinstated"
        r"|reactivated|working)\b|^put (?:it|this|that|things|your \w+) (?:back|right)\b",
    ),
    _row(
        Kind.DELIVERY,
        r"^get (?:you|u|them|everyone) (?:home|there|on (?:your|the) (?:way|next)|to your)\b"
        r"|^be with you"
        r" (?:between|by|on|at|tomorrow|today|in \d|within|from|before)|^order (?:it|one|them"
        r"|that) in\b"
        r"|^be along\b|^turn (?:\w+ )?around\b|^turn around\b",
    ),
    _row(Kind.DELIVERY, r"^guarantee\w* (?:an? )?(?:\w+ )?(?:lead|delivery|turnaround|dispatch)\b"),
    _row(Kind.RESPONSE, r"^guarantee\w* (?:an? )?(?:\w+ )?(?:response|reply|callback)\b"),
    _row(
        Kind.ACTION,
        (
            r"^get (?:our|the|a|my) [\w ]{2,30} (?:on it|onto it|on this|onto this|on the case"
            r"|to look)\b"
        ),
    ),
    _row(Kind.PRICE, r"^(?:beat|undercut|price[- ]match)\b"),
    _row(
        Kind.RESPONSE,
        r"^(?:connect|touch base|catch up|check in|speak|chat) with (?:you|u)\b"
        r"|^reach(?:ing)? out to (?:you|u)\b"
        r"|^(?:arrange|organi[sz]e|set up|book|schedule|request) (?:you )?an? (?:call|callback"
        r"|call-back|chat|meeting)"
        r"|^(?:grab|get|find|dig out|pull) (?:you )?(?:that|the|this|some|those|more"
        r"|an?) (?:\w+ )?(?:info\w*"
        r"|details?|answers?|number|figures?|link|update|quote|eta)\b|^(?:shoot|send|drop|ping"
        r"|fire|pop|fling"
        r"|whizz) (?:you|u|over|across|that|this|it|along|out|\w+)? ?(?:over |across |along "
        r"|out )?(?:an?|the|that"
        r"|our|your|some|another) (?:\w+ )?(?:link|email|e-mail|message|dm|text|note|update"
        r"|quote|form|guide)\b"
        r"|^point (?:you|u) (?:in|to|towards)\b|^picks? (?:this|it|you|your \w+) up\b"
        r"|^steer you\b|^have (?:an?other )?(?:go|try|stab) at (?:reaching"
        r"|calling|ringing|contacting)\b|^(?:try|ring|chase) (?:you|u)\b|^take over\b"
        r"|^be back to (?:you|u)\b|^come back with\b"
        r"|^circle back\b|^close the loop\b|^be (?:back )?(?:in|on) (?:this|the) (?:chat|line"
        r"|thread)\b",
    ),
    _row(
        Kind.DELIVERY,
        r"^be (?:round|back|over|there|out|outside|at (?:your|yours))\b(?! (?:to (?:you|u)\b"
        r"|with|shortly"
        r"|in (?:a|this)|up|running|online|on\b|soon|right|until|till|all))|^(?:turn"
        r"|show) up\b|^(?:give|have) (?:it|this|delivery) another"
        r" (?:go|try|shot)\b|^(?:squeeze|fit|slot|book|pencil) (?:you|u) in\b|^swing by\b"
        r"|^(?:start|begin|set up|kick off)(?: work| on site)? (?:on|at|by|from|this|next|mon"
        r"|tue|wed"
        r"|thu|fri|tomorrow)|^(?:have|get) \w+ (?:there|over|round|out|up) (?:in|by|within"
        r"|before|at)\b",
    ),
    _row(Kind.ACTION, r"^back(?:ed|ing)? up\b|^open (?:a|your) (?:case|ticket|claim)"),
    _row(Kind.QUALITY, r"^stand (?:behind|by) (?:every|each|our|all|everything|what)"),
    _row(
        Kind.DELIVERY,
        r"^be (?:on|at|in|outside) (?:your|the) (?:door|doorstep|step|site|road|way|drive)"
        r"|^(?:put|putting|pencil\w*|book\w*|slot\w*|squeez\w*) (?:you|u) (?:down |in )?(?:for"
        r"|on|into|at)\b"
        r"|^see (?:you|u)\b|^be (?:seen|visited|treated) "
        r"|^(?:have|get) .{2,40} (?:couriered|delivered|driven|posted|shipped|sent) (?:over|out"
        r"|round|to)\b",
    ),
    _row(
        Kind.QUALITY,
        r"^(?:carry|carries|have|has|come|comes|bear|bears)\b.{0,30}\b(?:warranty|guarantee)\b",
    ),
    _row(
        Kind.RESPONSE,
        r"^(?:got|had) (?:you|it|u) (?:down|booked|in) for an? (?:call|callback|chat)",
    ),
    _row(Kind.DELIVERY, r"^(?:got|had) (?:you|it|u) (?:down|booked|in)\b"),
    _row(
        Kind.AVAILABILITY,
        r"^(?:manned|staffed|open)\b(?! (?:a|your|the))|^be (?:at|in|on|there|around"
        r"|open)\b.{0,30}\b(?:until|till|from|all (?:day|night|week))\b"
        r"|^(?:stay|remain) open\b|^hold\b(?! (?:off|on\b|the line))|^(?:have|leave) the \w+"
        r" open\b",
    ),
    _row(
        Kind.RESOLUTION,
        r"^make good\b|^be back (?:up|online|running|on)\b|^(?:have|get)\b.{0,40}\b(?:calls?"
        r"|power|water|gas|heating|services?|everyone"
        r"|everything|broadband|internet|lines?|systems?|signal|data|trains?|servers?"
        r"|things)\b.{0,20}"
        r"\b(?:back|running|working|up|flowing|moving|on|online)\b",
    ),
    _row(Kind.PRICE, r"^save\b.*(?:\d ?%|[$€£]\d)"),
    _row(Kind.ACTION, r"^(?:adjust|correct|amend)\b"),
    _row(Kind.QUALITY, r"^guaranteed? to\b"),
    _row(Kind.RESOLUTION, r"\btaken care of\b"),
    _row(Kind.RESPONSE, r"^join (?:this|the|you)"),
    _row(Kind.ACTION, r"^(?:activate|deactivate|upgrade|move you|switch)\b", PAY),
    _row(Kind.DELIVERY, r"^(?:pop|put|post|send|drop)(?:p?p?ing|t?ing)?\b.*\bin the post\b"),
    _row(Kind.RESPONSE, r"^(?:be given|give|get|send) .{0,40}\b(?:notice|warning)\b"),
    (Kind.ACTION, _HANDED_ON, None),
    _row(
        Kind.RESPONSE,
        r"^(?:pick|take|carry|start|move|go|continue|proceed|resume)(?:ing)? (?:it |this "
        r"|things |up |on "
        r"|forward |over |our (?:chat|conversation) |the (?:chat|conversation) )*(?:from |in "
        r"|via |over )?"
        r"(?:there|here|dms?|pm|private|direct message)\b",
    ),
    _row(
        Kind.RESPONSE,
        (
            r"^(?:get|have) (?:our|my|someone|a|the|one of)\b.{0,30}\b(?:call|ring|contact|e-?mail"
            r"|reach out)\b"
        ),
    ),
    _row(
        Kind.RESOLUTION,
        (
            r"\b(?:straighten(?:ed)? (?:this |it |things )?out|figure(?:d)? (?:this |it )?out"
            r"|iron(?:ed)? (?:this |it )?out)\b"
        ),
    ),
    (Kind.RESPONSE, _RESPOND, _TO_STAFF),
    _row(Kind.PRICE, r"^(?:waiv\w+|match|discount|cap|lock|freez\w+|charge)\b"),
    (Kind.REFUND, PAY, _LOOKING),
    (Kind.REFUND, _REPLACE, None),
    _row(Kind.REFUND, r"^(?:give|giving|cover|pay|paying|send|offer|add|adding)\w*.*[$€£₹]\s?\d"),
    _row(Kind.REFUND, r"^cover(?:ing)? (?:the|your|all|up to|any|both)\b"),
    _row(
        Kind.DELIVERY,
        r"^(?:get|send|have) .{0,20}\b(?:tech|engineer|technician|plumber|someone|somebody"
        r"|crew|team)"
        r" (?:out|round|over|there|to you)\b",
    ),
    (Kind.ACTION, _HELP, None),
    (Kind.RESOLUTION, RESOLVE, re.compile(r"(?:book|arrange|send|ship|visit|come)")),
    _row(Kind.ACTION, r"^(?:send|give|post|mail|have)\b.*\b(?:gift|treat|surprise|goodie)\b"),
)

#: Asked after these, where the verb by itself does not tell another kind.
LATER: tuple[Row, ...] = (
    (Kind.AVAILABILITY, OPENS, _CHANGING),
    (Kind.QUALITY, QUALITY, _CHANGING),
    (Kind.PRICE, PRICE, _CHANGING),
)


#: Verbs that tell where what is given is something to read or hear.
_TELLS = re.compile(
    r"(?:send|provide|give|supply|issue|share|post|publish|mail|e-?mail|let you have|produce)\b"
)
#: Verbs that say nothing by themselves: `have the papers with you`, `get a towel up`.
_CARRIES = re.compile(r"(?:have|get|put|pop|give|slip|rush|whisk|run|let you have|hand)\b")
_CARRIED = {
    Noun.MONEY: Kind.REFUND,
    Noun.MESSAGE: Kind.RESPONSE,
    Noun.GOODS: Kind.DELIVERY,
    Noun.TROUBLE: Kind.RESOLUTION,
}


def kind_of_deed(deed: str, verb: Kind | None) -> Kind:
    """The kind of `call you tomorrow`; `verb` is that of its verb by itself."""
    for kind, words, unless in ROWS:
        if words.search(deed) and not (unless and _speaks(unless, deed)):
            return kind
    if _is_told(deed, verb):
        return Kind.RESPONSE
    if DELIVER.search(deed) or verb is Kind.DELIVERY:
        return Kind.ACTION if _GIFT.search(deed) else Kind.DELIVERY
    return _carried(deed, verb) or _later(deed, verb) or verb or Kind.ACTION


def _is_told(deed: str, verb: Kind | None) -> bool:
    """Whether it is said or sent to the customer, not to staff."""
    told = verb is Kind.RESPONSE or (_TELLS.match(deed) and noun_of(deed) is Noun.MESSAGE)
    return bool(told) and not _TO_STAFF.search(deed[:60])


def _carried(deed: str, verb: Kind | None) -> Kind | None:
    """By the noun, where the verb says nothing."""
    noun = noun_of(deed) if verb is None or _CARRIES.match(deed) else None
    return _CARRIED.get(noun) if noun else None


def _later(deed: str, verb: Kind | None) -> Kind | None:
    for kind, words, unless in LATER:
        tells = verb is kind or not (unless and unless.match(deed))
        if tells and verb in {None, kind, Kind.ACTION} and words.search(deed):
            return kind
    return None


def _speaks(unless: re.Pattern[str], deed: str) -> bool:
    """Whether the words that tell otherwise are there; verbs count only as the verb."""
    if unless is _TO_STAFF:
        return bool(unless.search(deed[:70]))
    return bool(unless.search(deed) if unless is PAY else unless.match(deed))
