"""How verdicts speak: the terms, the dates in the reader's zone, and what is not known."""

from datetime import datetime
from zoneinfo import ZoneInfo

from troth.checks import words
from troth.checks.sentences import hours_text
from troth.guard.judging.case import Case
from troth.playbook.stated import quoted
from troth.promises.overlays import Layer, Level


def who_says(layer: Layer) -> str:
    """`The standard first-reply`, `The agreement with this customer`."""
    return {
        Level.STANDARD: f"the {'standard' if layer.standard else 'claim'} {layer.id}",
        Level.SEGMENT: "the agreement for such customers",
        Level.CUSTOMER: "the agreement with this customer",
        Level.ONE_OFF: "the term of this case",
    }[layer.level]


def reference(layer: Layer) -> str:
    """`standards.first-reply`, `claims.refund-page`, `agreement:ID`."""
    if layer.level is not Level.STANDARD:
        return f"agreement:{layer.id}"
    return f"{'standards' if layer.standard else 'claims'}.{layer.id}"


def term_text(case: Case, layer: Layer, term: str = "") -> str:
    """The term of a layer in quotes, or another one of it, with the hours that it counts."""
    said, hours = term or layer.term, ""
    if "business" in said and layer.calendar in case.book.playbook.calendars:
        hours = f" ({hours_text(case.book.playbook, layer.calendar or '')})"
    return f"{quoted(said)}{hours}"


def zone_of(case: Case, layer: Layer | None = None) -> ZoneInfo:
    """The reader's; that of the layer's calendar where it is not known."""
    if case.context.zone:
        return case.context.zone
    calendar = case.calendar(layer.calendar) if layer else None
    return calendar.timezone if calendar else ZoneInfo("UTC")


def moment(instant: datetime, zone: ZoneInfo, *, named: bool = True) -> str:
    """`Fri 14 May 2027 17:30 (Europe/Berlin)`; without the zone where it was named before."""
    return f"{words.moment(instant, zone)}{f' ({zone.key})' if named else ''}"


def said_text(case: Case) -> str:
    """The quantity in quotes; what it is where there is none."""
    quantity = case.found.quantity
    return quoted(quantity.in_words()) if quantity else "what is said"


def unknown_scope(case: Case) -> str:
    """The end of a sentence where it is not known which term applies; else nothing."""
    if case.applying.known:
        return ""
    return "; which term applies is not known of this case, so the least favourable is taken"


def sentence(text: str) -> str:
    """With a capital and a full stop."""
    return f"{text[0].upper()}{text[1:].rstrip('.')}."
