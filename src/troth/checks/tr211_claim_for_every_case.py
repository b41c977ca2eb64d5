"""Claim for every case on a standard with a share.

## What it does

Finds claims that name no share of cases, and so speak of every case, where a standard on the same
metric in an overlapping scope holds for a share only. Standards that TR201 leaves out are left out
here too. Each claim is reported once, with the standard of the smallest share.

## Why it matters

"Within 24 hours" on a standard of "95 % of cases" is a broken promise to one customer in twenty, by
plan.

## Example

```yaml
standards:
  first-reply: {metric: first-reply, team: support, term: within 8 business hours in 95 % of cases}
claims:
  pricing-page:
    {team: sales, says: In two days, metric: first-reply, term: within 2 business days}
```

## Mend it by

Saying the share ("nearly always", "19 of 20"), or deciding what the others get when the term is
missed.

## Severity

Always a warning: people understand "within 24 hours" with some charity, until it is their case.
"""

from collections.abc import Iterator

from troth.checks.context import Context
from troth.checks.words import cases_text
from troth.findings import Finding, Severity
from troth.said import quoted, said

CODE = "TR211"
NAME = "claim for every case on a standard with a share"


def check(context: Context) -> Iterator[Finding]:
    """Findings of this rule."""
    for claim in context.claims:
        if claim.term.share is not None:
            continue
        standards = context.standards_facing(claim)
        rarest = min(standards, key=lambda standard: standard.share, default=None)
        if rarest is not None and rarest.share < claim.share:
            share = cases_text(rarest.term.share)
            yield context.finding(
                CODE,
                Severity.WARNING,
                at=claim.path,
                about=(claim.id, rarest.id),
                message=said(
                    "{first}, in every case, but {second}.",
                    first=claim.sentence,
                    second=rarest.sentence,
                ),
                fix=said("say {share}, or decide what the others get", share=quoted(f"in {share}")),
            )
