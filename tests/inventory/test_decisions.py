"""What people decided: read, written anew, and never lost."""

from pathlib import Path

import pytest

from tests.inventory.test_inventory import taken
from troth.inventory.decisions import Decision, DecisionsError, State, merged
from troth.inventory.decisions_file import read, write

TEXT = "We refund you within 5 days. We call you today."


@pytest.mark.parametrize("name", ["decisions.yaml", "decisions.csv"])
def test_what_is_written_is_read_again(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    lines = merged(taken(TEXT).promises, {})
    first, second = lines
    decided = [
        Decision(id=first.id, state=State.REWORD, wording='Say: "soon", =1+1\nor é', note="-x"),
        Decision(id=second.id, state=State.RETIRE),
    ]
    write(decided, path)
    known = read(path)
    write(merged(taken(TEXT).promises, known), path)
    again = read(path)
    assert again[first.id].state is State.REWORD
    assert again[first.id].wording == 'Say: "soon", =1+1\nor é'
    assert again[first.id].note == "-x"
    assert again[second.id].state is State.RETIRE
    assert again[first.id].words in {one.words for one in lines}


@pytest.mark.parametrize("name", ["decisions.yaml", "decisions.csv"])
def test_decisions_on_what_is_gone_stay(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    write([Decision(id="gone", state=State.RETIRE, note="we said so")], path)
    lines = merged(taken(TEXT).promises, read(path))
    assert lines[-1].id == "gone"
    assert not lines[-1].found
    write(lines, path)
    assert read(path)["gone"].note == "we said so"


def test_a_file_that_is_not_there_decides_nothing(tmp_path: Path) -> None:
    assert read(tmp_path / "new.yaml") == {}


def test_what_comes_from_pages_is_no_formula(tmp_path: Path) -> None:
    path = tmp_path / "decisions.csv"
    write([Decision(id="x", words="=HYPERLINK(1)")], path)
    assert "'=HYPERLINK" in path.read_text()


@pytest.mark.parametrize(
    ("name", "text", "wrong"),
    [
        ("d.yaml", "decisions: [", "line 1"),
        ("d.yaml", "decisions: 5", "holds no list"),
        ("d.yaml", "decisions: [x]", "decision 1: is no mapping"),
        ("d.yaml", "decisions:\n  - {state: keep}", "there is no id"),
        ("d.yaml", "decisions:\n  - {id: a, state: drop}", "'drop' is no state"),
        ("d.yaml", "decisions:\n  - {id: a, state: reword}", "reword needs a wording"),
        ("d.yaml", "decisions:\n  - {id: a}\n  - {id: a}", "is there twice"),
        ("d.csv", "a,b\n1,2\n", "no columns id and state"),
        ("d.csv", "id,state\na,maybe\n", "line 2: 'maybe' is no state"),
        ("d.csv", 'id,state\na,"keep\n', "unexpected end of data"),
        ("d.csv", '"id,state\n', "line 1"),
    ],
)
def test_mistakes_say_what_and_where(tmp_path: Path, name: str, text: str, wrong: str) -> None:
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(DecisionsError, match=wrong):
        read(path)
    assert path.read_text() == text


def test_a_binary_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "d.yaml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(DecisionsError, match="UTF-8"):
        read(path)


def test_states_may_be_capitals(tmp_path: Path) -> None:
    path = tmp_path / "d.csv"
    path.write_text("id,state\na, Keep \n")
    assert read(path)["a"].state is State.KEEP
