"""What happens to people is in the journal."""

from datetime import UTC, datetime

import pytest
from django.db import transaction

from troth.promises.entries import EntryType
from troth.promises.parties import Actor, ActorKind
from troth_web.ledger import current_store
from troth_web.people import journal

AT = datetime(2026, 12, 1, 9, tzinfo=UTC)
ADA = Actor(ActorKind.PERSON, "ada", "admin")


@pytest.mark.django_db
def test_it_works() -> None:
    """An entry on the subject, in its chain, by who did it."""
    journal.record(EntryType.KEY_MADE, "key-7", ADA, {"scopes": ["promises.read"]}, AT)
    journal.record(EntryType.KEY_REVOKED, "key-7", ADA, {}, AT)
    made, revoked = current_store().entries("key-7")
    assert made.payload == {"scopes": ["promises.read"]}
    assert revoked.previous == made.hash
    assert revoked.actor == ADA


@pytest.mark.django_db
def test_it_stands_or_falls_with_the_transaction_around_it() -> None:
    """A change of rights that did not happen is not in the journal."""
    with transaction.atomic():
        journal.record(EntryType.TEAM_CHANGED, "support", ADA, {}, AT)
        transaction.set_rollback(True)
    assert current_store().entries("support") == ()
