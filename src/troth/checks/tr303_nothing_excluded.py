"""Nothing excluded.

## What it does

Finds standards and offers that do not say what is excluded.

## Why it matters

What is not excluded is included in the customer's mind. The moment to say that a refund does not
cover partner airlines' tickets is before the ticket is bought.

## Example

```yaml
standards:
  refund: {metric: refund, team: finance, term: within 7 business days}   # of any ticket?
```

## Mend it by

Saying what is out: `excludes: [tickets of partner airlines]`. Where truly nothing is, say that:
`excludes: []`.

## Severity

Always a note.
"""

from collections.abc import Iterator

from troth.checks.context import Context
from troth.findings import Finding, Severity
from troth.said import said

CODE = "TR303"
NAME = "nothing excluded"


def check(context: Context) -> Iterator[Finding]:
    """Findings of this rule."""
    playbook = context.playbook
    for section, things in (("standards", playbook.standards), ("offers", playbook.offers)):
        for name, thing in things.items():
            if "excludes" not in thing.model_fields_set:
                yield context.finding(
                    CODE,
                    Severity.INFO,
                    at=(section, name),
                    about=(name,),
                    message=said("{name} does not say what is excluded.", name=name),
                    fix=said("say it under `excludes`; where nothing is, write `excludes: []`"),
                )
