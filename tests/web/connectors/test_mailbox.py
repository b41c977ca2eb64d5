"""The round `mailbox`: mails are fetched, taken in once, and marked as seen."""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import override_settings

from tests.web.api.world import World
from tests.web.connectors.conftest import Make
from tests.web.connectors.desk import Desk
from tests.web.connectors.imap import Box, served
from tests.web.connectors.mails import mail
from troth_web import clock
from troth_web.connectors.capture import mails
from troth_web.connectors.capture.mailbox import AT_ONCE, MailboxError, look_in
from troth_web.connectors.receiving import Came
from troth_web.ledger import current_store
from troth_web.ledger.held import hold
from troth_web.ledger.store import SqlStore
from troth_web.settings.environment import SettingError
from troth_web.settings.mail import Mailbox, mailbox
from troth_web.worker.leases import LostLeaseError, take
from troth_web.worker.rounds import ROUNDS
from troth_web.worker.turn import Turn


@pytest.fixture
def box() -> Iterator[Box]:
    """A mailbox on this machine, which the settings name."""
    with served() as found, override_settings(MAILBOX=setting(found.port, "sesame")):
        yield found


def setting(port: int, secret: str) -> Mailbox:
    """A mailbox on this machine."""
    return Mailbox(
        host="127.0.0.1", port=port, safe=False, user="troth", password=secret, folder="INBOX"
    )


@pytest.fixture
def desk(make: Make) -> Desk:
    """To look at what was recorded."""
    return make("mail")


@pytest.fixture
def address(world: World) -> str:
    """Ann's secret address."""
    made: str = world["ann"].post("/capture/address", None, expect=201)["address"]
    return made


@pytest.fixture
def turn(world: World) -> Callable[[], Turn]:
    """A turn of the round."""

    def turn() -> Turn:
        at = clock.now()
        lease = take("mailbox", "test", at, timedelta(0))
        assert lease
        return Turn(at, current_store(), lease)

    return turn


def test_it_works(box: Box, desk: Desk, address: str, turn: Callable[[], Turn]) -> None:
    box.mails[7] = mail("promise: refund", Delivered_To=address).as_bytes()
    box.mails[9] = mail("a stranger's", message_id="<2@x>").as_bytes()
    now = turn()
    assert look_in(now) == 2
    assert desk.promise("refund")["outcome"] == "open"
    assert box.seen == {7, 9}
    assert look_in(now) == 0


def test_a_mark_that_was_lost_records_nothing_twice(
    box: Box, desk: Desk, address: str, turn: Callable[[], Turn]
) -> None:
    box.mails[7], box.forgets = mail("promise: refund", Delivered_To=address).as_bytes(), True
    now = turn()
    assert look_in(now) == 1
    assert look_in(now) == 1
    assert len(desk.promises("refund")) == 1


def test_mails_that_cannot_be_taken_in_keep_no_other_back(
    box: Box,
    desk: Desk,
    address: str,
    turn: Callable[[], Turn],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """More than one batch of them: they are flagged for people, and not tried for ever."""
    lost = b"Subject: fails\r\n\r\n"
    box.mails = dict.fromkeys(range(1, AT_ONCE + 1), lost)
    box.mails[99] = mail("promise: refund", Delivered_To=address).as_bytes()
    whole = mails.take_in

    def take_in(store: SqlStore, raw: bytes, at: datetime, **more: Any) -> Came:
        if raw == lost:
            raise RuntimeError
        return whole(store, raw, at, **more)

    monkeypatch.setattr(mails, "take_in", take_in)
    now = turn()
    assert (look_in(now), look_in(now)) == (0, 1)
    assert box.seen == {99}
    assert desk.promise("refund")["outcome"] == "open"


def test_a_restored_copy_leaves_it_alone(box: Box, turn: Callable[[], Turn]) -> None:
    box.mails[7] = mail("promise: refund").as_bytes()
    hold(clock.now())
    assert look_in(turn()) == 0
    assert box.seen == set()


def test_who_was_replaced_records_nothing(
    box: Box, desk: Desk, address: str, turn: Callable[[], Turn]
) -> None:
    box.mails[7] = mail("promise: refund", Delivered_To=address).as_bytes()
    frozen = turn()
    with clock.stopped(clock.now() + timedelta(minutes=5)):
        assert take("mailbox", "another", clock.now(), timedelta(minutes=2))
    with pytest.raises(LostLeaseError):
        look_in(frozen)
    assert desk.promises() == []
    assert box.seen == set()


def test_a_mailbox_that_is_not_there(box: Box, turn: Callable[[], Turn]) -> None:
    now = turn()
    for port, secret in ((1, "sesame"), (box.port, "wrong")):
        wrong = override_settings(MAILBOX=setting(port, secret))
        with wrong, pytest.raises(MailboxError, match="TROTH_MAILBOX"):
            look_in(now)


def test_it_is_a_round() -> None:
    assert "mailbox" in {each.name for each in ROUNDS}


@pytest.mark.parametrize(
    "address",
    ["imap://u:p@mail.example.com/INBOX", "imaps://mail.example.com", "pop3://u:p@h", "nonsense:"],
)
def test_settings_that_will_not_do(monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    monkeypatch.setenv("TROTH_MAILBOX", address)
    with pytest.raises(SettingError, match="imaps://NAME:PASSWORD@HOST/INBOX") as refused:
        mailbox()
    assert "u:p" not in str(refused.value)


def test_the_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TROTH_MAILBOX", "imaps://me%40x:s%2Fe@mail.example.com/Promises%20in")
    found = mailbox()
    assert found is not None
    assert (found.host, found.port, found.user) == ("mail.example.com", 993, "me@x")
    assert (found.password, found.folder) == ("s/e", "Promises in")
    assert "s/e" not in repr(found)
    monkeypatch.setenv("TROTH_MAILBOX", "")
    assert mailbox() is None
