"""What a finding means, in a sentence for people; `docs/checks` says more of each code."""

from collections.abc import Callable, Mapping

from django.utils.functional import Promise as Lazy
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from troth.findings import Finding, Severity
from troth.playbook import Playbook
from troth.report.parties import parties, team_name
from troth_web.desk import words
from troth_web.desk.telling import told
from troth_web.playbooks.costs import metric_of

SEVERITIES: Mapping[Severity, str | Lazy] = {
    Severity.ERROR: _("cannot hold"),
    Severity.WARNING: _("to look at"),
    Severity.INFO: _("to tidy up"),
}
_TITLES: Mapping[str, str | Lazy] = {
    "TR101": _("A stage has no team that answers for it"),
    "TR102": _("A touchpoint has no owner"),
    "TR103": _("A touchpoint has no channel"),
    "TR104": _("A touchpoint has no standard"),
    "TR105": _("A standard traces to no principle"),
    "TR106": _("A principle has no standard"),
    "TR107": _("Something is measured that nobody promises"),
    "TR108": _("The answer is promised later than the solution"),
    "TR109": _("A calendar is never open"),
    "TR110": _("Two standards overlap, and nothing says which wins"),
    "TR111": _("A standard never applies to anybody"),
    "TR112": _("A term counts hours that no calendar has"),
    "TR113": _("A limit is in another currency"),
    "TR201": _("Promised tighter than the standard keeps"),
    "TR202": _("Customers are told two things"),
    "TR203": _("The standard is tighter than what the team can deliver"),
    "TR204": _("Promised more often than it was kept"),
    "TR205": _("The teams in turn take longer than is promised"),
    "TR206": _("Promised in the name of a team that did not agree, or has no standard for it"),
    "TR207": _("Customers expect more than the standard gives"),
    "TR208": _("A competitor promises more than we do"),
    "TR209": _("A competitor promises what our own history would not keep"),
    "TR210": _("News comes more rarely than customers bear silence"),
    "TR211": _("Said to everybody, meant for most"),
    "TR301": _("The day to look at it again is over"),
    "TR302": _("No day is set to look at it again"),
    "TR303": _("Nothing is said of what is not included"),
    "TR304": _("What we need from customers is not said to them"),
    "TR305": _("A touchpoint has no guide for customers"),
    "TR306": _("A wording names something that the playbook does not know"),
    "TR390": _("An accepted exception accepts nothing any more"),
    "TR391": _("An accepted exception is over"),
    "TR392": _("An accepted exception lacks its reason or its end"),
}
#: The section in which the second side stands; the first is where the finding is.
_SECOND = {
    "TR203": "capabilities",
    "TR202": "claims",
    "TR205": "chains",
}


def title_of(playbook: Playbook, finding: Finding) -> str:
    """`First reply: promised tighter than the standard keeps`."""
    said = str(_TITLES.get(finding.code) or told(finding.message).partition("\n")[0].rstrip("."))
    metric = metric_of(playbook, finding)
    return f"{words.metric_text(metric, playbook)}: {said}" if metric else said


def sides_of(playbook: Playbook, finding: Finding) -> list[tuple[str, str, str]]:
    """Who says what: a heading, the words, and what stands behind them; the promise first."""
    return [
        (
            _who(playbook, finding, side.id, side.who, second=number > 0),
            told(side.words),
            told(side.detail),
        )
        for number, side in enumerate(parties(playbook, finding))
    ]


def lane_names(playbook: Playbook, finding: Finding) -> dict[str, str]:
    """What the lanes of its picture are called, by what the report calls them."""
    sides = parties(playbook, finding)
    return {
        side.who: _who(playbook, finding, side.id, side.who, second=number > 0)
        for number, side in enumerate(sides)
    }


def _who(playbook: Playbook, finding: Finding, name: str, usual: str, *, second: bool) -> str:
    section = finding.place.path.partition(".")[0]
    if second:
        section = _SECOND.get(finding.code, "standards")
    elif finding.code == "TR210":
        section = "touchpoints"
    if name == "history":
        return gettext("What was kept")
    make = _WHO.get(section)
    return make(playbook, name) if make and name in getattr(playbook, section) else usual


def _claimant(playbook: Playbook, name: str) -> str:
    claim = playbook.claims[name]
    who = gettext("%(who)s says") % {"who": team_name(playbook, claim.team)}
    return f"{who}, {claim.where}" if claim.where else who


def _standard(playbook: Playbook, name: str) -> str:
    team = team_name(playbook, playbook.standards[name].team)
    return gettext("Standard of %(team)s") % {"team": team}


def _capability(playbook: Playbook, name: str) -> str:
    team = team_name(playbook, playbook.capabilities[name].team)
    return gettext("What %(team)s can deliver") % {"team": team}


def _chain(_playbook: Playbook, _name: str) -> str:
    return gettext("The teams in turn")


def _expectation(playbook: Playbook, name: str) -> str:
    shown = playbook.touchpoints[name].name or name
    return gettext("Customers expect, at “%(name)s”") % {"name": shown}


def _competitor(playbook: Playbook, name: str) -> str:
    return gettext("%(who)s says") % {"who": playbook.competitors[name].name or name}


_WHO: Mapping[str, Callable[[Playbook, str], str]] = {
    "claims": _claimant,
    "standards": _standard,
    "capabilities": _capability,
    "chains": _chain,
    "touchpoints": _expectation,
    "competitors": _competitor,
}
