"""What a reader may do with a promise as it stands."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext

from troth.promises.outcomes import clock_state
from troth.promises.promise import Agreement, ClockState, Promise, Stage
from troth_web.api.calls import Call
from troth_web.api.rights import may_change
from troth_web.desk.steps.forms import amends_for, pauses_of


@dataclass(frozen=True, slots=True)
class Act:
    """A button."""

    name: str
    label: str
    #: The key that presses it; empty for none.
    key: str = ""


def acts_for(call: Call, promise: Promise) -> Iterator[Act]:
    """What the reader may do with it as it stands, what comes first standing first."""
    if not may_change(call.principal, promise):
        return
    stops = pauses_of(promise, call.store.edition(promise.edition)) != ()
    for act in _possible(promise, stops=stops):
        if _right(act.name, duty=promise.is_duty) in call.principal.permissions:
            yield act
    yield from _given(call, promise)


def _given(call: Call, promise: Promise) -> Iterator[Act]:
    """Amends, where there are some for it as it stands; what we need of the customer."""
    rights = call.principal.permissions
    if promise.is_duty or promise.stage is not Stage.PROMISED:
        return
    if "amends.give" in rights and any(amends_for(promise, call)):
        yield Act("amends", gettext("Give something for it"))
    if "duties.ask" in rights and promise.customer and not promise.closed and _duties(call):
        yield Act("ask", gettext("Ask them for something"))


def _duties(call: Call) -> bool:
    edition = call.store.edition()
    return bool(edition and edition.playbook.duties)


def _right(act: str, *, duty: bool) -> str:
    """The permission that an act needs; of none that is there, where duties have no such act."""
    if duty:
        return {"decline": "duties.change"}.get(act, f"duties.{act}")
    return {"choose": "promises.agree", "decline": "promises.agree"}.get(act, f"promises.{act}")


def _possible(promise: Promise, *, stops: bool) -> Iterator[Act]:
    if promise.kept_at is not None:
        if promise.followed_by is None:
            yield Act("reopen", gettext("Open it again"))
        yield Act("hear", gettext("They told us"))
        return
    if promise.withdrawn_at is not None:
        return
    if promise.stage is Stage.OFFERED:
        yield Act("choose", gettext("They chose"), "d")
    if promise.stage is Stage.PROMISED:
        yield from _running(promise, stops=stops)
    yield Act("hear", gettext("They told us"), "r")
    yield Act("hand_over", gettext("Hand over"), "h")
    yield Act("withdraw", gettext("Withdraw"))


def _running(promise: Promise, *, stops: bool) -> Iterator[Act]:
    if promise.settled_by is None:
        yield Act("keep", gettext("Done"), "d")
    else:
        yield Act("settle", gettext("Was it kept?"), "d")
    yield Act("tell", gettext("Tell them"), "t")
    if promise.due is not None:
        yield Act("change", gettext("Another date"), "c")
    if promise.changes and promise.changes[-1].agreement in {Agreement.REPORTED, Agreement.NONE}:
        yield Act("decline", gettext("They declined the date"))
    if clock_state(promise) is ClockState.PAUSED:
        if any(each.end is None and each.duty is None for each in promise.pauses):
            yield Act("resume", gettext("Let it run again"), "p")
    elif stops:
        yield Act("pause", gettext("Stop the clock"), "p")
    if promise.legs and promise.leg + 1 < len(promise.legs):
        yield Act("hand_on", gettext("Hand on to the next team"))


def may_take(call: Call, promise: Promise) -> bool:
    """Whether the reader may look after it from now on, by one press."""
    free = str(promise.holder) != call.principal.actor.name and not promise.closed
    free = free and not promise.is_duty
    return (
        free
        and "promises.hand_over" in call.principal.permissions
        and may_change(call.principal, promise)
    )
