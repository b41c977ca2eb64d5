"""The words of screens for what code calls otherwise; docs/glossary.md holds the map."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from troth.playbook import Playbook


@dataclass(frozen=True, slots=True)
class State:
    """What a badge shows: one of four shapes or none, and a word."""

    shape: str
    label: str | Lazy


_STATES: Mapping[str, State] = {
    "kept": State("kept", _("kept")),
    "kept-as-agreed": State("kept", _("kept as agreed")),
    "risk": State("risk", _("at risk")),
    "moved": State("risk", _("date slipped")),
    "broken": State("broken", _("broken")),
    "wait": State("wait", _("waiting on them")),
    "open": State("wait", pgettext_lazy("result of a promise", "open")),
    "withdrawn": State("", _("withdrawn")),
    "offered": State("", _("offered")),
    "no-promise": State("", _("no promise")),
}


def state_of(what: str) -> State:
    """How an outcome, or one of the four states, looks."""
    return _STATES.get(what, State("", what))


def state_between(what: str) -> str:
    """The word of a state where the other side reads it too."""
    if what == "wait":
        return str(_("clock stands still"))
    return str(state_of(what).label)


_ROLES: Mapping[str, str | Lazy] = {
    "admin": _("admin"),
    "manager": _("manager"),
    "agent": _("agent"),
    "viewer": _("viewer"),
}


def role_text(role: str) -> str:
    """What somebody is, in a word."""
    return str(_ROLES.get(role, role))


def metric_text(metric: str, playbook: Playbook | None) -> str:
    """What is promised, as people call it: `First reply`."""
    declared = playbook.metrics.get(metric) if playbook else None
    name = (declared.name if declared else None) or metric.replace("-", " ")
    return name[:1].upper() + name[1:]


_SETTLERS: Mapping[str, str | Lazy] = {
    "customer": _("the customer"),
    "person": _("a colleague"),
    "event": pgettext_lazy("who says whether it was kept", "an event"),
}


def settler_text(settler: str) -> str:
    """By whose word a promise is kept or not."""
    return str(_SETTLERS.get(settler, settler))


_SOURCES: Mapping[str, str | Lazy] = {
    "marketing": _("our advertising"),
    "sales": _("what was said when it was sold"),
    "policy": _("our published rules"),
    "past-service": _("how we did it before"),
    "competitor": _("what others offer"),
    "industry": _("what is usual in our trade"),
    "word-of-mouth": _("what somebody told them"),
    "reviews": _("reviews"),
    "other-business": _("what companies of another kind do"),
    "life-event": _("something in their life"),
    "personal-need": _("a need of their own"),
    "nobody-told-them": _("nobody told them otherwise"),
}

_STATED: Mapping[str, str | Lazy] = {
    "before": _("said before"),
    "at-the-break": _("said only when it went wrong"),
    "never": _("never said"),
}

_NOTES: Mapping[str, str | Lazy] = {
    "goal": _("Goal"),
    "expectation": _("Expectation"),
    "feedback": _("Feedback"),
}


def duty_text(duty: str, playbook: Playbook | None) -> str:
    """What we need of a customer, as the playbook says it to them."""
    declared = playbook.duties.get(duty) if playbook else None
    return (declared.says if declared else None) or metric_text(duty, playbook)


def source_text(source: str | None) -> str:
    """Where an expectation came from, as people call it; empty where nobody knows."""
    return str(_SOURCES.get(source or "", source or ""))


def stated_text(stated: str | None) -> str:
    """When an expectation was said; empty where nobody knows."""
    return str(_STATED.get(stated or "", stated or ""))


def note_text(kind: str) -> str:
    """What is noted, in a word."""
    return str(_NOTES.get(kind, kind))


def sources() -> list[tuple[str, str]]:
    """Where expectations come from, as choices."""
    return [(key, str(label)) for key, label in _SOURCES.items()]


def stated() -> list[tuple[str, str]]:
    """When expectations are said, as choices."""
    return [(key, str(label)) for key, label in _STATED.items()]
