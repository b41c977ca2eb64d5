"""Workflow commands of GitHub Actions: each finding becomes an annotation on its line."""

from troth.cli.formats.outcome import Outcome
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
    listed = ",".join(f"{key}={_property(value)}" for key, value in properties.items())
    text = finding.message + (f"\nFix: {finding.fix}" if finding.fix else "")
    return f"::{_LEVELS[finding.severity]} {listed}::{_data(text)}"


def _data(text: str) -> str:
    # The per cent sign first, or the other escapes would be escaped again.
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
