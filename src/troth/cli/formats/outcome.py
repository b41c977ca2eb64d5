"""What a run of `troth check` has to report, whatever the form."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from troth.checks import Waived
from troth.findings import Finding, Severity


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """The findings of one run, those that a baseline knew kept apart."""

    #: As the user named it.
    playbook: str
    #: Aware.
    at: datetime
    #: The end of the horizon, which starts at `at`.
    until: datetime
    #: Findings that are neither waived nor in the baseline.
    new: tuple[Finding, ...]
    #: Findings that were in the baseline; empty without one.
    known: tuple[Finding, ...] = ()
    waived: tuple[Waived, ...] = ()
    #: Code to the name of the pattern that it finds.
    names: Mapping[str, str] = field(default_factory=dict)

    @property
    def failed(self) -> bool:
        """Whether something new is an error."""
        return any(finding.severity is Severity.ERROR for finding in self.new)
