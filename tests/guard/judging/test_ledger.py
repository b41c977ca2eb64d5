"""What the ledger knows: open promises, agreements, and what is left of limits."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from tests.guard.judging.books import airline, verdict
from tests.scene import Scene
from troth.authority import Limit
from troth.guard.book import Book
from troth.guard.checking import Checked, check
from troth.guard.context import Context
from troth.guard.decide import Decision
from troth.operations.allowances import Allowance
from troth.playbook.schema.words import Role, VerdictKind
from troth.promises.agreements import Agreement
from troth.promises.promise import Promise

PLAYBOOK = """\
troth: 1
company: Larkwind
facets: {fare: [light, flex]}
calendars: {desk: {hours: "Mo-Fr 09:00-17:00", timezone: Europe/Berlin}}
teams: {support: {calendar: desk}, refunds: {calendar: desk}}
metrics:
  first-reply: {name: First reply, kind: duration, from: a customer writes, to: a person answers}
  refund: {name: Refund, kind: duration, from: it is agreed, to: the money is on the card}
standards:
  first-reply: {metric: first-reply, team: support, term: within 8 hours}
  refund: {metric: refund, team: refunds, term: within 5 business days}
"""


@pytest.fixture
def scene() -> Scene:
    return Scene(playbook=PLAYBOOK)


def said(scene: Scene, text: str, *promises: Promise, **more: object) -> Checked:
    edition = scene.store.edition()
    assert edition is not None
    given = {"customer": scene.customer, "promises": promises, "zone": None} | more
    book = Book.of(edition.playbook, edition=edition.id)
    return check(text, Context(book=book, at=scene.now, **given))  # type: ignore[arg-type]


def test_a_date_that_the_ledger_does_not_have_contradicts_it(scene: Scene) -> None:
    """Five business days from now are later than what was promised days ago."""
    promise = scene.make("refund")
    scene.go(48)
    outcome = said(scene, "Your refund arrives within 5 business days.", promise)
    found = outcome.verdicts[0]
    assert found.verdict is VerdictKind.CONTRADICTED
    assert found.rests_on == (f"promise:{promise.id}",)
    assert outcome.decision is Decision.STOP
    assert promise.due is not None
    assert f"{promise.due.astimezone(airline().horizon.start.tzinfo).day} " in found.because
    # The wording says the date that holds.
    assert found.wording is not None
    assert "as promised" in found.wording
    again = said(scene, found.wording, promise)
    assert again.decision is Decision.ALLOW
    assert again.verdicts[0].rests_on == (f"promise:{promise.id}",)


def test_an_earlier_date_contradicts_it_too(scene: Scene) -> None:
    promise = scene.make("refund")
    outcome = said(scene, "We will refund you by tomorrow.", promise)
    assert outcome.verdicts[0].verdict is VerdictKind.CONTRADICTED


@pytest.mark.parametrize(
    "text",
    [
        "We will refund you within 5 business days.",
        "Refund: within 5 business days",
        "We will refund you.",
        "A person will answer you within 8 hours.",
    ],
)
def test_what_says_the_same_or_of_something_else_does_not(scene: Scene, text: str) -> None:
    promise = scene.make("refund")
    assert said(scene, text, promise).verdicts[0].verdict is VerdictKind.BACKED


def test_of_two_promises_one_may_be_meant(scene: Scene) -> None:
    first = scene.make("refund")
    scene.go(72)
    second = scene.make("refund")
    text = "We will refund you within 5 business days."
    assert said(scene, text, first, second).decision is Decision.ALLOW
    assert said(scene, text, first).decision is Decision.STOP


def test_an_agreement_with_the_customer_beats_the_standard() -> None:
    agreement = Agreement(
        id="ag-1",
        customer="c-1",
        scope={},
        metric="refund",
        term="within 2 days",
        calendar=None,
        team="refunds",
        since=datetime(2026, 1, 1, tzinfo=UTC),
        until=None,
    )
    text = "Your money will be on your card within 2 days."
    assert verdict(text).verdict is VerdictKind.TIGHTER
    agreed = verdict(text, agreements=(agreement,))
    assert agreed.verdict is VerdictKind.BACKED
    assert agreed.rests_on == ("agreement:ag-1",)
    after = datetime(2027, 1, 1, tzinfo=UTC)
    over = verdict(text, agreements=(agreement,), at=after + timedelta(days=1))
    assert over.verdict is VerdictKind.BACKED


def left(row: str, used: int, limit: int, unit: str | None = None) -> Allowance:
    return Allowance(
        row=row,
        limit=Limit(amount=Decimal(limit), unit=unit),
        party="person:ada",
        used=Decimal(used),
        sequence=0,
        subject="",
    )


def test_what_is_used_up_is_beyond_authority() -> None:
    text = "We will call you back within 30 minutes."
    some, none = left("authority.call-back", 19, 20), left("authority.call-back", 20, 20)
    assert verdict(text, allowances=(some,)).verdict is VerdictKind.BACKED
    spent = verdict(text, allowances=(none,))
    assert spent.verdict is VerdictKind.BEYOND_AUTHORITY
    assert spent.rests_on == ("authority.call-back", "standards.first-reply")


def test_of_a_sum_as_much_must_be_left() -> None:
    text = "We'll send you a EUR 30 voucher for the trouble."
    enough = left("amends.voucher-for-later", 50, 80, "EUR")
    short = left("amends.voucher-for-later", 51, 80, "EUR")
    assert verdict(text, allowances=(enough,)).verdict is VerdictKind.BACKED
    found = verdict(text, allowances=(short,))
    assert found.verdict is VerdictKind.BEYOND_AUTHORITY
    assert "EUR 29" in found.because
    assert verdict(text, allowances=(short,), role=Role.MANAGER).verdict is found.verdict
