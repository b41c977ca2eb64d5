"""Ways to change the journal behind the server's back, as somebody with the database can."""

import hashlib
import json
import random
import secrets
from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from lab.tables import Row, Tables
from troth.promises.ids import new_id

#: Columns that a hash covers, in its order; then the hash.
COVERED = (
    "previous, id, type, subject, sequence, at, recorded_at, actor, channel, edition, "
    "idempotency_key, payload, person, seal"
)
_ID, _SUBJECT, _SEQUENCE, _PREVIOUS, _HASH = 1, 3, 4, 0, 14

Tampering = Callable[[Tables, random.Random], None]


def unlock(tables: Tables) -> None:
    """Switch off what refuses changes, as the owner of a database can; for this transaction."""
    if not tables.lite:
        tables.do("set local session_replication_role = replica")
        return
    tables.do("pragma defer_foreign_keys = on")
    names = [row[0] for row in tables.rows("select name from sqlite_master where type = 'trigger'")]
    for name in names:
        tables.do(f'drop trigger "{name}"')


def edit(tables: Tables, luck: random.Random) -> None:
    """Change one value of one entry."""
    column, value = luck.choice(
        [
            ("payload", '{"metric":"first-reply"}'),
            ("actor", "person:somebody-else"),
            ("at", "2001-01-01T00:00:00.000000Z"),
            ("recorded_at", "2001-01-01T00:00:00.000000Z"),
            ("type", "promise.withdrawn"),
            ("channel", "phone"),
            ("edition", "edition-99"),
            ("idempotency_key", "another"),
            ("seal", "0" * 64),
            ("previous", "1" * 64),
            ("hash", "2" * 64),
        ]
    )
    tables.do(
        f"update ledger_entry set {column} = ? where id = ?", value, _entry(tables, luck)[_ID]
    )


def delete(tables: Tables, luck: random.Random) -> None:
    """Delete one entry, and its row in the outbox."""
    _drop(tables, [_entry(tables, luck)])


def swap(tables: Tables, luck: random.Random) -> None:
    """Let two entries say each what the other said."""
    first, second = _entry(tables, luck), _entry(tables, luck)
    while second[11] == first[11] and second[6] == first[6]:
        second = _entry(tables, luck)
    for one, other in ((first, second), (second, first)):
        tables.do(
            "update ledger_entry set payload = ?, at = ?, recorded_at = ? where id = ?",
            *(other[11], other[5], other[6], one[_ID]),
        )


def forge(tables: Tables, luck: random.Random) -> None:
    """Add an entry with a right hash as though it had stood there all the time."""
    chain = _chain(tables, luck)
    last = chain[-1]
    new = [*last[:_HASH]]
    new[_ID], new[_SEQUENCE], new[_PREVIOUS] = _new_id(), last[_SEQUENCE] + 1, last[_HASH]
    new[12] = new[13] = None
    row = [*new, _digest(new)]
    _insert(tables, row)
    _head(tables, row)


def cut(tables: Tables, luck: random.Random) -> None:
    """Cut off the last entries of a chain, and move head and lists back."""
    chain = _chain(tables, luck, at_least=2)
    left = luck.randint(1, len(chain) - 1)
    _drop(tables, chain[left:])
    _head(tables, chain[left - 1])


def vanish(tables: Tables, luck: random.Random) -> None:
    """Delete a subject with all that belongs to it."""
    chain = _chain(tables, luck)
    _drop(tables, chain)
    for table in ("ledger_head", "ledger_promise"):
        tables.do(f"delete from {table} where subject = ?", chain[0][_SUBJECT])


def rewrite(tables: Tables, luck: random.Random) -> None:
    """Change an entry and give it and all that follow right hashes, and the head too."""
    chain = _chain(tables, luck)
    begin = luck.randrange(len(chain))
    previous = chain[begin][_PREVIOUS]
    for number, row in enumerate(chain[begin:]):
        new = [previous, *row[1:_HASH]]
        if number == 0:
            new[7] = "person:somebody-else"
        previous = _digest(new)
        tables.do(
            "update ledger_entry set previous = ?, actor = ?, hash = ? where id = ?",
            *(new[0], new[7], previous, row[_ID]),
        )
    _head(tables, [*new, previous])


def unseal(tables: Tables, luck: random.Random) -> None:
    """Change what was sealed, or take it away."""
    sealed = [row[0] for row in tables.rows("select entry from ledger_sealed order by entry")]
    entry = luck.choice(sealed)
    if luck.random() < 0.5:
        tables.do("delete from ledger_sealed where entry = ?", entry)
    else:
        content = secrets.token_bytes(80)
        tables.do("update ledger_sealed set content = ? where entry = ?", content, entry)


def behead(tables: Tables, luck: random.Random) -> None:
    """Let a head say something else than its chain."""
    subject = _chain(tables, luck)[0][_SUBJECT]
    tables.do("update ledger_head set sequence = sequence + 1 where subject = ?", subject)


def relist(tables: Tables, luck: random.Random) -> None:
    """Let the list of promises say something else than the journal."""
    promises = [
        row[0] for row in tables.rows("select subject from ledger_promise order by subject")
    ]
    tables.do(
        "update ledger_promise set stage = 'withdrawn' where subject = ?", luck.choice(promises)
    )


#: Which needs an outside checkpoint is for the verifier to know; all must be seen.
TAMPERINGS: tuple[Tampering, ...] = (
    edit,
    delete,
    swap,
    forge,
    cut,
    vanish,
    rewrite,
    unseal,
    behead,
    relist,
)


def _entry(tables: Tables, luck: random.Random) -> Row:
    return luck.choice(_chain(tables, luck))


def _chain(tables: Tables, luck: random.Random, at_least: int = 1) -> Sequence[Row]:
    """All entries of some promise that has so many."""
    subjects = [
        row[0]
        for row in tables.rows(
            "select subject from ledger_head where kind = 'promise' and sequence >= ? "
            "order by subject",
            at_least,
        )
    ]
    query = f"select {COVERED}, hash from ledger_entry where subject = ? order by sequence"
    return list(tables.rows(query, luck.choice(subjects)))


def _drop(tables: Tables, rows: Sequence[Row]) -> None:
    for row in rows:
        tables.do("delete from ledger_outbox where entry = ?", row[_ID])
        tables.do("delete from ledger_sealed where entry = ?", row[_ID])
        tables.do("delete from ledger_entry where id = ?", row[_ID])


def _head(tables: Tables, last: Sequence[object]) -> None:
    for change in (
        "update ledger_head set sequence = ?, hash = ? where subject = ?",
        "update ledger_promise set sequence = ? where subject = ?",
    ):
        values = (last[_SEQUENCE], last[_HASH], last[_SUBJECT])
        tables.do(change, *(values if "hash" in change else (values[0], values[2])))


def _insert(tables: Tables, row: Sequence[object]) -> None:
    """Put an entry before all others, where no later entry is expected."""
    first = tables.one("select min(position) from ledger_entry")
    turn, epoch = next(iter(tables.rows("select min(turn), min(epoch) from ledger_entry")))
    marks = ", ".join("?" for _ in row)
    tables.do(
        f"insert into ledger_entry (position, turn, epoch, {COVERED}, hash) "
        f"values (?, ?, ?, {marks})",
        *(first - 1, turn, epoch, *row),
    )
    tables.do("insert into ledger_outbox (entry) values (?)", row[_ID])


def _digest(row: Sequence[object]) -> str:
    text = json.dumps(list(row[:_HASH]), ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _new_id() -> str:
    return new_id(datetime.now(UTC))
