"""An explanation as a picture: the time that counts, and below it whose turn it was."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from troth.clock.strip import hours_spans
from troth.pictures import WIDE, Arrow, Bar, Lane, Mark, Span, State, Timeline, draw, instant_text
from troth.pictures.file import standalone
from troth.promises.explain.attribution import Spell, Whose
from troth.promises.explain.model import Explanation
from troth.promises.parties import Party
from troth.promises.promise import Outcome

_STATES = {
    Outcome.KEPT: State.KEPT,
    Outcome.KEPT_AS_AGREED: State.KEPT,
    Outcome.MOVED: State.RISK,
    Outcome.BROKEN: State.BROKEN,
}
_WORKS = {Whose.US, Whose.ANOTHER_TEAM, Whose.SUPPLIER}


def as_svg(found: Explanation) -> str:
    """The picture as the text of an SVG file.

    Raises:
        ValueError: nothing was promised, so that there is no time to show.
    """
    return standalone(draw(timeline(found), WIDE))


def timeline(found: Explanation) -> Timeline:
    """What the picture shows, for pages that draw it themselves."""
    zone = ZoneInfo(found.promise.zone)
    start = found.promise.starts_at
    lanes = [_clock_lane(found, zone), *_turn_lanes(found)]
    starts = f"starts {instant_text(start, zone)}"
    said = "; ".join(mark.label for mark in lanes[0].marks)
    return Timeline(
        title=f"{found.promise.metric}: {starts}; {said}",
        zone=zone,
        arrival=Mark(at=start, label=starts, state=State.WAIT),
        lanes=tuple(lanes),
        arrows=tuple(_arrows(found)),
    )


def _clock_lane(found: Explanation, zone: ZoneInfo) -> Lane:
    promise = found.promise
    marks = tuple(_marks(found, zone))
    start = promise.starts_at
    end = max([start, *(mark.at for mark in marks)])
    pauses = [(pause.start, pause.end or end, pause.reason) for pause in promise.pauses]
    shown = [pause for pause in pauses if pause[0] < pause[1]]
    state = _STATES.get(found.outcome, State.WAIT) if found.outcome else State.WAIT
    return Lane(
        label=promise.metric,
        detail=promise.term or "",
        spans=hours_spans(found.calendar, start, end, shown) if start < end else (),
        bars=(Bar(start=start, end=end, state=state),),
        marks=marks,
    )


def _marks(found: Explanation, zone: ZoneInfo) -> Iterator[Mark]:
    promise = found.promise
    for date in found.dates:
        label = "due" if date.holds else date.why.split(",")[0]
        yield Mark(at=date.due, label=f"{label} {instant_text(date.due, zone)}", state=State.WAIT)
    if not found.dates and promise.falls_due is not None:
        due = promise.falls_due
        yield Mark(at=due, label=f"due {instant_text(due, zone)}", state=State.WAIT)
    ended = promise.kept_at or promise.withdrawn_at
    if ended is not None:
        state = _STATES.get(found.outcome, State.WAIT) if found.outcome else State.WAIT
        word = "kept" if promise.kept_at else "withdrawn"
        yield Mark(at=ended, label=f"{word} {instant_text(ended, zone)}", state=state)


def _parties(found: Explanation) -> list[Party]:
    """Whose turn it was, in order, where it was more than one's."""
    parties = list(dict.fromkeys(spell.party for spell in found.spells))
    return parties if len(parties) > 1 else []


def _turn_lanes(found: Explanation) -> Iterator[Lane]:
    for party in _parties(found):
        own = [spell for spell in found.spells if spell.party == party]
        yield Lane(
            label=str(party),
            spans=tuple(_span(spell) for spell in own if not _night(spell)),
            bars=tuple(_bars(own)),
        )


def _night(spell: Spell) -> bool:
    """Closed hours that everybody knows, which would hide the rest."""
    return spell.whose is Whose.CLOSED and spell.length < timedelta(days=1)


def _span(spell: Spell) -> Span:
    works = spell.whose in _WORKS
    label = "" if works else spell.why or spell.whose.value.replace("-", " ")
    return Span(start=spell.start, end=spell.end, counts=works, label=label)


def _bars(spells: list[Spell]) -> Iterator[Bar]:
    """One bar for each turn, whatever it was made of."""
    begun: datetime | None = None
    for spell, following in zip(spells, [*spells[1:], None], strict=True):
        begun = begun or spell.start
        if following is None or following.start != spell.end:
            yield Bar(start=begun, end=spell.end, state=State.WAIT)
            begun = None


def _arrows(found: Explanation) -> Iterator[Arrow]:
    lanes = {party: number for number, party in enumerate(_parties(found), 1)}
    for spell, following in zip(found.spells, found.spells[1:], strict=False):
        if spell.party != following.party and lanes[spell.party] < lanes[following.party]:
            yield Arrow(at=spell.end, source=lanes[spell.party], target=lanes[following.party])
