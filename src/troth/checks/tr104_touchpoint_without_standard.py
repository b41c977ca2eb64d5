"""Touchpoint without standard.

## What it does

Finds touchpoints that list no `standards`.

## Why it matters

Where no standard is set, each person who serves the customer sets one of their own, and the next
customer hears another.

## Example

```yaml
touchpoints:
  ask-for-help:          # answered when?
    stage: service
    owner: support
    channels: {email: 3 per trip}
```

## Mend it by

Setting a standard and naming it: `standards: [first-reply]`.

## Severity

Always a warning.
"""

from collections.abc import Iterator

from troth.checks.context import Context
from troth.findings import Finding, Severity
from troth.said import said

CODE = "TR104"
NAME = "touchpoint without standard"


def check(context: Context) -> Iterator[Finding]:
    """Findings of this rule."""
    for name, touchpoint in context.playbook.touchpoints.items():
        if not touchpoint.standards:
            yield context.finding(
                CODE,
                Severity.WARNING,
                at=("touchpoints", name),
                about=(name,),
                message=said("No standard is set for the touchpoint {name}.", name=name),
                fix=said("list at least one under `standards`"),
            )
