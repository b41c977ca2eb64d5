"""What becomes of a draft: it may go, somebody is asked, or it is stopped.

By the playbook's `policies`: of the rows that fit role and channel the most specific decides, of
equals the first. A row that does not say what stops a draft, and a role without row, have the
usual:

- people are advised; never-promise, contradicted and beyond-authority stop a draft;
- AI agents are bound: never-promise and contradicted stop it, and of all else that is not backed
  somebody is asked: the team of the standard, or a manager where authority is lacking; but the
  team itself, where only it may promise.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from troth.guard.context import Context
from troth.guard.verdict import Verdict
from troth.playbook.schema.rules import Policy
from troth.playbook.schema.words import Force, Role, VerdictKind

#: Who decides where authority is lacking, and where no team answers for a promise.
MANAGER = Role.MANAGER.value
_STOPS_PEOPLE = frozenset(
    {VerdictKind.NEVER_PROMISE, VerdictKind.CONTRADICTED, VerdictKind.BEYOND_AUTHORITY}
)
_STOPS_AI_AGENTS = frozenset({VerdictKind.NEVER_PROMISE, VerdictKind.CONTRADICTED})


class Decision(StrEnum):
    """What becomes of a draft."""

    ALLOW = "allow"
    ASK = "ask"
    STOP = "stop"

    @property
    def strictness(self) -> int:
        """The stricter, the higher."""
        return _STRICTNESS[self]


_STRICTNESS = {decision: number for number, decision in enumerate(Decision)}


@dataclass(frozen=True, kw_only=True)
class Outcome:
    """A decision, whom to ask, and the verdict that decided."""

    decision: Decision
    ask: str | None = None
    because: Verdict | None = None


@dataclass(frozen=True, kw_only=True)
class Rule:
    """What holds for a role on a channel."""

    force: Force
    stop: frozenset[VerdictKind]

    def of(self, verdict: VerdictKind) -> Decision:
        """What one verdict makes of a draft."""
        if verdict is VerdictKind.BACKED:
            return Decision.ALLOW
        if verdict in self.stop:
            return Decision.STOP
        return Decision.ASK if self.force is Force.ENFORCE else Decision.ALLOW


def rule_for(context: Context) -> Rule:
    """By the most specific row of `policies` that fits, else the usual."""
    rows = context.book.playbook.policies if context.book else ()
    fitting = [row for row in rows if _fits(row, context)]
    row = max(fitting, key=lambda each: (each.role is not None, bool(each.channels)), default=None)
    bound = context.role is Role.AI_AGENT
    force = (row.decision if row else None) or (Force.ENFORCE if bound else Force.ADVISE)
    usual = _STOPS_AI_AGENTS if force is Force.ENFORCE else _STOPS_PEOPLE
    said = row is not None and "stop" in row.model_fields_set
    return Rule(force=force, stop=frozenset(row.stop) if row and said else usual)


def decide(verdicts: Iterable[Verdict], context: Context) -> Outcome:
    """The strictest of what each verdict makes of the draft; of equals the first."""
    rule = rule_for(context)
    worst = Outcome(decision=Decision.ALLOW)
    for verdict in verdicts:
        decision = rule.of(verdict.verdict)
        advice = worst.because is None and verdict.verdict is not VerdictKind.BACKED
        if decision.strictness > worst.decision.strictness or advice:
            ask = _whom(verdict, context) if decision is Decision.ASK else None
            worst = Outcome(decision=decision, ask=ask, because=verdict)
    return worst


def _fits(row: Policy, context: Context) -> bool:
    channels = not row.channels or context.channel in row.channels
    return row.role in {None, context.role} and channels


def _whom(verdict: Verdict, context: Context) -> str:
    """The team of the standard or of the metric; a manager where there is none."""
    if context.book is None:
        return MANAGER
    standards = context.book.playbook.standards
    named = (each.removeprefix("standards.") for each in verdict.rests_on)
    resting = [standards[name].team for name in named if name in standards]
    if verdict.verdict is VerdictKind.BEYOND_AUTHORITY:
        return next((team for team in resting if team in context.silent_for), MANAGER)
    about = [each.team for each in standards.values() if each.metric == verdict.link.metric]
    return next(iter([*resting, *about]), MANAGER)
