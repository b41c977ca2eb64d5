"""Contradicting claims.

## What it does

Compares the claims on one metric whose scopes overlap, and finds those that tell one customer two
different terms. Claims in other words that always fall due at the same instant are left alone
("within 24 hours" and "within 1 day").

Where both have a `rank` and the ranks differ, the company has said which one wins, and nothing is
found.

Each claim is reported at most once, for the earlier claim in the file from which it differs most.
The witness is the arrival for which the two dues lie furthest apart, the earlier due first.

## Why it matters

Customers compare. They hold the company to the better of two promises, and believe the other one
was meant for somebody else.

## Example

```yaml
claims:
  pricing-page:
    {team: sales, says: Answers in 24 hours, metric: first-reply, term: within 24 hours}
  welcome-mail:
    {team: support, says: In two days, metric: first-reply, term: within 2 business days}
```

## Mend it by

Saying the same in both places, or giving each claim a scope of its own.

## Severity

An error where both cannot hold at once (two prices, windows that do not meet, `always` and
`never`). A warning where both can, by keeping the tighter one.
"""

from collections.abc import Iterator
from itertools import takewhile

from troth.checks.context import Context
from troth.checks.contradictions import Contradiction, differing, excluding
from troth.findings import Finding, Severity
from troth.playbook.stated import Stated
from troth.said import said

CODE = "TR202"
NAME = "contradicting claims"


def check(context: Context) -> Iterator[Finding]:
    """Findings of this rule."""
    for claim in context.claims:
        others = _earlier(context, claim)
        contradiction = excluding(context, claim, others)
        if contradiction:
            yield _finding(context, contradiction, Severity.ERROR)
            continue
        contradiction = differing(context, claim, others)
        if contradiction:
            yield _finding(context, contradiction, Severity.WARNING)


def _earlier(context: Context, claim: Stated) -> list[Stated]:
    """Claims before this one in the file that speak to the same customers, unless ranks decide."""
    ranks = context.playbook.claims
    mine = ranks[claim.id].rank
    overlapping = context.claims_on(claim.metric, claim.scope)
    return [
        other
        for other in takewhile(lambda other: other is not claim, overlapping)
        if mine is None or ranks[other.id].rank in (None, mine)
    ]


def _finding(context: Context, contradiction: Contradiction, severity: Severity) -> Finding:
    return context.finding(
        CODE,
        severity,
        at=contradiction.claim.path,
        about=(contradiction.claim.id, contradiction.other.id),
        message=contradiction.message(context),
        fix=said("say the same in both places, or give each claim a scope of its own"),
        witness=contradiction.worst,
        next_=contradiction.next,
        measured=contradiction.measured(context),
    )
