"""Somebody who owns the database and rewrites it, in all the ways we could think of."""

import hashlib
import json
import random
from collections.abc import Callable
from typing import Any

from django.db.backends.utils import CursorWrapper

COLUMNS = [
    *("id", "type", "subject", "sequence", "at", "recorded_at", "actor", "channel", "edition"),
    *("idempotency_key", "payload", "person", "seal", "previous", "hash"),
]
#: What the hash covers, in its order.
HASHED = ["previous", *COLUMNS[:-2]]

Row = dict[str, Any]
Tampering = Callable[[CursorWrapper, random.Random], None]


def entries(cursor: CursorWrapper) -> list[Row]:
    """All entries in the order of the feed."""
    names = ["position", "epoch", "turn", *COLUMNS]
    cursor.execute(
        f"SELECT {', '.join(names)} FROM ledger_entry ORDER BY epoch, turn, position"  # noqa: S608
    )
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def hash_of(row: Row) -> str:
    """The hash of an entry, written down a second time from its description alone."""
    values = [row[name] for name in HASHED]
    text = json.dumps(values, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def second_opinion(rows: list[Row], number: int, digest: str) -> bool:
    """Whether chains and checkpoint hold, by another way than that of the ledger."""
    chains: dict[str, list[Row]] = {}
    for row in rows:
        chains.setdefault(row["subject"], []).append(row)
    for chain in chains.values():
        chain.sort(key=lambda row: int(row["sequence"]))
        for index, row in enumerate(chain):
            before = chain[index - 1]["hash"] if index else "0" * 64
            if row["sequence"] != index + 1 or row["previous"] != before:
                return False
            if hash_of(row) != row["hash"]:
                return False
    joined = "".join(row["hash"] for row in rows[:number])
    return len(rows) >= number and hashlib.sha256(joined.encode()).hexdigest() == digest


def _set(cursor: CursorWrapper, row: Row, **values: Any) -> None:
    for name, value in values.items():
        cursor.execute(
            f"UPDATE ledger_entry SET {name} = %s WHERE position = %s",  # noqa: S608
            [value, row["position"]],
        )


def edit(cursor: CursorWrapper, chance: random.Random) -> None:
    """Another value in one column of one entry."""
    row = chance.choice(entries(cursor))
    name = chance.choice(COLUMNS)
    if name == "sequence":
        value: Any = row[name] + 1000
    elif name == "payload":
        value = json.dumps({**json.loads(row[name]), "due": "2030-01-01T00:00:00Z"})
    else:
        value = f"{row[name] or ''}x"
    _set(cursor, row, **{name: value})


def delete(cursor: CursorWrapper, chance: random.Random) -> None:
    """One entry less."""
    row = chance.choice(entries(cursor))
    cursor.execute("DELETE FROM ledger_entry WHERE position = %s", [row["position"]])


def insert(cursor: CursorWrapper, chance: random.Random) -> None:
    """One entry more, behind the last one of its subject, with a hash that fits."""
    rows = entries(cursor)
    row = chance.choice(rows)
    last = max((each for each in rows if each["subject"] == row["subject"]), key=_sequence)
    forged = {**last, "id": "forged", "sequence": last["sequence"] + 1, "previous": last["hash"]}
    _insert(cursor, forged, position=max(each["position"] for each in rows) + 1)


def insert_before(cursor: CursorWrapper, chance: random.Random) -> None:
    """A journal that never was, whole, with its head, somewhere in the middle."""
    rows = entries(cursor)
    row = chance.choice(rows)
    forged = {**row, "id": "forged", "subject": "forged", "sequence": 1, "previous": "0" * 64}
    forged |= {"type": "milestone.opened", "person": None, "seal": None, "epoch": 0}
    _insert(cursor, forged, position=max(each["position"] for each in rows) + 1)
    cursor.execute(
        "INSERT INTO ledger_head (subject, kind, customer, sequence, hash, turn) "
        "VALUES ('forged', 'milestone', NULL, 1, %s, 0)",
        [hash_of(forged)],
    )


def _insert(cursor: CursorWrapper, row: Row, position: int) -> None:
    names = ["position", "epoch", "turn", *COLUMNS]
    values = {**row, "hash": hash_of(row), "position": position}
    cursor.execute(
        f"INSERT INTO ledger_entry ({', '.join(names)}) "  # noqa: S608
        f"VALUES ({', '.join(['%s'] * len(names))})",
        [values[name] for name in names],
    )


def _sequence(row: Row) -> int:
    return int(row["sequence"])


def swap_contents(cursor: CursorWrapper, chance: random.Random) -> None:
    """What one entry says is said by another."""
    one, other = chance.sample(entries(cursor), 2)
    while one["payload"] == other["payload"]:
        one, other = chance.sample(entries(cursor), 2)
    _set(cursor, one, payload=other["payload"])
    _set(cursor, other, payload=one["payload"])


def swap_places(cursor: CursorWrapper, chance: random.Random) -> None:
    """Two entries change their places in the feed."""
    one, other = chance.sample(entries(cursor), 2)
    _set(cursor, one, position=-1)
    _set(cursor, other, turn=one["turn"], position=one["position"])
    _set(cursor, one | {"position": -1}, turn=other["turn"], position=other["position"])


def truncate(cursor: CursorWrapper, chance: random.Random) -> None:
    """The last entries are gone, and everything that follows from them is put right."""
    rows = entries(cursor)
    for row in rows[-chance.randrange(1, 4) :]:
        cursor.execute("DELETE FROM ledger_entry WHERE position = %s", [row["position"]])
        cursor.execute("DELETE FROM ledger_sealed WHERE entry = %s", [row["id"]])
        cursor.execute("DELETE FROM ledger_outbox WHERE entry = %s", [row["id"]])
    _mend(cursor)


def remove(cursor: CursorWrapper, chance: random.Random) -> None:
    """A whole journal is gone, and every trace of it."""
    row = chance.choice(entries(cursor))
    cursor.execute("DELETE FROM ledger_entry WHERE subject = %s", [row["subject"]])
    _mend(cursor)


def rewrite(cursor: CursorWrapper, chance: random.Random) -> None:
    """A journal says something else from its first entry on, with all its hashes made anew."""
    rows = entries(cursor)
    subject = chance.choice(rows)["subject"]
    before = "0" * 64
    for row in sorted((each for each in rows if each["subject"] == subject), key=_sequence):
        forged = {**row, "previous": before, "actor": "person:forger"}
        before = hash_of(forged)
        _set(cursor, row, previous=forged["previous"], actor="person:forger", hash=before)
    _mend(cursor)


def _mend(cursor: CursorWrapper) -> None:
    """Put right what is not the journal itself, as somebody would who knows the tables."""
    last = {row["subject"]: row for row in sorted(entries(cursor), key=_sequence)}
    known = list(last) or [""]
    places = ", ".join(["%s"] * len(known))
    for table, column in (
        ("ledger_head", "subject"),
        ("ledger_promise", "subject"),
        ("ledger_lookup", "subject"),
    ):
        cursor.execute(
            f"DELETE FROM {table} WHERE {column} NOT IN ({places})",  # noqa: S608
            known,
        )
    gone = "(SELECT id FROM ledger_entry)"
    cursor.execute(f"DELETE FROM ledger_sealed WHERE entry NOT IN {gone}")  # noqa: S608
    cursor.execute(f"DELETE FROM ledger_outbox WHERE entry NOT IN {gone}")  # noqa: S608
    for row in last.values():
        state = [row["sequence"], row["hash"], row["subject"]]
        cursor.execute("UPDATE ledger_head SET sequence = %s, hash = %s WHERE subject = %s", state)
        cursor.execute(
            "UPDATE ledger_promise SET sequence = %s WHERE subject = %s",
            [row["sequence"], row["subject"]],
        )


def _some(cursor: CursorWrapper, chance: random.Random, statement: str) -> Any:  # noqa: ANN401
    cursor.execute(statement)
    return chance.choice(cursor.fetchall())[0]


def edit_sealed(cursor: CursorWrapper, chance: random.Random) -> None:
    """A bit of a personal part."""
    entry = _some(cursor, chance, "SELECT entry FROM ledger_sealed")
    cursor.execute("SELECT content FROM ledger_sealed WHERE entry = %s", [entry])
    content = bytearray(cursor.fetchone()[0])
    content[chance.randrange(len(content))] ^= 1 << chance.randrange(8)
    cursor.execute(
        "UPDATE ledger_sealed SET content = %s WHERE entry = %s", [bytes(content), entry]
    )


def delete_sealed(cursor: CursorWrapper, chance: random.Random) -> None:
    """A personal part of somebody who was not erased."""
    entry = _some(cursor, chance, "SELECT entry FROM ledger_sealed")
    cursor.execute("DELETE FROM ledger_sealed WHERE entry = %s", [entry])


def delete_key(cursor: CursorWrapper, chance: random.Random) -> None:
    """The key of somebody who was not erased, and what it sealed."""
    person = _some(cursor, chance, "SELECT person FROM ledger_key WHERE person <> 'company'")
    cursor.execute("DELETE FROM ledger_sealed WHERE person = %s", [person])
    cursor.execute("DELETE FROM ledger_key WHERE person = %s", [person])


def edit_promise(cursor: CursorWrapper, chance: random.Random) -> None:
    """A row among the promises."""
    subject = _some(cursor, chance, "SELECT subject FROM ledger_promise")
    change = chance.choice(
        ["outcome = 'kept!'", "broken_after_us = 7", "holder = 'team:other'", "made_us = 7"]
    )
    cursor.execute(f"UPDATE ledger_promise SET {change} WHERE subject = %s", [subject])  # noqa: S608


def delete_promise(cursor: CursorWrapper, chance: random.Random) -> None:
    """A promise that no list shows any more."""
    subject = _some(cursor, chance, "SELECT subject FROM ledger_promise")
    cursor.execute("DELETE FROM ledger_promise WHERE subject = %s", [subject])


def edit_head(cursor: CursorWrapper, chance: random.Random) -> None:
    """The end of a journal."""
    subject = _some(cursor, chance, "SELECT subject FROM ledger_head")
    change = chance.choice(["sequence = sequence - 1", "hash = 'x'", "kind = 'quote'"])
    cursor.execute(f"UPDATE ledger_head SET {change} WHERE subject = %s", [subject])  # noqa: S608


def add_orphan(cursor: CursorWrapper, chance: random.Random) -> None:
    """Somebody outside shall hear of an entry that never was."""
    cursor.execute("INSERT INTO ledger_outbox (entry) VALUES ('never')")


#: Of what only a checkpoint from outside tells.
CLEVER: tuple[Tampering, ...] = (truncate, remove, rewrite, insert_before, swap_places)
PLAIN: tuple[Tampering, ...] = (
    edit,
    delete,
    insert,
    swap_contents,
    edit_sealed,
    delete_sealed,
    delete_key,
    edit_promise,
    delete_promise,
    edit_head,
    add_orphan,
)
