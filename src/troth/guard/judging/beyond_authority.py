"""Beyond authority: amends, a price or money back beyond what the speaker may give.

## What it finds

Compensation, credit, vouchers and gifts that no row of `amends` lets the speaker's role give: of
another kind, worth more, in a case for which they are not meant, or beyond what is left of the
limits. Discounts and prices below those of the playbook's `offers`, which no role may give. A
term within the speaker's `authority` of which nothing is left. What the law owes stands outside
all limits. And what a team keeps in whose name the speaker promises nothing: an AI agent promises
for its own teams, and nobody for a restricted team of others. The team is asked.

Money back of what was paid is not weighed by its sum, unless a row of `amends` gives money for
its metric: how much it was, the playbook does not know.

## Example

```yaml
amends:
  voucher-20: {kind: goods, value: EUR 20, roles: [agent], limits: [EUR 60 per customer per year]}
```

"We will send you a voucher over EUR 50."

## What may be said instead

What the row gives, as far as something is left of it.
"""

from collections.abc import Iterator

from troth.guard.judging import amends_said, prices
from troth.guard.judging.case import Case
from troth.guard.judging.ruling import Ruling
from troth.guard.judging.sentences import reference, sentence
from troth.guard.judging.speaker import fits, may_give
from troth.playbook.schema.recovery import Amends
from troth.playbook.schema.words import VerdictKind

KIND = VerdictKind.BEYOND_AUTHORITY


def rule(case: Case) -> Ruling | None:
    """Whose promise it is; whether amends may be given; whether there is such a price."""
    team = case.silent_for
    if team is not None:
        return _of_others(case, team)
    given = amends_said.read(case)
    if given is not None:
        return _amends(case, given)
    return prices.rule(case)


def _of_others(case: Case, team: str) -> Ruling:
    layers = (*case.applying.layers, *case.book.standards_on(case.link.metric or ""))
    theirs = (reference(layer) for layer in layers if layer.team == team)
    return Ruling(
        verdict=KIND,
        because=f"It is for team {team} to promise, in whose name this speaker promises nothing.",
        rests_on=tuple(dict.fromkeys(theirs)),
    )


def _amends(case: Case, given: amends_said.Given) -> Ruling | None:
    rows = [
        (name, row)
        for name, row in case.amends()
        if amends_said.is_such(name, row, given, case.words)
    ]
    rows.sort(key=lambda each: -amends_said.likeness(each[0], each[1], case.words))
    if not rows and not (given.is_goodwill and case.book.playbook.amends):
        return Ruling(
            verdict=VerdictKind.UNBACKED,
            because="Nothing backs this: the playbook does not say that so much is given.",
        )
    reasons: list[str] = []
    for name, row in rows:
        reason = _why_not(case, name, row, given)
        if reason is None:
            return _backed(name, row)
        reasons.append(reason)
    because = reasons[0] if reasons else "the playbook gives no such amends"
    return Ruling(
        verdict=KIND,
        because=sentence(because),
        rests_on=tuple(f"amends.{name}" for name, _ in rows),
    )


def _backed(name: str, row: Amends) -> Ruling:
    value = f", {row.value}" if row.value else ""
    when = f", when {' or '.join(row.when)}" if row.when else ""
    return Ruling(
        verdict=VerdictKind.BACKED,
        because=f"The playbook lets this role give {name}{value}{when}.",
        rests_on=(f"amends.{name}",),
    )


def _why_not(case: Case, name: str, row: Amends, given: amends_said.Given) -> str | None:
    """Why the speaker may not give it; None where they may."""
    context = case.context
    if not may_give(context.role, row):
        return f"the amends {name} are for a {_roles(row)} to give"
    if given.is_share:
        return f"the amends {name} are no share of a price"
    if row.value and given.amount is not None and not fits(row.value, given.amount, given.currency):
        return f"the amends {name} are worth {row.value}"
    return _not_now(case, name, row) or next(_spent(case, name, row, given), None)


def _not_now(case: Case, name: str, row: Amends) -> str | None:
    """Why this is no case for it, as far as it is known."""
    cases = case.context.cases
    if cases is None:
        return None
    if row.when and not cases & set(row.when):
        return f"the amends {name} are given when {' or '.join(row.when)}"
    against = sorted(cases & set(row.never_when))
    return f"the amends {name} are never given when {against[0]}" if against else None


def _spent(case: Case, name: str, row: Amends, given: amends_said.Given) -> Iterator[str]:
    """What is left of a limit, where it is not enough."""
    if row.statutory:
        return
    for allowance in case.context.allowances:
        if allowance.row != f"amends.{name}":
            continue
        amount = given.amount if given.amount is not None else (row.value and row.value.amount)
        if allowance.stuck or allowance.left <= 0 or (amount and amount > allowance.left):
            yield allowance.stuck or f"of the amends {name} {allowance} is left"


def _roles(row: Amends) -> str:
    return " or ".join(row.roles) or "manager"
