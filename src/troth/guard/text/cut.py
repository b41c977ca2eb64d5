"""Where a sentence is cut into clauses."""

import re
from collections.abc import Iterator

from troth.guard.words.verbs import FORMS

_VERBS = "|".join(sorted(word for word, (_, form) in FORMS.items() if form == "base"))
_FINITE = (
    r"(?:will|shall|won't|'ll|is|are|was|were|has|have|had|can|can't|cannot|could|may"
    r"|might|should|must|would|'re|'ve|'m|'d|'s|do|does|did|don't)"
)
_NOT_IN_SUBJECT = (
    r"(?:whether|if|that|when|what|how|which|who|where|why|to|so|until|because|and|or|as"
    r"|than|once|before|after|for|your|you)\b"
)
_SUBJECT_AHEAD = (
    rf"(?=(?:(?:then|also|please|hopefully|perhaps|maybe|usually|typically|normally"
    rf"|in return|in that case|of course|from there) ?,? )?(?:"
    rf"(?:we|i|you|they|he|she|it|this|that|there|someone|somebody|nothing|no one"
    rf"|one of us)(?: (?:also|both|all|then|only|just|always|never|usually|really|certainly"
    rf"|definitely))? ?{_FINITE}\b"
    rf"|(?:our|your|the|a|an|my|their|these|those|next|this|all|any|each|every"
    rf"|no)(?: (?!{_NOT_IN_SUBJECT})[\w'%$€£.,-]+?){{1,6}}?(?: of (?:our|the"
    rf"|your) [\w]+(?: [\w]+)?| from [\w]+)?(?: ?(?:will|shall|won't|'ll|is going to"
    rf"|are going to|should|can|may|must|would)\b|'s (?:on|being|going)\b| (?:is|are|was|isn't"
    rf"|aren't|doesn't|don't"
    rf"|were|has|have|going out|on its way)\b)"
    rf"|[\w'-]+(?: [\w'-]+)?(?: ?(?:will|shall|won't)\b|'ll\b)|(?!(?:and"
    rf"|or)\b)[\w$€£%-]+(?: (?!and\b|or\b)[\w-]+){{0,2}} (?:lands|arrives|ships|hits|drops"
    rf"|starts|resumes|reopens|follows|kicks in|turns up|shows up|goes (?:out|live|in|back)|comes"
    rf" (?:back|with)|brings|gets|takes|collects|delivers|reviews|reaches|rings|fixes|sends"
    rf"|pays|sees|meets|writes|replaces|keeps|waits|carries|confirms|tells|lets|knows|phones"
    rf"|cleans|leaves|stays)\b|(?:everyone|everybody"
    rf"|anyone|nobody|each (?:of you|guest|customer)) (?:gets|receives|is|will|can|has|pays)\b"
    rf"|(?:we|i) (?:never|always|want|do|don't|cannot|sent|won't|understand|appreciate"
    rf"|apologi[sz]e|feel|think|{_VERBS})\b|(?:it|they|this|you) (?:never|always|costs?|takes?"
    rf"|comes?|gets?"
    rf"|arrives?|goes|go|receives?|pays?|stays?|keeps?|ships?|owes?|shows|appears|hits|reaches|clears|reflects|loses?|saves?|waits?|leaves?|leave"
    rf"|earns?|knows?|starts?|begins?|lands?|returns?)\b"
    rf"|(?:our|your|the|all|a"
    rf"|an) (?!{_NOT_IN_SUBJECT})[\w'-]+(?: (?!{_NOT_IN_SUBJECT})[\w'-]+)? (?:stays?"
    rf"|remains?|keeps|arrives?|ships?|lands?|leaves|comes|goes|starts|opens|resumes"
    rf"|reopens|takes|gets)\b"
    rf"))"
)

_IF = (
    r"(?:if|unless|should (?:you|the|your|it|this|any|there|that|we|anything)|once|when"
    r"|whenever|as soon as|as long as|provided|in case|until|while|after|before|because"
    r"|since|although|though|in the event)\b"
)
_CUT = re.compile(
    rf"(?P<hard>,? (?:after|upon) which |\s*https?://\S*\s*|\s*;\s*|\s+-+\s+|\s*\|\s*| >+ "
    rf"|\s*\.{{2,}}\s*|(?<=\w)! |\? )"
    rf"|(?P<colon>:\s+)(?:{_SUBJECT_AHEAD}|(?=[\"']))"
    rf"|(?P<word>\s*,?\s+(?P<conj>and|but|so that|so|or|then|plus|yet|because|since"
    rf"|although|though|while|whereas|which|otherwise|or else)[,]?\s+)(?:{_SUBJECT_AHEAD}"
    rf"|(?={_IF}))"
    rf"|(?P<comma>\s*,\s*)(?:{_SUBJECT_AHEAD}|(?={_IF})|(?=guaranteed [\w$€£]|(?:critical"
    rf"|high|medium|normal|low|urgent|severity \d|p\d)\b:? (?:\d|next|same|within)"
    rf"|(?:[\w']+ ){{1,4}}(?:back|expected|due|ready|out|restored|fixed|on) (?:up |on |in |again"
    rf" )?(?:by|within|in"
    rf"|at|before|tomorrow|today|tonight|this|next)\b"
    rf"|more (?:news"
    rf"|info|details)|next update|back (?:to|with|in|on|up|by|before)\b|out (?:by|before|on|in|next"
    rf"|this)\b|eta\b|ready (?:by|in|for|on|at)\b|with you (?:by|in|on|before|within|tomorrow)"
    rf"|(?:proper|full|final|permanent) (?:repair|fix|answer|report|refund|update)|no (?:fee|charge"
    rf"|cost)s?(?: ever)? (?:for|to|on)|price(?:s)? (?:frozen|locked|fixed|held)|then (?:just|only)"
    rf" [$€£\d]|(?:first )?(?:response|reply|fix|resolution|repair"
    rf"|delivery|dispatch|collection|refund|update|answer)s? (?:within|in|by|time|under)"
    rf"|(?:please|pls|kindly|just|simply|dm|send|call|let us|let me|could you|can you"
    rf"|would you|what|which|do you|have you|did you|is there|are you)\b))"
    r"|(?P<shared>\s*,?\s+(?:and|but|or)\s+)(?=(?:also |then |both )?(?:will|shall|'ll"
    r"|hopes? to|hoping to|won't|should|aims? to|is going to|are going to|(?:is"
    r"|are) (?:hoping|aiming|expected|due|planning) to|can be [a-z]+)\b|(?:get|come|report|ring"
    r"|circle"
    r"|call|write) (?:right |straight )?back (?:to|with) you|(?:let you know"
    r"|keep you posted|be right back)\b|(?:get|receive|pay|enjoy|save|earn)s? (?:an?|your"
    r"|every|all|no|nothing|up to|[$€£\d]|free|half|only|just|one|two|the (?:difference"
    r"|rest|second|other|full|whole))\b)"
    r"|(?P<sharing>\s*,?\s+and\s+)(?=(?:reaches|ships|arrives|lands|leaves|covers|comes|returns|starts"
    r"|includes|goes (?:out|live)|gets you|lasts) )"
    r"|(?P<relative>\s*,?\s+)(?=(?:which|who) (?:also |then |now |in turn )?(?:will|should"
    r"|shall|is|are|takes?|may|'ll)\b)"
    r"|(?P<paren>\s*(?:\((?! ?\d{1,4} ?\))|(?<!\d)(?<!\d )\))\s*)"
)
_SUBORDINATE = re.compile(rf"{_IF}")
_LATE_MAIN = re.compile(
    r" (?=(?:we|i|you|they|it|our (?:\w+ ){1,3}|the (?:\w+ ){1,3}|your (?:\w+ ){1,3}"
    r"|an? (?:\w+ ){1,3})(?:'ll| ?will| ?shall|'re going to| are going to)\b"
    rf"|(?:we|i) (?:{_VERBS}) (?:you|your|it|them|the|an?)\b)"
)


def pieces(text: str) -> Iterator[tuple[int, int, str]]:
    """Spans of clauses, each with the word or sign that joins it to the one before."""
    start, joined = 0, ""
    for match in _cuts(text):
        end = match.start()
        if not text[start:end].strip():
            start, joined = match.end(), (match["conj"] or joined)
            continue
        yield from _late(text, start, end, joined)
        start, joined = match.end(), match["conj"] or match[0].strip() or ","
        if match["sharing"]:
            joined = "and"
        if match["shared"]:
            joined = match["shared"].strip(" ,")
    if text[start:].strip():
        yield from _late(text, start, len(text), joined)


#: Where a cut may begin; only there is the long pattern tried.
#: A class first, so that whatever cannot begin one is passed over quickly.
_POINT = re.compile(
    r"[;|,()!?:.h\s](?:(?<=\s)(?:[->]|(?:(?:after|upon) which|and|but|so|or|then|plus|yet|because"
    r"|since|although|though|while|whereas|which|who|otherwise)\b)"
    r"|(?<=[;|,()])|(?<=[!?:])(?= )|(?<=\.)\.|(?<=h)ttps?:)"
)


def _cuts(text: str) -> Iterator[re.Match[str]]:
    at = 0
    while point := _POINT.search(text, at):
        match = _CUT.match(text, point.start())
        if match and match.end() > point.start():
            yield match
        at = max(match.end() if match else 0, point.end())


def _late(text: str, start: int, end: int, joined: str) -> Iterator[tuple[int, int, str]]:
    """`if you send it we will look`: the main clause begins without a comma."""
    if _SUBORDINATE.match(text, start):
        cuts = [m for m in _LATE_MAIN.finditer(text, start, end) if m.start() - start > 8]
        if cuts and not re.match(
            r"(?:if|once|when|unless|after|as soon as)\s+$", text[start : cuts[0].start() + 1]
        ):
            yield start, cuts[0].start(), joined
            yield cuts[0].end(), end, ","
            return
        comma = text.find(", ", start + 8, end)
        if comma > 0 and text.count(" ", comma, end) > 2:
            yield start, comma, joined
            yield comma + 2, end, ","
            return
    yield start, end, joined
