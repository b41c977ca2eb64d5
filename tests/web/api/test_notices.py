"""How one is told of what happens, as one sets it."""

import json
from typing import Any

import pytest
from pytest_django.fixtures import Settings

from tests.web.api.world import World
from troth.promises.entries import EntryType
from troth_web.ledger import current_store
from troth_web.notices.models import Preference, Suppression

URL = "https://hooks.example.com/services/T0/B0/secret"


def set_(world: World, *, by: str = "ann", expect: int = 200, **said: Any) -> Any:
    """Change one's own."""
    answer = world[by].ask("PATCH", "/me/notices", said)
    assert answer.status_code == expect, answer.content
    return json.loads(answer.content)


def wanted(body: Any) -> set[str]:
    """The kinds that one hears of."""
    return {each["kind"] for each in body["kinds"] if each["wanted"]}


def test_it_works(world: World) -> None:
    """By e-mail, of everything, until one says otherwise."""
    before = world["ann"].get("/me/notices")
    assert before["channels"] == ["email"]
    assert "broken" in wanted(before)
    assert "made" not in {each["kind"] for each in before["kinds"]}
    set_(world, off=["broken"], zone="America/Denver", waking="06:00-22:00")
    after = world["ann"].get("/me/notices")
    assert "broken" not in wanted(after)
    assert (after["zone"], after["waking"]) == ("America/Denver", "06:00-22:00")
    assert set_(world, zone="")["zone"] is None
    assert set_(world, off=[])["kinds"] == before["kinds"]
    assert wanted(world["mia"].get("/me/notices")) == wanted(before)


def test_an_address_is_secret(world: World) -> None:
    """Its host is shown; the rest lies sealed, and no answer repeats it."""
    said = set_(world, slack=URL, channels=["email", "slack"])
    assert said["addresses"] == {"slack": "hooks.example.com"}
    assert "secret" not in str(said).replace("'secret': None", "")
    row = Preference.objects.get(channels=["email", "slack"])
    assert b"hooks" not in bytes(row.sealed or b"")
    entry = current_store().entries(row.reader.removeprefix("person:"))[-1]
    assert entry.type is EntryType.PERSON_CHANGED
    assert entry.payload == {"what": "notices", "channels": ["email", "slack"], "off": []}


def test_the_secret_of_a_webhook_is_told_once(world: World) -> None:
    """Also with an idempotency key, a second answer has none."""
    body = {"webhook": URL, "channels": ["webhook"]}
    headers = {"Idempotency-Key": "once"}
    first, again = (
        json.loads(world["ann"].ask("PATCH", "/me/notices", body, headers=headers).content)
        for _ in range(2)
    )
    assert first["secret"].startswith("whsec_")
    assert again["secret"] is None
    assert world["ann"].get("/me/notices")["secret"] is None


@pytest.mark.parametrize(
    ("said", "where", "sentence"),
    [
        ({"off": ["account"]}, "off", "'account' cannot be stopped: nobody can do without it"),
        ({"off": ["tea"]}, "off", "'tea' is no kind of notice; there are broken, at-risk"),
        ({"channels": ["fax"]}, "channels", "'fax' is no channel; there are email, slack, webhook"),
        ({"channels": ["slack"]}, "channels", "slack needs an address; say it as 'slack'"),
        ({"zone": "Mars"}, "zone", "unknown timezone 'Mars'; right would be an IANA name such as"),
        (
            {"zone": "../etc"},
            "zone",
            "unknown timezone '../etc'; right would be an IANA",
        ),
        ({"zone": "localtime"}, "zone", "unknown timezone 'localtime'; right would be an IANA"),
        ({"zone": "posix/Asia/Tokyo"}, "zone", "right would be Asia/Tokyo"),
        ({"waking": "9 to 5"}, "waking", "'9 to 5' are no hours; write them as 07:00-21:00"),
        ({"slack": "http://example.com/"}, "slack", "it must begin with https://"),
        ({"webhook": "https://10.0.0.1/"}, "webhook", "is not called"),
    ],
)
def test_what_cannot_be(
    world: World, said: dict[str, Any], where: str, sentence: str, settings: Settings
) -> None:
    """Says what, and what would be right; nothing is changed."""
    settings.OUTBOUND_LOCAL = False
    refused = set_(world, expect=422, **said)
    assert refused["errors"][0]["where"] == where
    assert sentence in refused["errors"][0]["message"]
    assert not Preference.objects.exists()


@pytest.mark.parametrize("name", ["bot", "desk"])
def test_a_program_is_told_of_nothing(world: World, name: str) -> None:
    """It follows the feed, or has a webhook."""
    assert world[name].ask("GET", "/me/notices").status_code == 403
    assert world[name].ask("PATCH", "/me/notices", {"off": []}).status_code == 403


def test_setting_the_channels_opens_an_address_again(world: World) -> None:
    """Whoever mended their mailbox says so."""
    from troth_web.notices.addresses import hash_of
    from troth_web.people.models import Person

    ann = Person.objects.get(email="ann@example.com")
    digest = hash_of(current_store(), "email", ann.email)
    Suppression.objects.create(
        address=digest, reader=f"person:{ann.pk}", since_us=0, closed=True, why="5.1.1"
    )
    assert world["ann"].get("/me/notices")["closed"] == {"email": "5.1.1"}
    assert set_(world, channels=["email"])["closed"] == {}
    assert not Suppression.objects.exists()
