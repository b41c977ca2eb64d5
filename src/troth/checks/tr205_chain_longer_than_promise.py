"""Chain longer than the promise.

## What it does

Adds up the legs of each chain, each over its own team's calendar and zone, and compares the last
hand-over with the standards that name the chain, and with the claims on its metric in an
overlapping scope. Where no standard names the chain, it is compared with every standard and claim
on its metric. A leg that ends at the close of a business date is received by the next team on that
same date.

Each promise is reported once, with the chain that is longest after its due. The witness names every
hand-over.

Only times are added: shares of legs are not, because nothing says whether lateness in one goes with
lateness in another.

## Why it matters

Every team keeps its word and the customer waits all the same. Nobody sees it, because nobody owns
the sum.

## Example

```yaml
standards:
  refund: {metric: refund, team: finance, term: within 5 business days, chain: refund-chain}
chains:
  refund-chain:
    metric: refund
    legs:
      - {team: support, term: within 1 business day}
      - {team: finance, term: within 2 business days}
      - {team: acquirer, term: within 3 business days}   # six days, when all goes as agreed
```

## Mend it by

Promising the sum, or agreeing on a shorter leg.

## Severity

An error where the promise is a `guarantee` (which it is unless it says otherwise), a warning for an
`estimate` or an `aim`.
"""

from collections.abc import Iterator

from troth.checks.chains import too_long
from troth.checks.context import Context
from troth.findings import Finding
from troth.said import said

CODE = "TR205"
NAME = "chain longer than the promise"


def check(context: Context) -> Iterator[Finding]:
    """Findings of this rule."""
    for found in too_long(context):
        yield context.finding(
            CODE,
            found.promise.severity,
            at=found.promise.path,
            about=(found.promise.id, found.id),
            message=found.message(context),
            fix=said("promise what the legs add up to, or agree on a shorter one"),
            witness=found.worst,
            next_=found.next,
            measured=found.affected(context).as_json(),
        )
