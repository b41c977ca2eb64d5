"""How firmly something is said: firm, hedged, or hung on a condition."""

import re
from bisect import bisect_right

from troth.guard.kinds import Strength
from troth.guard.text.clause import Clause
from troth.guard.text.hints import Hinted, hints, in_words
from troth.guard.words.subjects import Who

_CONDITION = Hinted(
    r"\b(?:if|unless|(?:as|so) long as(?! (?:it|they|the \w+) (?:takes?|lasts?)| you (?:like"
    r"|want|wish"
    r"|please|need|live|are with us|stay))|provided(?: that)?|providing|on condition"
    r"|in the event|in case (?:of|you|the|it)|subject to|assuming|when you (?:send|order"
    r"|book|sign|spend|return|buy|pay|call|refer|switch|confirm|reply|provide|bring|show"
    r"|upgrade|join|register|share)|(?:once|as soon as|after|when) we (?:have|receive|get"
    r"|hear|'ve (?:got|had|received)) (?:back )?(?:your|the (?:item|return|form|details"
    r"|info\w*|documents?|parcel)|it|from you|confirmation from you)|once (?:you"
    r"|we've (?:got|received|had)|we (?:have"
    r"|receive|get|hear)(?: back)? (?:your|the|it|from you|confirmation)|your|(?:the "
    r"|your )?(?:item|return|payment|form|documents?|tablet|device|parcel|package|goods"
    r"|product|order|phone|laptop) (?:is|has|are|have|was))|as soon as you|until you(?! (?:are"
    r"|feel|get|arrive|land|have recovered)|'re)"
    r"|after (?:you|user|your) (?:\w+ )?\w*confirm\w*|(?<!look )(?<!looking )after you"
    r"|within .{2,25} of (?:you|your|receiv\w+|receipt|the return|claim|return"
    r"|(?:hand|return|order|book|plac|send|sign|ask|buy|purchas|apply|claim|cancell?|leav|mov|pay|submitt"
    r"|report|register|join)ing)|(?:of"
    r"|after|upon|on|following) (?:receipt|receiving|your (?:return|payment|confirmation"
    r"|reply|approval|order))|for (?:all )?orders? (?:over|above|of)"
    r"|on (?:all )?orders? (?:over|above|of)|over [$€£]\d+|when you spend|with (?:any"
    r"|every) purchase|on approval|upon request|on request|in exchange for|for (?:each"
    r"|every) (?:day|hour|week) of delay)\b",
    in_words(
        r"\b(?:if|unless|long|provid|condition|event|case|subject|assuming|when|once|soon|after"
        r"|until|within|receipt|receiving|return|payment|confirmation|reply|approval|order|over"
        r"|purchase|request|exchange|delay)"
    ),
)
_SHOULD = Hinted(
    r"(?:^|[,;]\s|\band |\bbut )should (?:you|the|your|it|this|any|there|that|we|these"
    r"|they|anything|a|an)\b",
    hints("should"),
)
_LEADS = (
    r"(?:please |pls |plz |kindly |just |simply |can you |could you |if you |feel free to "
    r"|go ahead and"
    r" |then |in (?:this|that) case,? |so,? |what|which|instead,? |first,? |you (?:can"
    r"|could|may|need to|just"
    r"|must|should|will need to|have to) |[\w']+, )"
)
_REQUESTED = (
    r"(?:dm|pm|send|cancel|shoot|drop|pop|give|call|reply|respond|let (?:us|me) know|tell"
    r"|share|provide|contact|go|click|log|order|book|sign|bring|show|reach|message|e-?mail"
    r"|text|ping|confirm|fill|visit|follow|return|post|try|check|say|find|spot|beat|pass"
    r"|hit|slide|submit"
    r"|upload|head|swing|speak|use|chat|stop|present|scan|tap|press|select|enter|mention"
    r"|ask|request|raise"
    r"|tweet|leave|hop|come|stay|hold|look|attach|complete|download|open|join|switch"
    r"|register|refer|report|keep|mail"
    r"|whatsapp|write|ring|quote|buy|spend|subscribe|trade|take|turn|ship|choose|pick"
    r"|love it|hot in)\b(?! (?:you|u)\b)"
)
#: What the customer is asked to do: at the start, after "please", or with "us".
_ASKS = re.compile(
    rf"{_LEADS}*{_REQUESTED}|[^.!?]{{0,80}}[,;:)-] ?{_LEADS}*{_REQUESTED}"
    rf"|[^.!?]{{0,80}}?\b(?:please|pls|plz|kindly|just|simply|can you"
    rf"|could you|if you"
    rf"|feel free to|go ahead and) (?:{_LEADS})*{_REQUESTED}|[^.!?]{{0,80}}?\b(?:dm|send"
    rf"|shoot|drop|give"
    rf"|message|tell|call|let|ping|pm|pop|mail|write to|contact) (?:us|me)\b"
)
_SOFT = re.compile(
    r"\b(?:should(?: \w+)?(?! you| the| your| it| there)|usually|typically|normally"
    r"|generally|ideally|hopefully|probably|likely|perhaps"
    r"|(?<!\d )(?<!until )(?<!by )(?<!in )may(?! \d)|might|aims?|aiming"
    r"|expect(?:s|ed|ing)?(?! (?:our|an?|the|your|to hear|to see|it (?:by|on|at)))"
    r"|anticipat\w+|tr(?:y|ies|ying) (?:to|our|my|and|hard)|do (?:our|my|everything|all"
    r"|whatever)|doing (?:our|my|everything|all)|best efforts?|(?:reasonable"
    r"|best) (?:commercial )?(?:endeavou?rs|efforts)|every (?:effort|attempt|endeavou?r)"
    r"|as (?:quickly|soon|fast|much|far|promptly|swiftly|early|best"
    r"|closely) as (?:possible|we (?:can|possibly)|i can|practicable|they can|humanly)"
    r"|asap|see (?:what|if|whether|how) (?:we|i|he|she|they)(?: can| could)?|allow"
    r"|work(?:ing)? (?:hard|tirelessly|flat out|to)|hop(?:e|ing|es)|plan(?:s|ning)? (?:to"
    r"|on)|intend(?:s|ing)?|endeavou?rs?|strives?|striving|goal|target|ambition"
    r"|all (?:being|goes|going) (?:well|to plan)|if all goes|most (?:phones|orders|cases"
    r"|repairs|customers|items|requests|claims|people|parcels|deliveries|areas|days"
    r"|of the time)|in most cases|almost always|pencill?ed|penciled|eta\b|eta$"
    r"|provisional\w*|tentativ\w+|due (?:in|out|to (?:arrive|ship|land|be)|back)"
    r"|on average|as a rule|weather permitting|fingers crossed|with (?:any|a bit of) luck"
    r"|touch wood|attempt|seek"
    r"|where possible|when(?:ever)? possible|subject to (?:availability|stock|demand"
    r"|weather)|meant to|supposed to|ought to|bound to|what (?:we|i) can\b|roughly"
    r"|give (?:it|them|this) (?:up to |about |around |at least )?(?:an? (?:hour|day|week|few"
    r"|couple)|\d+|one|two|three|four|five|six"
    r"|seven|ten|until|till)"
    r"|or thereabouts|give or take|could|reckon|can (?:share|send|get you|call|come)\b)\b"
)
_ASIDE = re.compile(
    r"(?<! see) (?:as soon as|once|when|until|after|if|before) (?:we|i|it|the|your|they|you)\b"
    r"(?! (?:can|possibly|are able)\b).*"
    r"| (?:with|of|about|on) (?:the |your |an? |our )?(?:new |revised "
    r"|latest )?(?:estimated|expected) .*"
)
_FIRM_SHALL = re.compile(r"\bexpect (?:our|an?|the|your|it|us|to (?:hear|receive|see))\b")
_MAY_BE_PLAN = hints("if ", "sooner", "earlier", "before", "being well")
_PLAN = re.compile(
    r"\bif (?:needed|necessary|required|applicable)\b|,? or (?:sooner|earlier|before)\b.*"
    r"|\bif all goes (?:well|to plan)\b"
    r"|\ball being well\b|\bif (?:we|i) can\b"
)


def strength_of(clause: Clause, *, main: str) -> Strength:
    """The strength; `main` is the promise itself, in lower case."""
    if _hangs(clause):
        return Strength.CONDITIONAL
    return Strength.SOFT if _soft(clause, main) else Strength.FIRM


def _soft(clause: Clause, main: str) -> bool:
    main = _ASIDE.sub("", main)
    if clause.who is Who.CUSTOMER:
        main = main.replace("may ", "")
    if clause.modal in {"be", ""} and _ESTIMATED.search(main):
        return True
    before = clause.sentence.text[: max(0, clause.start - clause.sentence.start)]
    return bool(_SOFT.search(main) or _HEDGED.search(before[-40:]))


_ESTIMATED = Hinted(r"\bestimat\w+", hints("estimat"))
#: What stands before a promise and hedges it.
_HEDGED = re.compile(
    r"\b(?:hopefully|ideally|usually|typically|normally|probably|subject to availability"
    r"|chances are|odds are|looks like|seems (?:like|that)|(?:with )?a bit of luck"
    r"|all being well|we expect|if all goes (?:well|to plan))\b[, ]*$"
)


def _hangs(clause: Clause) -> bool:
    """Whether a condition stands in the clause, or next to it in its sentence."""
    own = _PLAN.sub("", clause.text) if _MAY_BE_PLAN(clause.text) else clause.text
    return (
        bool(_CONDITION.search(own) or _SHOULD.search(own))
        or bool(_REDUCED.match(own) or _LABEL.match(own))
        or bool(_TROUBLED.match(clause.subject))
        or (clause.before is None and bool(_PROMPT.search(clause.sentence.before[-60:])))
        or _is_other_way(clause)
        or _is_labelled(clause)
        or _hangs_on_neighbours(clause)
    )


def _is_other_way(clause: Clause) -> bool:
    """`hot in 30 minutes or it's free`: it holds where the first does not."""
    before = clause.before
    joined = clause.joined in {"or", "or else", "otherwise"}
    return joined and before is not None and clause.subject != before.subject


def _is_labelled(clause: Clause) -> bool:
    """`Late train: you get half the fare`."""
    label = clause.sentence.text[: clause.start - clause.sentence.start].rstrip()
    return label.endswith(":") and bool(_TROUBLE.search(label))


def _hangs_on_neighbours(clause: Clause) -> bool:
    others = clause.sentence.clauses
    index = max(bisect_right([one.start for one in others], clause.start) - 1, 0)
    for before in reversed(others[:index]):
        if _is_condition(before.text) or _asks(before, clause):
            return True
        if clause.joined not in {"and", "or", "but", "then", "plus"} and before.modal == "will":
            break
    after = others[index + 1 :]
    return len(after) == 1 and _is_condition(after[0].text) and not _PLAN.search(after[0].text)


def _asks(before: Clause, clause: Clause) -> bool:
    """`write to us and we will`: a request or question that leads to the promise."""
    if before.sentence.asks or before.text.startswith(_QUESTIONS):
        return True
    if before.by_company or before.modal not in _ASKING or not _ASKS.match(before.text):
        return False
    if _LEFT_TO_US.match(before.text):
        return False
    if before.subject and before.who is Who.THING and not before.modal:
        return False
    spliced = clause.modal == "will" and clause.joined.startswith((",", "-"))
    return spliced or clause.joined in {"and", "so", "then", "&", "or", "plus"}


_LEFT_TO_US = re.compile(
    r"(?:just |please )?leave (?:it|this|that|everything) (?:with|to) (?:us|me)\b"
)
_ASKING = ("", "can", "could", "must", "should", "may", "would")
_TROUBLED = re.compile(
    r"(?:any |each |every |all )?(?:delays?|outages?|cancellations?|no-shows?|missed appointments?"
    r"|late (?:arrivals?|deliver\w+|trains?|flights?))\b"
)
_REDUCED = re.compile(
    r"^(?:all |any |most )?[\w-]+ (?:sent|received|placed|made|submitted|booked|ordered"
    r"|paid|reported|bought|purchased|returned|logged|raised) (?:before|by|after|in|over"
    r"|on|within|from)\b"
)
_LABEL = re.compile(
    r"^(?:love it or|like it or)\b|^(?:late|lost|damaged|missed|broken|faulty|delayed|cancelled"
    r"|canceled|stolen|wrong|missing|overbooked|no-show|not)\b[\w ]{0,24}:"
)
_PROMPT = re.compile(
    r"(?:^|[.!?\n] ?)(?:found|broken|not|lost|damaged|changed|late|missed|unhappy|need"
    r"|want|got|don't|seen|spotted|bought|problem|arrived|wrong|doesn't|didn't|still|stuck"
    r"|delayed|cancel\w*|too|faulty|moving|switching|ordered|forgot|can't|feeling|running"
    r"|flight|train|parcel|change your mind|changed|no luck|cheaper|better|second"
    r" thoughts)\b[^.!?\n]{0,40}\?\s*$"
)


_QUESTIONS = ("what ", "which ", "where ", "would you ", "could you ", "can you ", "will you ")


_TROUBLE = re.compile(r"\b(?:late|lost|damaged|missed|broken|faulty|delayed|cancelled|stolen)\b")
_CONDITION_AHEAD = re.compile(
    r"(?:even )?(?:if|unless|subject to|assuming|given that|once you|once we've|once your"
    r"|provided|as long as|in case|in the event"
    r"|should|when you|whenever|as soon as you|after you|after (?:the )?(?:user|customer)|until you"
    r"|(?:ordered|booked|placed|order|sent|received|order placed|buy|bought|book|paid)"
    r" (?:by|before|over|online)|once we (?:have|receive|get)|once (?:the|it|this))\b"
)


def _is_condition(text: str) -> bool:
    return bool(_CONDITION_AHEAD.match(text))
