"""How verdicts speak: the terms, the dates in the reader's zone, and what is not known."""

from datetime import datetime
from zoneinfo import ZoneInfo

from troth.checks import words
from troth.checks.sentences import hours_text
from troth.guard.judging.case import Case
from troth.promises.overlays import Layer, Level
from troth.said import Said, joined, quoted, said


def who_says(layer: Layer) -> Said:
    """`the standard first-reply`, `the agreement with this customer`."""
    return {
        Level.STANDARD: said("the standard {name}", name=layer.id)
        if layer.standard
        else said("the claim {name}", name=layer.id),
        Level.SEGMENT: said("the agreement for such customers"),
        Level.CUSTOMER: said("the agreement with this customer"),
        Level.ONE_OFF: said("the term of this case"),
    }[layer.level]


def rule_says(case: Case, layer: Layer, term: str = "") -> Said:
    """The term of a layer, or another one of it, as the begin of a sentence."""
    return said("{rule} says {term}", rule=who_says(layer), term=term_text(case, layer, term))


def reference(layer: Layer) -> str:
    """`standards.first-reply`, `claims.refund-page`, `agreement:ID`."""
    if layer.level is not Level.STANDARD:
        return f"agreement:{layer.id}"
    return f"{'standards' if layer.standard else 'claims'}.{layer.id}"


def term_text(case: Case, layer: Layer, term: str = "") -> Said:
    """The term of a layer in quotes, or another one of it, with the hours that it counts."""
    told = term or layer.term
    if "business" in told and layer.calendar in case.book.playbook.calendars:
        hours = hours_text(case.book.playbook, layer.calendar or "")
        return joined((quoted(told), said("({hours})", hours=hours)), " ")
    return quoted(told)


def zone_of(case: Case, layer: Layer | None = None) -> ZoneInfo:
    """The reader's; that of the layer's calendar where it is not known."""
    if case.context.zone:
        return case.context.zone
    calendar = case.calendar(layer.calendar) if layer else None
    return calendar.timezone if calendar else ZoneInfo("UTC")


def moment(instant: datetime, zone: ZoneInfo, *, named: bool = True) -> Said:
    """`Fri 14 May 2027 17:30 (Europe/Berlin)`; without the zone where it was named before."""
    when = words.moment(instant, zone)
    return joined((when, f"({zone.key})"), " ") if named else when


def said_text(case: Case) -> Said:
    """The quantity in quotes; what it is where there is none."""
    quantity = case.found.quantity
    return quoted(quantity.in_words()) if quantity else said("what is said")


def with_unknown_scope(text: Said, case: Case) -> Said:
    """With what is to be known where it is not known which term applies."""
    if case.applying.known:
        return text
    return said(
        "{text}; which term applies is not known of this case, so the least favourable is taken",
        text=text,
    )
