"""The checker: everything that must hold of a ledger, whatever was done to its server.

It reads the tables itself and knows nothing of the server's code, so that a mistake in one is
found by the other.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Callable, Iterable, Iterator

from lab.oracle import Ack
from lab.tables import Row, Tables, opened

#: How many sentences of one kind are told; more say no more.
SHOWN = 5

_ENTRIES = """
    select previous, id, type, subject, sequence, at, recorded_at, actor, channel, edition,
           idempotency_key, payload, person, seal, hash
    from ledger_entry order by subject, sequence
"""


def violations(database: str, acks: Iterable[Ack] = (), *, copy: bool = False) -> list[str]:
    """What does not hold, in sentences; none where all is well.

    Args:
        database: its address, as in `TROTH_DATABASE`.
        acks: what clients were told is done.
        copy: whether it was restored, so that nobody outside need hear of all its entries.
    """
    with opened(database) as tables:
        found = [*_integrity(tables), *_chains(tables), *_acknowledged(tables, acks)]
        for rule in _RULES if copy else (*_RULES, _TOLD):
            found += _shown(rule, tables)
    return found


def _shown(rule: "Callable[[Tables], Iterator[str]]", tables: Tables) -> list[str]:
    every = list(rule(tables))
    more = [f"... and {len(every) - SHOWN} more like this"] if len(every) > SHOWN else []
    return [*every[:SHOWN], *more]


def _integrity(tables: Tables) -> Iterator[str]:
    if tables.lite and (said := tables.one("pragma integrity_check")) != "ok":
        yield f"the file of the database is damaged: {said}"


def _chains(tables: Tables) -> list[str]:
    """Every chain from its first entry to its head."""
    heads = {row[0]: (row[1], row[2]) for row in tables.rows(_HEADS)}
    found = []
    subject, last = "", (0, "0" * 64)
    for row in tables.rows(_ENTRIES):
        if row[3] != subject:
            found += _head_wrong(subject, last, heads)
            subject, last = row[3], (0, "0" * 64)
        found += _link_wrong(row, last)
        last = row[4], row[14]
    found += _head_wrong(subject, last, heads)
    found += [f"{left} has a head and no entries" for left in heads]
    return found[:SHOWN]


_HEADS = "select subject, sequence, hash from ledger_head"


def _head_wrong(
    subject: str, last: tuple[int, str], heads: dict[str, tuple[int, str]]
) -> list[str]:
    if not subject or heads.pop(subject, None) == last:
        return []
    return [f"the head of {subject} is not its entry {last[0]}"]


def _link_wrong(row: Row, last: tuple[int, str]) -> list[str]:
    place = f"entry {row[4]} of {row[3]}"
    if row[4] != last[0] + 1:
        return [f"{place} follows entry {last[0]}"]
    if row[0] != last[1]:
        return [f"{place} does not continue the one before"]
    text = json.dumps(list(row[:14]), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    if hashlib.sha256(text.encode()).hexdigest() != row[14]:
        return [f"{place} has another hash than what it says"]
    return []


def _acknowledged(tables: Tables, acks: Iterable[Ack]) -> list[str]:
    """Each answer that a client got stands for one entry, and that is there."""
    written: dict[str, list[tuple[str, int]]] = {}
    keyed = "select idempotency_key, subject, sequence from ledger_entry"
    for key, subject, sequence in tables.rows(f"{keyed} where idempotency_key is not null"):
        written.setdefault(key, []).append((subject, sequence))
    found = []
    for ack in acks:
        entries = written.get(ack.key, [])
        if not entries:
            found.append(f"lost: {ack.key} was acknowledged and is not in the journal")
        elif (ack.subject, ack.sequence) not in entries:
            found.append(f"{ack.key} was told entry {ack.sequence} of {ack.subject}: {entries}")
    doubled = (key for key, entries in written.items() if len(entries) > 1)
    return found + [f"doubled: {key} wrote {len(written[key])} entries" for key in doubled]


def lost(database: str, acks: Iterable[Ack]) -> int:
    """How many acknowledged writes are not in the journal."""
    with opened(database) as tables:
        kept = {row[0] for row in tables.rows("select idempotency_key from ledger_entry")}
    return sum(ack.key not in kept for ack in acks)


def _no(sentence: str, query: str) -> Callable[[Tables], Iterator[str]]:
    """A rule that a query finds nothing; `{}` in the sentence stands for what it found."""

    def rule(tables: Tables) -> Iterator[str]:
        return (sentence.format(row[0]) for row in tables.rows(query))

    return rule


def _twice(table: str, column: str) -> Callable[[Tables], Iterator[str]]:
    query = f"select {column} from {table} group by {column} having count(*) > 1"
    return _no(f"{{}} stands more than once in {table}", query)


def _seals(tables: Tables) -> Iterator[str]:
    query = """
        select e.id, e.seal, s.content from ledger_entry e
        join ledger_sealed s on s.entry = e.id where s.content is not null
    """
    for entry, seal, content in tables.rows(query):
        if hashlib.sha256(content).hexdigest() != seal:
            yield f"the sealed part of entry {entry} is not what its hash covers"


def _promises(tables: Tables) -> Iterator[str]:
    heads = Counter(
        {
            (row[0], row[1])
            for row in tables.rows(
                "select subject, sequence from ledger_head where kind = 'promise'"
            )
        }
    )
    lists = Counter(
        (r[0], r[1]) for r in tables.rows("select subject, sequence from ledger_promise")
    )
    for subject, sequence in (heads - lists) + (lists - heads):
        yield f"lists and journal differ about promise {subject} at entry {sequence}"


_ERASED = "select subject from ledger_entry where type = 'customer.erased'"
_RULES = (
    _twice("ledger_entry", "id"),
    _twice("ledger_outbox", "entry"),
    _no(
        "the outbox holds {}, which is no entry",
        "select entry from ledger_outbox o where not exists "
        "(select 1 from ledger_entry e where e.id = o.entry)",
    ),
    _no(
        "a sealed part belongs to {}, which is no entry",
        "select entry from ledger_sealed s where not exists "
        "(select 1 from ledger_entry e where e.id = s.entry)",
    ),
    _no(
        "the sealed part of entry {} is gone, and its person is not erased",
        "select id from ledger_entry e where seal is not null and exists "
        "(select 1 from ledger_key k where k.person = e.person) and not exists "
        "(select 1 from ledger_sealed s where s.entry = e.id)",
    ),
    _no(
        "key {} wrote entries and has no saved answer",
        # What was answered about somebody who was erased is erased too.
        "select distinct e.idempotency_key from ledger_entry e "
        "left join ledger_head h on h.subject = e.subject "
        "left join ledger_answer a on a.key = e.idempotency_key "
        "where e.idempotency_key is not null and a.key is null "
        f"and e.subject not in ({_ERASED}) and coalesce(h.customer, '') not in ({_ERASED})",
    ),
    _no(
        "an answer is saved for key {}, which wrote nothing",
        "select a.key from ledger_answer a "
        "left join ledger_entry e on e.idempotency_key = a.key where e.id is null",
    ),
    _seals,
    _promises,
)
_TOLD = _no(
    "entry {} is not in the outbox",
    "select e.id from ledger_entry e left join ledger_outbox o on o.entry = e.id "
    "where o.entry is null",
)
