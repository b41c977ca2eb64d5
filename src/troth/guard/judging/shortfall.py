"""How far a term that applies falls short of what is said: the day on which it is later."""

from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from enum import StrEnum

from troth.clock import Calendar
from troth.errors import TrothError
from troth.findings import Due, Witness
from troth.guard.judging import said
from troth.guard.judging.case import Case
from troth.guard.judging.clause import (
    lead_of,
    rest_of_sentence,
    says_at_once,
    says_some_time,
    speaks_of_every_case,
)
from troth.guard.judging.named_days import worst_named_day
from troth.guard.kinds import Strength
from troth.guard.quantities import Quantity
from troth.promises.due import dates, parsed
from troth.promises.overlays import Layer
from troth.terms import Every, Horizon, Kind, Term, compare, parse, unbacked
from troth.terms.orders import EVERY_CASE

DRAFT = "draft"
#: The longest that "at once" may last.
AT_ONCE = parse("within 1 minute")
#: Words by which a metric that is no price speaks of what costs nothing.
_SAYS_FREE = frozenset(
    {"free", "fee", "fees", "charge", "charged", "cost", "costs", "pay", "paid", "price"}
)


class Fit(StrEnum):
    """How a term that applies stands to what is said."""

    HOLDS = "holds"
    #: It may be kept while what is said is not.
    SHORT = "short"
    #: Nothing can be said: another measure, or a day that nobody can tell.
    UNLIKE = "unlike"


@dataclass(frozen=True, kw_only=True)
class Measured:
    """One term that applies, beside what is said."""

    layer: Layer
    fit: Fit
    #: What was compared: the term of the layer, or how often its standard tells how things stand.
    term: str = ""
    witness: Witness | None = None
    #: When what is said falls due, and the term; for one arrival.
    said_due: datetime | None = None
    due: datetime | None = None
    #: The share of cases that is said, where the term is for fewer; per cent.
    share: Decimal | None = None


def measure(case: Case, layer: Layer) -> Measured:
    """Hold what is said against one term that applies."""
    term = parsed(layer.term)
    if term.kind is Kind.DURATION:
        found = _in_time(case, layer, term)
    else:
        found = _in_kind(case, layer, term)
    if found.fit is not Fit.HOLDS:
        return found
    share = _share(case, term)
    return Measured(
        layer=layer,
        fit=Fit.SHORT if share else Fit.HOLDS,
        share=share,
        said_due=found.said_due,
        due=found.due,
    )


def _share(case: Case, term: Term) -> Decimal | None:
    """The share that is said, where it is larger than that of the term.

    A text that names none is understood with some charity, unless it speaks of every case.
    """
    if term.share is None:
        return None
    share = said.share_of_cases(case.words)
    if share is None:
        firm = case.found.strength is Strength.FIRM
        words = f"{lead_of(case.found)} {case.words}"
        share = EVERY_CASE if firm and speaks_of_every_case(words) else None
    return share if share is not None and share > term.share else None


def _in_time(case: Case, layer: Layer, term: Term) -> Measured:
    quantity = case.found.quantity
    if quantity is None:
        return _without_measure(case, layer, term)
    if said.backs_only_when(case.words, quantity):
        return Measured(layer=layer, fit=Fit.HOLDS)
    if quantity.type in {"money", "percent", "count"}:
        return Measured(layer=layer, fit=Fit.UNLIKE)
    if quantity.type == "frequency":
        return _rhythm(case, layer, term)
    if quantity.type == "duration" and quantity.most is None:
        return _held_open(case, layer, term, quantity)
    return _over_horizon(case, layer, term) if case.standing else _at(case, layer, term)


def _without_measure(case: Case, layer: Layer, term: Term) -> Measured:
    """What is done at once is tighter than any time; a time that nobody can read fits none."""
    if case.found.strength is Strength.FIRM and says_at_once(case.words):
        return _compared(case, layer, AT_ONCE, term)
    unread = says_some_time(rest_of_sentence(case.found))
    return Measured(layer=layer, fit=Fit.UNLIKE if unread else Fit.HOLDS)


def _held_open(case: Case, layer: Layer, term: Term, quantity: Quantity) -> Measured:
    """A period that the customer has: the same one holds, or a shorter one where more is better."""
    stated = said.held_open(quantity)
    if stated is None:
        return Measured(layer=layer, fit=Fit.UNLIKE)
    if stated.content == term.content:
        return Measured(layer=layer, fit=Fit.HOLDS)
    if case.metric is None or case.metric.better != "more":
        return Measured(layer=layer, fit=Fit.UNLIKE)
    longer = _compared(case, layer, term, stated).fit
    return Measured(layer=layer, fit=longer)


def _at(case: Case, layer: Layer, term: Term) -> Measured:
    """For this very arrival."""
    at, calendar = case.context.at, case.calendar(layer.calendar)
    assert at is not None  # noqa: S101 - a reply has its instant
    try:
        said_due = said.due(case.found, at, case.context.zone, calendar)
        due = dates(term, calendar, at).due
    except TrothError:
        return Measured(layer=layer, fit=Fit.UNLIKE)
    if said_due is None or due is None:
        return Measured(layer=layer, fit=Fit.UNLIKE, due=due)
    if said_due >= due:
        return Measured(layer=layer, fit=Fit.HOLDS, said_due=said_due, due=due)
    witness = _witness(layer.id, at, said_due, due, 1.0)
    return Measured(layer=layer, fit=Fit.SHORT, witness=witness, said_due=said_due, due=due)


def _over_horizon(case: Case, layer: Layer, term: Term) -> Measured:
    """For every arrival of the horizon; each pair is compared once."""
    quantity = case.found.quantity
    assert quantity is not None  # noqa: S101 - asked for by the caller
    stated = said.term(quantity)
    if stated is None:
        return _named_day(case, layer, term)
    return _compared(case, layer, stated, term)


def _compared(case: Case, layer: Layer, stated: Term, term: Term) -> Measured:
    def made() -> tuple[Witness | None, bool]:
        return _compare(horizon, case.calendar(layer.calendar), layer.id, stated, term)

    horizon = case.book.horizon_at(case.context.at)
    key = "compared", stated, term, layer.calendar, layer.id, horizon.start
    witness, known = case.book.once(key, made)
    if witness is None:
        return Measured(layer=layer, fit=Fit.HOLDS if known else Fit.UNLIKE)
    return Measured(
        layer=layer,
        fit=Fit.SHORT,
        witness=witness,
        said_due=witness.first.due,
        due=witness.second.due,
    )


def _compare(
    horizon: Horizon, calendar: Calendar | None, name: str, stated: Term, term: Term
) -> tuple[Witness | None, bool]:
    """The worst arrival; and whether the two could be compared."""
    try:
        found = compare(term.on(calendar), stated.on(calendar), horizon)
    except TrothError:
        return None, False
    worst = found.worst
    if worst is None:
        return None, True
    return _witness(name, worst.arrival, worst.due_b, worst.due_a, found.share), True


def _named_day(case: Case, layer: Layer, term: Term) -> Measured:
    calendar = case.calendar(layer.calendar)
    found = worst_named_day(case.found, case.context.zone, calendar, term, case.book)
    if found is None:
        return Measured(layer=layer, fit=Fit.UNLIKE)
    if found.due <= found.said_due:
        return Measured(layer=layer, fit=Fit.HOLDS)
    witness = _witness(layer.id, found.arrival, found.said_due, found.due, found.share)
    return Measured(
        layer=layer, fit=Fit.SHORT, witness=witness, said_due=found.said_due, due=found.due
    )


def _rhythm(case: Case, layer: Layer, term: Term) -> Measured:
    """How often customers hear how things stand, beside the rhythm or updates of the standard."""
    quantity, updates = case.found.quantity, layer.standard.updates if layer.standard else None
    if isinstance(term.content, Every):
        updates = term
    stated = said.every(quantity) if quantity else None
    if stated is None or updates is None:
        return Measured(layer=layer, fit=Fit.UNLIKE)
    return replace(_compared(case, layer, stated, updates), term=str(updates))


def _in_kind(case: Case, layer: Layer, term: Term) -> Measured:
    """A share, a price, a count, a yes or no."""
    metric, quantity = case.metric, case.found.quantity
    assert metric is not None  # noqa: S101 - terms apply to metrics alone
    stated = said.value(case, metric, term)
    if stated is None:
        if term.kind is Kind.COUNT and metric.better == "less" and said.is_never(case.words):
            # No term of a count is none at all.
            return Measured(layer=layer, fit=Fit.SHORT)
        if quantity is not None and not _is_said_there(case, layer, term, quantity):
            return Measured(layer=layer, fit=Fit.UNLIKE)
        if said.is_free(case.words) and not _SAYS_FREE & case.book.figures_of(
            case.link.metric, layer.id
        ):
            return Measured(layer=layer, fit=Fit.UNLIKE)
        surely = case.found.strength is Strength.FIRM and term.kind is Kind.SHARE
        share = EVERY_CASE if surely else None
        return Measured(layer=layer, fit=Fit.SHORT if surely else Fit.HOLDS, share=share)
    try:
        short = unbacked(stated, term, metric.better)
    except (TrothError, ValueError):
        return Measured(layer=layer, fit=Fit.UNLIKE)
    return Measured(layer=layer, fit=Fit.SHORT if short else _likeness(stated, term))


def _is_said_there(case: Case, layer: Layer, term: Term, quantity: Quantity) -> bool:
    """Whether a yes or no is about this very quantity: its figures stand in the playbook's words.

    A share of cases is none: `always in 90 % of cases`.
    """
    if term.kind is not Kind.YES_NO:
        return False
    if said.share_of_cases(case.words) is not None:
        return True
    return said.figures(quantity) <= case.book.figures_of(case.link.metric, layer.id)


def _likeness(stated: Term, term: Term) -> Fit:
    """What is not tighter holds, unless the two cannot be compared: another currency, or period."""
    same = getattr(stated.content, "currency", "") == getattr(term.content, "currency", "")
    return Fit.HOLDS if same else Fit.UNLIKE


def _witness(
    name: str, arrival: datetime, said_due: datetime, due: datetime, share: float
) -> Witness:
    return Witness(
        arrival=arrival,
        first=Due(id=DRAFT, due=said_due),
        second=Due(id=name, due=due),
        share=share,
    )
