"""Calls that the library of Standard Webhooks verifies."""

from dataclasses import replace
from datetime import timedelta

import pytest
from pytest_django.fixtures import Settings
from standardwebhooks import Webhook, WebhookVerificationError

from tests.web.channels.letters import HOSTILE, MESSAGE, parcel
from tests.web.channels.receiver import receiving
from troth_web import clock
from troth_web.channels.port import NotTakenError
from troth_web.channels.webhook import WEBHOOK
from troth_web.webhooks.secrets import new_secret


@pytest.fixture(autouse=True)
def _local(settings: Settings) -> None:
    settings.OUTBOUND_LOCAL = True


def test_it_works() -> None:
    """The same id and body at each try, and what a customer wrote is marked."""
    secret, now = new_secret(), clock.now()
    with receiving() as receiver, WEBHOOK.open() as send:
        for at in (now, now + timedelta(minutes=1)):
            send(replace(parcel(receiver.url), secret=secret, at=at))
    first, second = receiver.bodies
    assert first == second
    for head in receiver.heads:
        assert head["webhook-id"] == MESSAGE
        assert head["x-troth-hop"] == "1"
        said = Webhook(secret).verify(first, head)
    assert said["type"] == "notice"
    (item,) = said["data"]["sections"][0]["items"]
    assert item["promise"] == "1"
    assert item["quotes"] == [
        {
            "by": "the customer",
            "says": {"text": HOSTILE, "source": "customer", "untrusted": True, "hidden": 0},
        }
    ]
    assert said["data"]["sections"][0]["more"] == 21
    assert said["data"]["sections"][0]["note"].startswith("22 of these were noticed late")
    assert said["data"]["sections"][1]["note"] is None


def test_another_secret_does_not_verify() -> None:
    """Nor does a body of which one byte is another."""
    secret = new_secret()
    with receiving() as receiver, WEBHOOK.open() as send:
        send(replace(parcel(receiver.url), secret=secret, at=clock.now()))
    head, body = receiver.heads[0], receiver.bodies[0]
    with pytest.raises(WebhookVerificationError):
        Webhook(new_secret()).verify(body, head)
    with pytest.raises(WebhookVerificationError):
        Webhook(secret).verify(body.replace(b"22", b"23"), head)


def test_without_a_secret_nothing_is_sent() -> None:
    """It would be a call that nobody can trust."""
    with (
        receiving() as receiver,
        WEBHOOK.open() as send,
        pytest.raises(NotTakenError, match="no secret"),
    ):
        send(parcel(receiver.url))
    assert not receiver.bodies
