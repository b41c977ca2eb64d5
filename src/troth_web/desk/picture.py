"""The time of a promise, drawn for the page: in its words, with what people call everybody."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext

from troth.clock import zones
from troth.pictures import Lane, Mark, figure
from troth.playbook import Playbook
from troth.promises.explain import Explanation, timeline
from troth.promises.parties import Party
from troth_web.desk import moments, words
from troth_web.desk.names import Names
from troth_web.desk.timelines import in_words


def drawn(found: Explanation, playbook: Playbook | None, names: Names) -> SafeString:
    """The picture in both widths; empty where there is no time to show."""
    promise = found.promise
    if promise.falls_due is None or promise.falls_due <= promise.starts_at:
        return mark_safe("")
    shown = in_words(timeline(found))
    title = words.metric_text(promise.metric, playbook)
    zone = promise.zone
    begins = gettext("starts %(when)s") % {"when": _when(promise.starts_at, zone)}
    clock, *turns = shown.lanes
    marks = tuple(_marks(clock.marks, found))
    named = replace(
        shown,
        title="; ".join([f"{title}: {begins}", *(mark.label for mark in marks)]),
        arrival=replace(shown.arrival, label=begins) if shown.arrival else None,
        lanes=(replace(clock, label=title, marks=marks), *(_named(each, names) for each in turns)),
    )
    # Everything that people wrote is escaped by `troth.pictures`.
    return mark_safe(figure(named))  # noqa: S308


def _when(at: datetime, zone: str) -> str:
    local = at.astimezone(zones.load(zone))
    return f"{moments.day_name(local)} {moments.clock_text(local)}"


def _named(lane: Lane, names: Names) -> Lane:
    return replace(lane, label=names.party(Party.parse(lane.label)))


def _marks(marks: tuple[Mark, ...], found: Explanation) -> Iterator[Mark]:
    promise = found.promise
    ended = promise.kept_at or promise.withdrawn_at
    for mark in marks:
        if ended is not None and mark.at == ended:
            said = gettext("kept %(when)s") if promise.kept_at else gettext("withdrawn %(when)s")
        elif mark.label.startswith("due "):
            said = gettext("due %(when)s")
        else:
            said = gettext("first %(when)s")
        yield replace(mark, label=said % {"when": _when(mark.at, promise.zone)})
