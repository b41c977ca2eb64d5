"""Files and folders: what is read, what is refused, and how parts become one playbook."""

from pathlib import Path

import pytest

from troth.playbook import InvalidPlaybookError, load

HEAD = b"troth: 1\ncompany: A\n"


def said_about(path: Path) -> str:
    """The one problem of the playbook at a path, without the path."""
    with pytest.raises(InvalidPlaybookError) as caught:
        load(path)
    (problem,) = caught.value.problems
    return str(problem).removeprefix(str(path))


def test_a_byte_order_mark_is_no_text(tmp_path: Path) -> None:
    file = tmp_path / "playbook.yaml"
    file.write_bytes(b"\xef\xbb\xbf" + HEAD)
    assert load(file).company == "A"


#: Content, and what is said about it.
REFUSED = [
    ("troth: 1\ncompany: Ä\n".encode("utf-16"), ":1:1: not UTF-8: this looks like UTF-16"),
    ("troth: 1\ncompany: Ä\n".encode("latin-1"), ":2:10: not UTF-8: the byte 0xC4 looks like Lat"),
    (b"PAR1\x15\x04\x00\xff", ":1:8: not UTF-8: this looks like a binary file"),
    ("troth: 1\n".encode("utf-16-le"), ":1:2: the character U+0000 may not stand in a text"),
    (b"", ":1:1: nothing is written here; start with 'troth: 1'"),
    (b"# only a comment\n", ":1:1: nothing is written here; start with 'troth: 1'"),
    (b"- troth\n", ":1:1: the file is not a mapping"),
    (b"only words\n", ":1:1: the file is not a mapping"),
]


@pytest.mark.parametrize(("content", "said"), REFUSED)
def test_what_is_no_playbook_is_said_in_one_line(tmp_path: Path, content: bytes, said: str) -> None:
    file = tmp_path / "playbook.yaml"
    file.write_bytes(content)
    assert said_about(file).startswith(said)


def test_a_file_that_is_too_large_is_not_even_read(tmp_path: Path) -> None:
    file = tmp_path / "playbook.yaml"
    with file.open("wb") as opened:
        opened.truncate(40 * 2**20)
    assert "40 MiB" in said_about(file)


def test_the_size_of_a_folder_counts_as_a_whole(tmp_path: Path) -> None:
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_bytes(HEAD + b"#" * (20 * 2**20))
    assert "20 MiB, which makes the playbook larger" in said_about(tmp_path)


def test_a_missing_file_is_said_so(tmp_path: Path) -> None:
    assert "there is no such file" in said_about(tmp_path / "playbok.yaml")


def test_a_folder_without_yaml_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("nothing")
    assert "no *.yaml or *.yml file" in said_about(tmp_path)


def test_a_device_is_not_read() -> None:
    assert "not a file" in said_about(Path("/dev/zero"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A playbook in three files, one of them in a folder of its own."""
    (tmp_path / "a.yaml").write_text(
        "troth: 1\ncompany: A\nnever-promise: [rain]\nduties: {one: {term: within 1 day}}\n"
    )
    (tmp_path / "z.yml").write_text("company: A\nnever-promise: [sun]\n")
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "m.yaml").write_text("duties: {two: {term: within 2 days}}\n")
    return tmp_path


def test_mappings_are_joined_and_lists_appended_in_the_order_of_paths(folder: Path) -> None:
    loaded = load(folder)
    assert list(loaded.duties) == ["one", "two"]
    assert loaded.never_promise == ("rain", "sun")


def test_places_name_the_file_they_are_in(folder: Path) -> None:
    place = load(folder).place("duties", "two", "term")
    assert (place.file, place.line, place.column) == (str(folder / "more" / "m.yaml"), 1, 22)
    assert load(folder).place("never-promise", 1).file == str(folder / "z.yml")


def test_hidden_files_and_folders_are_left_out(folder: Path) -> None:
    (folder / ".github").mkdir()
    (folder / ".github" / "ci.yml").write_text("on: push\n")
    (folder / ".draft.yaml").write_text("no playbook\n")
    assert load(folder).company == "A"


def test_an_id_may_stand_once_in_all_files(folder: Path) -> None:
    (folder / "b.yaml").write_text("duties:\n  one: {term: within 3 days}\n")
    assert said_about(folder) == (
        f"/b.yaml:2:3: duties.one: 'one' stands here a second time, first at {folder}/a.yaml:4; "
        "keep one of them"
    )


def test_a_single_value_may_not_be_two(folder: Path) -> None:
    (folder / "b.yaml").write_text("company: B\n")
    assert said_about(folder).startswith("/b.yaml:1:1: company: 'company' stands here a second")


def test_the_version_must_stand_somewhere(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("company: A\n")
    assert said_about(tmp_path) == "/a.yaml:1:1: troth: troth is missing; write 'troth: 1'"


def test_a_file_that_cannot_be_read_does_not_make_others_dangle(folder: Path) -> None:
    (folder / "a.yaml").write_text("troth: 1\ncompany: [A\n")
    (folder / "z.yml").write_text("milestones: {m: {theirs: [one]}}\n")
    assert said_about(folder).startswith("/a.yaml:2:10: not YAML")
