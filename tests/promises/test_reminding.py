"""A customer is not reminded of a payment while they wait for us, or have had less time than we."""

from dataclasses import dataclass

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.scene import HOUR, Scene

from troth import queries
from troth.operations import NotFoundError
from troth.promises.reminding import STATUTORY, Answer
from troth.queries import Reminder


@pytest.fixture
def scene() -> Scene:
    return Scene()


def may(scene: Scene, about: str = "INV-7", **how: frozenset[str]) -> Reminder:
    return queries.may_remind(
        scene.store, customer=scene.customer, about=about, at=scene.now, **how
    )


def test_it_works(scene: Scene) -> None:
    """While a reply is late, nothing is asked of the customer, whatever it is about."""
    promise = scene.make()
    assert may(scene.go(8)).standing.answer is Answer.ALLOWED
    found = may(scene.go(9))
    assert found.standing.answer is Answer.HOLD
    assert found.standing.until is None
    assert [wait.promise.id for wait in found.because] == [promise.id]
    assert found.because[0].late_by == HOUR
    assert found.reason == "1 promise to this customer is open and late; do that first"
    assert found.wording == (
        "We promised you the reply by Mon 2 Nov 2026, 17:00, and it is not done yet. "
        "We are sorry that we kept you waiting. Until it is done we ask you for nothing."
    )
    assert found.statutory == STATUTORY


def test_done_late_and_about_something_else(scene: Scene) -> None:
    """What is over excuses nothing that it has nothing to do with."""
    promise = scene.make()
    scene.go(20).keep(promise)
    found = may(scene)
    assert (found.standing.answer, found.because) == (Answer.ALLOWED, ())
    assert found.standing.record.broken == 1


def test_the_payment_of_a_late_order(scene: Scene) -> None:
    """Twelve hours late: the customer has twelve hours from when it came, and then hears why."""
    promise = scene.make(facets={"order": "4711"})
    scene.go(20).keep(promise)
    held = may(scene.go(31), about="4711")
    assert held.standing.answer is Answer.HOLD
    assert held.standing.until == scene.at(32)
    assert held.standing.grace == 12 * HOUR
    assert "12 hours late" in str(held.wording)
    assert "Your payment has time until Tue 3 Nov 2026, 17:00." in str(held.wording)
    later = may(scene.go(32), about="4711")
    assert later.standing.answer is Answer.ALLOWED
    assert later.standing.grace == 12 * HOUR
    assert "12 hours late. We are sorry that we kept you waiting." in str(later.wording)


def test_grace_counts_from_when_it_was_due(scene: Scene) -> None:
    """A payment that is due later than we were done has our delay on top of its own time."""
    late = scene.make(facets={"order": "4711"})
    scene.go(20).keep(late)
    payment = scene.ask("form", facets={"order": "4711"})
    found = may(scene, about=payment.id)
    assert payment.due is not None
    assert found.standing.grace == 12 * HOUR
    assert found.standing.until == payment.due + 12 * HOUR
    assert found.belongs == (late.id,)
    assert may(scene, about="4711").payment == payment


def test_the_duty_that_a_promise_needs(scene: Scene) -> None:
    """A promise that waits for a payment is what the payment is for."""
    promise = scene.make()
    payment = scene.ask("consent", promise)
    scene.go(10).keep(promise)
    found = may(scene, about=payment.id)
    assert (found.belongs, found.standing.grace) == ((promise.id,), 2 * HOUR)
    scene.keep(payment)
    assert may(scene, about=payment.id).standing.answer is Answer.NOTHING_OWED
    assert may(scene, about=payment.id).wording is None


def test_what_our_playbook_lists_is_no_reference(scene: Scene) -> None:
    """Two flex fares are not one order."""
    scene.make(facets={"fare": "flex"})
    scene.go(10)
    payment = scene.ask("form", facets={"fare": "flex"})
    assert may(scene, about=payment.id).belongs == ()


def test_agreeing_to_a_later_date_waives_nothing(scene: Scene) -> None:
    promise = scene.make()
    scene.agree(scene.go(1).change(promise, due=scene.at(40), agreed=True))
    assert may(scene.go(9)).standing.answer is Answer.HOLD


def test_waiting_for_the_customer_is_not_our_delay(scene: Scene) -> None:
    promise = scene.make()
    scene.go(1).ask("receipt", promise)
    assert may(scene.go(30)).standing.answer is Answer.ALLOWED


def test_too_early_is_not_late(scene: Scene) -> None:
    """A window that was missed by coming early kept nobody waiting."""
    promise = scene.make("window", facets={"order": "4711"})
    scene.go(1).keep(promise)
    assert may(scene.go(2), about="4711").standing.answer is Answer.ALLOWED


def test_a_missed_update_that_came(scene: Scene) -> None:
    """News that were late and have come hold nothing; news that are late do."""
    promise = scene.make("news")
    assert may(scene.go(25)).standing.answer is Answer.HOLD
    scene.tell(promise)
    assert may(scene.go(26)).standing.answer is Answer.ALLOWED


def test_taken_back_too_late(scene: Scene) -> None:
    """What was never done kept them waiting until they heard so."""
    promise = scene.make(facets={"order": "4711"})
    scene.go(18).withdraw(promise)
    found = may(scene, about="4711")
    assert (found.standing.answer, found.standing.grace) == (Answer.HOLD, 10 * HOUR)
    assert "it did not come" in str(found.wording)


def test_between_teams(scene: Scene) -> None:
    """What one team owes another is late for nobody outside."""
    scene.make(promisee="team:refunds")
    assert may(scene.go(30)).standing.answer is Answer.ALLOWED


def test_what_is_hidden_holds_and_is_not_named(scene: Scene) -> None:
    scene.make()
    found = may(scene.go(30), hidden_teams=frozenset({"support"}))
    assert found.standing.answer is Answer.HOLD
    assert (found.because, found.withheld) == ((), 1)
    assert "reply" not in f"{found.reason} {found.wording}"


def test_an_id_that_is_nobodys(scene: Scene) -> None:
    with pytest.raises(NotFoundError, match="of this customer"):
        may(scene, about="01936f2e-7c00-7000-8000-000000000001")


def test_the_record_has_a_fixed_window(scene: Scene) -> None:
    scene.keep(scene.make())
    assert may(scene.go(24 * 364)).standing.record.kept == 1
    assert may(scene.go(24 * 365)).standing.record.n == 0


@dataclass(frozen=True)
class Order:
    """Hours: when a reply was promised within eight, and when what was done."""

    made: int
    ends: int
    how: str
    #: Whether the payment is for it.
    ours: bool

    def late(self, asked: int) -> int:
        """By how many hours, so far or in all."""
        return (min(self.ends, asked) if self.done(asked) else asked) - self.made - 8

    def done(self, asked: int) -> bool:
        """Whether nothing more is to come."""
        return self.how in {"keep", "withdraw"} and self.ends <= asked

    def play(self, scene: Scene, asked: int) -> None:
        """Make it, and end it as it ends, as far as time has come."""
        promise = scene.go(self.made).make(facets={"order": "4711"} if self.ours else {})
        if self.ends > asked:
            return
        scene.go(self.ends)
        if self.how == "keep":
            scene.keep(promise)
        elif self.how == "withdraw":
            scene.withdraw(promise)
        elif self.how == "change":
            scene.change(promise, due=scene.at(self.ends + 50), agreed=True)


ORDERS = st.builds(
    lambda made, lasts, how, ours: Order(made, made + lasts, how, ours),
    st.integers(0, 20),
    st.integers(1, 40),
    st.sampled_from(["keep", "withdraw", "change", "nothing"]),
    st.booleans(),
)


@given(orders=st.lists(ORDERS, min_size=1, max_size=4), asked=st.integers(20, 100))
def test_never_while_they_wait_and_as_long_as_we_took(orders: list[Order], asked: int) -> None:
    """Said from the hours alone."""
    scene = Scene()
    for order in orders:
        order.play(scene, asked)
    found = may(scene.go(asked), about="4711")
    late = [order for order in orders if order.late(asked) > 0]
    done = [order for order in late if order.done(asked) and order.ours]
    grace = max((order.late(asked) for order in late if order.ours), default=0)
    assert found.standing.grace == grace * HOUR
    if any(not order.done(asked) for order in late):
        assert found.standing.answer is Answer.HOLD
    elif done:
        over = max(order.ends for order in done) + grace
        assert found.standing.answer is (Answer.ALLOWED if asked >= over else Answer.HOLD)
        assert "sorry" in str(found.wording)
    else:
        assert found.standing.answer is Answer.ALLOWED


def test_a_duty_of_a_restricted_team_is_not_named_either(scene: Scene) -> None:
    duty = scene.ask("receipt", facets={"invoice": "INV-7"}, holder="team:refunds")
    assert may(scene).payment == scene.read(duty)
    told = may(scene, hidden_teams=frozenset({"refunds"}))
    assert told.payment is None
    assert told.standing.answer is Answer.ALLOWED
