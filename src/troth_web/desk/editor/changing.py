"""What a version changes for customers, and for whom, in words for a page."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from troth import checks
from troth.playbook import Playbook
from troth.playbook.changes import Change, Direction, Sample, changes
from troth.playbook.load import load_text
from troth_web.desk.editor.checked import FILE, HORIZON
from troth_web.desk.editor.labels import label_of
from troth_web.desk.editor.sections import BY_KEY, title_of

_DIRECTIONS: Mapping[Direction, tuple[str, str | Lazy]] = {
    Direction.TIGHTER: ("kept", _("more is promised")),
    Direction.LOOSER: ("risk", _("less is promised")),
    Direction.CHANGED: ("", _("otherwise than before")),
    Direction.NEW: ("", _("new")),
    Direction.GONE: ("risk", _("gone")),
    Direction.REWORDED: ("", _("other words")),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One change as a page tells it."""

    shape: str
    label: str | Lazy
    #: What it is about: the entry, and the key in it.
    title: str
    kind: str | Lazy
    whom: str
    before: str | None
    after: str | None
    samples: tuple[Sample, ...]


def told(old: Playbook | None, new: Playbook, at: datetime) -> list[Told]:
    """What changes for customers; without an old playbook all is new."""
    found = changes(old or _nothing(), new, checks.horizon_from(at, HORIZON))
    return [_told(change, old, new) for change in found]


def _nothing() -> Playbook:
    """A playbook that promises nothing."""
    return load_text("troth: 1\ncompany: none\n", FILE)


def _told(change: Change, old: Playbook | None, new: Playbook) -> Told:
    shape, label = _DIRECTIONS[change.direction]
    kind = BY_KEY.get(change.section)
    entry = _entry(change, old, new)
    title = title_of(change.id, entry) if change.id else str(label_of(change.section))
    return Told(
        shape=shape,
        label=label,
        title=f"{title}: {label_of(change.key)}" if change.key else title,
        kind=kind.label if kind else label_of(change.section),
        whom=_whom(change.scope),
        before=change.before,
        after=change.after,
        samples=change.samples,
    )


def _entry(change: Change, old: Playbook | None, new: Playbook) -> object:
    for playbook in (new, old):
        section = getattr(playbook, change.section.replace("-", "_"), None)
        if isinstance(section, Mapping) and change.id in section:
            found = section[change.id]
            words = {key: getattr(found, key, None) for key in ("name", "says")}
            return found if isinstance(found, str) else words
    return None


def _whom(scope: Mapping[str, Sequence[str]]) -> str:
    if not scope:
        return gettext("everybody")
    return "; ".join(f"{facet}: {', '.join(values)}" for facet, values in scope.items())


def counted(rows: Sequence[Told]) -> Iterator[tuple[str | Lazy, int]]:
    """How many changes there are of each direction."""
    for _shape, label in _DIRECTIONS.values():
        count = sum(row.label == label for row in rows)
        if count:
            yield label, count
