"""The words of a promise as the rules read them, and whether they speak of every case."""

import re
from functools import lru_cache

from troth.guard.forms import plain_of
from troth.guard.found import Found

_TAG = re.compile(r"<[^>]{0,500}>")
#: Phrases that say how things always are, unless a day is named.
_LABELS = frozenset({"labelled", "nominal"})
#: The same, unless one customer is spoken to.
_RULES = frozenset({"standing", "regular", "kept-open"})
_TO_YOU = re.compile(r"\byour?s?\b")
_ALWAYS = re.compile(
    r"\b(?:always|every (?!\w*(?:day|week|month|hour|minute|year)s?\b)\w+|all (?:our |your |the )?"
    r"(?:requests|customers|orders|tickets|messages|mails|emails|enquiries|inquiries|cases|bags"
    r"|refunds|claims|flights|travellers|questions|complaints|calls))\b"
)
#: Code points before a clause that may say how surely it is meant.
_LEAD = 40
_STOP = re.compile(r"[.!?;\n]")
_NEXT_CLAUSE = re.compile(r"[,:(]| (?:and|but|so|if|when|once|as soon as|because|or) ")
_AT_ONCE = re.compile(
    r"\b(?:instant(?:ly|aneously)?|immediate(?:ly)?|right away|straight ?away|at once|as we speak"
    r"|this (?:very )?(?:second|minute|instant|moment)|before you know it"
    r"|in a (?:jiffy|flash|heartbeat)|in no time)\b"
)
_SOME_TIME = re.compile(
    r"\d|[²³¹½¼¾]|\b(?:hrs?|hours?|mins?|minutes?|secs?|seconds?|weeks?|months?|years?|fortnight"
    r"|today|tonight|tomorrow|noon|midnight|(?:mon|tues|wednes|thurs|fri|satur|sun)?days?)\b"
    r"|\bwithin (?:the |an? )?[ivx]+\b"
)
_WHATEVER = re.compile(
    r"\b(?:whatever happens|no matter|even if|under any circumstances|in any case|at any time"
    r"|any ?time you|as long as you (?:like|want)|as (?:often|many|much) as you (?:like|want)"
    r"|whoever \w+|however long|unlimited|for ?ever|for life|in any \w+ (?:that )?you)\b"
)
_REFUSES = (
    r"(?:(?:not able|unable) to (?:say|promise|guarantee|tell|know|predict)"
    r"|(?:can(?:not|'t)|won't|do(?:es)? not|don't|doesn't|never) (?:\w+ )?(?:say|promise|guarantee"
    r"|tell|know|predict|decide)|nothing (?:that )?(?:we|i) (?:can )?(?:promise|guarantee|say)"
    r"|no (?:promise|guarantee|influence))"
)
_REFUSAL = re.compile(rf"\b{_REFUSES}\b")
_REFUSED_AFTER = re.compile(rf"(?:(?:i|we|is|are) )?{_REFUSES}\b")
_PARTED = re.compile(r"[,:]|\b(?:but|however|and|yet|still)\b")
_EVERY_CASE = re.compile(
    r"\b(?:guarantee[ds]?|always|without (?:fail|exception)|no exceptions?|100 ?%"
    r"|every (?:single )?(?:case|request|customer|time|ticket|message|mail|email|bag|order|flight"
    r"|traveller|question|enquiry|inquiry|claim|refund|call|one))\b"
)


def clause_of(found: Found) -> str:
    """The clause in lower case, in one spelling."""
    return _plain(found.words)


def lead_of(found: Found) -> str:
    """What stands before it in its sentence: `we guarantee that`."""
    before = found.source[max(0, found.start - _LEAD) : found.start]
    return _plain(_STOP.split(before)[-1])


def sentence_of(found: Found) -> str:
    """The sentence in which it stands, as far as it goes on one line."""
    after = _STOP.split(found.source[found.end : found.end + 2 * _LEAD])[0]
    before = found.source[max(0, found.start - 3 * _LEAD) : found.start]
    return _plain(f"{_STOP.split(before)[-1]}{found.words}{after}")


def rest_of_sentence(found: Found) -> str:
    """The clause, and what goes on after it until a stop or the next clause."""
    after = _STOP.split(found.source[found.end : found.end + 2 * _LEAD])[0]
    return _plain(f"{found.words}{_NEXT_CLAUSE.split(after)[0]}")


def says_at_once(words: str) -> bool:
    """Whether it is said to be done without any delay."""
    return _AT_ONCE.search(words) is not None


def says_some_time(words: str) -> bool:
    """Whether a time is named, in whatever way: a figure, a unit, a day."""
    return _SOME_TIME.search(words) is not None


def goes_beyond_all(words: str) -> bool:
    """Whether it is said for whatever may happen."""
    return _WHATEVER.search(words) is not None


def is_refused(found: Found) -> bool:
    """Whether its sentence says of the clause that it is not promised, or not known.

    `I can't say whether they will`, `that they will I can't promise`. A comma or a "but" between
    the two parts them: whoever refuses one thing may promise another.
    """
    before = found.source[max(0, found.start - 3 * _LEAD) : found.start]
    said = list(_REFUSAL.finditer(_plain(_STOP.split(before)[-1])))
    if said and not _PARTED.search(said[-1].string, said[-1].end()):
        return True
    after = _STOP.split(found.source[found.end : found.end + 2 * _LEAD])[0]
    return _REFUSED_AFTER.match(_plain(after)) is not None


def is_standing(found: Found, words: str) -> bool:
    """Whether it says how things always are: `We answer every request within 24 hours`."""
    if found.quantity is not None and found.quantity.type in {"date", "time"}:
        return False
    if _ALWAYS.search(words):
        return True
    return found.why in _LABELS or (found.why in _RULES and not _TO_YOU.search(words))


def speaks_of_every_case(words: str) -> bool:
    """Whether it leaves no case out: guaranteed, always, every request."""
    return _EVERY_CASE.search(words) is not None


@lru_cache(maxsize=1024)
def _plain(words: str) -> str:
    return " ".join(plain_of(_TAG.sub(" ", words), "text").text.lower().split())
