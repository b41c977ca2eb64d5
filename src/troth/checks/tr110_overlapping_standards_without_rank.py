"""Overlapping standards without rank.

## What it does

Finds standards on the same metric whose scopes overlap and whose ranks do not say which one wins:
one has no `rank`, or both have the same. Each is reported once, for the first earlier standard that
it overlaps.

## Why it matters

A customer in both scopes is served by whichever standard the person at the desk happens to know.

## Example

```yaml
standards:
  everybody: {metric: first-reply, team: support, term: within 24 hours}
  business:   # whose customers are among everybody
    {metric: first-reply, team: support, term: within 4 hours, scope: {fare: [business]}}
```

## Mend it by

Ranking them, 1 before 2: `rank: 1` for `business`, `rank: 2` for `everybody`. Or by narrowing one
scope so that they no longer overlap.

## Severity

Always a warning.
"""

from collections.abc import Iterator

from troth.checks.context import Context
from troth.findings import Finding, Severity
from troth.playbook.scope import intersection, scope_text
from troth.playbook.stated import Stated
from troth.said import quoted, said

CODE = "TR110"
NAME = "overlapping standards without rank"


def check(context: Context) -> Iterator[Finding]:
    """Findings of this rule."""
    for standard in context.standards:
        earlier = _first_undecided(context, standard)
        if earlier is not None:
            both = scope_text(intersection(standard.scope, earlier.scope) or {})
            yield context.finding(
                CODE,
                Severity.WARNING,
                at=("standards", standard.id),
                about=(standard.id, earlier.id),
                message=said(
                    "Two standards on {metric} apply ({both}) and no rank says which wins: "
                    "{standard}, {term}, and {earlier}, {other}.",
                    metric=standard.metric,
                    both=both,
                    standard=standard.id,
                    term=quoted(standard.term),
                    earlier=earlier.id,
                    other=quoted(earlier.term),
                ),
                fix=said("give both a rank, 1 to the one that wins; or narrow one scope"),
            )


def _first_undecided(context: Context, standard: Stated) -> Stated | None:
    """The first earlier standard that overlaps, where the ranks do not decide."""
    ranks = context.playbook.standards
    mine = ranks[standard.id].rank
    for other in context.standards_on(standard.metric, standard.scope):
        if other is standard:
            return None
        theirs = ranks[other.id].rank
        if mine is None or theirs is None or mine == theirs:
            return other
    return None
