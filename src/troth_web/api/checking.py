"""Checking playbooks that somebody sent, as the command line would."""

from datetime import datetime
from typing import Any

from troth import checks
from troth.cli.formats.json import document
from troth.cli.formats.outcome import Outcome
from troth.findings import Finding, Severity
from troth.playbook.changes import changes
from troth.playbook.load import load_text
from troth_web.api.problems import Problem, RefusedError

#: What a text that came without a file is called in places.
FILE = "playbook.yaml"
#: How far ahead arrivals are looked at, as on the command line.
HORIZON = "2y"


def check(text: str, at: datetime) -> dict[str, Any]:
    """What `troth check --format json` says of a playbook.

    Raises:
        InvalidPlaybookError: its form is wrong.
    """
    return document(_outcome(text, at))


def refuse_findings(text: str, at: datetime, accept: tuple[str, ...]) -> RefusedError | None:
    """The refusal of a playbook with errors among its findings; None where it may be published.

    Raises:
        InvalidPlaybookError: its form is wrong.
    """
    errors = [
        finding
        for finding in _outcome(text, at).new
        if finding.severity is Severity.ERROR and finding.code not in accept
    ]
    if not errors:
        return None
    codes = ", ".join(sorted({finding.code for finding in errors}))
    return RefusedError(
        Problem(
            code="findings",
            detail=f"{len(errors)} findings are errors; mend them, or publish with 'accept' naming "
            f"{codes}",
            errors=[_error(finding) for finding in errors],
            more={"findings": [finding.as_json() for finding in errors]},
        )
    )


def differences(old: str, new: str, at: datetime) -> tuple[dict[str, Any], ...]:
    """What changes for customers from one playbook to another, over the next two years."""
    span = checks.horizon_from(at, HORIZON)
    found = changes(load_text(old, FILE), load_text(new, FILE), span)
    return tuple(change.as_json() for change in found)


def _outcome(text: str, at: datetime) -> Outcome:
    span = checks.horizon_from(at, HORIZON)
    report = checks.run(load_text(text, FILE), at, span)
    return Outcome(playbook=FILE, at=at, until=span.end, new=report.findings, waived=report.waived)


def _error(finding: Finding) -> dict[str, Any]:
    return {"where": finding.place.path, "message": f"{finding.code}: {finding.message}"}
