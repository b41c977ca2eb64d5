"""What time brings to promises, put on record. The outcome does not wait for this."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from fractions import Fraction
from typing import Any

from troth.operations.dating import iso
from troth.operations.errors import NotNowError
from troth.operations.happening import state
from troth.operations.lapsing import lapse
from troth.playbook.schema.words import Effect
from troth.promises.editions import Edition
from troth.promises.entries import Draft, Entry, EntryType
from troth.promises.outcomes import broke_at
from troth.promises.parties import Actor, ActorKind
from troth.promises.promise import Promise
from troth.promises.store import Work
from troth.promises.waking import Coming, Rule, cycle_of, due_now
from troth.said import said

RULE = Actor(ActorKind.RULE, Rule.BREAK)

#: A break that is noticed later than this says so.
LATE = timedelta(minutes=1)


def notice(work: Work, promise_id: str, expected: int | None = None) -> Promise:
    """Record that a promise broke: at its true deadline, however late that is noticed.

    Raises:
        NotFoundError: there is no such promise.
        NotNowError: it did not break, or this break is on record.
    """
    promise = state(work, promise_id, expected)
    broke = broke_at(promise, work.at)
    if broke is None:
        raise NotNowError(said("promise {promise} did not break", promise=promise.id))
    if promise.broken_at == broke:
        raise NotNowError(said("that promise {promise} broke is on record", promise=promise.id))
    work.append([_broken(promise, broke, work.at)])
    return state(work, promise.id)


def brought(promise: Promise, edition: Edition | None, at: datetime) -> list[Draft]:
    """What time has brought to a promise by `at` and nobody has recorded: breaks, warnings."""
    return [_draft(promise, each, at) for each in due_now(promise, edition, at)]


def pass_time(work: Work, promise_ids: Iterable[str]) -> tuple[Entry, ...]:
    """Record what time has brought to promises by now; what is on record is not said again.

    Raises:
        NotFoundError: there is no such promise.
    """
    drafts: list[Draft] = []
    for promise_id in promise_ids:
        promise = state(work, promise_id)
        edition = work.edition(promise.edition) if promise.edition else None
        drafts += brought(promise, edition, work.at)
    return record(work, drafts)


def record(work: Work, drafts: list[Draft]) -> tuple[Entry, ...]:
    """Put what time has brought on record, and let lapse what a broken duty voids."""
    entries = work.append(drafts) if drafts else ()
    for each in entries:
        if each.type is EntryType.PROMISE_BROKEN:
            duty = state(work, each.subject)
            if duty.effect == Effect.VOIDS:
                # Nothing may wait for it any more.
                with suppress(NotNowError):
                    lapse(work, duty.id)
    return entries


def likely_to_break(
    promise: Promise, level: Fraction, likelihood: float, n: int, *, due: datetime, at: datetime
) -> Draft:
    """That the odds of keeping a promise by `due` fell below a level."""
    payload = {
        "step": f"{level * 100} %",
        "cycle": cycle_of(promise),
        "due": iso(due),
        "likelihood": round(likelihood, 4),
        "n": n,
    }
    return _warned(promise, Rule.LIKELIHOOD, payload, at)


def _draft(promise: Promise, coming: Coming, at: datetime) -> Draft:
    if coming.rule is Rule.BREAK:
        return _broken(promise, coming.due, at)
    payload = {"step": coming.step, "cycle": coming.cycle, "due": iso(coming.due)}
    return _warned(promise, coming.rule, payload, at)


def _warned(promise: Promise, rule: Rule, payload: dict[str, Any], at: datetime) -> Draft:
    return Draft(
        type=EntryType.PROMISE_WARNED,
        subject=promise.id,
        at=at,
        payload={"rule": rule.value, **payload},
        edition=promise.edition,
        actor=Actor(ActorKind.RULE, rule),
    )


def _broken(promise: Promise, broke: datetime, at: datetime) -> Draft:
    late = at - broke
    payload: dict[str, Any] = {}
    if late > LATE:
        payload["noticed_late"] = int(late.total_seconds())
    return Draft(
        type=EntryType.PROMISE_BROKEN,
        subject=promise.id,
        at=broke,
        payload=payload,
        edition=promise.edition,
        actor=RULE,
    )
