"""Take a clause apart: find its subject, its auxiliary and its verb."""

import re

from troth.guard.text.clause import Clause
from troth.guard.words.lists import words
from troth.guard.words.subjects import Who, in_contract, mentions_third, who_is
from troth.guard.words.verbs import FORMS

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
_MAIN_NEGATION = re.compile(r"^(?:no|not|nothing|nobody|no one|none|neither|never)\b")


_INNER = re.compile(
    r"\s(?:if|unless|when|once|whenever|as soon as|after|before|(?<!have )until|(?<!have )till"
    r"|while|because"
    r"|that|which|who|what|how|where|as(?= (?:it|they) (?:was|were|is|are)\b)|the (?:day"
    r"|moment|minute|second|instant)|in case|as long as|provided|since|so that|so)\s(?:you"
    r"|we|i|it|they|the|your|our|he|she|this|that|these|a|an|customer|user|there|some\w+"
    r"|any\w*)\b"
)


def _auxiliary(text: str) -> re.Match[str] | None:
    """The first one, but not that of `any duty you were charged will be paid back`."""
    match = _AUX.search(text)
    if match is None or match["aux"].strip() in _WILL:
        return match
    before = text[: match.start()]
    if _RELATIVE.match(before) or _WHO.match(before):
        later = _AUX.search(text, match.end())
        if later and later["aux"].strip() in _AHEAD:
            return later
    return match


_WILL = frozenset(("will", "'ll", "shall", "won't", "will not", "should"))
_AHEAD = _WILL | {"may", "can"}
_RELATIVE = re.compile(r"^(?:the|any|all|your|every|each|whatever|our|an?) .*\b(?:you|we|i)\s*$")
_WHO = re.compile(
    r"^(?:an?|the|another|our|your|any|all|each|every) [\w' -]{2,30} (?:who|which|that)\s*$"
    r"|^[\w' -]{2,30} whose [\w' -]{2,30}$"
)
#: An auxiliary that belongs to whom the clause is about: `anyone who was charged gets ...`.
_OF_SUBJECT = re.compile(
    r"^(?:anyone|everyone|everybody|anybody|those|customers|guests|passengers|members|people|users"
    r"|orders|parcels|items|bookings|tickets|claims|requests|(?:any|all|every|each) [\w ]{2,25}) "
    r"(?:who|that|which)\s*$"
)
_LAST_PRONOUN = re.compile(r"^(?P<before>.*[^,&] )(?P<subject>i|we|you|they|it)$")
_BEFORE_SUBJECT = re.compile(
    r"(?:.*\b(?:and|or|&|that|as|than|if|where|what|when|why|how|who|whether|which|both|of"
    r"|from|outside|inside|like|than|,)|(?:first thing|by|in|on|at|within|after|before"
    r"|from|this|next|every|until|for|with|as|to|tomorrow|today|tonight|soon|then|\d+|an?"
    r"|one|two|three|four|five|ten)\b.*)$"
)


def take_apart(clause: Clause) -> None:
    """Find subject, auxiliary and verb."""
    inner = _INNER.search(clause.text)
    clause.core = clause.text[: inner.start()] if inner and inner.start() > 3 else clause.text
    match = _auxiliary(clause.core)
    if match and _OF_SUBJECT.match(clause.core[: match.start()]):
        later = _after_relative(clause.core, match.end())
        match = match if later is None else None
    elif match and _RELATIVE.match(clause.core[: match.start()]):
        later = _third_person(clause.core, match.end())
        if later is not None and match["aux"].strip() in _WAS:
            _set_verb(clause, later)
            match = None
            clause.deed = FORMS.get(clause.verb, (clause.verb, ""))[0]
            clause.who = who_is(clause.subject)
            return
    if match and match.start() <= 140:
        _with_auxiliary(clause, match)
    elif clause.text.startswith("going to "):
        clause.modal, clause.tail = "will", clause.text[9:]
        clause.verb = clause.tail.split(" ")[0]
    else:
        _without_auxiliary(clause)
    if clause.modal and (late := _LAST_PRONOUN.match(clause.subject)):
        _start_late(clause, late)
    clause.deed = FORMS.get(clause.verb, (clause.verb, ""))[0]
    clause.who = who_is(clause.subject)
    if clause.subject in {"which", "who"} and clause.before:
        clause.who = _relative(clause)
    _share(clause)
    _whose(clause)


_WAS = frozenset(("was", "were", "had", "have", "did", "are", "'ve", "'re"))


def _third_person(text: str, start: int) -> int | None:
    """Where a verb in the third person stands: `the days you were without light come off`."""
    for match in _WORD.finditer(text, start, 140):
        if FORMS.get(match[0], ("", ""))[1] == "s" and match[0] not in _ALSO_NOUNS:
            return match.start()
    return None


def _share(clause: Clause) -> None:
    """Take over the subject, and perhaps the auxiliary, of the clause before."""
    before = clause.before
    if clause.subject or before is None:
        return
    said = clause.modal or FORMS.get(clause.verb, ("", ""))[1] == "s"
    if clause.joined in {"and", "but", "or"} and said:
        clause.who, clause.subject = before.who, before.subject
    elif _goes_on(clause, before):
        clause.who, clause.subject, clause.modal = before.who, before.subject, "will"


_OURSELVES = re.compile(r"\b(?:me|us)\b")


def _whose(clause: Clause) -> None:
    """Tell whether `they` and the roles of a contract are the company."""
    if clause.who is Who.THEY and _OURSELVES.search(clause.tail[:40]):
        clause.who = Who.THIRD
    elif "'s " in clause.subject and clause.who is Who.THIRD:
        return
    elif clause.who is Who.THEY:
        clause.who = Who.THIRD if mentions_third(_context(clause)) else Who.COMPANY
    elif (
        (clause.who is Who.THIRD and clause.auxiliary == "shall" and in_contract(clause.subject))
        or (clause.who is Who.THIRD and in_contract(clause.subject) and _capital(clause))
        or (clause.who is Who.THIRD and in_contract(clause.subject) and " " not in clause.subject)
        or (
            clause.who in {Who.THIRD, Who.THING}
            and in_contract(clause.subject)
            and clause.deed in _UNDERTAKE
            and not clause.modal
        )
        or (
            clause.who in {Who.THIRD, Who.THING}
            and in_contract(clause.subject)
            and clause.subject.split()[-1] not in _MOSTLY_OTHERS
        )
    ):
        clause.who = Who.COMPANY


def _goes_on(clause: Clause, before: Clause) -> bool:
    """`I'll log this and get a voucher out to you`: subject and auxiliary are shared."""
    base = FORMS.get(clause.verb, ("", ""))[1] == "base" and clause.text.startswith(clause.verb)
    after = clause.joined in {"and", "or", "then", "plus"} and not clause.modal
    return base and after and before.modal == "will" and before.by_company


def _relative(clause: Clause) -> Who:
    """Whom or what `who` and `which` stand for: what was spoken of last."""
    if clause.subject == "which" or clause.before is None:
        return Who.THING
    return Who.THIRD if mentions_third(clause.before.text) else Who.COMPANY


def _capital(clause: Clause) -> bool:
    """Whether a role is written as contracts define it: `the Carrier`, within the sentence."""
    noun = clause.start + clause.text.find(clause.subject) + len(clause.subject) - 1
    first = clause.sentence.text.rfind(" ", 0, noun - clause.sentence.start) + 1
    return (
        first > 0
        and clause.subject.startswith("the ")
        and clause.sentence.capital(clause.sentence.start + first)
    )


_UNDERTAKE = frozenset(["undertake", "commit", "warrant"])
_MOSTLY_OTHERS = frozenset(
    [
        "manufacturer",
        "builder",
        "bank",
        "carrier",
        "airline",
        "publisher",
        "council",
        "school",
        "university",
        "employer",
        "seller",
        "vendor",
        "contractor",
        "issuer",
        "agency",
        "landlord",
        "lender",
        "organiser",
        "organizer",
    ]
)


_SAYING = frozenset(
    [
        "say",
        "says",
        "said",
        "tell",
        "tells",
        "told",
        "me",
        "us",
        "you",
        "anticipate",
        "anticipates",
        "expect",
        "expects",
        "estimate",
        "estimates",
        "believe",
        "believes",
        "think",
        "thinks",
        "know",
        "knows",
        "hope",
        "hopes",
        "ensure",
        "ensures",
        "guarantee",
        "guarantees",
        "promise",
        "promises",
        "promised",
        "confirm",
        "confirms",
        "confirmed",
        "sure",
        "assure",
        "claim",
        "claims",
        "claimed",
        "report",
        "reports",
        "advise",
        "advises",
        "advised",
        "mean",
        "means",
        "informed",
        "hear",
        "heard",
        "see",
        "understand",
        "reckon",
        "glad",
        "sorry",
    ]
)


def _start_late(clause: Clause, late: re.Match[str]) -> None:
    """`thanks for the message i'll call you`: a full stop was forgotten."""
    before = late["before"].strip()
    clause.subject = late["subject"]
    if not _BEFORE_SUBJECT.match(before) and before.split()[-1] not in _SAYING:
        cut = len(late["before"])
        clause.start += cut
        clause.text, clause.core = clause.text[cut:], clause.core[cut:]


def _context(clause: Clause) -> str:
    sentence = clause.sentence
    return sentence.before[-300:] + sentence.text[: max(0, clause.start - sentence.start)]


def _with_auxiliary(clause: Clause, match: re.Match[str]) -> None:
    clause.subject = clause.text[: match.start()].strip(" ,")
    clause.auxiliary = match["aux"].strip()
    clause.modal = _MODAL.get(clause.auxiliary, "be")
    if match["going"]:
        clause.modal = "will" if clause.modal == "be" else clause.modal
    clause.adverbs = match["adv"].strip()
    clause.verb = match["verb"] or ""
    clause.tail = clause.text[match.start("verb") :] if match["verb"] else _after(clause, match)
    if clause.modal == "be" and clause.verb == "to" and not _AIM.search(clause.subject):
        _as_future(clause, clause.tail.removeprefix("to "))
    clause.negated = bool(
        _NEGATION.search(match["aux"])
        or _NEGATION.search(match["adv"])
        or _MAIN_NEGATION.match(clause.subject)
    )


#: `Our goal is to`, `the best way is to`: no future.
_AIM = re.compile(
    r"\b(?:goal|aim|target|ambition|mission|plan|point|idea|purpose|way|thing|step|option"
    r"|best|job|intention"
    r"|objective|priority|hope|trick|answer|solution|focus|promise|commitment|policy|this"
    r"|that|it)\b"
)


def _as_future(clause: Clause, tail: str) -> None:
    """`she is to ring you`, `Supplier to provide a report`: said without will."""
    clause.modal, clause.tail = "will", tail
    clause.verb = tail.partition(" ")[0]


def _after(clause: Clause, match: re.Match[str]) -> str:
    return clause.text[match.end() :].lstrip()


_WORD = re.compile(r"[a-z][a-z'-]*")


def _without_auxiliary(clause: Clause) -> None:
    """The first form of a verb that can stand without auxiliary, after a subject."""
    if (infinitive := _INFINITIVE.match(clause.text)) and _is_role(infinitive["subject"]):
        clause.subject = infinitive["subject"]
        _as_future(clause, clause.text[infinitive.end() :])
        return
    for number, match in enumerate(_WORD.finditer(clause.text[:120])):
        form = FORMS.get(match[0])
        if form is None or (form[1] == "ing" and number):
            continue
        subject = clause.text[: match.start()].strip()
        if _is_noun(clause.text, match, form[1]):
            continue
        if form[1] == "base" and subject and not _takes_base(subject):
            continue
        if number and subject.rpartition(" ")[2] in _BEFORE_NOUNS:
            continue
        at = _after_relative(clause.text, match.end()) if _WHOSE.search(subject) else None
        _set_verb(clause, match.start() if at is None else at)
        return


def _is_noun(text: str, match: re.Match[str], form: str) -> bool:
    """`help reaches you`, `orders of feed come`: what looks like the verb is the subject."""
    after = _WORD.match(text, match.end() + 1)
    if after is None or text[match.end()] != " ":
        return False
    if form == "s" and after[0] == "of":
        return True
    follows = FORMS.get(after[0], ("", ""))[1]
    if form == "base" and match.start() == 0 and _WORKS.match(text):
        return True
    return form == "base" and match.start() == 0 and follows == "s" and after[0] not in _ALSO_NOUNS


#: `Work on the roof resumes on Monday`.
_WORKS = re.compile(
    r"(?:work|service|support|help|access|supply|cover|repair|post|trade|traffic|construction)"
    r" (?:on|to|for|in|at|from|by) (?:the|our|your|all)(?: [\w'-]+){1,4} (?:resumes|starts"
    r"|begins|ends"
    r"|continues|returns|comes|goes|restarts|opens|stays|runs|reaches|takes)\b"
)
#: Forms of verbs that may well be what is asked for: `check returns`, `send details`.
_ALSO_NOUNS = words(
    "details calls returns orders records reports notes notices updates reviews works"
    " documents tests claims offers refunds credits charges bills cards parts points lines visits"
)


def _after_relative(text: str, start: int) -> int | None:
    """Where the main verb is in `customers whose order arrives late receive a voucher`."""
    for match in _WORD.finditer(text, start, 120):
        if FORMS.get(match[0], ("", ""))[1] in {"base", "s"}:
            return match.start()
    return None


def _set_verb(clause: Clause, at: int) -> None:
    subject = clause.text[:at].strip()
    verb = _WORD.match(clause.text, at)
    clause.verb, clause.tail = verb[0] if verb else "", clause.text[at:]
    if subject.endswith(("ly", "always", "never")):
        clause.adverbs = subject.rpartition(" ")[2]
    clause.subject = subject.removesuffix(clause.adverbs).strip()
    clause.negated = clause.adverbs == "never" or bool(_MAIN_NEGATION.match(subject))


_INFINITIVE = re.compile(r"(?P<subject>(?:the )?[a-z]+(?: [a-z]+)?) to (?=[a-z]+ )")


def _is_role(subject: str) -> bool:
    return in_contract(subject) or (who_is(subject) is Who.COMPANY and " " not in subject)


#: Words after which a form of a verb is a noun.
_BEFORE_NOUNS = words("the a an your our of for to no in with this next same free")


_WHOSE = re.compile(r"\b(?:who|whose|which)\b|(?<=\w )that\b")


_HUNDREDS = words("ten twenty fifty hundred thousand")


def _takes_base(subject: str) -> bool:
    """Whether the present of a verb after a subject looks like its base: plurals, I, we, you."""
    last = subject.rpartition(" ")[2]
    if last.endswith("ly") or last in {
        "always",
        "never",
        "usually",
        "also",
        "still",
        "all",
        "often",
    }:
        rest = subject[: -len(last)].strip()
        return bool(rest) and _takes_base(rest)
    if last in _HUNDREDS or last.isdigit():
        # `seven flights of ten arrive`.
        return " of " in subject or " in " in subject
    return last in {
        "we",
        "i",
        "you",
        "they",
        "who",
        "people",
        "men",
        "staff",
        "kids",
        "children",
        "crew",
        "police",
    } or (last.endswith("s") and not last.endswith(("ss", "us")))
