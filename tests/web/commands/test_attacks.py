"""Commands that are asked wrongly, or find what they cannot use, say so and leave with 2."""

import gzip

import pytest

from tests.web.commands.machine import Machine

JUNK = {"text": b"what", "zeros": b"\0" * 1000, "packed": gzip.compress(b"null\n")}


@pytest.mark.parametrize("junk", JUNK)
@pytest.mark.parametrize("command", ["status", "verify", "retain", "retain --apply", "migrate"])
def test_a_database_that_is_none(machine: Machine, junk: str, command: str) -> None:
    """It is left as it is."""
    machine.data.mkdir()
    machine.sqlite.write_bytes(JUNK[junk])
    assert "it is no SQLite database" in machine.refused("ledger", *command.split())
    assert machine.sqlite.read_bytes() == JUNK[junk]


@pytest.mark.parametrize("junk", JUNK)
def test_a_backup_or_an_export_that_is_none(filled: Machine, machine: Machine, junk: str) -> None:
    """Nor keys, nor a checkpoint, nor quotes; nothing is made of them."""
    path = filled.folder / "junk"
    path.write_bytes(JUNK[junk])
    assert "junk" in machine.refused("ledger", "restore", path, "--keys", path)
    assert not machine.sqlite.exists()
    for words in (("import", path), ("import-quotes", path)):
        assert "junk" in filled.refused("ledger", *words)
    assert "checkpoint" in filled.refused("ledger", "verify", "--checkpoint", path)


@pytest.mark.parametrize(
    "words",
    [
        ("ledger", "access", "a\udcffb"),
        ("ledger", "erase", "a\udcffb", "--yes"),
        ("ledger", "retain", "--url", "http://\udcff", "--key", "a"),
        ("may", "x", "--url", "http://127.0.0.1:9", "--key", "é"),
        ("may", "\udcff", "--url", "http://127.0.0.1:9", "--key", "a"),
    ],
    ids=ascii,
)
def test_arguments_that_nobody_can_read(filled: Machine, words: tuple[str, ...]) -> None:
    """Bytes that are no text, addresses that are none, keys that cannot be."""
    assert len(filled.refused(*words).split()) > 4
