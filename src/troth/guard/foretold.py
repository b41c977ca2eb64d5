"""What a draft binds the company to, though no phrase takes it for a promise.

`You will win your claim in court` promises nothing that the company does, and binds it all the
same.
"""

import re
from collections.abc import Iterable, Iterator

from troth.guard.context import Context
from troth.guard.forms import plain_of
from troth.guard.found import Found
from troth.guard.kinds import Kind, Promiser, Strength
from troth.guard.overlaps import Spans
from troth.guard.quantities import quantity_in
from troth.guard.scan import Prepared
from troth.playbook.schema.words import Role

#: Of a promise that stands in `never-promise` alone; no phrase has this name.
WHY = "never-promise"
#: Of what an AI agent says that it gave.
GRANTED = "granted"
_GRANTED = re.compile(
    r"\b(?:i|we)(?:'ve| have| just| already| now| went ahead and)* (?:applied|added|credited"
    r"|removed|waived|refunded|reimbursed|issued|approved|upgraded|extended|granted|arranged|authori[sz]ed"
    r"|processed|reduced|cancelled|deducted|given|set up)\b.*(?:credit|refund|fee|charge|discount"
    r"|voucher|upgrade|exception|extension|instal?lments?|waiver|compensation|coupon|money|balance"
    r"|[$€£]\s?\d|\d ?(?:eur|usd|gbp|%)|\b(?:eur|usd|gbp) \d)"
)
_AHEAD = re.compile(
    r"\b(?:will|shall|going to|guarantee[sd]?|assured?|certain(?:ly)?|definitely|bound to|sure to"
    r"|always|count on|promise[sd]?|cannot fail|can't fail)\b|'ll\b"
)
#: Where another clause begins: what is denied in one is not denied in the next.
_PART = re.compile(r"[:;()\[\]{}<>|]|\bbut\b")
_NO = re.compile(
    r"\b(?:not|no|never|nobody|nothing|neither|nor|unable|without|cannot|hope|wish|if|unless|whether"
    r"|might|may|could|would)\b(?! fail)|n't\b(?! fail)|\?"
)


def foretold(prepared: Prepared, context: Context, found: Iterable[Found]) -> Iterator[Found]:
    """Each sentence that foretells or grants such a thing, where nothing was found in it."""
    never = context.book.never if context.book else ()
    grants = context.role is Role.AI_AGENT
    if not never and not grants:
        return
    text, plain = prepared.text, prepared.plain
    taken = Spans([(each.start, each.end, each) for each in found])
    quoted = Spans([(start, end, None) for start, end in prepared.mail])
    #: What is said over and over is read once.
    known: dict[str, tuple[list[str], bool]] = {}
    for start, end in prepared.sentences:
        said = plain.text[start:end]
        if said not in known:
            words = " ".join(said.split())
            known[said] = (_ahead(words) if never else [], grants and _grants(words))
        ahead, granted = known[said]
        if not (ahead or granted) or any(True for _ in quoted.over(start, end)):
            continue
        first, last = plain.original(start, end)
        if any(True for _ in taken.over(first, last)):
            continue
        if any(row.finds(each, others=False) for row in never for each in ahead):
            yield _found(text, first, last, WHY, Kind.OUTCOME)
        elif granted:
            yield _found(text, first, last, GRANTED, Kind.REFUND)


def _ahead(words: str) -> list[str]:
    """The parts of a sentence that foretell something."""
    if not _AHEAD.search(words):
        return []
    return [each for each in _PART.split(words) if _foretells(each)]


def _grants(words: str) -> bool:
    return _GRANTED.search(words) is not None and _NO.search(words) is None


def _foretells(words: str) -> bool:
    return _AHEAD.search(words) is not None and _NO.search(words) is None


def _found(text: str, start: int, end: int, why: str, kind: Kind) -> Found:
    words = text[start:end]
    measure = quantity_in(plain_of(words, "text").text) if why == GRANTED else None
    return Found(
        start=start + len(words) - len(words.lstrip()),
        end=start + len(words.rstrip()),
        kind=kind,
        strength=Strength.FIRM,
        quantity=measure.quantity if measure else None,
        promiser=Promiser.COMPANY,
        why=why,
        source=text,
    )
