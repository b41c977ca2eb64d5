"""JSON: one object, its keys fixed, its findings complete."""

import json
from typing import Any

from troth.checks import Waived
from troth.cli.formats.outcome import Outcome
from troth.findings import instant_text


def render(outcome: Outcome) -> str:
    """The whole outcome as text."""
    return json.dumps(document(outcome), indent=2, ensure_ascii=False)


def document(outcome: Outcome) -> dict[str, Any]:
    """The whole outcome; what a baseline knew is kept apart under `known`."""
    return {
        "playbook": outcome.playbook,
        "at": instant_text(outcome.at),
        "horizon": {"from": instant_text(outcome.at), "to": instant_text(outcome.until)},
        "findings": [finding.as_json() for finding in outcome.new],
        "known": [finding.as_json() for finding in outcome.known],
        "waived": [_waived(waived) for waived in outcome.waived],
    }


def _waived(waived: Waived) -> dict[str, Any]:
    return {
        **waived.finding.as_json(),
        "reason": waived.reason,
        "until": waived.until.isoformat() if waived.until else None,
    }
