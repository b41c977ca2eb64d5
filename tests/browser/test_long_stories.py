"""Two long stories of an own company, from its first draft to how its word was kept, or was not."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.browser import own_company as step
from tests.browser.browsing import Desk
from tests.browser.own_company import Own
from tests.contracts.stores.databases import emptied
from troth import queries
from troth.promises.entries import EntryType
from troth_web.ledger import current_store

#: The new date: noon in Berlin on a Friday.
AGREED = datetime(2026, 12, 18, 11, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.fixture
def own(transactional_db: None, desk: Desk) -> Own:
    """A server on which nothing was ever said, and two people at it."""
    emptied("default")
    current_store.cache_clear()
    return Own(desk, people=step.hired())


def begun(own: Own) -> None:
    """All that both stories have in common."""
    step.drafted(own)
    step.promised_too_much(own)
    step.mended(own)
    step.published(own)
    step.manned(own)
    step.met(own)
    step.given(own)
    first = own.state().first_due
    step.answered_late(own)
    moved = own.state().first_due
    assert first
    assert moved
    assert moved > first, "their delay moved our date"
    step.agreed(own, "2026-12-18")
    assert own.state().agreed_due == AGREED


def test_a_word_that_is_kept_as_agreed(own: Own) -> None:
    begun(own)
    own.worker_comes(AGREED - 20 * HOUR)
    step.warned(own)
    said = own.main("agent", own.file)
    assert "Of one promise the first date is over; a later one is agreed." in said
    own.now = AGREED - HOUR
    step.kept(own)
    assert own.state().kept_at == own.now
    said = own.main("agent", own.page)
    assert "Delivery kept as agreed" in said
    assert "by a later date that both agreed to. The first was missed." in said
    assert "by the later date that you agreed to" in own.main("", own.link)
    step.explained(own)
    record = own.read("agent", own.file, "aside")
    assert "kept as agreed\n1" in record
    assert "kept by the first date: 0 of 1" in record, "the headline counts first dates"
    assert "Nothing that we promised them is open and late." in record
    own.worker_comes(AGREED + 3 * HOUR)
    assert "Nothing needs you now." in own.main("agent", "/")
    assert "saw that its date was over" not in own.main("agent", own.page)
    assert not own.desk.complaints


def test_a_word_that_is_broken(own: Own) -> None:
    begun(own)
    own.worker_comes(AGREED - 20 * HOUR)
    own.worker_comes(AGREED)
    assert "at risk" in own.main("agent", "/"), "its date is not over yet"
    own.worker_comes(AGREED + 3 * HOUR)
    broken = queries.journal(current_store(), own.promise)[-1]
    assert (broken.type, broken.at) == (EntryType.PROMISE_BROKEN, AGREED), "at its true date"
    assert "saw that its date was over today 12:00" in step.in_berlin(own, own.page)
    assert "It is late, and nobody has told them since." in own.main("agent", "/")
    assert "We are late." in own.main("", own.link)
    step.told(own, "Sorry. Your roses are here; they come today by four.")
    assert "they were told" in own.main("agent", "/")
    assert "they come today by four" in own.main("", own.link)
    step.made_good(own)
    for who, path in (("", own.link), ("agent", own.page), ("agent", own.file)):
        assert "A bouquet from us, EUR 15" in own.main(who, path)
    assert "They wait for us: 1 of 1 open promises are late." in own.main("agent", own.file)
    step.not_reminded(own)
    assert not own.desk.complaints
