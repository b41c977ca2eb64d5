"""Who says what: the two sides of a finding, in words for people, with the hours behind them."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from troth.clock import Calendar, NeverOpenError
from troth.findings import Finding
from troth.playbook import Playbook
from troth.playbook.scope import Scope, scope_text
from troth.said import Day, Said, Shown, joined, said
from troth.terms import Term


@dataclass(frozen=True, kw_only=True)
class Party:
    """Somebody with a term."""

    id: str
    #: `Marketing says`, `Standard of Help desk`.
    who: str
    #: The wording, or the term where there is none.
    words: str
    #: What the wording means, and for whom.
    detail: str
    term: Term | None = None
    #: Counts the term's business time; None where it counts none.
    calendar: Calendar | None = None
    #: The calendar's hours and zone, as written.
    hours: str = ""
    #: Where they are, whether or not they count business time.
    zone: ZoneInfo | None = None

    @property
    def caption(self) -> str:
        """Term and hours, for a lane of a picture."""
        return ", ".join(part for part in (str(self.term or ""), self.hours) if part)


#: The section in which the second side of a finding is found; the first is at its place.
_SECOND = {
    "TR108": "standards",
    "TR201": "standards",
    "TR202": "claims",
    "TR203": "capabilities",
    "TR205": "chains",
    "TR207": "standards",
    "TR208": "standards",
    "TR210": "standards",
    "TR211": "standards",
}


def parties(playbook: Playbook, finding: Finding) -> tuple[Party, ...]:
    """The sides of a finding of feasibility, the promise first; none for other findings."""
    if not finding.code.startswith("TR2"):
        return ()
    return tuple(_found(playbook, finding))


def team_name(playbook: Playbook, team: str | None) -> str:
    """The name that people read."""
    if team is None:
        return playbook.company
    declared = playbook.teams.get(team)
    return (declared.name if declared else None) or team


def metric_name(playbook: Playbook, metric: str) -> str:
    """The name that people read."""
    declared = playbook.metrics.get(metric)
    return (declared.name if declared else None) or metric


def _found(playbook: Playbook, finding: Finding) -> Iterator[Party]:
    if finding.code == "TR210":
        yield _silence(playbook, finding.about[0], finding.about[1])
        yield _updates(playbook, finding.about[1])
        return
    section, *keys = finding.place.path.split(".")
    if section in _PARTY:
        yield _PARTY[section](playbook, keys)
    if "share" in finding.measured:
        yield _measured(finding.measured)
    second = _SECOND.get(finding.code)
    for name in finding.about[1:]:
        if second and name in getattr(playbook, second):
            yield _PARTY[second](playbook, [name])


def _standard(playbook: Playbook, keys: Sequence[str]) -> Party:
    standard = playbook.standards[keys[0]]
    return _party(
        playbook,
        name=keys[0],
        who=f"Standard of {team_name(playbook, standard.team)}",
        says=standard.says,
        term=standard.term,
        scope=standard.scope,
        calendar=standard.calendar or playbook.teams[standard.team].calendar,
    )


def _updates(playbook: Playbook, name: str) -> Party:
    standard = playbook.standards[name]
    return _party(
        playbook,
        name=name,
        who=f"{team_name(playbook, standard.team)} sends news",
        term=standard.updates,
        scope=standard.scope,
        calendar=standard.calendar or playbook.teams[standard.team].calendar,
    )


def _claim(playbook: Playbook, keys: Sequence[str]) -> Party:
    claim = playbook.claims[keys[0]]
    where = f", {claim.where}" if claim.where else ""
    return _party(
        playbook,
        name=keys[0],
        who=f"{team_name(playbook, claim.team)} says{where}",
        says=claim.says,
        term=claim.term,
        scope=claim.scope,
        calendar=claim.calendar or _calendar_of(playbook, claim.team),
    )


def _capability(playbook: Playbook, keys: Sequence[str]) -> Party:
    able = playbook.capabilities[keys[0]]
    return _party(
        playbook,
        name=keys[0],
        who=f"What {team_name(playbook, able.team)} can do",
        term=able.term,
        scope=able.scope,
        calendar=able.calendar or _calendar_of(playbook, able.team),
        note=able.evidence or "",
    )


def _competitor(playbook: Playbook, keys: Sequence[str]) -> Party:
    name, _, number, *_ = keys
    competitor = playbook.competitors[name]
    claim = competitor.claims[int(number)]
    where = f", {claim.where}" if claim.where else ""
    return _party(
        playbook,
        name=name,
        who=f"{competitor.name or name} says{where}",
        says=claim.says,
        term=claim.term,
        scope=claim.scope,
        calendar=claim.calendar,
        note=said("seen {day}", day=claim.seen.isoformat()) if claim.seen else "",
    )


def _expectation(playbook: Playbook, keys: Sequence[str]) -> Party:
    name, _, number, *_ = keys
    touchpoint = playbook.touchpoints[name]
    expected = touchpoint.expectations[int(number)]
    return _party(
        playbook,
        name=name,
        who=f"Customers expect, at “{touchpoint.name or name}”",
        says=expected.says,
        term=expected.adequate,
        scope=expected.scope,
        calendar=expected.calendar or _calendar_of(playbook, touchpoint.owner),
    )


def _silence(playbook: Playbook, name: str, standard: str) -> Party:
    touchpoint = playbook.touchpoints[name]
    metric = playbook.standards[standard].metric
    borne = next(e for e in touchpoint.expectations if e.silence and e.metric == metric)
    return _party(
        playbook,
        name=name,
        who=f"Customers expect, at “{touchpoint.name or name}”",
        says=borne.says,
        term=borne.silence,
        scope=borne.scope,
        calendar=borne.calendar or _calendar_of(playbook, touchpoint.owner),
    )


def _measured(measured: dict[str, Any]) -> Party:
    """What a history says; the figures are those of `troth.checks`."""
    detail = said(
        "95 % interval {low} % to {high} %, {first} to {last}",
        low=_per_cent(measured["low"]),
        high=_per_cent(measured["high"]),
        first=_month(measured["from"]),
        last=_month(measured["to"]),
    )
    if "group" in measured:
        detail = said("our best group, {group}: {text}", group=measured["group"], text=detail)
    return Party(
        id="history",
        who="What was kept",
        words=said(
            "{share} % of {cases} cases",
            share=_per_cent(measured["share"]),
            cases=int(measured["cases"]),
        ),
        detail=_with_odds(detail, measured),
    )


def _with_odds(text: Said, measured: dict[str, Any]) -> Said:
    if "odds" not in measured:
        return text
    return said(
        "{text}; odds of a new case {odds} % (95 % interval {low} % to {high} %)",
        text=text,
        odds=_per_cent(measured["odds"]),
        low=_per_cent(measured["odds_low"]),
        high=_per_cent(measured["odds_high"]),
    )


def _per_cent(share: float) -> Decimal:
    return Decimal(f"{100 * share:.1f}")


def _month(instant: str) -> Day:
    return Day(datetime.fromisoformat(instant), Shown.MONTH)


def _chain(playbook: Playbook, keys: Sequence[str]) -> Party:
    legs = [
        f"{team_name(playbook, leg.team)} {str(leg.term).removeprefix('within ')}"
        for leg in playbook.chains[keys[0]].legs
    ]
    return Party(
        id=keys[0],
        who="The teams in turn",
        words=" → ".join(legs),
        detail=said("each over its own hours, holidays and time zone"),
    )


def _party(
    playbook: Playbook,
    *,
    name: str,
    who: str,
    term: Term | None,
    scope: Scope,
    calendar: str | None,
    says: str | None = None,
    note: str = "",
) -> Party:
    built = _built(playbook, calendar) if calendar else None
    counts = built is not None and term is not None and term.needs_calendar
    hours = _hours_text(playbook, calendar) if counts and calendar else ""
    meaning = str(term or "") if says else ""
    audience = said("for {scope}", scope=scope_text(scope)) if scope else ""
    return Party(
        id=name,
        who=who,
        words=said("“{words}”", words=says) if says else str(term or ""),
        detail=joined((part for part in (meaning, hours, audience, note) if part), " · "),
        term=term,
        calendar=built if counts else None,
        hours=hours,
        zone=built.timezone if built else None,
    )


def _calendar_of(playbook: Playbook, team: str | None) -> str | None:
    return playbook.teams[team].calendar if team else None


def _built(playbook: Playbook, calendar_id: str) -> Calendar | None:
    try:
        return playbook.calendar(calendar_id)
    except NeverOpenError:
        return None


def _hours_text(playbook: Playbook, calendar_id: str) -> str:
    """`Mo-Sa 08:00-20:00 Europe/Berlin`, or the calendar's name where it is made of others."""
    declared = playbook.calendars[calendar_id]
    return " ".join(part for part in (declared.hours or calendar_id, declared.timezone) if part)


_PARTY: dict[str, Callable[[Playbook, Sequence[str]], Party]] = {
    "standards": _standard,
    "claims": _claim,
    "capabilities": _capability,
    "chains": _chain,
    "competitors": _competitor,
    "touchpoints": _expectation,
}
