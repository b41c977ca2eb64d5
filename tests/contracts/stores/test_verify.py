"""Verifying: every change of what was written is found, and nothing else (T24)."""

import base64
import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest
from django.db import transaction
from django.db.backends.utils import CursorWrapper
from django.db.utils import DatabaseError

from tests.contracts.stores.cast import ANNA, BOB, HOUR, NOW, customer, made, published
from tests.contracts.stores.fixtures import rows
from tests.contracts.stores.tampering import (
    CLEVER,
    PLAIN,
    Tampering,
    entries,
    second_opinion,
)
from troth import operations
from troth.operations import Change, Keep, Tell
from troth.promises.store import Work
from troth_web.ledger.checkpoints import BadCheckpointError, parsed
from troth_web.ledger.store import SqlStore
from troth_web.ledger.verify import Report, checkpoint, verify

TIMES = 4


@pytest.fixture
def written(sql_store: SqlStore) -> SqlStore:
    """A store with some thirty entries of all sorts, also of somebody erased."""
    store = sql_store
    published(store)
    people = [customer(store, name) for name in ("Carla", "Karl", "Gone")]
    later = Change(agreed=True, due=NOW + timedelta(days=9), reason="more to do")
    for number, person in enumerate(people * 2):
        promise = made(store, person.id, ("first-reply", "refund")[number % 2])
        acts: list[Callable[[Work], object]] = [
            lambda work, it=promise.id: operations.tell(work, it, Tell(says="soon")),  # type: ignore[misc]
            lambda work, it=promise.id: operations.change(work, it, later),  # type: ignore[misc]
            lambda work, it=promise.id: operations.keep(work, it, Keep()),  # type: ignore[misc]
        ]
        for act in acts[: 1 + number % 3]:
            store.write(act, actor=ANNA, at=NOW + HOUR)
    store.write(lambda work: operations.erase(work, people[2].id), actor=BOB, at=NOW + HOUR)
    for _ in range(4):
        made(store, people[0].id, at=NOW + HOUR)
    return store


@contextmanager
def tampered(store: SqlStore, act: Callable[[CursorWrapper], None]) -> Iterator[CursorWrapper]:
    """The database as somebody leaves it who got past its guards; undone afterwards."""
    with transaction.atomic(using=store.using), store.connection.cursor() as cursor:
        guards = []
        if store.connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
        else:
            cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            guards = cursor.fetchall()
            cursor.execute("PRAGMA defer_foreign_keys = ON")
            for name, _ in guards:
                cursor.execute(f"DROP TRIGGER {name}")
        act(cursor)
        for _, statement in guards:
            cursor.execute(statement)
        yield cursor
        transaction.set_rollback(True, using=store.using)


def test_it_works(written: SqlStore) -> None:
    """What was written through the store stands as it was written."""
    point = checkpoint(written, NOW)
    report = verify(written, point, every=True)
    assert report.findings == ()
    assert report.entries == parsed(point).entries == len(written.feed().items)
    assert report.digest == parsed(point).digest
    assert report.promises == 10
    assert str(report) == f"{report.entries} entries: everything stands as written"


def test_what_is_written_after_a_checkpoint_is_no_finding(written: SqlStore) -> None:
    """A journal grows."""
    point = checkpoint(written, NOW)
    made(written, customer(written, "New").id)
    assert verify(written, point, every=True).findings == ()


def test_an_empty_ledger_holds(sql_store: SqlStore) -> None:
    """Also against a checkpoint of nothing."""
    assert verify(sql_store, checkpoint(sql_store, NOW)).holds


@pytest.mark.parametrize("tampering", [*PLAIN, *CLEVER], ids=lambda each: each.__name__)
def test_tampering_is_found(written: SqlStore, tampering: Tampering) -> None:
    """Whatever it is, and wherever; a second implementation agrees about the chain."""
    point = checkpoint(written, NOW)
    known = parsed(point)
    for seed in range(TIMES):
        chance = random.Random(f"{tampering.__name__} {seed}")  # noqa: S311 - no secret
        with tampered(written, lambda cursor: tampering(cursor, chance)) as cursor:  # noqa: B023
            report = verify(written, point, every=True)
            chains_hold = second_opinion(entries(cursor), known.entries, known.digest)
        assert not report.holds, f"seed {seed}"
        assert chains_hold or _about_chains(report), f"seed {seed}: {report}"
        if tampering in CLEVER:
            assert not chains_hold
    assert verify(written, point, every=True).holds


def _about_chains(report: Report) -> bool:
    words = ("entr", "written", "checkpoint", "journal")
    return any(word in str(finding) for finding in report.findings for word in words)


@pytest.mark.parametrize("tampering", CLEVER, ids=lambda each: each.__name__)
def test_without_a_checkpoint_the_clever_stay_hidden(
    written: SqlStore, tampering: Tampering
) -> None:
    """The verifier does not see what it cannot: this is what checkpoints are kept outside for."""
    chance = random.Random(7)  # noqa: S311 - no secret
    with tampered(written, lambda cursor: tampering(cursor, chance)):
        found = [str(each) for each in verify(written).findings]
    assert [each for each in found if "among the promises" not in each] == []


def test_the_database_refuses_to_change_entries(written: SqlStore) -> None:
    """The guards are part of the database, whoever writes."""
    for statement in (
        "UPDATE ledger_entry SET actor = 'person:x'",
        "DELETE FROM ledger_entry",
        *(["TRUNCATE ledger_entry"] if written.connection.vendor == "postgresql" else []),
    ):
        with pytest.raises(DatabaseError, match="entries of the journal"):
            rows(written, statement)
    assert verify(written, every=True).holds


def test_a_guard_that_is_gone_is_found(written: SqlStore) -> None:
    """Somebody made room for changes."""
    postgres = written.connection.vendor == "postgresql"
    name = "entry_no_change" if postgres else "entry_no_update"
    with transaction.atomic(using=written.using), written.connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}" + (" ON ledger_entry" if postgres else ""))
        (finding,) = verify(written).findings
        transaction.set_rollback(True, using=written.using)
    assert str(finding) == f"ledger_entry: its guard {name} is gone"


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        (
            "INSERT INTO ledger_sealed SELECT 'x', person, content FROM ledger_sealed LIMIT 1",
            "a personal part without its entry",
        ),
        (
            "UPDATE ledger_sealed SET person = 'x'",
            "its personal part is not what was sealed",
        ),
        (
            "DELETE FROM ledger_sealed WHERE entry = (SELECT MIN(entry) FROM ledger_sealed)",
            "its personal part is missing, and its person was not erased",
        ),
        ("UPDATE ledger_sealed SET content = NULL", None),
    ],
)
def test_parts_belong_to_their_entries(written: SqlStore, statement: str, why: str | None) -> None:
    """One by one; a part whose time to be kept is over may be empty."""
    with tampered(written, lambda cursor: cursor.execute(statement)):
        found = {each.why for each in verify(written).findings}
    assert found == ({why} if why else set())


def test_bytes_in_the_place_of_text_are_found(written: SqlStore) -> None:
    """SQLite takes them, also where they spell the same."""
    if written.connection.vendor == "postgresql":
        pytest.skip("PostgreSQL refuses them")
    statement = "UPDATE ledger_entry SET actor = CAST(actor AS blob) WHERE sequence = 1"
    with tampered(written, lambda cursor: cursor.execute(statement)):
        found = {each.why for each in verify(written).findings}
    assert "it does not say what was written" in found


def test_a_checkpoint_of_another_ledger_is_no_proof(written: SqlStore) -> None:
    """Its signature holds, but it is not ours."""
    point = checkpoint(written, NOW)
    (written.directory / "checkpoint-key").unlink()
    checkpoint(written, NOW)
    (finding,) = verify(written, point).findings
    assert finding.why == "it was signed for another ledger"


def test_a_changed_checkpoint_is_refused(written: SqlStore) -> None:
    """Every line of it is signed."""
    point = checkpoint(written, NOW)
    lines = point.split("\n")
    other = base64.b64encode(bytes(32)).decode()
    for number, line in (
        (1, str(int(lines[1]) - 1)),
        (2, other),
        (3, "2026-12-02T09:00:00.000000Z"),
        (0, f"troth-ledger+{other}"),
        (5, lines[5][:-8] + "AAAAAAA="),
        (5, ""),
        (1, "x"),
    ):
        changed = "\n".join([*lines[:number], line, *lines[number + 1 :]])
        with pytest.raises(BadCheckpointError, match="not a checkpoint of a ledger"):
            verify(written, changed)
    with pytest.raises(BadCheckpointError):
        verify(written, "")


def test_a_checkpoint_survives_other_line_ends(written: SqlStore) -> None:
    """It may have been mailed."""
    point = checkpoint(written, NOW)
    assert verify(written, point.replace("\n", "\r\n") + "\r\n").holds
