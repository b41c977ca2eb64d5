"""Implausible competitor's claim.

## What it does

Needs `--history`. Puts each competitor's claim on our own cases, as TR204 does with ours, and finds
claims that we never came near: the best group in our history, of all its months and all values of
its facets with at least 30 cases, still kept their term significantly less often than they claim
(the upper end of its 95 % interval lies below their share). The best group is counted: odds lean
small groups on large ones and speak of new cases, but the question is what anybody ever did. For a
term of time, the odds that a new case of ours keeps it must lie below their claim as well: what we
have become able to do is not implausible. A claim without a share is read as 95 % of cases:
advertisements mean "nearly always", and nothing would be plausible otherwise.

In JSON, `measured` has the best group (`group`, `cases`, `kept`, `share`, `low`, `high`, `from`,
`to`) and, for a term of time, `odds`, `odds_low`, `odds_high` and `odds_cases` of new cases. The
witness is the case of ours that overran their term by most; its `share` is that of new cases that
would be late by it, with its `n` and its `interval`.

## Why it matters

Before chasing a competitor's promise it helps to know whether anybody could keep it. This is our
inference from our own cases; a competitor may work in another way. Do not publish it.

## Example

```yaml
competitors:
  skyhop:
    claims:
      - {says: 99 % on time, metric: on-time, term: at least 99 %}   # our best month had 84.6 %
```

## Mend it by

Nothing in the playbook. Keep evidence of their claim, and tell staff what we promise and keep
instead.

## Severity

Always a warning.
"""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from troth.checks import words
from troth.checks.context import Context
from troth.findings import Finding, Severity
from troth.playbook.stated import Stated
from troth.said import Said, joined, said
from troth.terms import Held, Share

if TYPE_CHECKING:
    # Loaded only where there is a history, for a quick start without one.
    from troth.checks.groups import Group
    from troth.checks.measured import Measured, Verdicts

CODE = "TR209"
NAME = "implausible competitor's claim"

#: What an advertisement without a share is taken to mean, per cent of cases.
NEARLY_ALWAYS = Decimal(95)


def check(context: Context) -> Iterator[Finding]:
    """Findings of this rule; without a history there are none."""
    if context.history is None:
        return
    from troth.checks.groups import best_group
    from troth.checks.measured import promised_share, verdicts

    for claim in context.competitors_claims:
        stated = claim.term.share is not None or isinstance(claim.term.content, Share)
        claimed = promised_share(claim) if stated else NEARLY_ALWAYS
        found = verdicts(context, claim, _on_our_calendar(context, claim))
        best = best_group(context.history, found) if found else None
        if found and best and claimed is not None and _beyond_us(found, best, claimed):
            yield context.finding(
                CODE,
                Severity.WARNING,
                at=claim.path,
                about=(claim.id,),
                message=_message(claim, claimed, found.measured(), best),
                fix=said(
                    "keep evidence of the claim, and tell staff what we promise and keep instead"
                ),
                witness=found.worst(claim.id),
                measured=_measured(found.measured(), best),
            )


def _beyond_us(found: "Verdicts", best: "Group", claimed: Decimal) -> bool:
    """Whether neither our best group nor the odds of our new cases come near."""
    return best.measured.below(claimed) and (
        found.odds is None or found.measured().likely[2] < float(claimed) / 100
    )


def _measured(whole: "Measured", best: "Group") -> dict[str, Any]:
    odds = {key: value for key, value in whole.as_json().items() if key.startswith("odds")}
    return best.measured.as_json() | odds | {"group": best.name}


def _on_our_calendar(context: Context, claim: Stated) -> Held | None:
    """Their business time is ours unless they name a calendar: that of the first standard."""
    standard = next(context.standards_on(claim.metric, claim.scope), None)
    return context.held(claim, standard)


def _message(claim: Stated, claimed: Decimal, whole: "Measured", best: "Group") -> Said:
    lines = [
        said("{claim}, but nothing in our own history comes near it.", claim=claim.sentence),
        said(
            "Our inference: of {cases} cases {share} kept that term; of our best group, {group}, "
            "{best} of {best_cases} (at most {high}, where they claim {claimed} %).",
            cases=whole.cases,
            share=words.percent(whole.share),
            group=best.name,
            best=words.percent(best.measured.share),
            best_cases=best.measured.cases,
            high=words.percent(best.measured.interval[1]),
            claimed=claimed,
        ),
    ]
    if whole.odds:
        odds = words.percent(whole.likely[0])
        lines.append(said("The odds that a new case of ours keeps it are {odds}.", odds=odds))
    return joined(lines)
