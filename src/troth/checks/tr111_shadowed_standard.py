"""Shadowed standard.

## What it does

Finds standards whose whole scope is covered by better-ranked standards on the same metric, so that
they never apply to anybody. The cover is exact: several standards may cover it together, over the
values that `facets` declares.

## Why it matters

People read a shadowed standard, believe it, and plan by it. It is never used.

## Example

```yaml
facets: {fare: [basic, flex]}
standards:
  basic: {metric: first-reply, term: within 24 hours, scope: {fare: [basic]}, rank: 1, team: desk}
  flex: {metric: first-reply, term: within 4 hours, scope: {fare: [flex]}, rank: 1, team: desk}
  rest: {metric: first-reply, term: within 48 hours, rank: 2, team: desk}   # nobody is left
```

## Mend it by

Taking it out, widening its scope, or giving it a better rank.

## Severity

Always a warning.
"""

from collections.abc import Iterator

from troth.checks.context import Context
from troth.checks.cover import uncovered
from troth.findings import Finding, Severity
from troth.said import listed, said, said_of

CODE = "TR111"
NAME = "shadowed standard"


def check(context: Context) -> Iterator[Finding]:
    """Findings of this rule."""
    for standard in context.standards:
        better = context.better_ranked(standard, standard.scope)
        covers = (other.scope for other in better)
        if better and not uncovered(standard.scope, covers, context.playbook.facets):
            ids = [other.id for other in better]
            yield context.finding(
                CODE,
                Severity.WARNING,
                at=("standards", standard.id),
                about=(standard.id, *ids),
                message=said_of(
                    len(ids),
                    "The standard {standard} never applies: everybody in its scope is served by "
                    "{others}, which has a better rank.",
                    "The standard {standard} never applies: everybody in its scope is served by "
                    "{others}, which have a better rank.",
                    standard=standard.id,
                    others=listed(ids),
                ),
                fix=said("take it out, widen its scope, or give it a better rank"),
            )
