"""Touchpoint without owner.

## What it does

Finds touchpoints that name no `owner`.

## Why it matters

A touchpoint is where the customer meets the company. Without an owner nobody sees to it that its
standards are met, its guide is right, and its expectations are known.

## Example

```yaml
touchpoints:
  ask-for-help:          # who answers?
    stage: service
    what: A traveller asks a question
```

## Mend it by

Naming a team: `owner: support`.

## Severity

Always a warning.
"""

from collections.abc import Iterator

from troth.checks.context import Context
from troth.findings import Finding, Severity
from troth.said import said

CODE = "TR102"
NAME = "touchpoint without owner"


def check(context: Context) -> Iterator[Finding]:
    """Findings of this rule."""
    for name, touchpoint in context.playbook.touchpoints.items():
        if touchpoint.owner is None:
            yield context.finding(
                CODE,
                Severity.WARNING,
                at=("touchpoints", name),
                about=(name,),
                message=said("No team owns the touchpoint {name}.", name=name),
                fix=said("name the team that answers for it as `owner`"),
            )
