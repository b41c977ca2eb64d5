"""What verdicts make of a draft: by role and channel, advised or bound, and whom to ask."""

from itertools import product
from pathlib import Path

import pytest

from tests.guard.judging.books import airline, checked, context, language
from troth.guard.book import Book
from troth.guard.decide import Decision, decide, rule_for
from troth.guard.found import Found
from troth.guard.kinds import Kind, Promiser, Strength
from troth.guard.linking import Link
from troth.guard.verdict import Verdict
from troth.playbook import load
from troth.playbook.schema.words import Force, Role, VerdictKind

HARD = {VerdictKind.NEVER_PROMISE, VerdictKind.CONTRADICTED, VerdictKind.BEYOND_AUTHORITY}


def judged(kind: VerdictKind, metric: str | None = "refund", *rests_on: str) -> Verdict:
    found = Found(
        start=0,
        end=1,
        kind=Kind.ACTION,
        strength=Strength.FIRM,
        quantity=None,
        promiser=Promiser.COMPANY,
        why="we-will",
    )
    link = Link(metric=metric, confidence=1.0, because="", topic="")
    return Verdict(found=found, link=link, verdict=kind, because="So it is.", rests_on=rests_on)


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.AI_AGENT])
@pytest.mark.parametrize("kind", list(VerdictKind))
def test_people_are_advised_and_stopped_for_three_verdicts_only(
    role: Role, kind: VerdictKind
) -> None:
    outcome = decide([judged(kind)], context(role=role))
    assert outcome.decision is (Decision.STOP if kind in HARD else Decision.ALLOW)
    assert outcome.ask is None


@pytest.mark.parametrize("kind", list(VerdictKind))
def test_nothing_of_an_ai_agent_goes_that_is_not_backed(kind: VerdictKind) -> None:
    outcome = decide([judged(kind)], context(role=Role.AI_AGENT))
    assert (outcome.decision is Decision.ALLOW) == (kind is VerdictKind.BACKED)


def test_the_team_of_the_standard_is_asked_or_a_manager() -> None:
    bound = context(role=Role.AI_AGENT)
    tighter = judged(VerdictKind.TIGHTER, "refund", "standards.first-reply")
    assert decide([tighter], bound).ask == "support"
    assert decide([judged(VerdictKind.UNBACKED, "refund")], bound).ask == "refunds"
    assert decide([judged(VerdictKind.UNBACKED, None)], bound).ask == "manager"
    assert decide([judged(VerdictKind.BEYOND_AUTHORITY)], bound).ask == "manager"


@pytest.mark.parametrize("role", [Role.AGENT, Role.AI_AGENT])
def test_the_strictest_of_all_decides(role: Role) -> None:
    """Whatever stands beside a promise."""
    where = context(role=role)
    for first, second in product(VerdictKind, VerdictKind):
        alone = [decide([judged(each)], where).decision.strictness for each in (first, second)]
        both = decide([judged(first), judged(second)], where)
        assert both.decision.strictness == max(alone)


def playbook(tmp_path: Path, policies: str) -> Book:
    path = tmp_path / "playbook.yaml"
    path.write_text(f"troth: 1\ncompany: Larkwind\npolicies:\n{policies}")
    return Book.of(load(path))


def test_the_most_specific_row_wins_and_of_equals_the_first(tmp_path: Path) -> None:
    book = playbook(
        tmp_path,
        "- {decision: enforce}\n"
        "- {channels: [mail], stop: [tighter]}\n"
        "- {role: agent, decision: advise, stop: []}\n"
        "- {role: agent, channels: [chat], decision: enforce, stop: [unbacked]}\n"
        "- {role: agent, decision: enforce}\n",
    )

    def rule(role: Role, channel: str | None) -> tuple[Force, set[VerdictKind]]:
        found = rule_for(context(book, role=role, channel=channel))
        return found.force, set(found.stop)

    assert rule(Role.AGENT, None) == (Force.ADVISE, set())
    assert rule(Role.AGENT, "mail") == (Force.ADVISE, set())
    assert rule(Role.AGENT, "chat") == (Force.ENFORCE, {VerdictKind.UNBACKED})
    assert rule(Role.SALES, "mail") == (Force.ADVISE, {VerdictKind.TIGHTER})
    assert rule(Role.SALES, "chat")[0] is Force.ENFORCE


def test_the_language_example_binds_its_ai_agents() -> None:
    text = "We will refund you by tomorrow."
    assert checked(text, language()).decision is Decision.ALLOW
    bound = checked(text, language(), role=Role.AI_AGENT)
    assert (bound.decision, bound.ask) == (Decision.ASK, "finance")


def test_a_draft_that_promises_nothing_goes() -> None:
    for role in Role:
        outcome = checked("Thank you for your message.", role=role)
        assert (outcome.decision, outcome.reason) == (Decision.ALLOW, "It promises nothing.")
        assert outcome.edition == airline().edition
