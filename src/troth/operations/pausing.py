"""The clock that stands still and runs again."""

from datetime import datetime

from troth.operations.commands import Pause, Resume
from troth.operations.dating import recounted
from troth.operations.errors import NotNowError, UnfitError
from troth.operations.happening import happened, not_too_late, open_promise, state
from troth.promises.entries import COMPANY, Draft, EntryType
from troth.promises.promise import Promise
from troth.promises.recount import ended_pauses
from troth.promises.store import Work
from troth.said import Said, said_as
from troth.said import said as worded


def pause(work: Work, promise_id: str, said: Pause, expected: int | None = None) -> Promise:
    """Stop the clock. The last known date stays in sight.

    Raises:
        NotNowError: it is paused for this reason already, does not run, or was due before the
            pause was recorded and after it began.
        UnfitError: the standard does not have this pause, or it comes after a later one.
    """
    promise = open_promise(work, promise_id, said_as("cannot be", "paused"), expected)
    at = happened(work, said, promise)
    not_too_late(work, promise, at, said_as("cannot be", "paused"))
    if any(each.end is None and each.reason == said.reason for each in promise.pauses):
        raise NotNowError(
            worded(
                "promise {promise} is paused already: {reason}",
                promise=promise.id,
                reason=said.reason,
            )
        )
    _check_reason(work, promise, said.reason)
    work.append(
        [
            Draft(
                type=EntryType.PROMISE_PAUSED,
                subject=promise.id,
                at=at,
                payload={"reason": said.reason},
                personal={"note": said.note},
                person=promise.customer or COMPANY,
                channel=said.channel,
                edition=promise.edition,
            )
        ]
    )
    return state(work, promise.id)


def resume(work: Work, promise_id: str, said: Resume, expected: int | None = None) -> Promise:
    """Let the clock run again; only the open part of the pause moves the date.

    Raises:
        NotNowError: it is not paused, or not for this reason, or waits for a duty.
        UnfitError: it ends before it began.
    """
    promise = open_promise(work, promise_id, said_as("cannot be", "resumed"), expected)
    at = happened(work, said, promise)
    lasting = [each for each in promise.pauses if each.end is None and each.duty is None]
    meant = [each for each in lasting if said.reason in {None, each.reason}]
    if not meant:
        raise NotNowError(_not_paused(promise, said.reason))
    for each in meant:
        if at < each.start:
            raise UnfitError(
                "at",
                worded("{at} is before the pause began, {start}", at=at, start=each.start),
            )
        work.append([_resumed(work, state(work, promise.id), each.reason, at)])
    return state(work, promise.id)


def _not_paused(promise: Promise, reason: str | None) -> Said:
    if reason:
        return worded(
            "promise {promise} is not paused for {reason}", promise=promise.id, reason=repr(reason)
        )
    return worded(
        "promise {promise} is not paused by anybody; a duty pauses by itself", promise=promise.id
    )


def _resumed(work: Work, promise: Promise, reason: str, at: datetime) -> Draft:
    running = ended_pauses(promise, at, reason=reason)
    return Draft(
        type=EntryType.PROMISE_RESUMED,
        subject=promise.id,
        at=at,
        payload={"reason": reason, **recounted(running, work.edition(promise.edition))},
        edition=promise.edition,
    )


def _check_reason(work: Work, promise: Promise, reason: str) -> None:
    """A standard that names its pauses allows no other; one-off promises name none."""
    basis = promise.basis or {}
    edition = work.edition(promise.edition)
    if edition is None or basis.get("level") != "standard":
        return
    standard = edition.playbook.standards.get(str(basis["id"]))
    if standard is not None and reason not in standard.pauses:
        known = ", ".join(standard.pauses) or "no pause"
        raise UnfitError(
            "reason",
            worded(
                "standard {standard} knows {known}, not {reason}",
                standard=basis["id"],
                known=known,
                reason=repr(reason),
            ),
        )
