"""Careless waiver.

## What it does

Finds waivers that give no `reason`, or no `until`: what they accept would be accepted for ever, or
nobody would know why.

## Why it matters

A waiver is a decision. Without its reason nobody can revise it, and without its end nobody will.

## Example

```yaml
waivers:
  - {code: TR201, about: [pricing-page]}   # why, and until when?
```

## Mend it by

Saying both: `reason: page is being rewritten, until: 2027-03-31`.

## Severity

Always a warning. The waiver is in force all the same.
"""

from collections.abc import Iterator

from troth.checks.context import Context
from troth.checks.waivers import described
from troth.checks.words import listed
from troth.findings import Finding, Severity

CODE = "TR392"
NAME = "careless waiver"


def check(context: Context) -> Iterator[Finding]:
    """Findings of this rule."""
    for number, waiver in enumerate(context.playbook.waivers):
        missing = [key for key in ("reason", "until") if getattr(waiver, key) is None]
        if missing:
            subject = described(waiver).removeprefix("the ")
            yield context.finding(
                CODE,
                Severity.WARNING,
                at=("waivers", number),
                about=waiver.about,
                message=f"The {subject} has no {listed(missing, 'and no')}.",
                fix=f"write {listed(f'`{key}`' for key in missing)}",
            )
