"""The findings of an earlier run, so that only new ones count."""

import json
from typing import Any

from troth.errors import TrothError
from troth.findings import Finding

#: Code, path and ids: what stays the same when lines move.
Key = tuple[str, str, tuple[str, ...]]


class BaselineError(TrothError):
    """A file that is not the JSON output of an earlier check."""

    def __init__(self, name: str, why: str) -> None:
        super().__init__(f"{name} is no baseline: {why}; make one with 'troth check --format json'")


def key_of(finding: Finding) -> Key:
    """By what a finding is known again."""
    return finding.code, finding.place.path, finding.about


def known_findings(text: str, name: str) -> frozenset[Key]:
    """The findings in the JSON output of an earlier check, with those that it knew itself.

    What was waived then is not known: when the waiver ends, it is new.

    Raises:
        BaselineError: for any other text; `name` is that of its file.
    """
    try:
        document = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BaselineError(name, f"it is not JSON ({error})") from None
    if not isinstance(document, dict) or "findings" not in document:
        raise BaselineError(name, "it has no findings")
    try:
        return frozenset(
            _key_in(finding) for part in ("findings", "known") for finding in document.get(part, ())
        )
    except (KeyError, TypeError):
        raise BaselineError(name, "a finding has no code, path or about") from None


def _key_in(finding: dict[str, Any]) -> Key:
    return str(finding["code"]), str(finding["path"]), tuple(map(str, finding["about"]))
