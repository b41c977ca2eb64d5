"""From a playbook, its findings and perhaps a history to what the page shows."""

from collections.abc import Sequence
from importlib.metadata import version

from troth.checks import Report, Waived
from troth.checks import Rule as CheckedRule
from troth.findings import Finding, Severity
from troth.history import History
from troth.pictures import day_text
from troth.playbook import Playbook
from troth.report.expect import principles, stage_views
from troth.report.findings import TONES, finding_title, finding_views, gravest_first
from troth.report.journey import journey_map
from troth.report.kept import kept_view
from troth.report.rule_page import rule_html
from troth.report.view import Accepted, Page, Rule, Tone
from troth.report.words import count_text
from troth.terms import Horizon


def page_view(
    playbook: Playbook,
    report: Report,
    horizon: Horizon,
    rules: Sequence[CheckedRule],
    history: History | None = None,
) -> Page:
    """Everything on the page, as plain values."""
    findings = gravest_first(report.findings)
    names = {rule.CODE: rule.NAME for rule in rules}
    views = finding_views(playbook, findings, names)
    marked = [(frozenset(found.about), view) for found, view in zip(findings, views, strict=True)]
    said = {found.code for found in findings} | {waived.finding.code for waived in report.waived}
    return Page(
        company=playbook.company,
        headline=headline(playbook.company, findings, report.waived),
        subline=subline(playbook, horizon, history),
        tally=_tally(findings),
        findings=views,
        map=journey_map(playbook, marked),
        kept=kept_view(history, playbook) if history else None,
        stages=stage_views(playbook),
        principles=principles(playbook),
        accepted=tuple(_accepted(playbook, waived) for waived in report.waived),
        rules=tuple(
            Rule(code=rule.CODE, name=rule.NAME, body=rule_html(rule.__doc__ or ""))
            for rule in rules
            if rule.CODE in said
        ),
        made_by=f"troth {version('troth')}",
    )


def headline(company: str, findings: Sequence[Finding], waived: Sequence[Waived] = ()) -> str:
    """The sentence that says what matters; what was accepted is not called kept."""
    errors = _count(findings, Severity.ERROR)
    warnings = _count(findings, Severity.WARNING)
    accepted = _count([each.finding for each in waived], Severity.ERROR)
    if errors or accepted:
        said = f"{company} has {count_text(errors or accepted, 'promise')} that cannot hold"
        said = said if errors else f"{said}, accepted for now"
        return f"{said}, and {count_text(warnings, 'more thing')} to look at" if warnings else said
    if warnings:
        return f"What {company} guarantees can hold; {count_text(warnings, 'thing')} to look at"
    return f"Every promise of {company} can hold"


def _count(findings: Sequence[Finding], severity: Severity) -> int:
    return sum(finding.severity is severity for finding in findings)


def subline(playbook: Playbook, horizon: Horizon, history: History | None) -> str:
    """What was looked at, from when to when, and what it was measured against."""
    parts = [
        count_text(len(playbook.touchpoints), "touchpoint"),
        count_text(len(playbook.standards), "standard"),
        count_text(len(playbook.claims), "claim"),
    ]
    start, end = horizon.start, horizon.end
    looked = (
        f"{', '.join(parts)}, checked for every arrival from {day_text(start)} {start.year} "
        f"to {day_text(end)} {end.year}"
    )
    against = f", and against {history.facts.cases:,} real cases" if history else ""
    return f"{looked[0].upper()}{looked[1:]}{against}."


def _tally(findings: Sequence[Finding]) -> tuple[tuple[Tone, str], ...]:
    things = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
    said = tuple(
        (TONES[severity], count_text(_count(findings, severity), thing))
        for severity, thing in things.items()
        if _count(findings, severity)
    )
    return said or ((Tone.KEPT, "nothing found"),)


def _accepted(playbook: Playbook, waived: Waived) -> Accepted:
    until = f"until {day_text(waived.until)} {waived.until.year}" if waived.until else "without end"
    return Accepted(
        code=waived.finding.code,
        title=finding_title(playbook, waived.finding),
        reason=waived.reason,
        until=until,
    )
