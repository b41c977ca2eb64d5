"""Precept without standard.

## What it does

Finds precepts that no standard names.

## Why it matters

A precept that no standard serves is a wish. Staff cannot act on it and customers cannot count on
it.

## Example

```yaml
precepts:
  your-money: Money that is yours goes back without being asked for twice.   # within what time?
```

## Mend it by

Giving at least one standard `precept: your-money`, or taking the precept out.

## Severity

Always a warning.
"""

from collections.abc import Iterator

from troth.checks.context import Context
from troth.findings import Finding, Severity
from troth.said import quoted, said

CODE = "TR106"
NAME = "precept without standard"


def check(context: Context) -> Iterator[Finding]:
    """Findings of this rule."""
    served = {standard.precept for standard in context.playbook.standards.values()}
    for name, text in context.playbook.precepts.items():
        if name not in served:
            yield context.finding(
                CODE,
                Severity.WARNING,
                at=("precepts", name),
                about=(name,),
                message=said(
                    "No standard serves the precept {name}: {text}", name=name, text=quoted(text)
                ),
                fix=said("give a standard `precept: {name}`, or take the precept out", name=name),
            )
