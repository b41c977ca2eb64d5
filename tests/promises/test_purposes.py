"""Every type of entry says why it is kept, and for how long."""

from dataclasses import replace
from datetime import timedelta

import pytest
from tests.scene import DAY, Scene

from troth import operations
from troth.operations import Close, OpenMilestone, Rectify, Sign
from troth.promises import EntryType
from troth.promises.purposes import PURPOSES, purpose


def test_it_works() -> None:
    assert purpose(EntryType.PROMISE_TOLD).why.startswith("What the other side was told")


@pytest.mark.parametrize("entry_type", EntryType)
def test_every_type_has_a_purpose(entry_type: EntryType) -> None:
    found = PURPOSES[entry_type]
    assert found.why.endswith(".")
    assert found.personal or found.days is None


def test_what_is_personal_says_so() -> None:
    """No operation writes a personal part of a type that says it has none."""
    scene = Scene()
    promise = scene.make(wording="by tonight")
    scene.pause(promise, note="their boss is away")
    scene.resume(promise)
    scene.tell(promise)
    scene.agree(scene.change(promise, due=scene.at(20), agreed=True, reason="snow"))
    scene.hand_over(promise, "team:refunds")
    scene.reopen(scene.keep(promise, note="done"))
    scene.withdraw(promise)
    scene.settle(scene.make("friendly"), True)
    scene.ask("receipt", scene.make())
    with scene.work() as work:
        operations.rectify(work, scene.customer, Rectify(name="Rosa", reason="a typo"))
        wanted = OpenMilestone(customer=scene.customer, name="Free")
        opened = operations.open_milestone(work, wanted).id
        operations.sign(work, opened, Sign(note="fine"))
    with scene.work(scene.themselves) as work:
        operations.sign(work, opened, Sign())
        operations.close_milestone(work, opened, Close(note="reached"))
    for entry in scene.store.feed(limit=999).items:
        assert not entry.personal or purpose(entry.type).personal, entry.type


def test_a_personal_part_expires_when_its_days_are_over() -> None:
    scene = Scene()
    promise = scene.make(wording="by tonight")
    (made,) = scene.store.entries(promise.id)
    days = purpose(made.type).days
    assert days is not None
    assert not purpose(made.type).expired(made, made.recorded_at + (days - 1) * DAY)
    assert purpose(made.type).expired(made, made.recorded_at + days * DAY)
    forever = replace(made, type=EntryType.CUSTOMER_ADDED)
    assert not purpose(forever.type).expired(forever, made.recorded_at + timedelta(days=99_999))
