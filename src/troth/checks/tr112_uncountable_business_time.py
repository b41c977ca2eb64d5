"""Uncountable business time.

## What it does

Finds terms of business time that nobody can count:

- of a supplier without a calendar, or of a claim that names neither team nor calendar;
- of what we need from customers, without a calendar that it counts on;
- in business days, on a sum of calendars without a timezone, which has no dates;
- on a calendar that is not open any more when the term should fall due.

Such a term is left out of all comparisons. For calendars that are never open see TR109.

## Why it matters

"Within two business days" promises nothing until it is known whose days they are.

## Example

```yaml
teams:
  acquirer: {name: Card acquirer, supplier: true}   # open when?
standards:
  refund: {metric: refund, team: acquirer, term: within 3 business days}
```

## Mend it by

Giving the team a calendar, or the term one of its own: `calendar: berlin-desk`. Or saying the term
in elapsed time.

## Severity

Always an error: nothing can be said about the term.
"""

from collections.abc import Iterator

from troth.checks.context import Context
from troth.errors import TrothError
from troth.findings import Finding, Severity
from troth.playbook.stated import Path, capabilities, leg_calendar, updates
from troth.said import quoted, said
from troth.terms import Term, UncountableError

CODE = "TR112"
NAME = "uncountable business time"


def check(context: Context) -> Iterator[Finding]:
    """Findings of this rule."""
    for path, name, term, calendar_id in _counted(context):
        error = context.counting.why_not(term, calendar_id)
        if error is not None:
            wrong, right = _parts(error)
            yield context.finding(
                CODE,
                Severity.ERROR,
                at=path,
                about=(name,),
                message=said(
                    "{term} of {name} cannot be counted: {wrong}.",
                    term=quoted(term),
                    name=name,
                    wrong=wrong,
                ),
                fix=right or said("name another calendar"),
            )


def _parts(error: TrothError) -> tuple[str, str]:
    """What is wrong, and what would be right."""
    if isinstance(error, UncountableError):
        return error.wrong, error.right
    wrong, _, right = str(error).partition("; ")
    return wrong, right


def _counted(context: Context) -> Iterator[tuple[Path, str, Term, str | None]]:
    """Path, id, term and calendar of all that must have a calendar of its own."""
    playbook = context.playbook
    news = (updates(playbook, standard) for standard in context.standards)
    terms = (*context.standards, *news, *context.claims, *capabilities(playbook))
    for term in terms:
        if term is not None:
            yield term.path, term.id, term.term, term.calendar
    for name, duty in playbook.duties.items():
        if duty.term is not None:
            yield ("duties", name, "term"), name, duty.term, duty.calendar
    for name, chain in playbook.chains.items():
        for number, leg in enumerate(chain.legs):
            if leg.term is not None:
                path = ("chains", name, "legs", number, "term")
                yield path, name, leg.term, leg_calendar(playbook, leg)
