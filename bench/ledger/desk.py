"""What each page of the desk costs in a ledger of some size: `python -m bench.ledger.desk ENTRIES`.

Fills a ledger where the environment says, asks for every page of the desk that needs no more than
a promise or a customer, and prints a JSON line for each.
"""

import gzip
import json
import re
import statistics
import sys
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any

import django

#: Promises that are open, made by operations, among all that are kept.
OPEN = 2_000
#: Of each page, so many times.
TIMES = 9
#: A reply of usual length, with five promises.
DRAFT = "Thank you for writing to us. We will answer you within 10 minutes. " * 5
_ASSET = re.compile(r'(?:src|href)="(/static/[^"#]+)"')
#: As whom the pages are asked for.
_BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def main() -> None:
    """Fill and ask."""
    django.setup()
    from django.db import connection

    from bench.ledger.company import set_up
    from bench.ledger.filler import fill
    from troth_web.ledger import current_store

    entries = int(sys.argv[1])
    customers = sorted(set_up()[1])
    parts = current_store().parts()
    with connection.cursor() as cursor:
        keys = parts.keys.find(cursor, parts.engine, customers)
    fill(connection, keys, 0, entries // 2)
    ids = {"promise_id": _opened(customers), "customer_id": customers[0]}
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    for line in _pages(ids):
        print(json.dumps(line), flush=True)


def _opened(customers: list[str]) -> str:
    """The id of the last of many that are open."""
    from troth import operations
    from troth.promises.parties import Actor, ActorKind
    from troth_web.ledger import current_store

    store, actor = current_store(), Actor(ActorKind.PERSON, "bench", "admin")
    since, promise = datetime.now(UTC) - timedelta(days=3), ""
    for number in range(OPEN):
        wanted = operations.Make(
            metric="first-reply",
            customer=customers[number % len(customers)],
            facets={"fare": "flex"},
            wording="By tomorrow noon.",
        )
        at = since + number * timedelta(minutes=2)
        make = partial(operations.make, wanted=wanted)
        promise = store.write(make, actor=actor, at=at, key=f"desk-{number}").id
    return promise


def _pages(ids: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Each page: its name, milliseconds, and bytes as they are sent, first and afterwards."""
    client = _signed_in()
    for name, address in _addresses(ids):
        answer = client.get(address)
        if answer.status_code != 200 or "text/html" not in answer["Content-Type"]:
            continue
        took = _took(partial(client.get, address))
        size = len(answer.content)
        assets = set(_ASSET.findall(_text(answer)))
        yield {
            "page": name,
            "ms": took,
            "first": size + sum(_size(client, each) for each in assets),
            "after": size,
        }
    draft = {"text": DRAFT, "customer": ids["customer_id"]}
    took = _took(partial(client.post, "/compose/", draft, headers={"HX-Target": "found"}))
    print(json.dumps({"marked": took}), flush=True)


def _took(ask: Callable[[], object]) -> float:
    """Milliseconds of the median of several, after one that is not counted."""
    ask()
    took = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        ask()
        took.append(1000 * (time.perf_counter() - begun))
    return statistics.median(took)


def _signed_in() -> Any:
    from allauth.usersessions.models import UserSession
    from django.test import Client

    from troth_web.people.models import Person

    client, person, now = Client(SERVER_NAME="localhost"), Person.objects.get(), datetime.now(UTC)
    client.defaults["HTTP_ACCEPT_ENCODING"] = "gzip"
    client.force_login(person, _BACKEND)
    UserSession.objects.create(
        user=person,
        session_key=client.session.session_key,
        ip="127.0.0.1",
        user_agent="a browser",
        created_at=now,
        last_seen_at=now,
    )
    return client


def _text(answer: Any) -> str:
    packed = answer.get("Content-Encoding") == "gzip"
    return (gzip.decompress(answer.content) if packed else answer.content).decode()


def _size(client: Any, address: str) -> int:
    answer = client.get(address)
    return len(gzip.compress(b"".join(answer)))


def _addresses(ids: dict[str, str]) -> Iterator[tuple[str, str]]:
    from django.urls import reverse

    from troth_web.desk.urls import urlpatterns

    for each in urlpatterns:
        wanted = set(each.pattern.converters)
        if each.name and wanted <= set(ids):
            yield each.name, reverse(each.name, kwargs={name: ids[name] for name in wanted})
    yield "desk_search for a word", reverse("desk_search") + "?q=Customer"
    yield "desk_today of all", reverse("desk_today") + "?whose=all"


if __name__ == "__main__":
    main()
