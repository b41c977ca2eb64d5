"""Pictures of time whose own words are in the reader's language."""

from dataclasses import replace

from troth.pictures import Lane, Span, Timeline
from troth_web.desk.telling import told


def in_words(timeline: Timeline) -> Timeline:
    """The picture with its axis and its hours in the reader's language."""
    return replace(timeline, told=told, lanes=tuple(map(_lane, timeline.lanes)))


def _lane(lane: Lane) -> Lane:
    return replace(lane, spans=tuple(map(_span, lane.spans)))


def _span(span: Span) -> Span:
    return replace(span, label=told(span.label), short=told(span.short))
