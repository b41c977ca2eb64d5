"""Whether a notice still matters when it could be sent. A pure function of the promise by then."""

from collections.abc import Callable, Mapping
from datetime import datetime

from troth.playbook.schema.words import NoticeKind
from troth.promises.outcomes import broke_at
from troth.promises.promise import Promise

Moot = Callable[[Promise, datetime, datetime], bool]


def moot(kind: NoticeKind, promise: Promise, since: datetime, at: datetime) -> bool:
    """Whether nothing is left to be done or known.

    Args:
        kind: of the notice.
        promise: as it stands at `at`.
        since: when the entry was recorded.
        at: now.
    """
    rule = _RULES.get(kind)
    return rule is not None and rule(promise, since, at)


def _over(promise: Promise, since: datetime, at: datetime) -> bool:  # noqa: ARG001 - one shape
    return promise.closed


def _no_risk(promise: Promise, since: datetime, at: datetime) -> bool:
    """Ended, waiting, broken already, which is told apart, or given another date since."""
    redated = bool(promise.changes) and promise.changes[-1].at > since
    waits = promise.open_pause is not None
    return promise.closed or waits or redated or broke_at(promise, at) is not None


def _another_holds(promise: Promise, since: datetime, at: datetime) -> bool:  # noqa: ARG001 - one shape
    over = (each["at"] for each in promise.handed_over)
    on = (leg.since for leg in promise.legs if leg.since)
    return promise.closed or any(each > since for each in (*over, *on))


def _told(promise: Promise, since: datetime, at: datetime) -> bool:  # noqa: ARG001 - one shape
    return promise.closed or (promise.told_at is not None and promise.told_at >= since)


def _answered(promise: Promise, since: datetime, at: datetime) -> bool:  # noqa: ARG001 - one shape
    return promise.unanswered is None


_RULES: Mapping[NoticeKind, Moot] = {
    NoticeKind.HEARD: _answered,
    NoticeKind.AT_RISK: _no_risk,
    NoticeKind.BROKEN: _over,
    NoticeKind.UPDATE_DUE: _told,
    NoticeKind.HANDED_OVER: _another_holds,
    NoticeKind.DATE_CHANGED: _over,
    NoticeKind.CHANGE_CONFIRMED: _over,
    NoticeKind.CHANGE_DECLINED: _over,
    NoticeKind.DUTY_LATE: _over,
}
