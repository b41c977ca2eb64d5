"""Stopping notices by their links: nothing happens when one is opened (T29)."""

import re

import pytest
from django.test import Client

from tests.web.notices.desk import HOUR, Desk, mails, text_of
from troth.promises.entries import EntryType
from troth_web.notices.links import off_link, unsubscribing
from troth_web.notices.models import Line, Preference

ONE_CLICK = {"List-Unsubscribe": "One-Click"}


def link_in(header: str) -> str:
    """The path of a link of ours."""
    found = re.search(r"http://127\.0\.0\.1:8000(/notices/off/[^>\s]+)", header)
    assert found
    return found[1]


@pytest.fixture
def told(desk: Desk) -> Desk:
    """A desk at which support was told of a break."""
    promise = desk.promise()
    desk.go(5 * HOUR).notice(promise)
    desk.rounds()
    return desk


def test_a_scanner_that_opens_every_link_changes_nothing(told: Desk, client: Client) -> None:
    """A hundred times each, by GET and HEAD, whatever it is."""
    links = {link_in(mail["List-Unsubscribe"]) for mail in mails()}
    links |= {path for mail in mails() for path in re.findall(r":8000(/\S+)", text_of(mail))}
    ours = {path for path in links if path.startswith("/notices/")}
    assert len(ours) == 3, "one each, however often it stands there"
    entries = len(told.store.feed(None, 1_000).items)
    for path in links:
        for _ in range(100):
            client.get(path)
            client.head(path)
    assert not Preference.objects.exists()
    assert len(told.store.feed(None, 1_000).items) == entries
    for path in ours:
        page = client.get(path)
        assert page.status_code == 200
        assert page["Referrer-Policy"] == "no-referrer"
        assert page["Cache-Control"] == "no-store"
        assert "noindex" in page["X-Robots-Tag"]
        assert b"Broken promises" in page.content


def test_one_click_stops_it(told: Desk) -> None:
    """As a mail program does it: without cookie or token (RFC 8058)."""
    (mail,) = mails("bea@example.com")
    client = Client(enforce_csrf_checks=True)
    page = client.post(link_in(mail["List-Unsubscribe"]), ONE_CLICK)
    assert page.status_code == 200
    assert b"not told of these any more" in page.content
    client.post(link_in(mail["List-Unsubscribe"]), ONE_CLICK)
    promise = told.promise()
    told.go(5 * HOUR).notice(promise)
    told.rounds()
    assert len(mails("bea@example.com")) == 1
    assert len(mails("mia@example.com")) == 2
    assert Line.objects.filter(why="stopped").count() == 1
    entries = told.store.entries(str(told.people["bea"].pk))
    assert [each.type for each in entries] == [EntryType.PERSON_CHANGED]
    assert entries[0].payload == {"what": "notices", "off": ["broken"]}


def button(page: bytes) -> str:
    """Where the one form on a page leads."""
    (found,) = re.findall(r'<form method="post" action="([^"]+)">', page.decode())
    return str(found)


def test_one_click_brings_them_back(told: Desk) -> None:
    """From the page itself, and from the mail days later; twice is as once."""
    (mail,) = mails("bea@example.com")
    link = link_in(mail["List-Unsubscribe"])
    client = Client(enforce_csrf_checks=True)
    back = button(client.post(link, ONE_CLICK).content)
    assert b"Tell me of these again" in client.get(link).content, "it shows how things stand"
    assert button(client.get(link).content) == back
    for path in (back, link):
        client.get(path)
        assert Preference.objects.get().off == ["broken"], "opening a page changes nothing"
    for _ in range(2):
        page = client.post(back).content
        assert b"You are told of these again." in page
    assert Preference.objects.get().off == []
    assert button(page) == link
    promise = told.promise()
    told.go(5 * HOUR).notice(promise)
    told.rounds()
    assert len(mails("bea@example.com")) == 2
    entries = told.store.entries(str(told.people["bea"].pk))
    assert [each.payload["off"] for each in entries] == [["broken"], []]


def test_what_else_is_stopped_stays_so(told: Desk, client: Client) -> None:
    """A link brings back what it is about alone."""
    reader = told.reader("bea")
    for kinds in (["at-risk"], ["broken"]):
        client.post(link_in(off_link(reader, kinds)), ONE_CLICK)
    client.post(link_in(off_link(reader, ["broken"])).replace("/off/", "/on/"))
    assert Preference.objects.get(reader=reader).off == ["at-risk"]


def test_a_customer_stops_theirs(desk: Desk, client: Client) -> None:
    """Who gets no more says so by the same link."""
    desk.publish("{customers: [date-changed]}")
    promise = desk.promise()
    desk.change(promise, desk.at + 6 * HOUR)
    desk.rounds()
    (mail,) = mails("ada@customers.example")
    client.post(link_in(mail["List-Unsubscribe"]), ONE_CLICK)
    desk.change(promise, desk.at + 7 * HOUR)
    desk.go(HOUR).rounds()
    assert len(mails("ada@customers.example")) == 1


@pytest.mark.parametrize("change", ["x", "", "a" * 5_000])
def test_a_link_that_is_not_ours_does_nothing(desk: Desk, client: Client, change: str) -> None:
    """Guessed, cut short, or for somebody else."""
    path = link_in(off_link("person:7", ["broken"]))
    for wrong in (path[:-3] + change + "/", path.replace("off/", f"off/{change}0")):
        assert client.post(wrong, ONE_CLICK).status_code == 404
        assert client.post(wrong.replace("/off/", "/on/")).status_code == 404
    assert not Preference.objects.exists()


def test_a_link_says_who_and_what() -> None:
    """And nothing else; it is signed."""
    link = off_link("person:7", ["broken", "at-risk"])
    token = link.rstrip("/").rpartition("/")[2]
    found = unsubscribing(token)
    assert found is not None
    assert (found.reader, found.kinds) == ("person:7", ("at-risk", "broken"))
    assert unsubscribing(token[:-1]) is None
