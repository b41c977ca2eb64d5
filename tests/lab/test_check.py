"""The checker sees what is wrong. A checker that sees nothing would pass everything."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest
from lab.check import violations
from lab.oracle import Ack
from lab.server import Server
from lab.tables import opened
from lab.trial.tampering import unlock
from lab.world import World, made, place

FIRST = "(select id from ledger_entry where subject = '{}' and sequence = 1)"


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with place() as folder:
        yield made("sqlite", folder)


@pytest.fixture(scope="module")
def acks(world: World) -> list[Ack]:
    """A promise that was made and told about, as its client heard of it."""
    server = Server(world)
    server.start()
    caller = server.caller()
    said = {"metric": "first-reply", "promisee": "team:billing", "wording": "by tomorrow"}
    made = caller.post("/promises", said, "make").body
    caller.post(f"/promises/{made['id']}/tell", {"says": "soon"}, "tell")
    caller.close()
    server.stop()
    return [
        Ack(key=key, subject=made["id"], sequence=number, at=0, asked=0)
        for number, key in enumerate(("make", "tell"), start=1)
    ]


def test_it_works(world: World, acks: list[Ack]) -> None:
    """Of an untouched ledger it says nothing."""
    assert violations(world.database, acks) == []


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ("delete from ledger_entry where subject = '{}'", "lost: make was acknowledged"),
        ("delete from ledger_entry where subject = '{}' and sequence = 2", "lost: tell"),
        ("update ledger_entry set idempotency_key = 'make' where subject = '{}'", "doubled: make"),
        ("update ledger_entry set payload = '[]' where subject = '{}'", "another hash"),
        ("update ledger_entry set previous = hash where subject = '{}'", "does not continue"),
        ("update ledger_entry set sequence = 7 where subject = '{}' and sequence = 2", "follows"),
        ("update ledger_head set sequence = 1 where subject = '{}'", "the head of"),
        ("delete from ledger_promise where subject = '{}'", "lists and journal differ"),
        (f"delete from ledger_outbox where entry = {FIRST}", "is not in the outbox"),
        (f"insert into ledger_outbox (entry) select {FIRST}", "more than once in ledger_outbox"),
        ("insert into ledger_outbox (entry) values ('{}')", "which is no entry"),
        (f"delete from ledger_sealed where entry = {FIRST}", "person is not erased"),
        (f"update ledger_sealed set content = x'00' where entry = {FIRST}", "its hash covers"),
        ("delete from ledger_answer where key <> '{}'", "has no saved answer"),
        ("update ledger_answer set key = '{}' where key = 'make'", "which wrote nothing"),
    ],
)
def test_it_sees(tmp_path: Path, world: World, acks: list[Ack], change: str, said: str) -> None:
    copy = tmp_path / "copy.sqlite3"
    # The log beside the file may hold what the file does not have yet.
    with closing(sqlite3.connect(world.file)) as source:
        source.execute("VACUUM INTO ?", [str(copy)])
    database = f"sqlite:///{copy}"
    with opened(database) as tables:
        unlock(tables)
        tables.do("pragma foreign_keys = off")
        tables.do(change.format(acks[0].subject))
    found = violations(database, acks)
    assert any(said in sentence for sentence in found), found
