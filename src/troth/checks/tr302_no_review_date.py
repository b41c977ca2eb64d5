"""No review date.

## What it does

Finds standards and claims without a `review` date.

## Why it matters

What has no date for looking at it again is looked at again when a customer complains.

## Example

```yaml
claims:
  pricing-page:
    says: We answer every request within 24 hours   # until when is this true?
```

## Mend it by

Setting one: `review: 2027-06-30`.

## Severity

Always a note.
"""

from collections.abc import Iterator

from troth.checks.context import Context
from troth.findings import Finding, Severity
from troth.said import said

CODE = "TR302"
NAME = "no review date"


def check(context: Context) -> Iterator[Finding]:
    """Findings of this rule."""
    playbook = context.playbook
    for section, things in (("standards", playbook.standards), ("claims", playbook.claims)):
        for name, thing in things.items():
            if thing.review is None:
                yield context.finding(
                    CODE,
                    Severity.INFO,
                    at=(section, name),
                    about=(name,),
                    message=said(
                        "{name} has no date on which somebody looks at it again.", name=name
                    ),
                    fix=said("set one as `review`"),
                )
