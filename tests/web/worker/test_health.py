"""A worker that stops is noticed: by monitors, on every page, and outside."""

import json
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.conf import LazySettings
from django.test import Client

from tests.contracts.stores import cast
from tests.web.worker.rounds import turn
from troth_web import clock
from troth_web.ledger.held import hold
from troth_web.ledger.models import PromiseRow
from troth_web.ledger.projection import microseconds
from troth_web.ledger.store import SqlStore
from troth_web.worker import heartbeat as heartbeats
from troth_web.worker.beats import beat, say
from troth_web.worker.health import health, silence
from troth_web.worker.heartbeat import heartbeat
from troth_web.worker.leases import shared_now
from troth_web.worker.models import StuckRow

AT = datetime(2026, 12, 1, 9, 14, tzinfo=UTC)
SECOND = timedelta(seconds=1)


@pytest.fixture(autouse=True)
def _expected(settings: LazySettings) -> None:
    """A worker is expected."""
    settings.WORKER = True


def test_it_works(store: SqlStore) -> None:
    """While it beats, all is well; a minute and a second later, it is not."""
    beat("deadlines", AT, 7)
    assert not health(AT + 60 * SECOND).problems
    assert not silence(AT + 60 * SECOND)
    sentence = "deadlines are not being checked since 09:14 UTC"
    assert health(AT + 61 * SECOND).problems == (sentence,)
    assert silence(AT + 61 * SECOND) == sentence
    assert silence(AT + timedelta(days=1)).endswith("since 09:14 UTC on 2026-12-01")


def test_a_worker_that_never_ran_is_missed(store: SqlStore) -> None:
    """From the first moment on."""
    assert silence(AT) == "deadlines are not being checked: no worker has run yet"


def test_where_none_is_expected_none_is_missed(store: SqlStore, settings: LazySettings) -> None:
    """It is said all the same."""
    settings.WORKER = False
    found = health(AT)
    assert not found.problems
    assert "TROTH_WORKER" in found.remarks[0]
    assert not silence(AT)


@pytest.mark.parametrize("path", ["/accounts/login/", "/nothing", "/notices/off/x/"])
def test_every_page_says_it(store: SqlStore, path: str) -> None:
    """Also those that say that there is nothing."""
    said = 'role="alert"><span>deadlines are not being checked: no worker has run yet<'
    assert said in Client().get(path).content.decode()
    beat("deadlines", shared_now(), 0)
    assert "deadlines are not being checked" not in Client().get(path).content.decode()


def test_a_round_that_falls_silent_is_named(store: SqlStore) -> None:
    """Once it should have been done again."""
    beat("deadlines", AT + 61 * SECOND, 0)
    beat("dispatch", AT, 0)
    beat("likelihoods", AT, 0)
    assert health(AT + 62 * SECOND).problems == ("dispatch was last done at 09:14 UTC",)


def test_deadlines_that_are_behind_are_said(store: SqlStore) -> None:
    """Though somebody checks them."""
    cast.published(store)
    cast.made(store, cast.customer(store).id)
    PromiseRow.objects.update(wakes_us=microseconds(AT))
    beat("deadlines", AT + 90 * SECOND, 0)
    assert not health(AT + 90 * SECOND).problems
    beat("deadlines", AT + 600 * SECOND, 0)
    assert health(AT + 600 * SECOND).problems == ("deadlines are 10 minutes behind",)


def test_a_clock_that_is_not_believed_is_said(store: SqlStore) -> None:
    """In its own words."""
    beat("deadlines", AT, 0)
    say("deadlines", AT, "the clock jumped")
    assert health(AT).problems == ("the clock jumped",)
    assert silence(AT) == "the clock jumped"
    say("deadlines", AT, "")
    assert not health(AT).problems


def test_what_stops_nothing_is_a_remark(store: SqlStore) -> None:
    """A restored copy, and promises that were put off."""
    beat("deadlines", AT, 0)
    hold(AT)
    StuckRow.objects.create(subject="x", tries=1, until_us=0, why="")
    found = health(AT)
    assert not found.problems
    assert [each.partition(" ")[0] for each in found.remarks] == ["nothing", "1"]


def test_monitors_and_people_see_it(store: SqlStore) -> None:
    """In the API with 503, on a page as a sentence; and nothing once it is well."""
    asked, page = Client(), Client()
    refused = asked.get("/api/v1/health")
    assert refused.status_code == 503
    problem = json.loads(refused.content)
    assert problem["code"] == "unwell"
    assert problem["detail"] == "deadlines are not being checked: no worker has run yet"
    assert problem["detail"] in page.get("/accounts/login/").content.decode()
    beat("deadlines", shared_now(), 3)
    well = asked.get("/api/v1/health")
    assert well.status_code == 200
    assert [each["round"] for each in json.loads(well.content)["worker"]] == ["deadlines"]
    assert "deadlines" not in page.get("/accounts/login/").content.decode()


@pytest.fixture
def outside(settings: LazySettings) -> Iterator[list[str]]:
    """What an address outside hears."""
    heard: list[str] = []

    class Hears(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            heard.append(self.path)
            self.send_response(500 if "broken" in self.path else 200)
            self.end_headers()

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - its name
            """Say nothing."""

    server = HTTPServer(("127.0.0.1", 0), Hears)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    settings.HEARTBEAT_URL = f"http://127.0.0.1:{server.server_port}/ping"
    yield heard
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_heartbeat_is_heard_only_while_all_is_well(
    store: SqlStore, outside: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then it falls silent."""
    monkeypatch.setattr(heartbeats, "shared_now", lambda _: AT + 61 * SECOND)
    now = turn(store, AT, "heartbeat")
    beat("deadlines", AT + SECOND, 0)
    heartbeat(now)
    assert outside == ["/ping"]
    monkeypatch.setattr(heartbeats, "shared_now", lambda _: AT + 62 * SECOND)
    heartbeat(now)
    assert outside == ["/ping"]


def test_an_address_that_does_not_hear_stops_nothing(
    store: SqlStore, outside: list[str], settings: LazySettings, caplog: pytest.LogCaptureFixture
) -> None:
    """It is logged, without the address."""
    beat("deadlines", shared_now(), 0)
    settings.HEARTBEAT_URL = settings.HEARTBEAT_URL.replace("ping", "broken-canary")
    heartbeat(turn(store, clock.now(), "heartbeat"))
    assert outside == ["/broken-canary"]
    assert "answered with 500" in caplog.text
    assert "canary" not in "".join(
        record.getMessage() for record in caplog.records if record.name.startswith("troth")
    )
