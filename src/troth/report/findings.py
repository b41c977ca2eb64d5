"""Findings as the report shows them: a headline, both sides, picture, figures, a way out."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from troth.checks.words import percent
from troth.findings import Finding, Severity
from troth.pictures import State, day_text
from troth.playbook import Playbook
from troth.report.parties import Party, metric_name, parties, team_name
from troth.report.view import Fact, FindingView, Side, Tone
from troth.report.witness import shown_zone, witness_picture
from troth.report.words import extent_text

TONES = {Severity.ERROR: Tone.BROKEN, Severity.WARNING: Tone.RISK, Severity.INFO: Tone.WAIT}
_STATES = {Tone.BROKEN: State.BROKEN, Tone.RISK: State.RISK, Tone.WAIT: State.WAIT}
_WORDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}

#: What a finding means, in a sentence; `first` and `second` are who holds the terms.
_TITLES = {
    "TR201": "{first} promises more than {second} keeps",
    "TR202": "customers are told two things",
    "TR203": "{first} has a standard that it says it cannot keep",
    "TR204": "promised more often than it was kept",
    "TR205": "the teams in turn take longer than is promised",
    "TR206": "{first} promises it to more customers than {second} keeps it for",
    "TR207": "customers expect more than the standard gives",
    "TR208": "{first} promises more than we do",
    "TR209": "{first} promises what none of our own history would keep",
    "TR210": "news comes more rarely than customers bear silence",
    "TR211": "said to everybody, meant for most",
}


def gravest_first(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Errors, warnings, notes; each in their order."""
    return tuple(sorted(findings, key=lambda finding: list(TONES).index(finding.severity)))


def finding_views(
    playbook: Playbook, findings: Sequence[Finding], rules: dict[str, str]
) -> tuple[FindingView, ...]:
    """A view of each; `rules` has the name of each rule by code."""
    return tuple(
        _view(playbook, finding, f"finding-{number}", rules.get(finding.code, ""))
        for number, finding in enumerate(findings, start=1)
    )


def finding_title(playbook: Playbook, finding: Finding) -> str:
    """One sentence without full stop."""
    template = _TITLES.get(finding.code)
    if template is None:
        return finding.message.split("\n", maxsplit=1)[0].rstrip(".")
    said = template.format(
        first=_holder(playbook, finding, 0), second=_holder(playbook, finding, 1)
    )
    metric = _metric(playbook, finding)
    return f"{metric_name(playbook, metric)}: {said}" if metric else said


def _view(playbook: Playbook, finding: Finding, anchor: str, rule: str) -> FindingView:
    sides = parties(playbook, finding)
    tone = TONES[finding.severity]
    lines = tuple(line for line in finding.message.split("\n") if line)
    return FindingView(
        anchor=anchor,
        code=finding.code,
        rule=rule,
        tone=tone,
        severity=_WORDS[finding.severity],
        title=finding_title(playbook, finding),
        # With both sides shown, the sentence that quotes them would say it twice.
        more=lines[1:] if len(sides) > 1 or finding.code not in _TITLES else lines,
        sides=tuple(_side(party) for party in sides),
        picture=witness_picture(playbook, finding, sides, _STATES[tone]),
        facts=_facts(finding, shown_zone(sides)),
        fix=finding.fix,
        place=f"{finding.place.file}:{finding.place.line}",
    )


def _side(party: Party) -> Side:
    return Side(who=party.who, words=party.words, detail=party.detail)


def _facts(finding: Finding, zone: ZoneInfo) -> tuple[Fact, ...]:
    return (*_witness_facts(finding, zone), *_measured_facts(finding))


def _witness_facts(finding: Finding, zone: ZoneInfo) -> Iterator[Fact]:
    if finding.witness:
        yield Fact(
            label="How far apart",
            value=extent_text(finding.witness.extent),
            note=f"at worst, {_date_text(finding.witness.arrival, zone)}",
        )
    if finding.witness and "share" not in finding.measured:
        yield Fact(
            label="How often",
            value=percent(finding.witness.share),
            note=f"of arrivals, spread evenly over the horizon{_by_cases(finding)}",
        )
    if finding.next:
        yield Fact(
            label="Next time",
            value=_date_text(finding.next.arrival, zone),
            note=f"then {extent_text(finding.next.extent)} apart",
        )


def _by_cases(finding: Finding) -> str:
    """The same by when customers really come, where a history says it."""
    measured = finding.measured
    if "share_by_cases" not in measured:
        return ""
    return f"; {percent(measured['share_by_cases'])} by when {measured['cases']:,} cases came"


def _measured_facts(finding: Finding) -> Iterator[Fact]:
    measured = finding.measured
    if "share" in measured and "group" not in measured:
        yield Fact(
            label="Not kept",
            value=percent(1 - measured["share"]),
            note=f"{measured['cases'] - measured['kept']:,} of {measured['cases']:,} cases",
        )


def _date_text(instant: datetime, zone: ZoneInfo) -> str:
    local = instant.astimezone(zone)
    return f"{day_text(local)} {local.year}"


def _metric(playbook: Playbook, finding: Finding) -> str | None:
    """The metric of what stands at the place of the finding, or of the first that it is about."""
    section, name, *keys = finding.place.path.split(".")
    if section == "competitors":
        return playbook.competitors[name].claims[int(keys[1])].metric
    for terms in (playbook.claims, playbook.standards):
        for about in (name, *finding.about):
            if about in terms:
                return terms[about].metric
    return None


def _holder(playbook: Playbook, finding: Finding, number: int) -> str:
    """Who holds the term of an id that the finding is about."""
    name = finding.about[number] if number < len(finding.about) else ""
    for terms in (playbook.claims, playbook.standards, playbook.capabilities):
        if name in terms:
            return team_name(playbook, terms[name].team)
    if name in playbook.competitors:
        return playbook.competitors[name].name or name
    return team_name(playbook, name)
