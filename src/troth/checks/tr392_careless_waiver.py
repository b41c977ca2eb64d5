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
from troth.findings import Finding, Severity
from troth.playbook.schema.rules import Waiver
from troth.said import Said, listed, said, sentence

CODE = "TR392"
NAME = "careless waiver"


def check(context: Context) -> Iterator[Finding]:
    """Findings of this rule."""
    for number, waiver in enumerate(context.playbook.waivers):
        if waiver.reason is None or waiver.until is None:
            yield context.finding(
                CODE,
                Severity.WARNING,
                at=("waivers", number),
                about=waiver.about,
                message=_message(waiver),
                fix=_fix(waiver),
            )


def _message(waiver: Waiver) -> Said:
    what = described(waiver)
    if waiver.reason is not None:
        return sentence(said("{waiver} has no until", waiver=what))
    if waiver.until is not None:
        return sentence(said("{waiver} has no reason", waiver=what))
    return sentence(said("{waiver} has no reason and no until", waiver=what))


def _fix(waiver: Waiver) -> Said:
    missing = [key for key in ("reason", "until") if getattr(waiver, key) is None]
    return said("write {keys}", keys=listed(f"`{key}`" for key in missing))
