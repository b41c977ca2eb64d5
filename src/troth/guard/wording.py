"""What may be said instead: the true term in the playbook's tone, and no more.

Each wording is tried out: the guard reads it and judges it as if it were the draft. Where none that
names a term holds, what is left is to say that it cannot be promised.
"""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from troth.guard.book import Book
from troth.guard.found import Found
from troth.guard.judging import amends_said
from troth.guard.judging.case import Case
from troth.guard.judging.ruled import ruled
from troth.guard.judging.ruling import Ruling
from troth.guard.judging.sentences import zone_of
from troth.guard.judging.speaker import may_give
from troth.guard.judging.weighing import worst
from troth.guard.linking import Link
from troth.guard.scan import scan
from troth.guard.tone import Tone, tone_of
from troth.playbook.schema.metrics import Metric
from troth.playbook.schema.words import Strength, VerdictKind
from troth.promises.due import dates, parsed
from troth.promises.overlays import Layer
from troth.terms import Kind, Window

_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July",
    "August", "September", "October", "November", "December",
)  # fmt: skip
_DATE = re.compile(rf"(?:{'|'.join(_DAYS)}) \d\d? (?:{'|'.join(_MONTHS)}) \d{{4}}, \d\d:\d\d")
Reading = tuple[tuple[Found, Link], ...]


def wording_for(case: Case, ruling: Ruling) -> str:
    """What may be said instead of a promise that may not be made; the guard passes it."""
    key = case.link.metric, ruling.verdict, ruling.rests_on, case.standing, case.found.kind
    kept = case.context.kept
    if key not in kept:
        kept[key] = next(each for each in _wordings(case, ruling) if passes(each, case))
    found: str = kept[key]
    return found


def passes(text: str, case: Case) -> bool:
    """Whether the guard would let it through in the same context."""
    for found, link in _read(case.book, text):
        again = Case(found=found, link=link, context=case.context, book=case.book)
        if ruled(again).verdict is not VerdictKind.BACKED:
            return False
    return True


def _read(book: Book, text: str) -> Reading:
    """What is found in a wording; that of another date is the same where no date measures it."""
    sample = _DATE.sub("Friday 18 December 2026, 17:00", text)
    found = _read_once(book, sample)
    dated = any(each.quantity and each.quantity.type in {"date", "time"} for each, _ in found)
    return _read_once(book, text) if dated else found


def _read_once(book: Book, text: str) -> Reading:
    return book.once(
        ("read", text),
        lambda: tuple((found, book.index.link(found, text)) for found in scan(text)),
    )


def _wordings(case: Case, ruling: Ruling) -> Iterator[str]:
    """From what says most to what says nothing, which always passes."""
    tone = tone_of(case.book.playbook.voice)
    if ruling.verdict is VerdictKind.CONTRADICTED:
        yield from _as_promised(case, ruling, tone)
    if ruling.verdict is VerdictKind.BEYOND_AUTHORITY:
        yield from _amends(case, tone)
    layer = _layer(case)
    if layer is not None and case.metric is not None:
        yield from _terms(case, case.metric, layer, tone)
    yield from _refusals(case, ruling)


def _layer(case: Case) -> Layer | None:
    """The least favourable of the terms that may apply."""
    short = worst(case)
    return short.layer if short else next(iter(case.applying.layers), None)


def _terms(case: Case, metric: Metric, layer: Layer, tone: Tone) -> Iterator[str]:
    strength = layer.standard.strength if layer.standard else Strength.GUARANTEE
    name = metric.name or (case.link.metric or "").replace("-", " ")
    by = _by(case, layer) if tone.says_by_when else ""
    ending = f", by {by}." if by else "."
    sayings = [f"{layer.term}{ending}", f"{layer.term}."] if by else [f"{layer.term}."]
    for said in sayings:
        if metric.to and parsed(layer.term).kind is Kind.DURATION:
            yield f"{tone.lead(strength)} {metric.to} {said}"
            yield f"{_capital(metric.to)} {said}"
        yield f"{_capital(name)}: {tone.short_lead(strength)}{said}"
    if metric.to:
        yield f"{tone.lead(Strength.ESTIMATE)} {metric.to} {layer.term}."


def _by(case: Case, layer: Layer) -> str:
    """`Friday 18 December 2026, 17:00`, where the reader is; empty where it has no date."""
    at, term = case.context.at, parsed(layer.term)
    if at is None or case.standing or term.kind is not Kind.DURATION:
        return ""
    if isinstance(term.content, Window):
        return ""
    due = dates(term, case.calendar(layer.calendar), at).due
    return date_text(due, zone_of(case, layer)) if due else ""


def date_text(due: datetime, zone: ZoneInfo) -> str:
    """`Friday 18 December 2026, 17:00`, to the next whole minute."""
    local = due.astimezone(zone)
    if local.second or local.microsecond:
        local = (due + timedelta(minutes=1)).astimezone(zone).replace(second=0, microsecond=0)
    day = f"{_DAYS[local.weekday()]} {local.day} {_MONTHS[local.month - 1]} {local.year}"
    return f"{day}, {local:%H:%M}"


def _as_promised(case: Case, ruling: Ruling, tone: Tone) -> Iterator[str]:
    """The date that the ledger has."""
    ids = {each.removeprefix("promise:") for each in ruling.rests_on}
    promise = next((each for each in case.context.promises if each.id in ids), None)
    at, metric = case.context.at, case.metric
    if promise is None or metric is None or promise.due is None or at is None or promise.due <= at:
        return
    by = date_text(promise.due, zone_of(case))
    if metric.to:
        yield f"{tone.lead(Strength.GUARANTEE)} {metric.to} by {by}, as promised."
    yield f"{_capital(metric.name or promise.metric)}: by {by}, as promised."


def _amends(case: Case, tone: Tone) -> Iterator[str]:
    """What the speaker may give of the kind that is promised."""
    given = amends_said.read(case)
    if given is None or not amends_said.is_goodwill(case.words):
        return
    for name, row in case.amends():
        if may_give(case.context.role, row) and not row.statutory and row.kind in given.kinds:
            what = (row.says or f"a {name.replace('-', ' ').strip(' 0123456789')}").rstrip(".")
            value = f", {row.value}" if row.value else ""
            yield f"{tone.who} will give you {what[0].lower()}{what[1:]}{value}."


def _refusals(case: Case, ruling: Ruling) -> Iterator[str]:
    metric = case.metric
    if ruling.verdict is VerdictKind.BEYOND_AUTHORITY:
        yield "This is not mine to promise."
    if ruling.verdict is VerdictKind.NEVER_PROMISE:
        yield "That is not ours to promise."
    if metric is not None and metric.to and metric.kind is Kind.DURATION:
        yield f"We cannot promise yet when {metric.to}."
    yield "We cannot promise this."


def _capital(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}"
