"""Workflow commands of GitHub Actions: each finding becomes an annotation on its line."""

from troth.cli.formats.outcome import Outcome
from troth.cli.github_command import github_command
from troth.findings import Finding, Severity

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(outcome: Outcome) -> str:
    """One command a new finding; nothing for those that are waived or known."""
    return "\n".join(_command(finding, outcome.names[finding.code]) for finding in outcome.new)


def _command(finding: Finding, name: str) -> str:
    properties = {
        "file": finding.place.file,
        "line": str(finding.place.line),
        "col": str(finding.place.column),
        "title": f"{finding.code} {name}",
    }
    text = finding.message + (f"\nFix: {finding.fix}" if finding.fix else "")
    return github_command(_LEVELS[finding.severity], properties, text)
