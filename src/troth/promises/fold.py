"""The state machine: what each entry does to a promise.

One step for each type of entry. Steps trust the journal: whether an entry may be written is for
`troth.operations` to say, before it is. Dates were counted when the entry was written, so that no
step needs a calendar and no later change of a calendar changes what was promised.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from troth.errors import TrothError
from troth.playbook.schema.words import Reopening
from troth.promises.entries import Entry, EntryType
from troth.promises.file import attached, with_shared, without
from troth.promises.parties import ActorKind, Party
from troth.promises.promise import (
    Agreement,
    Change,
    Leg,
    Occurrence,
    Pause,
    Promise,
    Recounting,
    Stage,
    Verdict,
    Warned,
    changed,
    put,
)


class JournalError(TrothError):
    """A journal that does not begin with what it is about."""

    def __init__(self, entry: Entry) -> None:
        super().__init__(
            f"{entry.subject} begins with '{entry.type}'; a promise begins with "
            "'promise.made', 'promise.offered' or 'promise.unmatched'"
        )


def fold(entries: Iterable[Entry], promise: Promise | None = None) -> Promise | None:
    """The promise that these entries leave, going on from an earlier state.

    Raises:
        JournalError: where the first entry does not begin a promise.
    """
    for entry in entries:
        promise = step(promise, entry)
    return promise


def step(promise: Promise | None, entry: Entry) -> Promise:
    """The promise after one more entry."""
    if promise is None:
        if entry.type not in _FIRST:
            raise JournalError(entry)
        return _begun(entry, _FIRST[entry.type])
    after = _STEPS[entry.type](promise, entry)
    made = after if after is not promise else changed(promise)
    # Nobody else has what was just made, so that it need not be copied once more.
    unanswered = _unanswered(promise.unanswered, entry)
    return put(made, sequence=entry.sequence, head=entry.hash, unanswered=unanswered)


def _unanswered(since: datetime | None, entry: Entry) -> datetime | None:
    """Since when a word of the customer's own waits: until it is acknowledged, or answered.

    What a person ends was read by them; what a system saw end may leave a question open.
    """
    if entry.actor.kind is ActorKind.CUSTOMER:
        return since or (entry.at if _asks(entry) else None)
    if since is None or entry.type is EntryType.PROMISE_ACKNOWLEDGED:
        return None
    by_person = entry.actor.kind is ActorKind.PERSON
    ended = entry.type in _ENDINGS and by_person
    told = entry.type in _ANSWERS and entry.at >= since
    return None if ended or told else since


def _asks(entry: Entry) -> bool:
    """Whether what a customer did asks for somebody's eyes: that all is well does not."""
    if entry.type is EntryType.PROMISE_SETTLED:
        return not entry.payload["kept"]
    return entry.type in _WORDS


#: What a customer says, and does not only do.
_WORDS = frozenset(
    {
        EntryType.PROMISE_HEARD,
        EntryType.PROMISE_CHANGE_CONFIRMED,
        EntryType.PROMISE_CHANGE_DECLINED,
    }
)
#: What tells the customer something, so that it answers what they said before.
_ANSWERS = frozenset(
    {EntryType.PROMISE_TOLD, EntryType.PROMISE_MOVED, EntryType.PROMISE_CHANGE_REPORTED}
)
_ENDINGS = frozenset({EntryType.PROMISE_KEPT, EntryType.PROMISE_WITHDRAWN})


_FIRST: Mapping[EntryType, Stage] = {
    EntryType.PROMISE_MADE: Stage.PROMISED,
    EntryType.PROMISE_OFFERED: Stage.OFFERED,
    EntryType.PROMISE_UNMATCHED: Stage.NO_PROMISE,
}


def moment(text: str | None) -> datetime | None:
    """An instant of a payload."""
    return datetime.fromisoformat(text) if text else None


def _at(text: str) -> datetime:
    return datetime.fromisoformat(text)


def _begun(entry: Entry, stage: Stage) -> Promise:
    said = entry.payload
    due = moment(said.get("due"))
    earliest = moment(said.get("earliest"))
    next_update = moment(said.get("next_update"))
    return Promise(
        id=entry.subject,
        stage=stage,
        sequence=entry.sequence,
        head=entry.hash,
        promiser=Party.parse(said["promiser"]),
        promisee=Party.parse(said["promisee"]),
        customer=said.get("customer"),
        metric=said["metric"],
        term=said.get("term"),
        calendar=said.get("calendar"),
        edition=entry.edition,
        channel=entry.channel,
        strength=said.get("strength", "guarantee"),
        facets=said.get("facets", {}),
        touchpoint=said.get("touchpoint"),
        basis=said.get("basis"),
        reason=said.get("reason"),
        made_at=entry.at,
        starts_at=moment(said.get("starts_at")) or entry.at,
        first_due=due,
        due=due,
        earliest=earliest,
        first_earliest=earliest,
        said_due=due if said.get("term") is None else None,
        said_earliest=earliest if said.get("term") is None else None,
        zone=said.get("zone", "UTC"),
        calendar_version=said.get("calendar_version"),
        tzdata=said.get("tzdata"),
        effect=said.get("effect"),
        holder=Party.parse(said.get("holder", said["promiser"])),
        updates=said.get("updates"),
        next_update=next_update,
        needs=tuple(said.get("needs", ())),
        legs=_legs(said.get("legs", ()), entry.at),
        settled_by=said.get("settled_by"),
        reopening=Reopening(said.get("reopening", Reopening.RESUMES)),
        follows=said.get("follows"),
        options=tuple(said.get("options", ())),
        agreement=Agreement(said["agreement"]) if "agreement" in said else None,
        quote=said.get("quote"),
        likelihood=said.get("likelihood"),
        wording=entry.said("wording"),
        worded_by=ActorKind(said.get("worded_by", entry.actor.kind)),
        words=said.get("words"),
    )


def _legs(legs: Iterable[Mapping[str, Any]], since: datetime) -> tuple[Leg, ...]:
    return tuple(
        Leg(
            party=Party.parse(leg["party"]),
            term=leg.get("term"),
            calendar=leg.get("calendar"),
            since=since if number == 0 else None,
        )
        for number, leg in enumerate(legs)
    )


def _made_after_all(promise: Promise, entry: Entry) -> Promise:
    """An offer that was agreed to, or a term for what had none: the promise begins here."""
    begun = _begun(entry, Stage.PROMISED)
    return changed(
        begun,
        options=promise.options,
        chosen=entry.payload.get("chosen"),
        needed_by=promise.needed_by,
        handed_over=promise.handed_over,
        files=promise.files,
    )


def _told(promise: Promise, entry: Entry) -> Promise:
    """The other side heard: this ends the update that was due, and those before it were missed."""
    said = entry.payload
    return changed(
        promise,
        told_at=max(entry.at, promise.told_at or entry.at),
        next_update=moment(said.get("next_update")),
        occurrences=_updates(promise, entry),
    )


def _updates(promise: Promise, entry: Entry) -> tuple[Occurrence, ...]:
    """Updates that fell due, with the one that this entry was."""
    said = entry.payload
    if "occurrences" in said:
        # An update that was recorded after a later one: all of them were counted anew.
        anew = (Occurrence(due=_at(due), done_at=moment(done)) for due, done in said["occurrences"])
        return tuple(anew)
    known = [promise.next_update] if promise.next_update else []
    dues = [_at(due) for due in said.get("dues", ())] or known
    missed = tuple(Occurrence(due=due, done_at=None) for due in dues[:-1])
    done = tuple(Occurrence(due=due, done_at=entry.at) for due in dues[-1:])
    return promise.occurrences + missed + done


def _changed(agreement: Agreement) -> Callable[[Promise, Entry], Promise]:
    def step(promise: Promise, entry: Entry) -> Promise:
        due = _at(entry.payload["due"])
        earliest = moment(entry.payload.get("earliest"))
        change = Change(
            id=entry.id,
            at=entry.at,
            due=due,
            earliest=earliest,
            instead_of=promise.due,
            agreement=agreement,
            term=entry.payload.get("term"),
            late=_late(promise, entry.at),
        )
        missed = promise.missed_at or (promise.due if passed(promise, entry.at) else None)
        return changed(
            promise,
            changes=(*promise.changes, change),
            due=due,
            earliest=earliest,
            missed_at=missed,
        )

    return step


def passed(promise: Promise, at: datetime) -> bool:
    """Whether the clock has gone past the date that holds, standing still in pauses."""
    stands = promise.open_pause
    clock = min(at, stands.start) if stands else at
    return promise.due is not None and clock > promise.due


def _late(promise: Promise, at: datetime) -> bool:
    if promise.due is None:
        return False
    last_tenth = (promise.due - promise.starts_at) / 10
    return at >= promise.due - last_tenth


def _confirmed(promise: Promise, entry: Entry) -> Promise:
    """The other side agreed: to a change, or to the option that staff said they chose."""
    said = entry.payload
    if "change" not in said:
        return changed(promise, agreement=Agreement.CONFIRMED)
    confirmed = _answered(promise, said["change"], Agreement.CONFIRMED)
    change = next(each for each in confirmed.changes if each.id == said["change"])
    agreed = changed(confirmed, agreed_due=change.due, agreed_earliest=change.earliest)
    return _with_date(agreed, said)


def _declined(promise: Promise, entry: Entry) -> Promise:
    """A declined date gives way to the one that it took the place of."""
    said = entry.payload
    return _with_date(_answered(promise, said["change"], Agreement.DECLINED), said)


def _answered(promise: Promise, change_id: str, agreement: Agreement) -> Promise:
    changes = (
        replace(each, agreement=agreement) if each.id == change_id else each
        for each in promise.changes
    )
    return changed(promise, changes=tuple(changes))


_DATES = (
    "due",
    "earliest",
    "first_due",
    "first_earliest",
    "agreed_due",
    "agreed_earliest",
    "next_update",
)


def _with_date(promise: Promise, said: Mapping[str, Any]) -> Promise:
    """The promise with the dates that an entry brings; those it does not name stay."""
    brought: dict[str, Any] = {key: moment(said[key]) for key in _DATES if key in said}
    if "calendar_version" in said:
        brought["calendar_version"] = said["calendar_version"]
    return changed(promise, **brought) if brought else promise


def _paused(promise: Promise, entry: Entry) -> Promise:
    said = entry.payload
    pause = Pause(start=entry.at, end=None, reason=said["reason"], duty=said.get("duty"))
    return changed(promise, pauses=(*promise.pauses, pause))


def _resumed(promise: Promise, entry: Entry) -> Promise:
    """Pauses end: the one of that reason or duty, or all where none is named."""
    said = entry.payload
    reason, duty = said.get("reason"), said.get("duty")

    def ended(pause: Pause) -> Pause:
        if pause.end is not None or not pause.is_meant(reason, duty):
            return pause
        return replace(pause, end=max(entry.at, pause.start))

    return _with_date(changed(promise, pauses=tuple(map(ended, promise.pauses))), said)


def _all_resumed(promise: Promise, at: datetime) -> Promise:
    if promise.open_pause is None:
        return promise
    ended = tuple(
        replace(pause, end=max(at, pause.start)) if pause.end is None else pause
        for pause in promise.pauses
    )
    return changed(promise, pauses=ended)


def _part_kept(promise: Promise, entry: Entry) -> Promise:
    said = entry.payload
    return changed(promise, parts=(promise.parts[0] + said["done"], said["of"]))


def _kept(promise: Promise, entry: Entry) -> Promise:
    said = entry.payload
    stopped = _with_date(_all_resumed(promise, entry.at), said)
    of = said.get("of", promise.parts[1])
    return changed(stopped, kept_at=entry.at, kept_recorded_at=entry.recorded_at, parts=(of, of))


def _settled(promise: Promise, entry: Entry) -> Promise:
    """A verdict; that of whom the metric names ends the promise, and their last word counts."""
    said = entry.payload
    verdict = Verdict(at=entry.at, kept=said["kept"], by=said["by"], assessor=entry.actor.name)
    heard = changed(promise, verdicts=(*promise.verdicts, verdict))
    if said["by"] != promise.settled_by:
        return heard
    kept_at, recorded = (entry.at, entry.recorded_at) if said["kept"] else (None, None)
    return changed(heard, settled_at=entry.at, kept_at=kept_at, kept_recorded_at=recorded)


def _broken(promise: Promise, entry: Entry) -> Promise:
    return changed(promise, broken_at=entry.at)


def _warned(promise: Promise, entry: Entry) -> Promise:
    said = entry.payload
    warned = Warned(
        at=entry.at,
        rule=said["rule"],
        step=said["step"],
        cycle=said["cycle"],
        due=moment(said.get("due")),
        likelihood=said.get("likelihood"),
        n=said.get("n"),
    )
    return changed(promise, warned=(*promise.warned, warned))


def _recounted(promise: Promise, entry: Entry) -> Promise:
    said = entry.payload
    counted = _with_date(promise, said)
    recounting = Recounting(
        at=entry.at,
        why=said["why"],
        by=said["by"],
        due=moment(said.get("would_be")) or counted.falls_due,
        instead_of=moment(said.get("instead_of")),
    )
    tzdata = said["by"] if said["why"] == "time-zones" else promise.tzdata
    return changed(counted, recountings=(*promise.recountings, recounting), tzdata=tzdata)


def _withdrawn(promise: Promise, entry: Entry) -> Promise:
    stopped = _with_date(_all_resumed(promise, entry.at), entry.payload)
    said = entry.payload
    lapsed = {key: said[key] for key in ("duty", "name", "by")} if "duty" in said else None
    return changed(stopped, withdrawn_at=entry.at, lapsed=lapsed)


def _reopened(promise: Promise, entry: Entry) -> Promise:
    said = entry.payload
    reopened = changed(promise, reopened_at=(*promise.reopened_at, entry.at))
    if promise.reopening is Reopening.RESTARTS:
        return changed(reopened, followed_by=said["as"])
    kept_at = promise.kept_at
    if promise.reopening is Reopening.RESUMES and kept_at is not None:
        closed = Pause(start=kept_at, end=entry.at, reason="closed")
        reopened = changed(reopened, pauses=(*promise.pauses, closed))
    running = changed(reopened, kept_at=None, kept_recorded_at=None, parts=(0, promise.parts[1]))
    return _with_date(running, said)


def _handed_over(promise: Promise, entry: Entry) -> Promise:
    to = entry.payload["to"]
    note = {
        "at": entry.at,
        "from": str(promise.holder),
        "to": to,
        "note": entry.said("note"),
        "by": entry.actor.kind,
    }
    return changed(promise, holder=Party.parse(to), handed_over=(*promise.handed_over, note))


def _handed_on(promise: Promise, entry: Entry) -> Promise:
    number = entry.payload["leg"]
    legs = tuple(
        replace(leg, since=entry.at) if at == number else leg for at, leg in enumerate(promise.legs)
    )
    return changed(promise, legs=legs, leg=number, holder=legs[number].party)


def _needed(promise: Promise, entry: Entry) -> Promise:
    return changed(promise, needed_by=(*promise.needed_by, entry.payload["promise"]))


def _amends_given(promise: Promise, entry: Entry) -> Promise:
    given = {**entry.payload, "at": entry.at, "by": entry.actor.name}
    return changed(promise, amends=(*promise.amends, given))


def _attached(promise: Promise, entry: Entry) -> Promise:
    return changed(promise, files=(*promise.files, attached(entry)))


def _shared(promise: Promise, entry: Entry) -> Promise:
    return changed(promise, files=with_shared(promise.files, entry))


def _removed(promise: Promise, entry: Entry) -> Promise:
    return changed(promise, files=without(promise.files, entry))


def _heard(promise: Promise, _entry: Entry) -> Promise:
    """What was said, or read, is in the journal; it changes nothing of what was promised."""
    return promise


_STEPS: Mapping[EntryType, Callable[[Promise, Entry], Promise]] = {
    EntryType.PROMISE_MADE: _made_after_all,
    EntryType.PROMISE_TOLD: _told,
    EntryType.PROMISE_HEARD: _heard,
    EntryType.PROMISE_ACKNOWLEDGED: _heard,
    EntryType.PROMISE_CHANGE_REPORTED: _changed(Agreement.REPORTED),
    EntryType.PROMISE_CHANGE_CONFIRMED: _confirmed,
    EntryType.PROMISE_CHANGE_DECLINED: _declined,
    EntryType.PROMISE_MOVED: _changed(Agreement.NONE),
    EntryType.PROMISE_PAUSED: _paused,
    EntryType.PROMISE_RESUMED: _resumed,
    EntryType.PROMISE_PART_KEPT: _part_kept,
    EntryType.PROMISE_KEPT: _kept,
    EntryType.PROMISE_SETTLED: _settled,
    EntryType.PROMISE_BROKEN: _broken,
    EntryType.PROMISE_WARNED: _warned,
    EntryType.PROMISE_RECOUNTED: _recounted,
    EntryType.PROMISE_WITHDRAWN: _withdrawn,
    EntryType.PROMISE_REOPENED: _reopened,
    EntryType.PROMISE_HANDED_OVER: _handed_over,
    EntryType.PROMISE_HANDED_ON: _handed_on,
    EntryType.PROMISE_NEEDED: _needed,
    EntryType.PROMISE_AMENDS_GIVEN: _amends_given,
    EntryType.PROMISE_FILE_ATTACHED: _attached,
    EntryType.PROMISE_FILE_SHARED: _shared,
    EntryType.PROMISE_FILE_REMOVED: _removed,
}
