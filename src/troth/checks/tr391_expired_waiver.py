"""Expired waiver.

## What it does

Finds waivers whose `until` date lies before the date of the check. What they accepted is reported
again. The date itself still counts.

## Why it matters

An acceptance was given for a time. When the time is over, somebody should decide again.

## Example

```yaml
waivers:
  - {code: TR201, about: [pricing-page], reason: page is changed, until: 2025-12-31}   # over
```

## Mend it by

Taking it out, once what it accepted has been mended; or deciding anew, with a new reason and date.

## Severity

Always a warning.
"""

from collections.abc import Iterator

from troth.checks import words
from troth.checks.context import Context
from troth.checks.waivers import described, expired
from troth.findings import Finding, Severity
from troth.said import said

CODE = "TR391"
NAME = "expired waiver"


def check(context: Context) -> Iterator[Finding]:
    """Findings of this rule."""
    for number, waiver in enumerate(context.playbook.waivers):
        if waiver.until is not None and expired(waiver, context.at):
            yield context.finding(
                CODE,
                Severity.WARNING,
                at=("waivers", number, "until"),
                about=waiver.about,
                message=said(
                    "The time of {waiver} ended on {until}.",
                    waiver=described(waiver),
                    until=words.day(waiver.until),
                ),
                fix=said("take it out, or decide anew with a new reason and date"),
            )
