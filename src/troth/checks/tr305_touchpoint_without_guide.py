"""Touchpoint without guide.

## What it does

Finds touchpoints that have neither a `guide` nor an `faq`.

## Why it matters

Customers who are told how a thing goes expect what will happen. Customers who are not told expect
what happened elsewhere.

## Example

```yaml
touchpoints:
  ask-for-help:          # where do I start, what do I need?
    stage: service
    owner: support
```

## Mend it by

Writing the few steps that the customer takes: `guide: [Open your booking, Choose Ask us, Have your
reference at hand]`.

## Severity

Always a note.
"""

from collections.abc import Iterator

from troth.checks.context import Context
from troth.findings import Finding, Severity
from troth.said import said

CODE = "TR305"
NAME = "touchpoint without guide"


def check(context: Context) -> Iterator[Finding]:
    """Findings of this rule."""
    for name, touchpoint in context.playbook.touchpoints.items():
        if not touchpoint.guide and not touchpoint.faq:
            yield context.finding(
                CODE,
                Severity.INFO,
                at=("touchpoints", name),
                about=(name,),
                message=said("Nothing tells customers how {name} goes.", name=name),
                fix=said("write the few steps that they take under `guide`"),
            )
