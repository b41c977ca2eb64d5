"""The auxiliary of a clause: will, can, is, has; what stands before it and behind it."""

import re

from troth.guard.text.clause import Clause

_ADVERB = (
    r"(?:also|then|now|just|only|soon|still|always|never|ever|not|all|both|even|each"
    r"|further|again|once more|be sure to|make sure (?:to|that we|we|i)|be sure and"
    r"|go ahead (?:and|to)|gladly|most|first|at once|next|in turn|at all times|as well"
    r"|better|too|yet|once again|very|at least|no longer|certainly|definitely|of course"
    r"|if needed|in the meantime|in return|either|thereafter|therefore|try and|go and"
    r"|come and"
    r"|[a-z]{3,}ly(?<!reply)(?<!supply)(?<!apply)(?<!rely)(?<!comply))"
)
_AUX = re.compile(
    rf"(?P<aux>\b(?=[acdhimnosw])"
    rf"(?:will not|will|shall not|shall|shan't|won't|cannot|can't|can not|can|couldn't"
    rf"|could|wouldn't|would|shouldn't|should|ought to|may not"
    rf"|(?<!\d )(?<!\dst )(?<!\dnd )(?<!\drd )(?<!\dth )(?<!\bin )(?<!\bby )(?<!\bof )"
    rf"(?<!\bfrom )(?<!\bsince )(?<!\bbefore )(?<!\bafter )(?<!\btill )"
    rf"(?<!early )(?<!late )(?<!until )(?<!\bon )may(?! \d)"
    rf"|might|must not|must|mustn't|needn't|"
    rf"is not|are not|isn't|aren't|is|are|(?<=\bi )am not|(?<=\bi )am|wasn't|weren't|was"
    rf"|were|hasn't|haven't|hadn't|has not|have not|has"
    rf"|(?<!to )(?<!'ll )(?<!will )have(?= (?:\w+ly |also |now |just |already |not |never "
    rf"|all |both )*(?:to|been|\w+ed|\w+en|an?|the|until|up|\d+|one|two|three|sent|put|made"
    rf"|had|left|done|let|kept|told|found|got|set|paid|sold|begun|run|our|my|no|fun|it)\b)"
    rf"|had|doesn't|don't|didn't|does not|do not|did not|does|(?<!to )do(?! (?:our|my|the"
    rf"|everything|all|whatever|this|that|it|right|better|so)\b)|did)\b"
    rf"|'(?:(?:ll not|ll|re not|re|ve|m not|m|d)\b|s (?<=\w's )(?=on\b|being|going|been|not\b"
    rf"|free\b|yours|in\b|at\b|all\b|just|only|now|still|also|ready|back|booked|fixed"
    rf"|nearly|due|done|here|there|expected|scheduled|coming|included|with you|\w+ed\b"
    rf"|[\d£$€]|\d|a\b|an\b|the\b)|s (?:(?<=it's )|(?<=that's )|(?<=there's )|(?<=he's ))))"
    rf"(?P<going>\s(?:{_ADVERB} )?(?:going|about|set|due|scheduled|planning|committed"
    rf"|planned|meant|supposed|likely|bound|sure|certain) to\b(?! be able))?"
    rf"(?P<adv>(?:\s{_ADVERB}\b){{0,4}})(?:, [a-z' ]{{3,40}},)?\s*(?P<verb>[a-z'-]+)?"
)
_MODAL = {
    "will": "will", "'ll": "will", "shall": "will", "won't": "will", "will not": "will",
    "shan't": "will",
    "shall not": "will", "'ll not": "will", "can": "can", "can't": "can", "cannot": "can",
    "can not": "can", "could": "could", "couldn't": "could", "would": "would",
    "wouldn't": "would", "'d": "would", "should": "should", "ought to": "should",
    "shouldn't": "should", "may": "may",
    "may not": "may", "might": "may", "must": "must", "must not": "must", "mustn't": "must",
    "needn't": "must",
    "has": "have", "have": "have", "had": "had", "'ve": "have", "hasn't": "have",
    "haven't": "have", "hadn't": "had", "has not": "have", "have not": "have",
    "do": "do", "does": "do", "don't": "do", "doesn't": "do", "do not": "do", "does not": "do",
    "did": "did", "didn't": "did", "did not": "did", "was": "was", "were": "was",
    "wasn't": "was", "weren't": "was",
}  # fmt: skip
_NEGATION = re.compile(r"n't\b|\bnot\b|\bcannot\b|\bnever\b|\bno longer\b")


MAIN_NEGATION = re.compile(r"^(?:no|not|nothing|nobody|no one|none|neither|never)\b")


def auxiliary_in(text: str) -> re.Match[str] | None:
    """The first one, but not that of `any duty you were charged will be paid back`."""
    match = _AUX.search(text)
    if match is None or match["aux"].strip() in _WILL:
        return match
    before = text[: match.start()]
    if RELATIVE.match(before) or _WHO.match(before):
        later = _AUX.search(text, match.end())
        if later and later["aux"].strip() in _AHEAD:
            return later
    return match


_WILL = frozenset(("will", "'ll", "shall", "won't", "will not", "should"))
_AHEAD = _WILL | {"may", "can"}


RELATIVE = re.compile(r"^(?:the|any|all|your|every|each|whatever|our|an?) .*\b(?:you|we|i)\s*$")
_WHO = re.compile(
    r"^(?:an?|the|another|our|your|any|all|each|every) [\w' -]{2,30} (?:who|which|that)\s*$"
    r"|^[\w' -]{2,30} whose [\w' -]{2,30}$"
)


def use_auxiliary(clause: Clause, match: re.Match[str]) -> None:
    """Take the clause apart at its auxiliary."""
    clause.subject = clause.text[: match.start()].strip(" ,")
    clause.auxiliary = match["aux"].strip()
    clause.modal = _MODAL.get(clause.auxiliary, "be")
    if match["going"]:
        clause.modal = "will" if clause.modal == "be" else clause.modal
    clause.adverbs = match["adv"].strip()
    clause.verb = match["verb"] or ""
    clause.tail = clause.text[match.start("verb") :] if match["verb"] else _after(clause, match)
    if clause.modal == "be" and clause.verb == "to" and not _AIM.search(clause.subject):
        as_future(clause, clause.tail.removeprefix("to "))
    clause.negated = bool(
        _NEGATION.search(match["aux"])
        or _NEGATION.search(match["adv"])
        or MAIN_NEGATION.match(clause.subject)
    )


#: `Our goal is to`, `the best way is to`: no future.
_AIM = re.compile(
    r"\b(?:goal|aim|target|ambition|mission|plan|point|idea|purpose|way|thing|step|option"
    r"|best|job|intention"
    r"|objective|priority|hope|trick|answer|solution|focus|promise|commitment|policy|this"
    r"|that|it)\b"
)


def as_future(clause: Clause, tail: str) -> None:
    """`she is to ring you`, `Supplier to provide a report`: said without will."""
    clause.modal, clause.tail = "will", tail
    clause.verb = tail.partition(" ")[0]


def _after(clause: Clause, match: re.Match[str]) -> str:
    return clause.text[match.end() :].lstrip()
