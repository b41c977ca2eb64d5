"""A calendar of what somebody owes, for whoever has its address."""

import re
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client
from icalendar import Calendar

from tests.web.api.conftest import NOW
from tests.web.api.world import World
from troth_web import clock
from troth_web.feeds.models import CalendarFeed
from troth_web.ledger.models import LedgerEntry
from troth_web.people.models import Person


def made(world: World, by: str = "ann", **said: object) -> dict[str, Any]:
    """A feed, as its maker hears of it."""
    found: dict[str, Any] = world[by].post("/calendar-feeds", said, expect=201)
    return found


def read(feed: dict[str, Any], **headers: str) -> HttpResponse:
    """What anybody gets at its address."""
    answer = Client(headers=headers).get(urlsplit(feed["url"]).path)
    assert isinstance(answer, HttpResponse)
    return answer


def events(feed: dict[str, Any]) -> dict[str, Any]:
    """Its events by the ids of their promises."""
    found = Calendar.from_ical(read(feed).content)
    return {str(each["uid"]).removesuffix("@troth"): each for each in found.walk("VEVENT")}


def test_it_works(world: World) -> None:
    """The team's open promises, each at its date; a customer is not named."""
    promise = world.promise()
    feed = made(world, of="team:support")
    event = events(feed)[promise["id"]]
    assert event["dtstart"].dt.isoformat() == promise["due"].replace("Z", "+00:00")
    assert event["sequence"] == promise["sequence"]
    assert (event["summary"], event["status"]) == ("First reply", "CONFIRMED")
    assert b"Ada" not in read(feed).content
    said = ["Promised by support.", f"Term: {promise['term']}.", f"Promise {promise['id']}"]
    assert str(event["description"]).splitlines() == said


def test_ids_of_people_are_told_to_nobody(world: World) -> None:
    promise = world.promise(holder=f"person:{world['ann'].get('/me')['id']}")
    event = events(made(world, of="team:support"))[promise["id"]]
    said = str(event["description"]).splitlines()
    assert said[0] == "Promised by support, looked after by a person."


def test_names_where_they_were_asked_for(world: World) -> None:
    promise = world.promise()
    feed = made(world, of="team:support", names=True)
    assert events(feed)[promise["id"]]["summary"] == "First reply for Ada Byron"


def test_how_it_stands(world: World) -> None:
    """Paused and late are said; what is kept goes, what is withdrawn is cancelled for a while."""
    paused, late, kept, gone = (world.promise() for _ in range(4))
    feed = made(world, of="team:support")
    before = events(feed)
    duty = {"duty": "passport", "customer": world.customer, "for_promises": [paused["id"]]}
    world["ann"].post("/duties", duty, expect=201)
    world["ann"].post(f"/promises/{kept['id']}/keep", {})
    world["ann"].post(f"/promises/{gone['id']}/withdraw", {"reason": "Not needed"})
    with clock.stopped(NOW + timedelta(days=2)):
        found = events(feed)
        assert "paused" in found[paused["id"]]["summary"]
        assert found[paused["id"]]["sequence"] > before[paused["id"]]["sequence"]
        assert found[late["id"]]["summary"] == "First reply (late)"
        assert kept["id"] not in found
        assert found[gone["id"]]["status"] == "CANCELLED"
        assert b"Not needed" not in read(feed).content
    with clock.stopped(NOW + timedelta(days=31)):
        assert gone["id"] not in events(feed)


def test_reading_changes_nothing(world: World) -> None:
    """Asked a hundred times, by GET and HEAD, nothing is written; equal content has equal tags."""
    world.promise()
    feed = made(world, of="team:support")
    rows, entries = list(CalendarFeed.objects.values()), LedgerEntry.objects.count()
    first = read(feed)
    for _ in range(50):
        assert read(feed)["ETag"] == first["ETag"]
        assert Client().head(urlsplit(feed["url"]).path).status_code == 200
    assert (list(CalendarFeed.objects.values()), LedgerEntry.objects.count()) == (rows, entries)
    same = read(feed, **{"If-None-Match": first["ETag"]})
    assert (same.status_code, same.content) == (304, b"")
    assert Client().post(urlsplit(feed["url"]).path).status_code == 405


def test_an_event_of_others_words_stays_one(world: World) -> None:
    """What a name holds breaks out of no line."""
    name = "Eve\r\nBEGIN:VEVENT\r\nSUMMARY:mine;x,\\"
    body = {"name": name}
    world.customer = world["ann"].post("/customers", body, expect=201)["id"]
    promise = world.promise()
    found = events(made(world, of="team:support", names=True))
    assert list(found) == [promise["id"]]


def test_its_address_is_a_secret(world: World) -> None:
    """Told once, kept as a hash, of 256 bits; closed to caches, searches and referrers."""
    feed = made(world)
    secret = re.search(r"/feeds/([\w-]{43})\.ics$", feed["url"])
    assert secret
    assert secret[1] not in str(list(CalendarFeed.objects.values()))
    assert world["ann"].get("/calendar-feeds")["items"] == [{**feed, "url": None}]
    answer = read(feed)
    assert answer["Cache-Control"] == "no-store"
    assert answer["Referrer-Policy"] == "no-referrer"
    assert "noindex" in answer["X-Robots-Tag"]
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    guess = {"url": feed["url"].replace(secret[1], "A" * 43)}
    assert read(guess).status_code == 404


def test_a_retry_has_no_address(world: World) -> None:
    key = {"Idempotency-Key": "calendar-1"}
    first = world["ann"].post("/calendar-feeds", {}, expect=201, headers=key)
    again = world["ann"].post("/calendar-feeds", {}, expect=201, headers=key)
    assert again == {**first, "url": None}


def test_it_is_revoked_at_once(world: World) -> None:
    """By its owner or a manager; for everybody else it is not there."""
    feed = made(world)
    path = f"/calendar-feeds/{feed['id']}"
    assert world["dan"].ask("DELETE", path).status_code == 404
    assert world["mia"].ask("DELETE", path).status_code == 200
    assert read(feed).status_code == 404
    assert world["ann"].ask("DELETE", path).status_code == 409


@pytest.mark.parametrize(
    ("by", "of", "status"),
    [
        ("ann", "team:delivery", 403),
        ("mia", "team:delivery", 201),
        ("mia", "team:legal", 404),
        ("lea", "team:legal", 201),
        ("ann", "team:nobody", 404),
        ("ann", "company:Larkwind", 422),
        ("bot", "team:support", 403),
    ],
)
def test_whose(world: World, by: str, of: str, status: int) -> None:
    """One's own teams; managers any that is not closed to them; programs none."""
    world[by].post("/calendar-feeds", {"of": of}, expect=status)


def test_nobody_follows_a_colleague(world: World, people: dict[str, Person]) -> None:
    """Neither do managers: what somebody owes is theirs to look at."""
    of = f"person:{people['ann'].pk}"
    world["mia"].post("/calendar-feeds", {"of": of}, expect=403)
    world["ann"].post("/calendar-feeds", {"of": of}, expect=201)


def test_it_ends_with_its_owner(world: World, people: dict[str, Person]) -> None:
    """Who has left reads nothing any more, nor who may not see the team any more."""
    feed, letters = made(world, of="team:support"), made(world, by="lea", of="team:legal")
    world.promise(by="lea", metric="opinion")
    assert len(events(letters)) == 1
    people["lea"].memberships.all().delete()
    assert read(letters).status_code == 404
    world["alice"].post(f"/people/{people['ann'].pk}/leave", None)
    assert read(feed).status_code == 404


def test_twenty_and_no_more(world: World) -> None:
    for _ in range(20):
        made(world)
    assert "20" in world["ann"].post("/calendar-feeds", {}, expect=422)["detail"]
