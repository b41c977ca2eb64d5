"""Unused waiver.

## What it does

Finds waivers that have not expired and accept nothing: no finding has their code and all the ids of
their `about`. Waivers for checks that need a history (TR204, TR209) are left alone when the check
runs without one.

## Why it matters

A waiver that outlives its reason will one day hide a new finding that nobody accepted.

## Example

```yaml
waivers:
  # The page was rewritten long ago.
  - {code: TR201, about: [old-page], reason: page is being rewritten, until: 2027-03-31}
```

## Mend it by

Taking it out.

## Severity

Always a note.
"""

from collections.abc import Iterator

from troth.checks.context import Context
from troth.checks.waivers import accepts, described, expired
from troth.findings import Finding, Severity
from troth.said import said

CODE = "TR390"
NAME = "unused waiver"


#: Without a history these find nothing, which says nothing about their waivers.
NEEDING_HISTORY = frozenset({"TR204", "TR209"})


def check(context: Context) -> Iterator[Finding]:
    """Findings of this rule, after all others have found what they find."""
    for number, waiver in enumerate(context.playbook.waivers):
        if expired(waiver, context.at):
            continue
        unknown = context.history is None and waiver.code in NEEDING_HISTORY
        if not unknown and not any(accepts(waiver, finding) for finding in context.found):
            yield context.finding(
                CODE,
                Severity.INFO,
                at=("waivers", number),
                about=waiver.about,
                message=said(
                    "Nothing was found that {waiver} would accept.", waiver=described(waiver)
                ),
                fix=said("take the waiver out"),
            )
