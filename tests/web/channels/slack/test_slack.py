"""Blocks as Slack takes them, in which nobody's words do anything."""

import json
from dataclasses import replace

import pytest
from pytest_django.fixtures import Settings

from tests.web.channels.letters import LETTER, parcel
from tests.web.channels.receiver import receiving
from troth_web.channels.port import NotTakenError
from troth_web.channels.slack import SLACK
from troth_web.channels.slack.texts import LONGEST, MOST, message
from troth_web.notices.letter import Item, Section


@pytest.fixture(autouse=True)
def _local(settings: Settings) -> None:
    settings.OUTBOUND_LOCAL = True


def test_it_works() -> None:
    """The subject for notifications, and a block for each thing."""
    with receiving() as receiver, SLACK.open() as send:
        send(parcel(receiver.url))
    said = receiver.said
    assert said["text"] == "Broken promises: 22, Promises at risk: 1"
    texts = [block["text"]["text"] for block in said["blocks"]]
    assert texts[0].startswith("*Broken promises*\n22 of these were noticed late")
    assert "<https://troth.example.com/api/v1/promises/1|See the promise>" in texts[1]
    assert texts[2:] == ["and 21 more", "*Promises at risk*", "It is near."]
    assert receiver.heads[0]["content-type"] == "application/json"


def test_nobodys_words_link_call_or_shout() -> None:
    """What a customer wrote is read as it is written."""
    (_, text, *_) = [block["text"]["text"] for block in message(LETTER)["blocks"]]
    quoted = text.split("\n")[1]
    assert "<" not in quoted.replace("&lt;", "")
    assert "&lt;https://evil.example|click&gt;" in quoted
    assert "@channel" not in quoted
    assert "*bold*" not in quoted
    assert "the customer said:" in quoted


def test_a_long_letter_fits() -> None:
    """Slack refuses more than so many blocks, or longer ones."""
    items = tuple(Item(kind="broken", text="x" * 5_000) for _ in range(80))
    long = replace(LETTER, sections=(Section(heading="Broken promises", items=items),))
    blocks = message(long)["blocks"]
    assert len(blocks) == MOST
    assert max(len(block["text"]["text"]) for block in blocks) == LONGEST
    assert "and more" in json.dumps(blocks[-1])


@pytest.mark.parametrize(
    ("answer", "extra", "gone", "seconds"),
    [
        ("404 no_service", "", True, 0),
        ("410 Gone", "", True, 0),
        ("429 Too Many", "Retry-After: 120\r\n", False, 120),
        ("500 Oops", "", False, 0),
        ("301 Moved", "Location: http://127.0.0.1:9/\r\n", False, 0),
    ],
)
def test_what_an_answer_means(answer: str, extra: str, gone: bool, seconds: int) -> None:
    """Gone for good, or to be tried later; redirects are not followed."""
    with (
        receiving(answer, extra) as receiver,
        SLACK.open() as send,
        pytest.raises(NotTakenError) as refused,
    ):
        send(parcel(receiver.url))
    assert (refused.value.gone, refused.value.again) == (gone, not gone)
    assert refused.value.after_seconds == seconds


def test_an_address_inside_is_not_called(settings: Settings) -> None:
    """Where this machine is not to be called, nothing is."""
    settings.OUTBOUND_LOCAL = False
    with (
        receiving() as receiver,
        SLACK.open() as send,
        pytest.raises(NotTakenError, match="not called") as refused,
    ):
        send(parcel(receiver.url))
    assert not receiver.bodies
    assert not refused.value.again
