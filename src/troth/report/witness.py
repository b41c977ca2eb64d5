"""A finding's witness as a picture: both dues on one time line, over the hours of both sides."""

from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from troth.clock import Calendar
from troth.clock.strip import hours_spans
from troth.findings import Due, Finding, Witness
from troth.pictures import Arrow, Bar, Extent, Lane, Mark, Span, State, Timeline, instant_text
from troth.playbook import Playbook
from troth.report.parties import Party, team_name
from troth.report.words import extent_text

#: What the due of the first and of the second side means, where it is not promised and kept.
_DUES = {
    "TR202": ("by one claim", "by the other"),
    "TR203": ("by the standard", "can be done by"),
    "TR204": ("promised by", "ended"),
    "TR207": ("accepted until", "by the standard"),
    "TR208": ("they promise", "we promise"),
    "TR210": ("silence is borne until", "news by"),
}
#: Witnesses of more days are told in words: nothing could be read in them.
_LONGEST = timedelta(days=400)


def witness_picture(
    playbook: Playbook, finding: Finding, sides: tuple[Party, ...], state: State
) -> Timeline | None:
    """The picture of the worst arrival; None for a finding without witness, or of years."""
    witness = finding.witness
    if witness is None or witness.second.due - witness.arrival > _LONGEST:
        return None
    zone = shown_zone(sides)
    first, second = (_party(sides, due) for due in (witness.first, witness.second))
    early, late = _DUES.get(finding.code, ("promised by", "kept at the earliest"))
    lanes = [_lane(witness, first, _mark(witness.first.due, early, state, zone), zone)]
    arrows: tuple[Arrow, ...] = ()
    if witness.legs:
        lanes += _leg_lanes(playbook, finding, witness, zone)
        arrows = tuple(
            Arrow(at=leg.due, source=number, target=number + 1)
            for number, leg in enumerate(witness.legs[:-1], start=1)
        )
    else:
        lanes.append(
            _lane(witness, second, _mark(witness.second.due, late, State.KEPT, zone), zone)
        )
    apart = extent_text(witness.extent)
    return Timeline(
        title=(
            f"Arrives {instant_text(witness.arrival, zone)}; "
            f"{early} {instant_text(witness.first.due, zone)}; "
            f"{late} {instant_text(witness.second.due, zone)}, {apart} later. "
            f"Times in {zone.key}, {witness.arrival.astimezone(zone).year}."
        ),
        zone=zone,
        arrival=Mark(
            at=witness.arrival,
            label=f"arrives {instant_text(witness.arrival, zone)}",
            state=State.WAIT,
        ),
        lanes=tuple(lanes),
        arrows=arrows,
        extent=Extent(start=witness.first.due, end=witness.second.due, label=f"{apart} apart"),
    )


def shown_zone(sides: tuple[Party, ...]) -> ZoneInfo:
    """Whose days are shown: those of the side that is later, or else of the other."""
    zones = [side.zone for side in reversed(sides) if side.zone]
    return zones[0] if zones else ZoneInfo("UTC")


def _party(sides: tuple[Party, ...], due: Due) -> Party:
    unknown = Party(id=due.id, who=due.id, words="", detail="")
    return next((side for side in sides if side.id == due.id), unknown)


def _mark(at: datetime, verb: str, state: State, zone: ZoneInfo) -> Mark:
    return Mark(at=at, label=f"{verb} {instant_text(at, zone)}", state=state)


def _lane(witness: Witness, party: Party, due: Mark, zone: ZoneInfo) -> Lane:
    return Lane(
        label=party.who,
        detail=party.caption,
        spans=_spans(party.calendar, witness, zone),
        bars=(Bar(start=witness.arrival, end=due.at, state=due.state),),
        marks=(due,),
    )


def _leg_lanes(
    playbook: Playbook, finding: Finding, witness: Witness, zone: ZoneInfo
) -> list[Lane]:
    """One lane for each team, from the hand-over that it receives to the one that it makes."""
    chain = next(playbook.chains[name] for name in finding.about[1:] if name in playbook.chains)
    lanes = []
    start = witness.arrival
    for number, (leg, due) in enumerate(zip(chain.legs, witness.legs, strict=True), start=1):
        calendar_id = leg.calendar or (playbook.teams[leg.team].calendar if leg.team else None)
        calendar = playbook.calendar(calendar_id) if calendar_id else None
        last = number == len(witness.legs)
        verb = "done" if last else "hands over"
        place = calendar.timezone.key if calendar else ""
        lanes.append(
            Lane(
                label=f"{number}. {team_name(playbook, leg.team)}",
                detail=", ".join(part for part in (str(leg.term), place) if part),
                spans=_spans(calendar, witness, zone),
                bars=(Bar(start=start, end=due.due, state=State.KEPT),),
                marks=(_mark(due.due, verb, State.KEPT, zone),),
            )
        )
        start = due.due
    return lanes


def _spans(calendar: Calendar | None, witness: Witness, zone: ZoneInfo) -> tuple[Span, ...]:
    """The hours of the days that the picture shows."""
    if calendar is None:
        return ()
    first = datetime.combine(witness.arrival.astimezone(zone).date(), time(), zone)
    last_day = max(witness.first.due, witness.second.due).astimezone(zone).date()
    last = datetime.combine(last_day + timedelta(days=1), time(), zone)
    return hours_spans(calendar, first, last)
