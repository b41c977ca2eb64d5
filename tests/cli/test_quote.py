"""`troth quote` as somebody types it."""

import json
from pathlib import Path
from xml.etree import ElementTree

import pytest

from tests.forecast.quote.world import desk, northwind_file
from troth.cli.main import main
from troth.forecast import fit
from troth.forecast.quote import read_quotes


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a history, its odds and a playbook."""
    fit(desk(tmp_path / "desk.parquet")).save(tmp_path / "odds.parquet")
    northwind_file(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(["quote", *arguments])
    assert isinstance(left.value.code, int)
    return left.value.code


FLEX = ("desk.parquet", "--where", "fare=flex", "--at", "2026-07-01 09:00")


@pytest.mark.usefixtures("folder")
def test_it_says_what_can_be_promised(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*FLEX, "--playbook", "playbook.yaml") == 0
    told = capsys.readouterr().out
    assert "first reply: fare flex" in told
    assert "starts Wed 1 Jul 2026, 09:00 (Europe/Berlin)" in told
    assert "standard flex-reply  by Fri 3 Jul 2026, 11:00" in told
    assert "said for 90 % of cases as a guarantee, for fare flex" in told
    assert "We cannot promise the first reply by Fri 3 Jul 2026, 11:00; in cases like" in told
    assert "72 % of 200 were kept" in told
    assert "Give us your booking reference (within 2 days, until then the clock stands" in told


def test_json_is_the_line_that_is_saved(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(*FLEX, "--format", "json", "--save", "quotes.jsonl") == 0
    told = json.loads(capsys.readouterr().out)
    (line,) = (folder / "quotes.jsonl").read_text().splitlines()
    assert json.loads(line) == told
    assert told["at"] == "2026-07-01T07:00:00Z"


def test_asking_twice_saves_two_quotes(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for _ in range(2):
        assert run(*FLEX, "--save", "quotes.jsonl") == 0
    first, second = read_quotes(folder / "quotes.jsonl")
    assert first.id != second.id
    assert first.options == second.options
    assert f"saved as {second.id}" in capsys.readouterr().out


@pytest.mark.usefixtures("folder")
def test_saved_odds_answer_the_same(capsys: pytest.CaptureFixture[str]) -> None:
    answers = []
    for source in ("desk.parquet", "odds.parquet"):
        assert run(source, *FLEX[1:], "--format", "json") == 0
        answers.append(json.loads(capsys.readouterr().out))
    assert answers[0]["options"] == answers[1]["options"]
    assert answers[1]["usual"] is None
    assert "an odds file holds no promises" in answers[1]["notes"][-1]


@pytest.mark.usefixtures("folder")
def test_without_a_start_it_is_now_up_to_the_minute(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("desk.parquet", "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["at"] >= told["asked_at"][:16]
    assert told["at"].endswith(":00Z")


def test_the_picture_marks_every_option(folder: Path) -> None:
    picture = folder / "quote.svg"
    assert run(*FLEX, "--playbook", "playbook.yaml", "--picture", str(picture)) == 0
    drawn = ElementTree.parse(picture).getroot()  # noqa: S314 - our own
    labels = " ".join(node.text or "" for node in drawn.iter() if node.tag.endswith("text"))
    for mark in ("50 %: within 3 days", "flex-reply: within 50 hours", "page: ", "usual: "):
        assert mark in labels
        assert mark in drawn.attrib["aria-label"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (
            ("desk.parquet", "--where", "fare"),
            "is not NAME=VALUE; right would be --where fare=flex",
        ),
        (("desk.parquet", "--where", "fare=a", "--where", "fare=b"), "says 'fare' twice"),
        (("desk.parquet", "--where", "fair=flex"), "Did you mean 'fare'?"),
        (("desk.parquet", "--levels", "90"), "above 0 and below 1"),
        (("desk.parquet", "--levels", "nan"), "above 0 and below 1"),
        (("desk.parquet", "--levels", ""), "above 0 and below 1"),
        (
            ("desk.parquet", "--levels", ",".join(f"0.{number}1" for number in range(101))),
            "--levels has 101; right would be at most 100",
        ),
        (("desk.parquet", "--metric", "refund"), "is about 'first-reply', not about 'refund'"),
        (("odds.parquet", "--metric", "refund"), "holds odds of 'first-reply', not of 'refund'"),
        (("desk.parquet", "--at", "soon"), "--at 'soon' is no date or time"),
        (("desk.parquet", "--at", "2020-01-01"), "ask for what is known later"),
        (("desk.parquet", "--calendar", "desk"), "--playbook PATH"),
        (("playbook.yaml",), "is no Parquet file"),
        (("none.parquet",), "there is no such file"),
        (("desk.parquet", "--save", "playbook.yaml"), "playbook.yaml:1: is no quote"),
        (("desk.parquet", "--picture", "no/such/folder.svg"), "cannot be written"),
        (
            ("odds.parquet", "--calendar", "desk", "--playbook", "playbook.yaml"),
            "count on another calendar",
        ),
    ],
)
@pytest.mark.usefixtures("folder")
def test_what_is_wrong_is_told_in_a_sentence(
    arguments: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(*arguments) == 2
    assert told in capsys.readouterr().err
