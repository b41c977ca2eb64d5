"""An explanation for people, in lines of some eighty columns."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from troth.clock import Step
from troth.clock.wording import duration_text
from troth.pictures import day_text
from troth.promises.explain.attribution import Minutes, Whose
from troth.promises.explain.effects import Effect
from troth.promises.explain.model import Explanation
from troth.promises.promise import Outcome

_OUTCOMES = {
    Outcome.OPEN: "open",
    Outcome.KEPT: "kept by the first date",
    Outcome.KEPT_AS_AGREED: "kept by a later date to which both agreed; the first date was missed",
    Outcome.MOVED: "moved: the first date was missed, and nobody agreed to another one",
    Outcome.BROKEN: "broken",
    Outcome.WITHDRAWN: "withdrawn",
}

_WHOSE = {
    Whose.CUSTOMER: "the customer",
    Whose.CLOSED: "closed hours",
    Whose.PAUSED: "pauses",
    Whose.DONE: "counted as kept",
}


def as_text(found: Explanation) -> str:
    """The promise, its dates, what counted, where the time went, and what would move it."""
    zone = ZoneInfo(found.promise.zone)
    parts = (
        _head(found),
        _dates(found, zone),
        _outcome(found, zone),
        _steps(found.steps, zone),
        _minutes(found),
        _legs(found, zone),
        (_effect(each, zone) for each in found.effects),
    )
    blocks = ["\n".join(part) for part in parts]
    return "\n\n".join(block for block in blocks if block)


def _head(found: Explanation) -> Iterator[str]:
    promise = found.promise
    if promise.reason is not None and found.outcome is None:
        yield f"{promise.metric}: no promise, {promise.reason}"
        return
    term = f'"{promise.term}"' if promise.term else "a date that was said"
    yield f"{promise.promiser} promised {promise.metric} to {promise.promisee}: {term}"
    basis = promise.basis or {}
    named = f" {basis['id']}" if basis.get("id") else ""
    by_hand = ", named for it" if basis.get("named") else ""
    yield f"  by {basis.get('level', 'one-off')}{named}{by_hand}, {promise.edition or 'no edition'}"
    for lost in basis.get("instead_of", ()):
        yield f'  not {lost["level"]} {lost["id"]} "{lost["term"]}": {lost["why"]}'


def _dates(found: Explanation, zone: ZoneInfo) -> Iterator[str]:
    for date in found.dates:
        mark = "  <- holds" if date.holds else ""
        yield f"{moment_text(date.due, zone)}  {date.why}{mark}"


def _outcome(found: Explanation, zone: ZoneInfo) -> Iterator[str]:
    if found.outcome is None:
        return
    since = f" at {moment_text(found.broke_at, zone)}" if found.broke_at else ""
    yield f"{_OUTCOMES[found.outcome]}{since}; the clock is {found.clock}"
    lapsed = found.promise.lapsed
    if lapsed is not None:
        by = moment_text(datetime.fromisoformat(lapsed["by"]), zone)
        yield f"withdrawn by rule: {lapsed['name']} did not come by {by}, and it needs that"
    kept_at = found.promise.kept_at
    if kept_at is not None:
        yield f"kept {moment_text(kept_at, zone)}"


def _steps(steps: Sequence[Step], zone: ZoneInfo) -> Iterator[str]:
    for step in steps:
        assert step.end is not None  # noqa: S101 - steps go up to a date
        counts = duration_text(step.end - step.start) if step.counted else ""
        why = f"{step.reason}: {step.name}" if step.name else str(step.reason)
        span = f"{moment_text(step.start, zone)} - {moment_text(step.end, zone)}"
        yield f"{span}  {counts:>12}  {why}"


def _minutes(found: Explanation) -> Iterator[str]:
    whole = sum((each.length for each in found.minutes), timedelta())
    if not whole:
        return
    yield (
        f"{duration_text(whole)} so far" if found.outcome is Outcome.OPEN else duration_text(whole)
    )
    for each in found.minutes:
        share = 100 * (each.length / whole)
        yield f"  {duration_text(each.length):>16}  {share:3.0f} %  {whose(each)}"


def _legs(found: Explanation, zone: ZoneInfo) -> Iterator[str]:
    for number, leg in enumerate(found.legs, 1):
        since = f"since {moment_text(leg.since, zone)}" if leg.since else "not yet"
        parts = ", ".join(f"{duration_text(each.length)} {whose(each)}" for each in leg.minutes)
        yield f"leg {number}  {leg.party} {leg.term or ''}: {since}{'; ' if parts else ''}{parts}"


def _effect(found: Effect, zone: ZoneInfo) -> str:
    if found.effect == "voids":
        return f"Without {found.name} by {moment_text(found.by, zone)} there is no promise."
    if found.our_date is None:
        return f"It waits for {found.name}."
    ours = f"if {found.name} comes by {moment_text(found.by, zone)}, our date is "
    hour, day = duration_text(found.an_hour_later), duration_text(found.a_day_later)
    moves = f"each hour later moves it by {hour}, a day by {day}"
    return f"{ours}{moment_text(found.our_date, zone)}; {moves}."


def whose(minutes: Minutes) -> str:
    """Whose time it was, in words."""
    if minutes.party is None:
        return _WHOSE[minutes.whose]
    return f"us, {minutes.party}" if minutes.whose is Whose.US else str(minutes.party)


def moment_text(at: datetime, zone: ZoneInfo) -> str:
    """`Mon 2 Nov 2026 17:00`, in the zone of the promise."""
    local = at.astimezone(zone)
    return f"{day_text(local)} {local:%Y %H:%M}"
