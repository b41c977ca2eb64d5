"""Identical writes at once under one key: one is done, all get its answer (T19)."""

import threading
from concurrent.futures import ThreadPoolExecutor
from uuid import uuid4

import httpx

from tests.client.conftest import new_customer
from tests.client.server import Server

#: A full run has 200 keys.
KEYS = 4
AT_ONCE = 50


def test_it_is_done_once(either: Server) -> None:
    """Fifty identical requests at once for each key leave one promise."""
    customer = new_customer(either)
    for _ in range(KEYS):
        key = str(uuid4())
        answers = _at_once(either, key, customer)
        assert {each.status_code for each in answers} == {201}
        assert len({each.json()["id"] for each in answers}) == 1
        assert all(each.json() == answers[0].json() for each in answers)
        replayed = [each for each in answers if "Idempotent-Replayed" in each.headers]
        assert len(replayed) == AT_ONCE - 1
    with either.client() as client:
        assert len(list(client.promises.list(customer=customer))) == KEYS


def test_a_key_is_not_stuck(either: Server) -> None:
    """After all that, another body under the same key is refused at once."""
    customer = new_customer(either)
    key = str(uuid4())
    with httpx.Client(base_url=either.url, timeout=60) as http:
        assert _post(http, either, key, customer).status_code == 201
        assert _post(http, either, key, customer, metric="delivery").status_code == 422


def _at_once(running: Server, key: str, customer: str) -> list[httpx.Response]:
    ready = threading.Barrier(AT_ONCE)
    limits = httpx.Limits(max_connections=AT_ONCE)
    with httpx.Client(base_url=running.url, timeout=120, limits=limits) as http:

        def one(_: int) -> httpx.Response:
            ready.wait(60)
            return _post(http, running, key, customer)

        with ThreadPoolExecutor(AT_ONCE) as pool:
            return list(pool.map(one, range(AT_ONCE)))


def _post(
    http: httpx.Client, running: Server, key: str, customer: str, metric: str = "first-reply"
) -> httpx.Response:
    return http.post(
        "/api/v1/promises",
        json={"metric": metric, "customer": customer},
        headers={"Authorization": f"Bearer {running.keys['agent']}", "Idempotency-Key": key},
    )
