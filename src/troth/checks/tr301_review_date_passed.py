"""Review date passed.

## What it does

Finds standards, claims and offers whose `review` date lies before the date of the check, and
competitors' claims whose `expires` date does. The date itself is still in time. Competitors' claims
that have expired are left out of all comparisons.

## Why it matters

A page that was true two years ago is the commonest source of expectations that nobody means to
meet.

## Example

```yaml
claims:
  pricing-page:
    says: We answer every request within 24 hours
    review: 2025-01-31   # long ago
```

## Mend it by

Reading it again with the team that keeps it, then setting the next `review` date.

## Severity

Always a warning.
"""

from collections.abc import Iterator
from datetime import UTC, date

from troth.checks import words
from troth.checks.context import Context
from troth.findings import Finding, Severity
from troth.playbook import Playbook
from troth.said import said

CODE = "TR301"
NAME = "review date passed"


def check(context: Context) -> Iterator[Finding]:
    """Findings of this rule."""
    today = context.at.astimezone(UTC).date()
    for path, name, last in _dates(context.playbook):
        if last is not None and last < today:
            yield context.finding(
                CODE,
                Severity.WARNING,
                at=path,
                about=(name,),
                message=said(
                    "{name} was to be looked at again by {last}.", name=name, last=words.day(last)
                ),
                fix=said("read it again with those who keep it, then set the next date"),
            )


def _dates(playbook: Playbook) -> Iterator[tuple[tuple[str | int, ...], str, date | None]]:
    """Path, id and last day of everything that has one."""
    for name, standard in playbook.standards.items():
        yield ("standards", name, "review"), name, standard.review
    for name, claim in playbook.claims.items():
        yield ("claims", name, "review"), name, claim.review
    for name, offer in playbook.offers.items():
        yield ("offers", name, "review"), name, offer.review
    for name, competitor in playbook.competitors.items():
        for number, theirs in enumerate(competitor.claims):
            yield ("competitors", name, "claims", number, "expires"), name, theirs.expires
