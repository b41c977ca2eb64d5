"""Standard without precept.

## What it does

Finds standards that trace to no `precept`.

## Why it matters

A precept says why a standard exists. A standard without one is the first to be bent, because nobody
can say what is lost.

## Example

```yaml
precepts:
  heard-today: Whoever writes to us is answered by a person the same day.
standards:
  first-reply: {metric: first-reply, team: support, term: within 8 business hours}   # why eight?
```

## Mend it by

Naming the precept that the standard serves: `precept: heard-today`. Where none fits, either a
precept is missing or the standard is.

## Severity

Always a warning.
"""

from collections.abc import Iterator

from troth.checks.context import Context
from troth.findings import Finding, Severity
from troth.said import said

CODE = "TR105"
NAME = "standard without precept"


def check(context: Context) -> Iterator[Finding]:
    """Findings of this rule."""
    for name, standard in context.playbook.standards.items():
        if standard.precept is None:
            yield context.finding(
                CODE,
                Severity.WARNING,
                at=("standards", name),
                about=(name,),
                message=said("The standard {name} traces to no precept.", name=name),
                fix=said("name the principle that it serves as `precept`"),
            )
