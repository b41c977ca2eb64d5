"""What a German reader is told where something is wrong with channels, the worker or a start."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.test import Client, override_settings
from django.utils import translation

from tests.desk.company import NOW, Company
from tests.desk.left_over import english
from tests.desk.test_channels import HOOK, connected, hooked, refused
from tests.desk.test_settings import page
from tests.web.people.conftest import signed_in
from troth_web import clock
from troth_web.connectors.models import Delivery as Came
from troth_web.desk.basis import basis_of
from troth_web.desk.telling import told_again
from troth_web.ledger import current_store
from troth_web.ledger.projection import microseconds
from troth_web.people.models import Person
from troth_web.people.roles import Role
from troth_web.worker.models import BeatRow

_OWN = ("Help desk", "Our zammad", "Our generic", "waiting for customer", "waiting for others")
_MAPPING = """source:
  case: ticket.id
  at: ticket.changed
  events: [{name: asked}]
rules:
"""


@pytest.fixture
def ada(company: Company) -> Client:
    """An admin who reads German."""
    return german(company.people["ada"])


def german(person: Person) -> Client:
    """A German reader's browser."""
    browser = signed_in(person)
    browser.defaults["HTTP_ACCEPT_LANGUAGE"] = "de"
    return browser


def _left_over(shown: str) -> list[str]:
    return list(english(shown, _OWN))


@pytest.mark.parametrize(
    "said",
    [
        {"url": "http://example.com/x"},
        {"url": "https://127.0.0.1/x"},
        {"url": "https://1234/x"},
        {"url": "https://a:b@example.com/x"},
        {"url": "https:///x"},
        {"types": "promise.danced"},
        {"types": ","},
        {"description": "x" * 501},
        {"owner": "x"},
    ],
)
def test_an_address_is_refused_in_german(
    ada: Client, company: Company, said: dict[str, str]
) -> None:
    usual = {"url": HOOK, "types": "*", "owner": str(company.people["mia"].pk)}
    assert not _left_over(refused(ada, "/settings/webhooks/add/", **{**usual, **said}))


@pytest.mark.parametrize(
    "mapping",
    [
        "rules: [",
        "nonsense: 1",
        "source: 7",
        _MAPPING + "  - {event: asked, does: dance, metric: first-reply}",
        _MAPPING + "  - {event: sung, does: keep, metric: first-reply}",
        _MAPPING + "  - {event: asked, does: pause, metric: first-reply, each: turn}",
        _MAPPING.replace("ticket.id", "ticket..id"),
        "rules: [{event: asked}]",
    ],
)
def test_a_mapping_is_refused_in_german(ada: Client, company: Company, mapping: str) -> None:
    path = "/settings/connectors/add/generic/"
    owner = str(company.people["mia"].pk)
    assert not _left_over(refused(ada, path, name="Ours", owner=owner, mapping=mapping))


@pytest.mark.parametrize("secret", ["short", "whsec_x"])
def test_a_secret_is_refused_in_german(ada: Client, company: Company, secret: str) -> None:
    owner = str(company.people["mia"].pk)
    for kind in ("zammad", "generic"):
        path = f"/settings/connectors/add/{kind}/"
        said = {"name": "Ours", "owner": owner, "secret": secret}
        mapping = {} if kind == "zammad" else {"mapping": _MAPPING + "  []"}
        assert not _left_over(refused(ada, path, **said, **mapping))


def test_what_came_in_is_told_in_german(ada: Client, company: Company) -> None:
    found = connected(ada, company)
    says = [
        "refused: refund: keep at 2026-12-01T09:00:00Z: promise 7 cannot be kept: it was withdrawn",
        "ignored: reply article:7: automatic message: its subject begins with 'Auto-Reply'",
        "first-reply: promised within 4 business hours, due 2026-12-01T12:00:00Z",
        "first-reply: kept 2026-12-01T10:00:00Z",
        "waiting: nothing tells yet whose case it is",
    ]
    Came.objects.create(
        connector=found,
        source=found.pk,
        key="key-1",
        received_at=company.now,
        outcome="refused",
        says=says,
    )
    shown = page(ada, f"/settings/connectors/{found.pk}/")
    assert not _left_over(shown)
    assert "first-reply: gehalten 2026-12-01T10:00:00Z" in shown
    path = f"/settings/connectors/{found.pk}/try/"
    for payload in ("{", "[1]", "7", '{"a": 1, "a": 2}', "NaN"):
        answer = ada.post(path, {"once": payload, "payload": payload})
        assert not _left_over(answer.content.decode())


def test_a_turned_off_address_says_why_in_german(ada: Client, company: Company) -> None:
    found = hooked(ada, company)
    for why in ("it answered 410: it is gone for good", "it took nothing within 12 tries"):
        found.disabled_us, found.disabled_why = microseconds(company.now), why
        found.save()
        shown = page(ada, f"/settings/webhooks/{found.pk}/")
        assert why not in shown
        assert not _left_over(shown)


@override_settings(WORKER=True)
def test_a_silent_worker_is_told_in_german(ada: Client, company: Company) -> None:
    assert "Fristen werden nicht geprüft: Noch ist kein Worker gelaufen" in page(ada, "/promises/")
    note = "the clock jumped ahead by 1:00:00; nothing is marked for 0:15:00, until that is certain"
    for ago in (timedelta(), timedelta(hours=1), timedelta(days=2), -timedelta(hours=2)):
        at_us = microseconds(company.now - ago)
        BeatRow.objects.update_or_create(
            name="deadlines", defaults={"at_us": at_us, "done": 0, "note": note}
        )
        BeatRow.objects.update_or_create(name="dispatch", defaults={"at_us": at_us, "done": 0})
        shown = page(ada, "/settings/health/")
        assert "the clock jumped" not in shown
        assert not _left_over(shown)


@pytest.fixture
def beginner(db: None) -> Iterator[Client]:
    """An admin of a company without a playbook."""
    current_store.cache_clear()
    with clock.stopped(NOW):
        yield german(
            Person.objects.create(
                email="nora@example.com", name="Nora", role=Role.ADMIN, joined_at=NOW
            )
        )
    current_store.cache_clear()


@pytest.mark.parametrize("wrong", [{"holidays": "DE-XX"}, {"holidays": "7"}, {"zone": "Mars"}, {}])
def test_a_first_start_is_refused_in_german(beginner: Client, wrong: dict[str, str]) -> None:
    usual = {"company": "Larkwind", "days": "Mo-Fr", "opens": "09:00", "closes": "17:00"}
    said = {**usual, "zone": "Europe/Berlin", **wrong}
    said |= {"what_1": "first-reply", "team_1": "Support", "number_1": "4"} if wrong else {}
    assert not _left_over(refused(beginner, "/playbook/begin/", **said))


def test_a_term_that_lost_says_why_in_german() -> None:
    whys = {
        "applies to fare flex or basic": "gilt für fare flex oder basic",
        "a customer term is more specific than a standard term": "Kundenvereinbarung geht vor "
        "Standard",
        "ranks after reply": "steht im Rang hinter reply",
        "a date was said instead": "stattdessen wurde ein Termin genannt",
    }
    payload = {
        "level": "standard",
        "id": "reply",
        "instead_of": [{"id": "other", "why": why} for why in whys],
    }
    with translation.override("de"):
        found = basis_of(payload)
    assert found["level"] == "Standard"
    assert [each["why"] for each in found["instead_of"]] == list(whys.values())


def test_what_somebody_else_wrote_stays() -> None:
    with translation.override("de"):
        assert told_again("Thank you, it is all there.") == "Thank you, it is all there."
    with translation.override("en"):
        assert told_again("no connection") == "no connection"
