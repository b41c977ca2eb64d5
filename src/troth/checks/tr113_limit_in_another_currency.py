"""Limit in another currency.

## What it does

Finds amends that are worth one currency and limited in another.

## Why it matters

What is given is counted against its limits. Euros cannot be counted against dollars, so amends with
such a limit can never be given: who meets the customer learns of it when they promise them.

## Example

```yaml
amends:
  voucher:
    kind: goods
    value: EUR 20
    limits: [USD 60 per customer per year]    # 20 of how many?
```

## Mend it by

Writing the limit in the currency of the amends: `EUR 60 per customer per year`.

## Severity

Always an error.
"""

from collections.abc import Iterator

from troth.checks.context import Context
from troth.findings import Finding, Severity
from troth.said import said

CODE = "TR113"
NAME = "limit in another currency"


def check(context: Context) -> Iterator[Finding]:
    """Findings of this rule."""
    for name, amends in context.playbook.amends.items():
        if amends.value is None or amends.statutory:
            continue
        for number, limit in enumerate(amends.limits):
            if limit.currency != amends.value.currency:
                yield context.finding(
                    CODE,
                    Severity.ERROR,
                    at=("amends", name, "limits", number),
                    about=(name,),
                    message=said(
                        "{name} is worth {value}, which cannot be counted against its limit of "
                        "{limit}; it can never be given.",
                        name=name,
                        value=str(amends.value),
                        limit=str(limit),
                    ),
                    fix=said("write the limit in {currency}", currency=amends.value.currency),
                )
