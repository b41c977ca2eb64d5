"""Claim not backed by the team it relies on.

## What it does

Looks at claims that rely on the behaviour of other teams (`relies-on`), and finds those

- to which such a team has not agreed: `agreed` does not name it;
- that no standard of those teams on the claim's metric covers in full. The cover is exact, over the
  values that `facets` declares, and the finding says which part is left.

Each claim is reported once, with all that is missing.

## Why it matters

A party can promise only its own behaviour. A promise about somebody else's is a hope until they
have made it theirs.

## Example

```yaml
claims:
  pricing-page:
    team: sales
    says: We answer every request within 24 hours
    metric: first-reply
    term: within 24 hours
    relies-on: [support]      # who was not asked
```

## Mend it by

Asking the team, and writing down when it accepted: `agreed: {support: 2026-10-02}`. Where a
standard is missing, setting one.

## Severity

An error where the claim is a `guarantee` (which it is unless it says otherwise), a warning for an
`estimate` or an `aim`.
"""

from collections.abc import Iterator

from troth.checks.context import Context
from troth.checks.cover import uncovered
from troth.findings import Finding
from troth.playbook.scope import scope_text
from troth.playbook.stated import Stated
from troth.said import Said, either, joined, listed, said, said_of

CODE = "TR206"
NAME = "claim not backed by the team it relies on"


def check(context: Context) -> Iterator[Finding]:
    """Findings of this rule."""
    for claim in context.claims:
        declared = context.playbook.claims[claim.id]
        teams = declared.relies_on
        silent = [team for team in teams if team not in declared.agreed]
        bare = _unserved(context, claim, teams) if teams else ""
        if silent or bare:
            yield context.finding(
                CODE,
                claim.severity,
                at=("claims", claim.id, "relies-on"),
                about=(claim.id, *teams),
                message=_message(claim, teams, silent, bare),
                fix=_fix(teams, silent, bare),
            )


def _unserved(context: Context, claim: Stated, teams: tuple[str, ...]) -> str:
    """The part of the claim's scope in which none of the teams has a standard; empty if none."""
    standards = context.standards_on(claim.metric, claim.scope)
    covers = (standard.scope for standard in standards if standard.team in teams)
    left = uncovered(claim.scope, covers, context.playbook.facets)
    return listed(scope_text(part) for part in left)


def _message(claim: Stated, teams: tuple[str, ...], silent: list[str], bare: str) -> Said:
    """What is missing, each in a sentence of its own."""
    sentences = [said("{claim}, and relies on {teams}.", claim=claim.sentence, teams=listed(teams))]
    if silent:
        sentences.append(
            said_of(
                len(silent),
                "{teams} has not agreed to it.",
                "{teams} have not agreed to it.",
                teams=listed(silent),
            )
        )
    if bare:
        sentences.append(
            said(
                "No standard of {teams} on {metric} covers: {scope}.",
                teams=either(teams),
                metric=claim.metric,
                scope=bare,
            )
        )
    return joined(sentences)


def _fix(teams: tuple[str, ...], silent: list[str], bare: str) -> Said:
    asked = said(
        "ask {teams}, and write the day of the answer under `agreed`", teams=listed(silent)
    )
    covered = said("let {teams} set a standard there, or narrow the claim", teams=either(teams))
    return joined([*([asked] if silent else []), *([covered] if bare else [])], "; ")
