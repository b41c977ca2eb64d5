"""What customers may expect: standards by touchpoint, in words for them, and their precepts."""

from collections.abc import Iterator

from troth.playbook import Playbook
from troth.playbook.schema.promises import Standard
from troth.playbook.schema.touchpoints import Touchpoint
from troth.playbook.schema.words import Strength
from troth.playbook.scope import scope_text
from troth.report.parties import metric_name, team_name
from troth.report.view import Moment, Principle, Promise, Stage

_FIRMNESS = {
    Strength.GUARANTEE: "Guaranteed by {}",
    Strength.ESTIMATE: "Estimated by {}",
    Strength.AIM: "Aimed at by {}",
}


def stage_views(playbook: Playbook) -> tuple[Stage, ...]:
    """Stages in order with their touchpoints; stages without any are left out."""
    stages = (
        Stage(
            name=stage.name or stage.id,
            about=stage.about or "",
            moments=tuple(
                _moment(playbook, name, touchpoint)
                for name, touchpoint in playbook.touchpoints.items()
                if touchpoint.stage == stage.id
            ),
        )
        for stage in playbook.stages
    )
    return tuple(stage for stage in stages if stage.moments)


def principles(playbook: Playbook) -> tuple[Principle, ...]:
    """Each precept with the standards that trace to it."""
    return tuple(
        Principle(
            text=text,
            standards=tuple(
                (
                    metric_name(playbook, standard.metric),
                    str(standard.term),
                    team_name(playbook, standard.team),
                )
                for standard in playbook.standards.values()
                if standard.precept == name
            ),
        )
        for name, text in playbook.precepts.items()
    )


def _moment(playbook: Playbook, name: str, touchpoint: Touchpoint) -> Moment:
    return Moment(
        name=touchpoint.name or name,
        what=touchpoint.what or "",
        promises=tuple(
            _promise(playbook, playbook.standards[standard])
            for standard in touchpoint.standards
            if standard in playbook.standards
        ),
        guide=touchpoint.guide,
        questions=tuple((entry.question, entry.answer) for entry in touchpoint.faq),
    )


def _promise(playbook: Playbook, standard: Standard) -> Promise:
    return Promise(
        metric=metric_name(playbook, standard.metric),
        term=standard.says or str(standard.term),
        firmness=_FIRMNESS[standard.strength].format(team_name(playbook, standard.team)),
        lines=tuple(_lines(playbook, standard)),
    )


def _lines(playbook: Playbook, standard: Standard) -> Iterator[tuple[str, str]]:
    duties = (playbook.duties[name].says or name for name in standard.needs)
    for label, words in (
        ("applies to", scope_text(standard.scope) if standard.scope else ""),
        ("includes", ", ".join(standard.includes)),
        ("not included", ", ".join(standard.excludes)),
        ("we need", ", ".join(duties)),
        ("stops while", ", ".join(pause.replace("-", " ") for pause in standard.pauses)),
        ("news", str(standard.updates or "")),
    ):
        if words:
            yield label, words
