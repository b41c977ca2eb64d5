"""Stage without primary.

## What it does

Finds stages that name no `primary` team.

## Why it matters

In a stage with no first owner, every team may believe that another one keeps the promises made
there. The customer meets the seam.

## Example

```yaml
stages:
  - {id: convert, name: Convert, secondary: marketing}   # nobody leads
```

## Mend it by

Naming the team that answers for the stage: `primary: sales`. `secondary` and `tertiary` may stay
open.

## Severity

Always a warning: promises can be kept without an owner, until one is not.
"""

from collections.abc import Iterator

from troth.checks.context import Context
from troth.findings import Finding, Severity
from troth.said import said

CODE = "TR101"
NAME = "stage without primary"


def check(context: Context) -> Iterator[Finding]:
    """Findings of this rule."""
    for number, stage in enumerate(context.playbook.stages):
        if stage.primary is None:
            yield context.finding(
                CODE,
                Severity.WARNING,
                at=("stages", number),
                about=(stage.id,),
                message=said("No team comes first in the stage {stage}.", stage=stage.id),
                fix=said("name the team that answers for it as `primary`"),
            )
