"""From what the guard found in a reply that goes out to what the ledger records of it."""

from collections.abc import Mapping
from datetime import datetime

from troth.guard.checking import Checked
from troth.guard.decide import Decision
from troth.guard.found import Found
from troth.guard.kinds import Promiser, Strength
from troth.guard.verdict import Verdict
from troth.operations import Spoken, Stopped
from troth.operations.commands import Firmness
from troth.playbook import Playbook
from troth.playbook.schema.words import VerdictKind
from troth.terms import Kind

_FIRMNESS: Mapping[Strength, Firmness] = {Strength.FIRM: "guarantee", Strength.SOFT: "estimate"}
#: How a verdict names an open promise that it rests on.
PROMISE = "promise:"


def spoken_of(
    verdict: Verdict, playbook: Playbook, at: datetime, metric: str | None
) -> Spoken | None:
    """One promise as it is recorded; None for what is not the company's to promise.

    Args:
        verdict: what the guard said of it.
        playbook: in force when it is said.
        at: when it is said; aware.
        metric: what it is about, by its link or by whoever knows better.
    """
    found = verdict.found
    if found.promiser is not Promiser.COMPANY:
        return None
    unnamed = Spoken(metric=None, wording=found.words)
    if metric is None or metric not in playbook.metrics:
        return unnamed
    strength = _FIRMNESS.get(found.strength)
    standing = _restated(verdict)
    if standing is not None or found.quantity is None:
        return Spoken(metric=metric, wording=found.words, strength=strength, stands=standing)
    term, due = _content(found, playbook.metrics[metric].kind, at)
    if term is None and due is None:
        # It says something that its metric does not measure: a person has to name it.
        return unnamed
    return Spoken(metric=metric, wording=found.words, term=term, due=due, strength=strength)


def _restated(verdict: Verdict) -> str | None:
    if verdict.verdict is not VerdictKind.BACKED:
        return None
    standing = (each for each in verdict.rests_on if each.startswith(PROMISE))
    return next((each.removeprefix(PROMISE) for each in standing), None)


def _content(found: Found, kind: Kind | None, at: datetime) -> tuple[str | None, datetime | None]:
    """The term that is said, or else the date."""
    if found.term is not None and found.term.kind == kind:
        return str(found.term), None
    if kind == Kind.DURATION and found.due is not None and found.due > at:
        return None, found.due
    return None, None


def stopped_of(checked: Checked, channel: str | None, role: str) -> list[Stopped]:
    """What is counted of a draft that may not go out as it is: no words, and nobody's name."""
    if checked.decision is Decision.ALLOW:
        return []
    return [
        Stopped(
            decision=checked.decision.value,
            verdict=verdict.verdict.value,
            metric=verdict.link.metric,
            topic=verdict.link.topic,
            kind=verdict.found.kind.value,
            rules=tuple(each for each in verdict.rests_on if not each.startswith(PROMISE)),
            channel=channel,
            role=role,
            edition=checked.edition,
        )
        for verdict in checked.verdicts
        if verdict.verdict is not VerdictKind.BACKED
    ]


def known_channel(playbook: Playbook, channel: str | None) -> str | None:
    """The channel, if the playbook knows it; else `other`, as what callers say could be a name."""
    if channel is None:
        return None
    known = {name for each in playbook.touchpoints.values() for name in each.channels}
    known |= {name for policy in playbook.policies for name in policy.channels}
    return channel if channel in known else "other"
