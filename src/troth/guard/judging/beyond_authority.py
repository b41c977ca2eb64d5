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

from collections.abc import Iterable, Iterator

from troth.guard.judging import amends_said, prices
from troth.guard.judging.case import Case
from troth.guard.judging.ruling import Ruling
from troth.guard.judging.sentences import reference
from troth.guard.judging.speaker import fits, may_give
from troth.playbook.schema.recovery import Amends
from troth.playbook.schema.words import VerdictKind
from troth.said import Said, joined, said, sentence

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
        because=said(
            "It is for team {team} to promise, in whose name this speaker promises nothing.",
            team=team,
        ),
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
            because=said("Nothing backs this: the playbook does not say that so much is given."),
        )
    reasons: list[Said] = []
    for name, row in rows:
        reason = _why_not(case, name, row, given)
        if reason is None:
            return _backed(name, row)
        reasons.append(reason)
    because = reasons[0] if reasons else said("the playbook gives no such amends")
    return Ruling(
        verdict=KIND,
        because=sentence(because),
        rests_on=tuple(f"amends.{name}" for name, _ in rows),
    )


def _backed(name: str, row: Amends) -> Ruling:
    what = joined((name, *([str(row.value)] if row.value else [])), ", ")
    because = said("The playbook lets this role give {what}.", what=what)
    if row.when:
        because = said(
            "The playbook lets this role give {what}, when {cases}.",
            what=what,
            cases=_any_of(row.when),
        )
    return Ruling(verdict=VerdictKind.BACKED, because=because, rests_on=(f"amends.{name}",))


def _why_not(case: Case, name: str, row: Amends, given: amends_said.Given) -> Said | None:
    """Why the speaker may not give it; None where they may."""
    context = case.context
    if not may_give(context.role, row):
        roles = _any_of(row.roles) if row.roles else "manager"
        return said("the amends {name} are for a {roles} to give", name=name, roles=roles)
    if given.is_share:
        return said("the amends {name} are no share of a price", name=name)
    if row.value and given.amount is not None and not fits(row.value, given.amount, given.currency):
        return said("the amends {name} are worth {value}", name=name, value=str(row.value))
    return _not_now(case, name, row) or next(_spent(case, name, row, given), None)


def _not_now(case: Case, name: str, row: Amends) -> Said | None:
    """Why this is no case for it, as far as it is known."""
    cases = case.context.cases
    if cases is None:
        return None
    if row.when and not cases & set(row.when):
        return said("the amends {name} are given when {cases}", name=name, cases=_any_of(row.when))
    against = sorted(cases & set(row.never_when))
    if not against:
        return None
    return said("the amends {name} are never given when {case}", name=name, case=against[0])


def _spent(case: Case, name: str, row: Amends, given: amends_said.Given) -> Iterator[Said]:
    """What is left of a limit, where it is not enough."""
    if row.statutory:
        return
    for allowance in case.context.allowances:
        if allowance.row != f"amends.{name}":
            continue
        amount = given.amount if given.amount is not None else (row.value and row.value.amount)
        if allowance.stuck:
            yield joined((allowance.stuck,))
        elif allowance.left <= 0 or (amount and amount > allowance.left):
            yield said("of the amends {name} {left} is left", name=name, left=str(allowance))


def _any_of(words: Iterable[str]) -> Said:
    """`a or b or c`."""
    first, *others = words
    told = joined((first,))
    for other in others:
        told = said("{first} or {last}", first=told, last=other)
    return told
