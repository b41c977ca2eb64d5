"""T19: one idempotency key, many requests at once: one thing is done, and all hear the same."""

import json
import random
import threading
from collections import Counter

from lab.asking import NoAnswerError, Reply
from lab.check import violations
from lab.oracle import Ack
from lab.outcome import Figures, Outcome
from lab.server import Server
from lab.tables import opened
from lab.world import World

#: What a retry may hear while the first request is still worked on.
BUSY = 409


def at_once(world: World, keys: int, requests: int, seed: int) -> Outcome:
    """Ask the same thing so many times at once, for each of so many keys."""
    luck = random.Random(seed)
    server = Server(world)
    server.start()
    found: list[str] = []
    statuses: Counter[int] = Counter()
    acks: list[Ack] = []
    for number in range(keys):
        key = f"t19-{seed}-{number}"
        body = {"metric": "first-reply", "promisee": "team:billing", "wording": f"{luck.random()}"}
        replies = _together(server, requests, body, key)
        statuses.update(reply.status for reply in replies)
        found += _unlike(key, replies)
        found += _another_body(server, body, key)
        done = [reply.body for reply in replies if reply.done]
        acks += [_ack(key, each) for each in done[:1]]
    found += _killed(server, seed)
    server.stop()
    found += violations(world.database, acks)
    figures: Figures = {
        "keys": keys,
        "requests at once for each": requests,
        "answers": ", ".join(f"{count} x {status}" for status, count in sorted(statuses.items())),
        "things made": _made(world, f"t19-{seed}-"),
    }
    if figures["things made"] != keys:
        found.append(f"{figures['things made']} things were made by {keys} keys")
    return Outcome(test="T19", engine=world.engine, figures=figures, violations=found)


def _together(server: Server, count: int, body: dict[str, str], key: str) -> list[Reply]:
    """The answers to the same request sent by so many clients at the same moment."""
    replies: list[Reply] = []
    start = threading.Barrier(count)

    def ask() -> None:
        caller = server.caller(seconds=60)
        start.wait()
        replies.append(caller.post("/promises", body, key))
        caller.close()

    threads = [threading.Thread(target=ask) for _ in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return replies


def _unlike(key: str, replies: list[Reply]) -> list[str]:
    found = [
        f"{key}: {reply.status} {str(reply.body)[:200]}"
        for reply in replies
        if not reply.done and reply.status != BUSY
    ]
    texts = {json.dumps(reply.body, sort_keys=True) for reply in replies if reply.done}
    if len(texts) != 1:
        found.append(f"{key}: {len(texts)} different answers")
    return found


def _another_body(server: Server, body: dict[str, str], key: str) -> list[str]:
    caller = server.caller()
    reply = caller.post("/promises", {**body, "wording": "another"}, key)
    caller.close()
    return [] if reply.status == 422 else [f"{key} with another body: {reply.status}"]


def _killed(server: Server, seed: int) -> list[str]:
    """A server that is killed within a request leaves no key that is stuck."""
    found = []
    for number, point in enumerate(("after-entries", "before-commit", "after-commit")):
        server.stop()
        server.start(environment={"LAB_CRASH": f"{point}:1"})
        key = f"t19-killed-{seed}-{number}"
        body = {"metric": "first-reply", "promisee": "team:billing"}
        caller = server.caller()
        try:
            found.append(f"{point}: answered {caller.post('/promises', body, key).status}")
        except NoAnswerError:
            server.kill()
            server.start()
            reply = server.caller().post("/promises", body, key)
            found += [] if reply.done else [f"{point}: stuck, {reply.status} {reply.body}"]
    return found


def _ack(key: str, body: dict[str, object]) -> Ack:
    return Ack(key=key, subject=str(body["id"]), sequence=1, at=0, asked=0)


def _made(world: World, prefix: str) -> int:
    query = "select count(*) from ledger_entry where idempotency_key like ?"
    with opened(world.database) as tables:
        count: int = tables.one(query, f"{prefix}%")
    return count
