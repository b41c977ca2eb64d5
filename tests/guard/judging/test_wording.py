"""Whatever may be said instead is true, in the playbook's tone, and passed by the guard itself."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.guard.judging.books import AT, BERLIN, airline, checked, context, language, verdict
from troth.guard.book import Book
from troth.guard.checking import check
from troth.guard.context import Context
from troth.guard.decide import Decision
from troth.guard.judging import judge
from troth.guard.linking import Link
from troth.guard.scan import scan
from troth.guard.tone import tone_of
from troth.guard.wording import date_text
from troth.playbook.schema.words import Role, Strength, VerdictKind

#: One promise of each kind that no standard is so quick, cheap or sure to keep.
DRAFTS = (
    "We will do it within 1 minute.",
    "You will have it within one second.",
    "It will be done by 1 January 2020.",
    "You pay no more than EUR 0.01 for it.",
    "At least 100 % of them will be on time, guaranteed.",
    "We guarantee that you won't have to ask.",
    "We'll send you a EUR 9000 voucher for the trouble.",
    "The court will rule on your claim in your favour.",
    "The partner airline will do it tomorrow.",
    "Our price is EUR 12.34.",
    "We will update you every minute.",
    "We will plant a tree.",
)


def books() -> Iterator[Book]:
    yield airline()
    yield language()


def contexts(book: Book, at: datetime | None) -> Iterator[Context]:
    for role in (Role.AGENT, Role.AI_AGENT, Role.MANAGER):
        yield Context(book=book, at=at, role=role, zone=BERLIN)
    flex = {"fare": "flex"}
    yield Context(book=book, at=at, role=Role.AI_AGENT, facets=flex)
    yield Context(book=book, at=at, role=Role.AGENT, facets=flex, zone=ZoneInfo("America/Denver"))


@pytest.mark.parametrize("at", [AT, datetime(2026, 12, 24, 23, 59, 30, 5, tzinfo=UTC), None])
def test_every_wording_is_passed_in_the_same_context(at: datetime | None) -> None:
    """For every metric of both examples, whoever says whatever of it."""
    said = [found for draft in DRAFTS for found in scan(draft, at=at)]
    assert len(said) >= 10
    for book in books():
        for where in contexts(book, at):
            wordings = {
                judged.wording
                for metric in book.playbook.metrics
                for judged in (judge(found, where, link=_link(metric)) for found in said)
                if judged.verdict is not VerdictKind.BACKED
            }
            assert len(wordings) >= len(book.playbook.metrics)
            for wording in wordings:
                assert wording
                again = check(wording, where)
                assert again.decision is Decision.ALLOW, (wording, again.reason)
                assert all(each.verdict is VerdictKind.BACKED for each in again.verdicts)


def _link(metric: str) -> Link:
    return Link(metric=metric, confidence=1.0, because="said so", topic=metric)


@settings(max_examples=15, deadline=None)
@given(minutes=st.integers(0, 2 * 366 * 24 * 60), seconds=st.integers(0, 59))
def test_whenever_it_is_said(minutes: int, seconds: int) -> None:
    at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes, seconds=seconds)
    for draft in ("We'll answer you within 1 minute.", "Your money will be on your card by 5pm."):
        for role in (Role.MARKETING, Role.AI_AGENT):
            where = context(at=at, role=role)
            for judged in check(draft, where).verdicts:
                if judged.wording:
                    assert check(judged.wording, where).decision is Decision.ALLOW


@pytest.mark.parametrize("name", list(airline().playbook.standards))
def test_of_each_standard_the_true_term_is_said(name: str) -> None:
    """No wording of the airline's is left to say that nothing can be promised."""
    standard = airline().playbook.standards[name]
    link = _link(standard.metric)
    facets = {facet: values[0] for facet, values in standard.scope.items()}
    where = context(at=None, role=Role.AI_AGENT, facets=facets)
    drafts = {
        "duration": "It will be done within 1 minute.",
        "money": "You pay no more than EUR 1 for it.",
        "share": "At least 99.9 % of them will be on time.",
        "count": "We'll send you at most one a month.",
        "yes-no": "We guarantee that you won't have to ask twice.",
    }
    found = scan(drafts[airline().playbook.metrics[standard.metric].kind])[0]
    judged = judge(found, where, link=link)
    if judged.verdict is VerdictKind.BACKED:
        assert str(standard.term) == "always"
        return
    assert judged.wording is not None
    assert str(standard.term) in judged.wording


def test_a_reply_has_the_date_in_the_zone_of_its_reader() -> None:
    here = verdict("Your money will be on your card by Friday.").wording
    assert here == (
        "We guarantee that the money is on the card within 7 business days, "
        "by Tuesday 15 December 2026, 14:00."
    )
    there = verdict("Your money will be on your card by Friday.", zone=ZoneInfo("Asia/Tokyo"))
    assert there.wording is not None
    assert there.wording.endswith("by Tuesday 15 December 2026, 22:00.")


def test_the_strength_of_the_standard_is_said() -> None:
    found = verdict("Your flight will arrive on time.", facets={"origin": "EWR"}).wording
    assert found == "On-time arrival: we expect at least 75 %."


def test_amends_are_offered_as_far_as_they_may_be_given() -> None:
    found = verdict("We'll send you a EUR 50 voucher for the trouble.").wording
    assert found == "We will give you a voucher for the next trip, at most EUR 40."
    bound = verdict("We'll send you a EUR 50 voucher for the trouble.", role=Role.AI_AGENT)
    assert bound.wording is not None
    assert "EUR" not in bound.wording


def test_dates_are_rounded_to_the_later_minute() -> None:
    due = datetime(2026, 12, 3, 15, 30, 1, tzinfo=UTC)
    assert date_text(due, BERLIN) == "Thursday 3 December 2026, 16:31"
    assert date_text(due.replace(second=0), BERLIN) == "Thursday 3 December 2026, 16:30"


def test_the_tone_is_the_voice_of_the_playbook() -> None:
    assert tone_of("Formal and exact.").lead(Strength.GUARANTEE) == "We undertake that"
    assert tone_of("I am one person.").who == "I"
    assert tone_of(airline().playbook.voice).lead(Strength.AIM) == "We aim to see to it that"
    assert not tone_of("Short, no dates.").says_by_when


def test_what_is_backed_needs_no_other_words() -> None:
    assert all(each.wording is None for each in checked("We will refund you.").verdicts)
