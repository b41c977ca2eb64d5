"""T18: another system sends each delivery five times, shuffled, while the server is killed.

Tickets are opened, answered, set to wait and solved, each by one payload as Zammad sends it. They
arrive in any order through eight connections; whoever gets no answer sends again. In the end each
of them has had its one effect, and every ticket stands as if all had come once and in order.
"""

import http.client
import json
import random
import threading
import time
from collections import Counter
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from lab.check import violations
from lab.outcome import Outcome
from lab.server import Server
from lab.tables import opened
from lab.tickets import REPLIED, SOLVED, WAITED, Sent, ticket
from lab.world import World

TIMES, CONNECTIONS = 5, 8
SECOND = timedelta(seconds=1)
#: Deliveries of a ticket, and so effects: promised, told, paused, kept.
EACH = 4
_KIND = {"Content-Type": "application/json"}
PLAYBOOK = Path(__file__).with_name("t18_playbook.yaml")
MAPPING = {
    "rules": [
        {"event": "created", "does": "make", "metric": "resolution"},
        {"event": "reply", "does": "tell", "metric": "resolution"},
        {
            "event": "waiting",
            "does": "pause",
            "metric": "resolution",
            "reason": "waiting-for-customer",
        },
        {"event": "solved", "does": "keep", "metric": "resolution"},
    ]
}


@dataclass
class Desk:
    """The system that sends, and what it still has to send."""

    server: Server
    connector: str
    secret: str
    waiting: list[Sent]
    turn: threading.Lock = field(default_factory=threading.Lock)
    outcomes: Counter[str] = field(default_factory=Counter)
    #: Answers that nobody should get.
    wrong: list[str] = field(default_factory=list)
    unanswered: int = 0

    def work(self) -> None:
        """Send what waits, again and again until it is answered."""
        connection: http.client.HTTPConnection | None = None
        while (one := self._next()) is not None:
            try:
                connection = connection or http.client.HTTPConnection(
                    "127.0.0.1", self.server.port, timeout=30
                )
                headers = _KIND | one.headers(self.secret)
                connection.request("POST", f"/in/{self.connector}", one.body, headers)
                answer = connection.getresponse()
                self._heard(answer.status, answer.read(), one)
            except (OSError, http.client.HTTPException):
                if connection is not None:
                    connection.close()
                connection = None
                self._again(one)
                time.sleep(0.05)
        if connection is not None:
            connection.close()

    def _next(self) -> Sent | None:
        with self.turn:
            return self.waiting.pop() if self.waiting else None

    def _again(self, one: Sent) -> None:
        with self.turn:
            self.unanswered += 1
            self.waiting.insert(0, one)

    def _heard(self, status: int, body: bytes, one: Sent) -> None:
        if status == 503:
            self._again(one)
            return
        with self.turn:
            if status == 200:
                said = json.loads(body)
                self.outcomes[said["outcome"]] += 1
                self.wrong += [each for each in said["says"] if each.startswith("refused")]
            else:
                self.wrong.append(f"{one.id}: {status} {body[:200]!r}")


def inbound(world: World, count: int, seed: int) -> Outcome:
    """Send so many deliveries five times each."""
    luck = random.Random(seed)
    server = Server(world)
    server.start()
    begun = datetime.now(UTC).replace(microsecond=0) - timedelta(hours=2)
    tickets = max(1, count // EACH)
    each = (ticket(number, begun + number % 600 * SECOND) for number in range(tickets))
    every = [one for deliveries in each for one in deliveries]
    desk = _desk(server, every, luck)
    since = time.monotonic()
    kills = _sent_under_kills(server, desk, luck)
    seconds = time.monotonic() - since
    found = [*desk.wrong[:10], *_forged(desk, every[0])]
    found += _ends(server, tickets, begun)
    server.stop()
    found += violations(world.database)
    with opened(world.database) as tables:
        rows = tables.one("select count(*) from connectors_delivery")
    if rows != len(every):
        found.append(f"{rows} deliveries were taken in, of {len(every)}")
    figures = {
        "deliveries": len(every),
        "sent": len(every) * TIMES + desk.unanswered,
        "kills": kills,
        "taken in": rows,
        "effects": _effects(world, tickets) if not found else "see below",
        "answers a second": round(len(every) * TIMES / seconds),
    }
    return Outcome(test="T18", engine=world.engine, figures=figures, violations=found)


def _desk(server: Server, every: list[Sent], luck: random.Random) -> Desk:
    caller = server.caller()
    published = caller.post("/editions", {"text": PLAYBOOK.read_text()})
    assert published.done, published.body
    body = {"name": "help desk", "kind": "zammad", "mapping": MAPPING}
    made = caller.post("/connectors", body)
    assert made.done, made.body
    waiting = every * TIMES
    luck.shuffle(waiting)
    return Desk(server, made.body["id"], made.body["secret"], waiting)


def _sent_under_kills(server: Server, desk: Desk, luck: random.Random) -> int:
    """Send everything; meanwhile the server is killed after every so many deliveries."""
    threads = [threading.Thread(target=desk.work) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    kills, left = 0, len(desk.waiting)
    step = max(50, left // 12)
    while any(thread.is_alive() for thread in threads):
        time.sleep(luck.uniform(0.01, 0.05))
        if len(desk.waiting) < left - step:
            left = len(desk.waiting)
            server.kill()
            server.start()
            kills += 1
    for thread in threads:
        thread.join()
    return kills


def _ends(server: Server, tickets: int, begun: datetime) -> list[str]:
    """How tickets stand that should not stand so."""
    caller, after, found, seen = server.caller(), "", [], 0
    while True:
        page = caller.get(f"/promises?limit=500{after}").body
        for promise in page["items"]:
            seen += 1
            if (why := _wrong(promise, begun)) is not None:
                found.append(f"{promise['id']}: {why}")
        if page["next"] is None:
            break
        after = f"&after={page['next']}"
    if seen != tickets:
        found.append(f"{seen} promises were made for {tickets} tickets")
    return found[:20]


def _wrong(promise: dict[str, Any], begun: datetime) -> str | None:
    start = datetime.fromisoformat(promise["made_at"])
    kept = start + timedelta(minutes=SOLVED)
    told, waited = start + timedelta(minutes=REPLIED), start + timedelta(minutes=WAITED)
    right = {"outcome": "kept", "kept_at": _iso(kept), "told_at": _iso(told)}
    found = {name: promise[name] for name in right}
    if found != right:
        return f"{found} instead of {right}"
    pauses = [(each["start"], each["end"]) for each in promise["pauses"]]
    # What is opened again at the instant at which it was kept leaves a pause of no length.
    real = [each for each in pauses if each[0] != each[1]]
    if real != [(_iso(waited), _iso(kept))]:
        return f"pauses {real}"
    return None if begun <= start else f"it began at {start}"


def _forged(desk: Desk, one: Sent) -> list[str]:
    """Wrong, missing, of a changed byte, and written anew: whether any of these comes in."""
    body = one.body
    right = _KIND | replace(one, id=f"{one.id}-forged").headers(desk.secret)
    anew = json.dumps(json.loads(body), indent=1).encode()
    tries = [
        (body, {**right, "x-hub-signature": "sha1=" + "0" * 40}),
        (body, {key: value for key, value in right.items() if key != "x-hub-signature"}),
        (body[:-1] + b" }", right),
        (anew, right),
    ]
    found = []
    for sent, headers in tries:
        connection = http.client.HTTPConnection("127.0.0.1", desk.server.port, timeout=30)
        connection.request("POST", f"/in/{desk.connector}", sent, headers)
        status = connection.getresponse().status
        connection.close()
        if status != 401:
            found.append(f"a forged delivery was answered {status}")
    return found


def _effects(world: World, tickets: int) -> int:
    """Promised, told, paused and kept, as it stands: each ticket was seen to have one of each."""
    with opened(world.database) as tables:
        made = tables.one("select count(*) from ledger_entry where type = 'promise.made'")
    return tickets * EACH if made == tickets else -1


def _iso(at: datetime) -> str:
    return at.isoformat().replace("+00:00", "Z")
