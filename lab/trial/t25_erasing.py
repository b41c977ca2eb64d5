"""T25: a person is erased among many, and no byte of what they said is left anywhere."""

import base64
import mmap
import random
import time
from collections.abc import Iterator
from pathlib import Path

from lab.check import violations
from lab.outcome import Figures, Outcome
from lab.server import Server
from lab.tables import opened
from lab.world import World

#: Seconds that erasing may take.
SLOW = 300
PROMISES = 20


def erased(world: World, entries: int, seed: int) -> Outcome:
    """Erase one customer among so many entries, and search every file for what they said."""
    canary = f"kanarie{random.Random(seed).randrange(10**12):012d}"
    server = Server(world)
    server.start()
    customer = _customer(server, canary)
    server.stop()
    world.run("lab.workers", "fill", str(entries), str(seed))
    key = _key_of(world, customer)
    found = [] if _hits(world, key) else ["the search does not find what is there: it is blind"]
    server.start()
    begun = time.monotonic()
    reply = server.caller(seconds=SLOW).delete(f"/customers/{customer}", f"t25-{seed}")
    seconds = time.monotonic() - begun
    found += [] if reply.done else [f"erasing was answered {reply.status}: {reply.body}"]
    found += _still_read(server, customer, canary)
    server.stop()
    hits = [f"{path} holds {what}" for path, what in _plain(world, canary)]
    found += hits + violations(world.database)
    found += [f"erasing took {seconds:.0f} s"] if seconds > SLOW else []
    with opened(world.database) as tables:
        stored = tables.one("select count(*) from ledger_entry")
    figures: Figures = {
        "entries": stored,
        "seconds to erase": round(seconds, 2),
        "files searched": len(list(_files(world))),
        "hits of what was said": len(hits),
        "files that still hold the sealed key": _hits(world, key),
    }
    return Outcome(test="T25", engine=world.engine, figures=figures, violations=found)


def _customer(server: Server, canary: str) -> str:
    """A customer with much that is personal: in every field, and in promises and notes."""
    caller = server.caller()
    about = {
        "name": f"Ann {canary}",
        "email": f"{canary}@example.com",
        "phone": f"+44 {canary}",
        "ref": f"crm:{canary}",
    }
    customer = str(caller.post("/customers", about, "t25-customer").body["id"])
    for number in range(PROMISES):
        said = {
            "metric": "first-reply",
            "customer": customer,
            "wording": f"Dear {canary}, by tomorrow",
        }
        promise = caller.post("/promises", said, f"{number}-p").body["id"]
        caller.post(f"/promises/{promise}/tell", {"says": f"soon, {canary}"}, f"{number}-t")
        reason = {"reason": f"{canary} went elsewhere"}
        caller.post(f"/promises/{promise}/withdraw", reason, f"{number}-w")
    caller.close()
    return customer


def _still_read(server: Server, customer: str, canary: str) -> list[str]:
    """What the server still tells of them."""
    caller = server.caller()
    paths = (f"/customers/{customer}", f"/promises?customer={customer}", "/feed?limit=200")
    told = [path for path in paths if canary in str(caller.get(path).body)]
    caller.close()
    return [f"{path} still tells what was erased" for path in told]


def _plain(world: World, canary: str) -> Iterator[tuple[Path, str]]:
    """Where a word stands in a file, in any of the ways in which a file may hold it."""
    forms = {
        "it as it is": canary.encode(),
        "it in capitals": canary.upper().encode(),
        "it in hexadecimal": canary.encode().hex().encode(),
        "it as UTF-16": canary.encode("utf-16-le"),
        # The middle of a base64 text depends on where in it the word begins.
        **{
            f"it in base64, {shift} bytes on": base64.b64encode(b"x" * shift + canary.encode())[
                4:20
            ]
            for shift in range(3)
        },
    }
    for path in _files(world):
        with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as text:
            for name, form in forms.items():
                if text.find(form) >= 0:
                    yield path, name


def _hits(world: World, form: bytes) -> int:
    return sum(form in path.read_bytes() for path in _files(world))


def _key_of(world: World, customer: str) -> bytes:
    """A piece of the person's key as it is stored."""
    with opened(world.database) as tables:
        wrapped = tables.one("select wrapped from ledger_key where person = ?", customer)
    return bytes(wrapped)[:24]


def _files(world: World) -> Iterator[Path]:
    """Every file of the world, logs too."""
    return (path for path in world.folder.rglob("*") if path.is_file() and path.stat().st_size)
