"""The promises of one sentence, with offsets within it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from troth.guard.deeds import deeds
from troth.guard.hits import SPARED, Hit
from troth.guard.kinds import Kind, Promiser, Strength
from troth.guard.phrases import read
from troth.guard.quantities import Quantity, quantity_in
from troth.guard.quantities.found import Measure
from troth.guard.span import promise_span
from troth.guard.text.clause import Clause, Sentence
from troth.guard.text.clauses import clauses
from troth.guard.text.cue import is_cue
from troth.guard.words.kind import kind_of
from troth.guard.words.strength import strength_of


@dataclass(frozen=True, kw_only=True)
class Draft:
    """A promise before its offsets are led back to the original."""

    start: int
    end: int
    kind: Kind
    strength: Strength
    quantity: Quantity | None
    #: Where the words of the quantity stand.
    said: tuple[int, int]
    promiser: Promiser
    why: str


def drafts(sentence: Sentence) -> Iterator[Draft]:
    """Every promise of a sentence, in order of its clauses."""
    for clause in clauses(sentence):
        known = read(clause) if is_cue(clause.text) else None
        if known is None or known[1] is SPARED:
            continue
        why, hit = known
        whole = hit.start != 0 or hit.kind is not None
        for part in [clause] if whole else deeds(clause):
            yield _draft(part, why, hit)


def _draft(part: Clause, why: str, hit: Hit) -> Draft:
    sentence = part.sentence
    first = part.start + hit.start - sentence.start
    whole = sentence.text[first : part.end - sentence.start]
    end = promise_span(whole)
    main = whole[:end]
    measure = _measure(part, main)
    said = (first + measure.start, first + measure.end) if measure else (0, 0)
    strength = strength_of(part, main=main)
    if hit.strength and (strength is not Strength.CONDITIONAL or hit.strength is Strength.FIRM):
        strength = hit.strength
    return Draft(
        start=first,
        end=first + end,
        kind=_kind(part, why, hit, main),
        strength=strength,
        quantity=measure.quantity if measure else None,
        said=said,
        promiser=hit.promiser,
        why=why,
    )


#: What is given to make up for something.
_SORRY = re.compile(
    r"\bfor (?:the|all the|your) (?:\w+ )?(?:noise|wait|trouble|inconvenience|mix-?up"
    r"|delay|hassle|error"
    r"|mistake|bother|disruption|upset|confusion)\b|\bapology\b|\bto say sorry\b"
    r"|\bto make (?:up for|amends)"
    r"|\bgoodwill\b"
)


def _kind(part: Clause, why: str, hit: Hit, main: str) -> Kind:
    kind = hit.kind or kind_of(part, why)
    given = kind in {Kind.PRICE, Kind.AVAILABILITY} and _SORRY.search(main)
    return Kind.REFUND if given else kind


#: A quantity that says which cases are meant, not by when: `delays of two hours earn you ...`.
_OWN_MEASURE = re.compile(
    r"\b(?:sent|received|placed|made|submitted|booked|ordered) (?:before|by)\b"
    r"|\b(?:of|over|under|above|below|than|up to|aged) (?:more than |at least |over )?"
    r"[$€£]?(?:\d|an? |one|two|three|four|five|six|ten|half)"
)
_CONDITION = re.compile(r" (?:if|unless|when you|once) ")


def _measure(part: Clause, main: str) -> Measure | None:
    """What the promise is measured by: not its condition, where it has another quantity."""
    if part.subject and _OWN_MEASURE.search(part.subject):
        after = main.find(part.tail[:12])
        late = quantity_in(main[after:]) if after > 0 else None
        if late:
            return replace(late, start=late.start + after, end=late.end + after)
    condition = _CONDITION.search(main)
    if condition and (promised := quantity_in(main[: condition.start()])):
        return promised
    return part.measure if main == part.text else quantity_in(main)
