"""All changes between two playbooks, section by section."""

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from troth.playbook.changes.change import Change
from troth.playbook.changes.others import (
    amends_changes,
    offer_changes,
    text_changes,
    touchpoint_changes,
)
from troth.playbook.changes.promises import duty_changes, promise_changes
from troth.playbook.changes.subject import Subject
from troth.playbook.playbook import Playbook
from troth.terms import Horizon

#: Each takes the subject and the entry before and after, either of which may be None.
_SECTIONS: tuple[tuple[str, Callable[[Subject, Any, Any], Iterator[Change]]], ...] = (
    ("precepts", text_changes),
    ("touchpoints", touchpoint_changes),
    ("standards", promise_changes),
    ("duties", duty_changes),
    ("claims", promise_changes),
    ("offers", offer_changes),
    ("amends", amends_changes),
)


def changes(old: Playbook, new: Playbook, horizon: Horizon) -> list[Change]:
    """What changes for customers when `new` takes the place of `old`.

    Terms are compared as they are kept: on the calendars of their teams, for every arrival in the
    horizon. So a change of hours or holidays alone is a change of the promises that count on them.
    """
    found = list(_general(old, new, horizon))
    for section, compared in _SECTIONS:
        before: Mapping[str, object] = getattr(old, section)
        after: Mapping[str, object] = getattr(new, section)
        for entry_id in [*after, *(known for known in before if known not in after)]:
            subject = Subject(old=old, new=new, horizon=horizon, section=section, id=entry_id)
            found += compared(subject, before.get(entry_id), after.get(entry_id))
    return found


def _general(old: Playbook, new: Playbook, horizon: Horizon) -> Iterator[Change]:
    promise = Subject(old=old, new=new, horizon=horizon, section="promise")
    yield from text_changes(promise, old.promise, new.promise)
    never = Subject(old=old, new=new, horizon=horizon, section="never-promise")
    yield from never.items("", old.never_promise, new.never_promise)
