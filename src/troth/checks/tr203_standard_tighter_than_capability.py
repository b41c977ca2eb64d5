"""Standard tighter than capability.

## What it does

Compares each standard with the declared capabilities of its own team on the same metric in an
overlapping scope. Finds standards that may fall due before the capability does, or that hold for a
larger share of cases. A term without a share means every case.

Each standard is reported once, with the capability that falls short by the longest time.

## Why it matters

A standard that the team has already said it cannot keep is broken on the day it is published.

## Example

```yaml
standards:
  first-reply: {metric: first-reply, team: support, term: within 4 business hours}
capabilities:
  support-first-reply: {metric: first-reply, team: support, term: within 6 business hours}
```

## Mend it by

Setting the standard to what the team can do, or finding out what it would take to do more.

## Severity

An error where the standard is a `guarantee` (which it is unless it says otherwise), a warning for
an `estimate` or an `aim`.
"""

from collections.abc import Iterator

from troth.checks.context import Context
from troth.checks.friction import worst_friction
from troth.checks.sentences import finding_of
from troth.findings import Finding
from troth.said import quoted, said

CODE = "TR203"
NAME = "standard tighter than capability"


def check(context: Context) -> Iterator[Finding]:
    """Findings of this rule."""
    for standard in context.standards:
        abilities = context.capabilities_for(standard)
        friction = worst_friction(context, standard, abilities, share=standard.share)
        if friction:
            fix = said("set {term}, which the team can do", term=quoted(friction.second.term))
            yield finding_of(context, CODE, friction, fix=fix)
