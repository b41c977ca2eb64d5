"""Moves as operations of the ledger: what was done, and what was refused, in sentences."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from troth import operations
from troth.errors import TrothError
from troth.operations import Keep, Make, Pause, Reopen, Resume, Tell, Withdraw
from troth.playbook.schema.words import Reopening
from troth.promises.outcomes import outcome
from troth.promises.promise import Outcome, Promise, Stage
from troth.promises.store import ConflictError, Work
from troth.said import joined
from troth.said import said as worded
from troth_web.connectors.course import Course
from troth_web.connectors.plan import Move, moves

#: Why room is made for what was heard of late.
LATE = "an earlier event of the case was heard of later"


@dataclass
class Line:
    """One promise of a case, as far as it was written."""

    metric: str
    cycle: str
    #: None while it is not made.
    promise: str | None = None
    written: Course | None = None


@dataclass
class Told:
    """What came of a delivery, in sentences."""

    #: Operations that were done.
    did: list[str] = field(default_factory=list)
    #: Operations that the ledger refused, or that came too late.
    refused: list[str] = field(default_factory=list)
    #: Events that did nothing, and why.
    ignored: list[str] = field(default_factory=list)
    #: Events that are yet to come by our clock, which may be the wrong one.
    early: list[str] = field(default_factory=list)
    promises: list[str] = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class About:
    """Whose case it is and what is known of it, for promises that are made."""

    customer: str
    facets: Mapping[str, str]
    channel: str
    #: Of a tell: where the other side heard.
    source: str


def bring(work: Work, line: Line, wanted: Course, about: About, told: Told) -> None:
    """Bring one promise from what was written to what is wanted.

    What the ledger refuses is told and not tried again, but for a promise that could not be made.
    """
    for move in moves(line.written, wanted):
        if move.does == "make":
            if not _made(work, line, move, about, told):
                return
            continue
        promise = work.promise(line.promise or "")
        if promise is None:
            return
        if promise.stage is Stage.NO_PROMISE and move.does != "withdraw":
            told.refused.append(
                worded(
                    "{metric}: {does} has to wait: {reason}",
                    metric=line.metric,
                    does=move.does,
                    reason=promise.reason,
                )
            )
            line.written = Course(wanted.start)
            return
        if move.does == "replace":
            if not _gave_way(work, promise, move, line, told):
                return
            continue
        _done(work, promise, move, line, about, told)
    line.written = wanted


def _made(work: Work, line: Line, move: Move, about: About, told: Told) -> bool:
    wanted = Make(
        metric=line.metric,
        customer=about.customer,
        facets=dict(about.facets),
        at=move.at,
        starts_at=move.at,
        channel=about.channel,
    )
    try:
        promise = operations.make(work, wanted)
    except ConflictError:
        raise
    except TrothError as error:
        told.refused.append(joined((line.metric, str(error)), ": "))
        return False
    line.promise, line.written = promise.id, Course(move.at)
    told.promises.append(promise.id)
    if promise.stage is Stage.NO_PROMISE:
        told.did.append(
            worded(
                "{metric}: listed without a promise: {reason}",
                metric=line.metric,
                reason=promise.reason,
            )
        )
    else:
        told.did.append(
            worded(
                "{metric}: promised {term}, due {due}",
                metric=line.metric,
                term=promise.term,
                due=_iso(promise.due),
            )
        )
    return True


def _gave_way(work: Work, promise: Promise, move: Move, line: Line, told: Told) -> bool:
    """Whether a promise gave way to another one in its place, which only one in time can."""
    if promise.reopening is Reopening.RESTARTS and promise.kept_at is not None:
        told.refused.append(_TOO_LATE.of(metric=line.metric))
        return False
    if outcome(promise, work.at) not in {Outcome.OPEN, Outcome.KEPT, Outcome.WITHDRAWN}:
        told.refused.append(
            worded(
                "{metric}: an earlier event of the case was heard of later; its date is over and "
                "it stays as it is",
                metric=line.metric,
            )
        )
        return False
    if promise.kept_at is not None:
        operations.reopen(work, promise.id, Reopen(at=promise.kept_at, reason=LATE))
    if promise.withdrawn_at is None:
        at = max(move.at, promise.made_at)
        operations.withdraw(
            work, promise.id, Withdraw(at=at, reason=f"{LATE}; another one is made")
        )
    told.did.append(
        worded(
            "{metric}: counted anew, as an earlier event of the case was heard of later",
            metric=line.metric,
        )
    )
    return True


def _done(work: Work, promise: Promise, move: Move, line: Line, about: About, told: Told) -> None:
    if move.late and move.does == "reopen" and promise.reopening is Reopening.RESTARTS:
        told.refused.append(_TOO_LATE.of(metric=line.metric))
        return
    try:
        after = _OPERATIONS[move.does](work, promise.id, move, about)
    except ConflictError:
        raise
    except TrothError as error:
        told.refused.append(
            worded(
                "{metric}: {does} at {at}: {why}",
                metric=line.metric,
                does=move.does,
                at=_iso(move.at),
                why=str(error),
            )
        )
        return
    line.promise = after.id
    if after.id not in told.promises:
        told.promises.append(after.id)
    told.did.append(_SAID[move.does].of(metric=line.metric, at=_iso(move.at)))


_Operation = Callable[[Work, str, Move, About], Promise]

_OPERATIONS: Mapping[str, _Operation] = {
    "keep": lambda work, promise, move, about: operations.keep(
        work, promise, Keep(at=move.at, channel=about.channel)
    ),
    "tell": lambda work, promise, move, about: operations.tell(
        work, promise, Tell(at=move.at, channel=about.channel, says=f"answered in {about.source}")
    ),
    "pause": lambda work, promise, move, about: operations.pause(
        work, promise, Pause(at=move.at, reason=move.reason or "paused", channel=about.channel)
    ),
    "resume": lambda work, promise, move, _: operations.resume(
        work, promise, Resume(at=move.at, reason=move.reason)
    ),
    "reopen": lambda work, promise, move, about: operations.reopen(
        work,
        promise,
        Reopen(at=move.at, reason=LATE if move.late else f"opened again in {about.source}"),
    ),
    "withdraw": lambda work, promise, move, about: operations.withdraw(
        work, promise, Withdraw(at=move.at, reason=f"cancelled in {about.source}")
    ),
}
_SAID = {
    "keep": worded("{metric}: kept {at}", metric="", at=""),
    "tell": worded("{metric}: told {at}", metric="", at=""),
    "pause": worded("{metric}: paused {at}", metric="", at=""),
    "resume": worded("{metric}: resumed {at}", metric="", at=""),
    "reopen": worded("{metric}: reopened {at}", metric="", at=""),
    "withdraw": worded("{metric}: withdrawn {at}", metric="", at=""),
}
_TOO_LATE = worded(
    "{metric}: an earlier event of the case was heard of later; what restarts cannot be counted "
    "anew",
    metric="",
)


def _iso(at: datetime | None) -> str:
    return at.isoformat().replace("+00:00", "Z") if at else "-"
