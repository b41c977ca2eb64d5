"""SARIF 2.1.0, as code-scanning services read it."""

import json
import re
from importlib.metadata import version
from typing import Any
from urllib.parse import quote

from troth.checks import RULES, Rule
from troth.cli.formats.outcome import Outcome
from troth.findings import Finding, Severity

_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def render(outcome: Outcome) -> str:
    """One run; waived findings are suppressed results, those of a baseline are unchanged ones."""
    results = [
        *(_result(finding, "new") for finding in outcome.new),
        *(_result(finding, "unchanged") for finding in outcome.known),
        *(
            _result(waived.finding, "unchanged")
            | {"suppressions": [{"kind": "inSource", "justification": waived.reason}]}
            for waived in outcome.waived
        ),
    ]
    driver = {
        "name": "troth",
        "version": version("troth"),
        "rules": [_rule(rule) for rule in RULES],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    document = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return json.dumps(document, indent=2, ensure_ascii=False)


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.CODE,
        "name": "".join(re.sub(r"[^a-z ]", "", rule.NAME).title().split()),
        "shortDescription": {"text": rule.NAME},
        "help": {"text": rule.__doc__, "markdown": rule.__doc__},
    }


def _result(finding: Finding, state: str) -> dict[str, Any]:
    fix = f"\nFix: {finding.fix}" if finding.fix else ""
    return {
        "ruleId": finding.code,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message + fix},
        "locations": [_location(finding)],
        "partialFingerprints": {"finding/v1": finding.fingerprint},
        "baselineState": state,
    }


def _location(finding: Finding) -> dict[str, Any]:
    place = finding.place
    return {
        "physicalLocation": {
            "artifactLocation": {"uri": quote(place.file.replace("\\", "/"))},
            "region": {"startLine": place.line, "startColumn": place.column},
        },
        "logicalLocations": [{"fullyQualifiedName": place.path}],
    }
