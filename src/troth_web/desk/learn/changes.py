"""What changed between two versions of the playbook, a sentence each."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from troth.playbook import Playbook
from troth.playbook.changes import Change, Direction
from troth_web.desk import words
from troth_web.desk.learn.views import scope_words

_DIRECTIONS: Mapping[Direction, str | Lazy] = {
    Direction.TIGHTER: _("we promise more"),
    Direction.LOOSER: _("we promise less"),
    Direction.CHANGED: _("something else"),
    Direction.NEW: _("new"),
    Direction.GONE: _("no longer"),
    Direction.REWORDED: _("other words"),
}
_SECTIONS: Mapping[str, str | Lazy] = {
    "promise": _("Brand promise"),
    "never-promise": _("Never to be promised"),
    "precepts": _("Principle"),
    "touchpoints": _("Touchpoint"),
    "duties": _("What we need from customers"),
    "claims": _("Published promise"),
    "offers": _("Offer"),
    "amends": _("Compensation"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """A change as colleagues read it."""

    what: str
    direction: str
    applies: str
    before: str
    after: str
    #: An arrival, when it was due and when it is; None where no date moves.
    sample: tuple[datetime, datetime, datetime] | None
    zone: str


def change_view(change: Change, old: Playbook, new: Playbook) -> ChangeView:
    """A change, in words."""
    sample = change.samples[0] if change.samples else None
    return ChangeView(
        what=_what(change, old, new),
        direction=str(_DIRECTIONS[change.direction]),
        applies=scope_words(change.scope),
        before=change.before or "",
        after=change.after or "",
        sample=(sample.arrival, sample.before, sample.after) if sample else None,
        zone=sample.zone.key if sample else "",
    )


def _what(change: Change, old: Playbook, new: Playbook) -> str:
    for book in (new, old):
        if change.section == "standards" and change.id in book.standards:
            return words.metric_text(book.standards[change.id].metric, book)
        if change.section == "touchpoints" and change.id in book.touchpoints:
            name = book.touchpoints[change.id].name or change.id.replace("-", " ")
            return f"{_SECTIONS['touchpoints']}: {name}"
    return str(_SECTIONS.get(change.section, change.section))
