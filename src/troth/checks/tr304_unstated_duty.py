"""Unstated duty.

## What it does

Finds promises that need something of the customer and do not say so:

- a claim in whose scope a standard on its metric `needs` a duty that the claim does not list in its
  own `needs`;
- a standard whose clock stops for the customer (one of its `pauses` has the word "customer" in it)
  and that names no duty in `needs`.

## Why it matters

"Within 24 hours" that silently means "once you have sent us your booking reference" is a broken
promise to everybody who did not know.

## Example

```yaml
duties:
  booking-reference: {says: Give your booking reference, effect: pauses}
standards:
  first-reply:
    metric: first-reply
    team: support
    term: within 8 business hours
    needs: [booking-reference]
claims:
  pricing-page:   # no word of the reference
    {team: sales, says: We answer within four days, metric: first-reply, term: within 4 days}
```

## Mend it by

Saying it where the promise is made, and listing it: `needs: [booking-reference]`.

## Severity

Always a warning.
"""

from collections.abc import Iterator

from troth.checks.context import Context
from troth.findings import Finding, Severity
from troth.said import listed, said

CODE = "TR304"
NAME = "unstated duty"


def check(context: Context) -> Iterator[Finding]:
    """Findings of this rule."""
    yield from _standards(context)
    yield from _claims(context)


def _standards(context: Context) -> Iterator[Finding]:
    for name, standard in context.playbook.standards.items():
        waits = [pause for pause in standard.pauses if "customer" in pause.lower()]
        if waits and not standard.needs:
            yield context.finding(
                CODE,
                Severity.WARNING,
                at=("standards", name, "pauses"),
                about=(name,),
                message=said(
                    "The clock of {name} stops ({pauses}), and nothing says what the customer "
                    "has to do for it to go on.",
                    name=name,
                    pauses=listed(waits),
                ),
                fix=said("name the duty under `needs`"),
            )


def _claims(context: Context) -> Iterator[Finding]:
    for claim in context.claims:
        stated = context.playbook.claims[claim.id].needs
        for standard in context.standards_facing(claim):
            needs = context.playbook.standards[standard.id].needs
            silent = [duty for duty in needs if duty not in stated]
            if silent:
                yield context.finding(
                    CODE,
                    Severity.WARNING,
                    at=("claims", claim.id),
                    about=(claim.id, standard.id, *silent),
                    message=said(
                        "The claim {claim} does not say what its standard {standard} needs of the "
                        "customer: {duties}.",
                        claim=claim.id,
                        standard=standard.id,
                        duties=_spoken(context, silent),
                    ),
                    fix=said(
                        "say so in the claim, and list it: `needs: [{duties}]`",
                        duties=", ".join(silent),
                    ),
                )
                break


def _spoken(context: Context, duties: list[str]) -> str:
    """The duties in words for customers, where they have some."""
    return listed(context.playbook.duties[duty].says or duty for duty in duties)
