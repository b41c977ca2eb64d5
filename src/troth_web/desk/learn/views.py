"""What the pages of a team show, as plain values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from troth.playbook import Playbook
from troth.playbook.guidelines import Guidelines, Moment, Part
from troth.playbook.schema.promises import Standard
from troth.playbook.scope import Scope
from troth_web.desk import words
from troth_web.desk.atlas.cards import STRENGTHS

_PARTS: Mapping[str, str | Lazy] = {
    "primary": _("answers for it"),
    "secondary": _("helps first"),
    "tertiary": _("helps next"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardView:
    """A standard as colleagues read it."""

    name: str
    what: str
    term: str
    strength: str
    team: str
    applies: str
    #: Label and words: what is in, what is out, what is needed.
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PrincipleView:
    """A principle with the team's guidelines under it."""

    text: str
    standards: tuple[StandardView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MomentView:
    """A touchpoint as colleagues read it."""

    name: str
    what: str
    lines: tuple[tuple[str, str], ...]
    expects: tuple[str, ...]
    standards: tuple[str, ...]
    guide: tuple[str, ...]
    questions: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PagesView:
    """The pages of a team."""

    team: str
    name: str
    about: str
    promise: str
    voice: str
    never: tuple[str, ...]
    stages: tuple[tuple[str, str], ...]
    principles: tuple[PrincipleView, ...]
    moments: tuple[MomentView, ...]
    #: What the team does in a chain, and between whom.
    parts: tuple[tuple[str, str], ...]
    #: What is said in public, by whom, and whether the team has agreed.
    claims: tuple[tuple[str, str, bool], ...]
    amends: tuple[tuple[str, str], ...]


def pages_view(playbook: Playbook, pages: Guidelines) -> PagesView:
    """The pages of a team, in words."""
    return PagesView(
        team=pages.team,
        name=team_text(playbook, pages.team),
        about=pages.about.about or "",
        promise=pages.promise,
        voice=pages.voice,
        never=pages.never,
        stages=tuple((stage.name or stage.id, str(_PARTS[part])) for stage, part in pages.stages),
        principles=tuple(
            PrincipleView(
                text=each.text,
                standards=tuple(standard_view(playbook, *one) for one in each.standards),
            )
            for each in pages.principles
        ),
        moments=tuple(_moment(playbook, each) for each in pages.moments),
        parts=tuple(_part(playbook, each) for each in pages.parts),
        claims=tuple(
            (each.claim.says or str(each.claim.term), team_text(playbook, each.by), each.agreed)
            for each in pages.claims
        ),
        amends=tuple(
            (
                each.says or name.replace("-", " ").capitalize(),
                ", ".join(words.role_text(role) for role in each.roles),
            )
            for name, each in pages.amends
        ),
    )


def standard_view(playbook: Playbook, name: str, standard: Standard) -> StandardView:
    """A standard, in words."""
    return StandardView(
        name=name,
        what=words.metric_text(standard.metric, playbook),
        term=str(standard.term),
        strength=str(STRENGTHS[standard.strength]),
        team=team_text(playbook, standard.team),
        applies=scope_words(standard.scope),
        lines=tuple(_lines(playbook, standard)),
    )


def _lines(playbook: Playbook, standard: Standard) -> Iterator[tuple[str, str]]:
    duties = (playbook.duties[each].says or each for each in standard.needs)
    for label, said in (
        (gettext("Included"), standard.includes),
        (gettext("Not included"), standard.excludes),
        (gettext("We need"), duties),
        (gettext("The clock stops"), (each.replace("-", " ") for each in standard.pauses)),
        (gettext("News"), [str(standard.updates)] if standard.updates else []),
    ):
        if found := "; ".join(said):
            yield label, found


def _moment(playbook: Playbook, moment: Moment) -> MomentView:
    touchpoint = moment.touchpoint
    ways = (f"{channel} ({often})" for channel, often in touchpoint.channels.items())
    said = (
        (gettext("When"), touchpoint.when),
        (gettext("Where"), touchpoint.where),
        (gettext("Why"), touchpoint.why),
        (gettext("How"), touchpoint.how),
        (gettext("Ways"), ", ".join(ways)),
        (gettext("To exceed it"), touchpoint.delight),
    )
    return MomentView(
        name=touchpoint.name or moment.id.replace("-", " ").capitalize(),
        what=touchpoint.what or "",
        lines=tuple((label, text) for label, text in said if text),
        expects=tuple(each.says for each in touchpoint.expectations if each.says),
        standards=tuple(
            f"{words.metric_text(each.metric, playbook)}: {each.term}"
            for _, each in moment.standards
        ),
        guide=touchpoint.guide,
        questions=tuple((each.question, each.answer) for each in touchpoint.faq),
    )


def _part(playbook: Playbook, part: Part) -> tuple[str, str]:
    does = part.leg.does or gettext("does its part")
    term = f" {part.leg.term}" if part.leg.term else ""
    between = []
    if part.before:
        between += [gettext("taken over from %s") % team_text(playbook, part.before)]
    if part.after:
        between += [gettext("handed on to %s") % team_text(playbook, part.after)]
    what = words.metric_text(part.metric, playbook) if part.metric else part.chain
    return what, "; ".join([f"{does}{term}", *between])


def team_text(playbook: Playbook, team: str) -> str:
    """The name of a team that people read."""
    known = playbook.teams.get(team)
    return (known.name if known else None) or team or playbook.company


def scope_words(scope: Scope) -> str:
    """To whom something applies; empty for everybody."""
    either = gettext(" or ")
    return ", ".join(f"{facet} {either.join(values)}" for facet, values in scope.items())
