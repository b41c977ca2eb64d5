"""A touchpoint in full: its six questions, and what customers expect there."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext_lazy as _

from troth.playbook.schema.touchpoints import Expectation, Touchpoint
from troth.playbook.schema.words import Source, Stated
from troth.playbook.scope import scope_text
from troth_web.desk import words
from troth_web.desk.atlas.view import View
from troth_web.desk.telling import told

SOURCES = {
    Source.MARKETING: _("our marketing"),
    Source.SALES: _("our sales"),
    Source.POLICY: _("our published policy"),
    Source.PAST_SERVICE: _("past service"),
    Source.COMPETITOR: _("a competitor"),
    Source.INDUSTRY: _("the industry's norm"),
    Source.WORD_OF_MOUTH: _("word of mouth"),
    Source.REVIEWS: _("reviews"),
    Source.OTHER_BUSINESS: _("businesses unlike ours"),
    Source.LIFE_EVENT: _("an event in their life"),
    Source.PERSONAL_NEED: _("a personal need"),
    Source.NOBODY_TOLD_THEM: _("nobody told them"),
}
STATED = {
    Stated.BEFORE: _("They say it before."),
    Stated.AT_THE_BREAK: _("They say it only when it breaks."),
    Stated.NEVER: _("They never say it."),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Expected:
    """What customers have in mind, in words of the page."""

    says: str
    metric: str
    ideal: str
    acceptable: str
    silence: str
    sources: tuple[str | Lazy, ...]
    stated: str | Lazy
    scope: str


def expected(view: View, found: Expectation) -> Expected:
    """An expectation with its two levels and its sources."""
    return Expected(
        says=found.says or "",
        metric=words.metric_text(found.metric, view.playbook) if found.metric else "",
        ideal=str(found.desired or ""),
        acceptable=str(found.adequate or ""),
        silence=str(found.silence or ""),
        sources=tuple(SOURCES[each] for each in found.sources),
        stated=STATED[found.stated] if found.stated else "",
        scope=told(scope_text(found.scope)) if found.scope else "",
    )


def moments_of(found: Touchpoint) -> list[tuple[str | Lazy, str]]:
    """Who, what, when, where, why, how: those that are answered."""
    asked = (
        (_("Who"), found.who),
        (_("What"), found.what),
        (_("When"), found.when),
        (_("Where"), found.where),
        (_("Why"), found.why),
        (_("How"), found.how),
        (_("To exceed it"), found.delight),
    )
    return [(label, text) for label, text in asked if text]


def includes(view: View, touchpoint_id: str) -> tuple[list[str], list[str]]:
    """What customers get here and what not, by the touchpoint and its standards."""
    touchpoint = view.playbook.touchpoints[touchpoint_id]
    standards = [view.playbook.standards[each] for each in touchpoint.standards]
    return (
        _once([touchpoint.includes, *(each.includes for each in standards)]),
        _once([touchpoint.excludes, *(each.excludes for each in standards)]),
    )


def _once(texts: Iterable[Iterable[str]]) -> list[str]:
    return list(dict.fromkeys(chain.from_iterable(texts)))
