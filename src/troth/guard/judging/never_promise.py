"""Never promise: what the playbook says that nobody here may promise.

## What it finds

Promises of anything in the playbook's list `never-promise`. A row is matched by its telling words
in whatever form they stand, and by others that mean the same; words that your people use besides
go into brackets after a word: `legal outcomes (verdicts, awards)`. A row such as `what a partner
airline will do` finds whatever is promised in the name of somebody else: "the carrier will
deliver tomorrow".

## Example

```yaml
never-promise: [arrival before a date set by others, what a partner will do]
```

"You will arrive ahead of your appointment." "Our courier partner will ring you tomorrow."

## What may be said instead

What the company itself will do, and by when.
"""

import re

from troth.guard.judging.case import Case
from troth.guard.judging.clause import is_refused
from troth.guard.judging.ruling import Ruling
from troth.guard.kinds import Kind, Promiser
from troth.playbook.schema.words import VerdictKind
from troth.said import quoted, said

KIND = VerdictKind.NEVER_PROMISE
_NAMED = re.compile(
    r"(?!(?:I|We|You|Your|Our|It|Its|They|Their|The|This|That|These|Those|A|An|He|She|My|All|Every|Each"
    r"|Any|Some|Most|No|There|Here|Then|And|But|So|If|When|Once|As|In|On|At|By|For|From|With|Today"
    r"|Tomorrow|Everything|Everyone|Someone|Somebody|Nobody|Nothing|Delivery|Refunds?)\b)"
    r"([A-Z]\w+(?: [A-Z]\w+){0,2})(?:'ll| will| is going to) "
)


def rule(case: Case) -> Ruling | None:
    """The first row of the list that it promises."""
    others = case.found.promiser is Promiser.THIRD_PARTY or _is_named(case)
    if case.book.never and is_refused(case.found):
        return None
    for row in case.book.never:
        if row.finds(case.words, others=others):
            return Ruling(
                verdict=KIND,
                because=said("Nobody here may promise {what}.", what=quoted(row.text)),
                rests_on=("never-promise",),
            )
    return None


def _is_named(case: Case) -> bool:
    """Whether a name that is not ours is to do it: `Swiss will rebook you`.

    Whoever answers or calls is taken for a colleague.
    """
    match = _NAMED.match(case.found.words)
    if match is None or case.found.kind is Kind.RESPONSE:
        return False
    playbook = case.book.playbook
    ours = {playbook.company, *playbook.teams, *(team.name for team in playbook.teams.values())}
    known = {word for name in ours if name for word in name.lower().split()}
    return not known & set(match[1].lower().split())
