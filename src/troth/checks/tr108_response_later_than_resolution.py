"""Response later than resolution.

## What it does

Where a metric says `before: OTHER`, compares each standard on it with the standards on the other
metric in an overlapping scope, and each claim with the claims, as if both clocks started at the
same instant. Finds those that may fall due after the thing that they should come before.

## Why it matters

A first reply that is promised later than the solution cannot help anybody. It usually means that
one of two calendars was forgotten.

## Example

```yaml
metrics:
  first-reply: {kind: duration, before: refund}
  refund: {kind: duration}
standards:
  first-reply: {metric: first-reply, team: support, term: within 3 business days}
  refund: {metric: refund, team: finance, term: within 48 hours}   # sooner, over a weekend
```

## Mend it by

Tightening the earlier one, or giving both the same kind of time and the same calendar.

## Severity

Always a warning: both can be kept.
"""

from collections.abc import Callable, Iterable, Iterator

from troth.checks.context import Context
from troth.checks.friction import latest
from troth.checks.sentences import finding_of
from troth.findings import Finding, Severity
from troth.playbook.scope import Scope
from troth.playbook.stated import Stated
from troth.said import said
from troth.terms import Kind

CODE = "TR108"
NAME = "response later than resolution"


def check(context: Context) -> Iterator[Finding]:
    """Findings of this rule."""
    yield from _later(context, context.standards, context.standards_on)
    yield from _later(context, context.claims, context.claims_on)


def _later(
    context: Context,
    responses: Iterable[Stated],
    resolutions_on: Callable[[str, Scope], Iterator[Stated]],
) -> Iterator[Finding]:
    for response in responses:
        before = context.playbook.metrics[response.metric].before
        if before is None or response.term.kind is not Kind.DURATION:
            continue
        pairs = [
            (resolution, response)
            for resolution in resolutions_on(before, response.scope)
            if resolution.term.kind is Kind.DURATION
        ]
        friction = latest(context, pairs)
        if friction:
            fix = said(
                "promise {metric} no later than {before}", metric=response.metric, before=before
            )
            yield finding_of(
                context, CODE, friction, fix=fix, severity=Severity.WARNING, at=response
            )
