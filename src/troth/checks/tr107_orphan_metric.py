"""Orphan metric.

## What it does

Finds metrics that nothing uses: no standard, claim, expectation, capability, chain, competitor's
claim, authority or amends, and no other metric's `before`.

## Why it matters

A metric that nothing refers to is measured for nobody, or something that should refer to it was
forgotten.

## Example

```yaml
metrics:
  first-reply: {kind: duration}
  hold-time: {kind: duration}   # nobody says how long it may be
```

## Mend it by

Setting a standard for it, or taking it out.

## Severity

Always a note: nothing is wrong for customers.
"""

from collections.abc import Iterator

from troth.checks.context import Context
from troth.findings import Finding, Severity
from troth.playbook import Playbook
from troth.said import said

CODE = "TR107"
NAME = "orphan metric"


def check(context: Context) -> Iterator[Finding]:
    """Findings of this rule."""
    used = set(_used(context.playbook))
    for name in context.playbook.metrics:
        if name not in used:
            yield context.finding(
                CODE,
                Severity.INFO,
                at=("metrics", name),
                about=(name,),
                message=said("Nothing uses the metric {name}.", name=name),
                fix=said("set a standard for it, or take it out"),
            )


def _used(playbook: Playbook) -> Iterator[str | None]:
    """The metric of everything that names one."""
    for touchpoint in playbook.touchpoints.values():
        yield from (expectation.metric for expectation in touchpoint.expectations)
    for competitor in playbook.competitors.values():
        yield from (claim.metric for claim in competitor.claims)
    for authority in playbook.authority.values():
        yield from authority.metrics
    for amends in playbook.amends.values():
        yield from amends.metrics
    yield from (metric.before for metric in playbook.metrics.values())
    yield from (standard.metric for standard in playbook.standards.values())
    yield from (claim.metric for claim in playbook.claims.values())
    yield from (capability.metric for capability in playbook.capabilities.values())
    yield from (chain.metric for chain in playbook.chains.values())
