"""Secrets in the data directory, and what hangs on them."""

import base64
from pathlib import Path

import pytest

from tests.contracts.stores.cast import customer
from troth.promises.sealing import SealError
from troth_web.ledger.secrets import derived, lookup_hash, master_key
from troth_web.ledger.store import SqlStore
from troth_web.settings.environment import SettingError


def test_a_master_key_is_made_once(tmp_path: Path) -> None:
    """And can be read by its owner alone."""
    key = master_key(tmp_path)
    assert len(key) == 32
    assert master_key(tmp_path) == key
    assert (tmp_path / "master-key").stat().st_mode & 0o777 == 0o600


def test_a_master_key_can_come_from_outside(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then no file is made."""
    monkeypatch.setenv("TROTH_MASTER_KEY", base64.b64encode(b"k" * 32).decode())
    assert master_key(tmp_path) == b"k" * 32
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("given", ["short", "not base64!", base64.b64encode(b"k" * 31).decode()])
def test_something_else_is_refused_and_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, given: str
) -> None:
    """It may be a slip of a real key."""
    monkeypatch.setenv("TROTH_MASTER_KEY", given)
    with pytest.raises(SettingError, match=r"TROTH_MASTER_KEY is .* 32 bytes in base64") as refused:
        master_key(tmp_path)
    assert given not in str(refused.value)


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    """With what to do about it."""
    master_key(tmp_path)
    (tmp_path / "master-key").chmod(0o640)
    with pytest.raises(SettingError, match="chmod 600 master-key"):
        master_key(tmp_path)


def test_what_customers_are_found_by_needs_the_key() -> None:
    """Nobody who has the database alone can try names."""
    one, other = derived(b"a" * 32, "lookups"), derived(b"b" * 32, "lookups")
    assert lookup_hash(one, "name", "Carla") == lookup_hash(one, "name", "CARLA")
    assert lookup_hash(one, "name", "Carla") != lookup_hash(other, "name", "Carla")
    assert lookup_hash(one, "name", "Carla") != lookup_hash(one, "ref", "Carla")
    assert derived(b"a" * 32, "other") != one


def test_another_master_key_opens_nothing(sql_store: SqlStore, tmp_path: Path) -> None:
    """And says so."""
    person = customer(sql_store).id
    other = SqlStore(b"x" * 32, tmp_path, using=sql_store.using)
    with pytest.raises(SealError, match="the key is not its own"):
        other.entries(person)
