"""The file of a backup is whole, or it is refused."""

import gzip
from collections.abc import Iterator
from pathlib import Path

import pytest

from troth_web.ledger.backup import container
from troth_web.ledger.backup.container import BadBackupError, Columns, ExistsError

CATS = Columns(table="cat", columns=(("name", "plain"), ("picture", "bytes")))
DOGS = Columns(table="dog", columns=(("name", "plain"),))


@pytest.fixture
def backup(tmp_path: Path) -> Path:
    """Two tables, the second one empty."""
    path = tmp_path / "backup"
    with container.writing(path, "backup", {"at": "2026-12-01"}) as writer:
        rows: list[list[str | None]] = [["Mia", "AAA="], ["Ümit\n", None]]
        assert writer.section(CATS, iter(rows)) == 2
        assert writer.section(DOGS, []) == 0
    return path


def changed(path: Path, old: bytes, new: bytes) -> None:
    text = gzip.decompress(path.read_bytes())
    assert old in text
    path.write_bytes(gzip.compress(text.replace(old, new)))


def test_it_works(backup: Path) -> None:
    """What goes in comes out, table by table."""
    assert container.about(backup, "backup") == {"troth": "backup", "form": 1, "at": "2026-12-01"}
    found = [(columns, list(rows)) for columns, rows in container.sections(backup)]
    assert found == [(CATS, [["Mia", "AAA="], ["Ümit\n", None]]), (DOGS, [])]


def test_many_rows_share_a_line(tmp_path: Path) -> None:
    """However many there are, and however long some of them."""
    rows = [[str(number), "A" * (300_000 if number % 700 == 0 else 9)] for number in range(9_000)]
    with container.writing(tmp_path / "backup", "backup", {}) as writer:
        assert writer.section(CATS, rows) == 9_000
    container.about(tmp_path / "backup", "backup")
    ((_, found),) = [
        (columns, list(rows)) for columns, rows in container.sections(tmp_path / "backup")
    ]
    assert found == rows
    assert len(gzip.decompress((tmp_path / "backup").read_bytes()).splitlines()) < 40


def test_rows_that_nobody_reads_are_passed_over(backup: Path) -> None:
    """The next table comes all the same."""
    assert [columns.table for columns, _ in container.sections(backup)] == ["cat", "dog"]


def test_it_is_its_owners_alone(backup: Path) -> None:
    """Nobody else may read it."""
    assert backup.stat().st_mode & 0o777 == 0o600


def test_it_never_takes_the_place_of_a_file(backup: Path) -> None:
    """A second backup of that name is refused."""
    before = backup.read_bytes()
    with pytest.raises(ExistsError), container.writing(backup, "backup", {}):
        pass
    assert backup.read_bytes() == before


def test_one_that_fails_leaves_nothing(tmp_path: Path) -> None:
    """There is no half of a backup, and no draft of one."""

    def rows() -> Iterator[list[str]]:
        yield ["Rex"]
        raise OSError(28, "No space left on device")

    with (
        pytest.raises(OSError, match="No space"),
        container.writing(tmp_path / "backup", "backup", {}) as writer,
    ):
        writer.section(DOGS, rows())
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("share", [0.0, 0.3, 0.9, 0.999])
def test_one_that_was_cut_off_is_refused(backup: Path, share: float) -> None:
    """However little is missing."""
    whole = backup.read_bytes()
    backup.write_bytes(whole[: int(len(whole) * share)])
    with pytest.raises(BadBackupError):
        container.about(backup, "backup")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b"Mia", b"Mio"),
        (b'["Mia","AAA="],', b""),
        (b'{"table":"dog","columns":[["name","plain"]]}\n', b""),
        (b'"at":"2026-12-01"', b'"at":"2026-12-02"'),
    ],
)
def test_one_that_was_changed_is_refused(backup: Path, old: bytes, new: bytes) -> None:
    """A letter, a row, the count, or the date."""
    changed(backup, old, new)
    with pytest.raises(BadBackupError, match="cut off or changed"):
        container.about(backup, "backup")


def test_one_of_another_kind_or_form_is_refused(backup: Path, tmp_path: Path) -> None:
    """Keys are no backup, and neither is any other file."""
    with pytest.raises(BadBackupError, match="file of keys"):
        container.about(backup, "keys")
    (text := tmp_path / "text").write_text("hello\n")
    with pytest.raises(BadBackupError, match="not a backup"):
        container.about(text, "backup")
    (other := tmp_path / "other").write_bytes(gzip.compress(b"hello\n"))
    with pytest.raises(BadBackupError, match="not JSON"):
        container.about(other, "backup")
