"""A sentence cut into clauses, each without greeting and taken apart."""

import re

from troth.guard.text.clause import Clause, Sentence
from troth.guard.text.cut import pieces
from troth.guard.text.parts import take_apart

#: Code points of a clause that are read.
LONGEST = 400

_GREETING = re.compile(
    r"(?:(?:@\w{1,40}|#\w{1,40})\s*)+|\s*(?:[-*•·–>#+]+|\d{1,2}[.)]|\(?[a-z]\)|step \d+:?"
    r"|\d/\d)\s+|(?:re|fwd?|subject|ps|p\.s\.?|note|update|important|answer|a|agent"
    r"|support|bot|assistant)\s?: "
    r"|(?:hi|hey|hello|hiya|dear|good (?:morning|afternoon|evening|day)|greetings|thanks?"
    r"|thank you|cheers|sorry|apologies|mr|mrs|ms|sir|madam)\b(?:(?! (?:will|is|has|your"
    r"|our|we|you)\b)[^,!:;?-]){0,60}[,!:]+\s*"
)
_LEAD = re.compile(
    r"(?:[\w']+ means(?: that)?(?= (?:we|your|you|the|it|our)\b)|(?:no|well|still|now"
    r"|again|next|first|finally|lastly|secondly|great|perfect|right|all right|alright"
    r"|anyway|oh|ah|hey|noted|thus|hence|for now|importantly)(?=[,:!.]|\s+-)|and|but|so"
    r"|then|also|or|plus|&|however|please note(?: that)?|note that|certainly"
    r"|sure(?: thing)?|ok(?:ay)?|yes|yep|yeah|yup|np|no (?:worries|problem|probs)"
    r"|absolutely"
    r"|of course|in the meantime|meanwhile|rest assured(?: that)?|don't worry|do not worry"
    r"|to recap|as promised|as agreed|unfortunately|therefore|additionally"
    r"|further(?:more)?|moreover|in addition"
    r"|definitely|great news|good news|understood|got it|gotcha|otherwise|similarly"
    r"|i can (?:confirm|assure you|promise(?: you)?)(?: that)?|i (?:confirm|assure you"
    r"|promise(?: you)?|guarantee(?: you)?|give you my word|swear"
    r"|can guarantee)(?: that)?(?= (?:we|i|you|it|the|your|our|this|they|there|nobody"
    r"|no)\b)|we (?:confirm|assure you|promise(?: you)?|can confirm|can assure you"
    r"|guarantee(?: you)?)(?: that)?(?= (?:we|i|you|it|the|your|our|this|they|there|nobody"
    r"|no)\b)"
    r"|you have (?:my|our) word(?: that)?|you can (?:rest assured|be sure|count on it"
    r"|trust)(?: that)?|be assured(?: that)?|i'm pleased to (?:confirm|say)(?: that)?"
    r"|pleased to (?:say|confirm)(?: that)?|i know|we know|chances are|odds are"
    r"|(?:it )?looks like|(?:it )?seems (?:like|that)|we(?:'re| are) (?:confident|sure"
    r"|certain|positive)(?: that)?|i(?:'m| am) (?:confident|sure|certain"
    r"|positive)(?: that)?|as (?:a )?(?:gesture of goodwill|courtesy|one-time courtesy"
    r"|thank you|thank-you|apology|result|discussed|requested|usual|always)"
    r"|to make up for (?:it|this|that)|for your (?:convenience|records|peace of mind))"
    r"(?:[,:!.]+\s*|\s+-\s+|\s+)"
)


def clauses(sentence: Sentence) -> list[Clause]:
    """The clauses of a sentence, in order."""
    result: list[Clause] = []
    for start, end, joined in pieces(sentence.text):
        clause = _clause(sentence, start, end, joined, result[-1] if result else None)
        if clause is None:
            continue
        result.append(clause)
    sentence.clauses = result
    return result


def _clause(
    sentence: Sentence, start: int, end: int, joined: str, before: Clause | None
) -> Clause | None:
    text = sentence.text
    while start < end and (
        (match := _GREETING.match(text, start, end)) or (match := _LEAD.match(text, start, end))
    ):
        if match.end() == match.start() or not text[match.end() : end].strip(" .,!-"):
            break
        start = match.end()
    while start < end and not (text[start].isalnum() or text[start] in "$€£₹'\"@¥"):
        start += 1
    body = text[start : min(end, start + LONGEST)].rstrip(" ,;:-!")
    body = body if body.endswith(("a.m.", "p.m.")) else body.rstrip(" .!")
    if not body:
        return None
    clause = Clause(
        text=body, start=sentence.start + start, joined=joined, sentence=sentence, before=before
    )
    if sentence.quoted:
        clause.quoted = any(a <= clause.start < b for a, b in sentence.quoted)
    take_apart(clause)
    return clause
