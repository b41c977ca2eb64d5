"""What changes in what is promised and claimed, and in what customers owe in turn."""

from collections.abc import Iterator

from troth.clock import Calendar
from troth.playbook.changes.change import Change, Direction
from troth.playbook.changes.subject import Subject
from troth.playbook.changes.verdict import Said, verdict
from troth.playbook.playbook import Playbook
from troth.playbook.schema.promises import Claim, Duty, Standard
from troth.playbook.schema.words import Strength
from troth.playbook.scope import intersection
from troth.terms import Term

Promise = Standard | Claim

#: From the least firm to the firmest.
_FIRMNESS = (Strength.AIM, Strength.ESTIMATE, Strength.GUARANTEE)


def promise_changes(
    subject: Subject, before: Promise | None, after: Promise | None
) -> Iterator[Change]:
    """What a change of a standard or claim means; None is one that is not there."""
    if before and after and before.metric == after.metric:
        yield from subject.moved(before.scope, after.scope, _words(before), _words(after))
        shared = intersection(before.scope, after.scope)
        if shared is not None:
            yield from _same_promise(subject.within(shared), before, after)
        return
    if before:
        yield subject.within(before.scope).change(Direction.GONE, "", _words(before), None)
    if after:
        yield subject.within(after.scope).change(Direction.NEW, "", None, _words(after))


def duty_changes(subject: Subject, before: Duty | None, after: Duty | None) -> Iterator[Change]:
    """What a change of a duty means; tighter is more asked of customers."""
    if before and after:
        yield from subject.moved(before.scope, after.scope, _asked(before), _asked(after))
        shared = intersection(before.scope, after.scope)
        if shared is None:
            return
        subject = subject.within(shared)
        yield from _term(subject, "term", before, after)
        if before.effect != after.effect:
            yield subject.change(Direction.CHANGED, "effect", before.effect, after.effect)
        yield from subject.wording("says", before.says, after.says)
    elif before:
        yield subject.within(before.scope).change(Direction.GONE, "", _asked(before), None)
    elif after:
        yield subject.within(after.scope).change(Direction.NEW, "", None, _asked(after))


def _asked(duty: Duty) -> object:
    return duty.says or duty.term or ""


def _words(promise: Promise) -> str:
    return f"{promise.metric} {promise.term}"


def _same_promise(subject: Subject, before: Promise, after: Promise) -> Iterator[Change]:
    yield from _term(subject, "term", before, after)
    yield from _term(subject, "updates", before, after)
    if before.strength != after.strength:
        firmer = _FIRMNESS.index(after.strength) > _FIRMNESS.index(before.strength)
        direction = Direction.TIGHTER if firmer else Direction.LOOSER
        yield subject.change(direction, "strength", before.strength, after.strength)
    yield from subject.wording("says", before.says, after.says)
    yield from subject.items("needs", before.needs, after.needs)
    yield from subject.items("pauses", before.pauses, after.pauses)
    yield from subject.items("includes", before.includes, after.includes)
    yield from subject.items("excludes", before.excludes, after.excludes)


def _term(
    subject: Subject, key: str, before: Promise | Duty, after: Promise | Duty
) -> Iterator[Change]:
    old: Term | None = getattr(before, key)
    new: Term | None = getattr(after, key)
    if old is None or new is None:
        yield from subject.wording(key, old, new)
        return
    metrics = subject.new.metrics
    better = metrics[after.metric].better if not isinstance(after, Duty) else None
    found = verdict(
        Said(old, _calendar(subject.old, before), better),
        Said(new, _calendar(subject.new, after), better),
        subject.horizon,
    )
    if found.direction:
        yield subject.change(found.direction, key, old, new, found.samples)
    elif old != new:
        yield subject.change(Direction.REWORDED, key, old, new)


def _calendar(playbook: Playbook, holder: Promise | Duty) -> Calendar | None:
    if holder.calendar:
        return playbook.calendar(holder.calendar)
    team = None if isinstance(holder, Duty) else holder.team
    return playbook.team_calendar(team) if team else None
