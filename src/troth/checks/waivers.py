"""Findings that the company accepts: which waiver accepts which finding, and until when."""

from dataclasses import dataclass
from datetime import UTC, date, datetime

from troth.findings import Finding
from troth.playbook.schema.rules import Waiver
from troth.said import Said, said


@dataclass(frozen=True, kw_only=True)
class Waived:
    """A finding with what the company said when it accepted it."""

    finding: Finding
    reason: str
    #: The last day on which it is accepted; None for as long as the waiver stands.
    until: date | None


def accepts(waiver: Waiver, finding: Finding) -> bool:
    """Whether the waiver has the finding's code, and the finding is about all that it names."""
    named = bool(waiver.about) and set(waiver.about) <= set(finding.about)
    return waiver.code == finding.code and named


def expired(waiver: Waiver, at: datetime) -> bool:
    """Whether its last day, in UTC, is over."""
    return waiver.until is not None and waiver.until < at.astimezone(UTC).date()


def described(waiver: Waiver) -> Said:
    """`the waiver of TR201 for pricing-page`."""
    return said(
        "the waiver of {code} for {about}",
        code=waiver.code or said("no code"),
        about=", ".join(waiver.about) or said("nothing"),
    )


def divide(
    findings: tuple[Finding, ...], waivers: tuple[Waiver, ...], at: datetime
) -> tuple[tuple[Finding, ...], tuple[Waived, ...]]:
    """The findings that stand, and those that a waiver in force accepts."""
    in_force = [waiver for waiver in waivers if not expired(waiver, at)]
    standing: list[Finding] = []
    waived: list[Waived] = []
    for finding in findings:
        waiver = next((waiver for waiver in in_force if accepts(waiver, finding)), None)
        if waiver is None:
            standing.append(finding)
        else:
            reason = waiver.reason or said("no reason given")
            waived.append(Waived(finding=finding, reason=reason, until=waiver.until))
    return tuple(standing), tuple(waived)
