"""Which files are found below a folder, whatever lies there."""

import os
from pathlib import Path

import pytest

from troth.inventory import sources as module
from troth.inventory.sources import MissingPathError, TooManyFilesError, sources


def names(folder: Path) -> list[str]:
    return [path.relative_to(folder).as_posix() for path, _ in sources([folder]).files]


def test_files_come_in_the_order_of_their_names(tmp_path: Path) -> None:
    for name in ("b.md", "a.html", "sub/c.txt", ".git/d.md", "node_modules/e.md", ".hidden.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    assert names(tmp_path) == ["a.html", "b.md", "sub/c.txt"]


def test_what_holds_no_text_is_counted(tmp_path: Path) -> None:
    for name in ("a.png", "b.png", "Makefile"):
        (tmp_path / name).write_text("x")
    assert sources([tmp_path]).other == {".png": 2, "no suffix": 1}


def test_links_in_circles_end(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("x")
    (tmp_path / "circle").symlink_to(tmp_path)
    (tmp_path / "self.md").symlink_to(tmp_path / "self.md")
    (tmp_path / "gone.md").symlink_to(tmp_path / "nothing")
    (tmp_path / "same.md").symlink_to(tmp_path / "a.md")
    found = sources([tmp_path])
    assert [path.name for path, _ in found.files] == ["a.md", "same.md"]
    assert {Path(name).name for name, _ in found.unread} == {"self.md", "gone.md"}


def test_links_out_of_the_folder_are_not_read(tmp_path: Path) -> None:
    (tmp_path / "secret.md").write_text("x")
    inside = tmp_path / "inside"
    inside.mkdir()
    (inside / "way-out.md").symlink_to(tmp_path / "secret.md")
    found = sources([inside])
    assert found.files == []
    assert "elsewhere" in found.unread[0][1]


def test_lists_of_addresses_are_told_by_what_they_hold(tmp_path: Path) -> None:
    (tmp_path / "pages.txt").write_text(
        "# ours\nhttps://a.example/x\nhttps://a.example/x\n\nhttp://b.example\n"
    )
    (tmp_path / "text.txt").write_text("See https://a.example for more.\n")
    found = sources([tmp_path / "pages.txt", tmp_path / "text.txt"])
    assert [listed for _, listed in found.lists] == [("https://a.example/x", "http://b.example")]
    assert [path.name for path, _ in found.files] == ["text.txt"]


def test_names_of_any_bytes_can_be_written(tmp_path: Path) -> None:
    path = os.fsencode(tmp_path) + b"/bad\xff.md"
    with open(path, "w") as file:  # noqa: PTH123 - a name that is no text
        file.write("x")
    ((_, name),) = sources([tmp_path]).files
    name.encode("utf-8")


def test_what_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(MissingPathError, match="is not there"):
        sources([tmp_path / "nothing"])


def test_too_many_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_FILES", 2)
    for number in range(3):
        (tmp_path / f"{number}.md").write_text("x")
    with pytest.raises(TooManyFilesError, match="more than 2 files"):
        sources([tmp_path])
