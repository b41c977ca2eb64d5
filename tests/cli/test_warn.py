"""`troth warn`, from the command line."""

import json
from pathlib import Path

import pytest

from tests.forecast.parcels import history, parcels
from troth.cli.main import main

Said = pytest.CaptureFixture[str]

AT = "2026-03-06"


@pytest.fixture(scope="module")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hundred and twenty days of parcels, promised within two days."""
    return history(tmp_path_factory.mktemp("parcels"), parcels(), 140).path


def run(*arguments: str) -> int:
    """The exit code."""
    with pytest.raises(SystemExit) as left:
        main(["warn", *arguments])
    return int(left.value.code or 0)


def test_it_works(record: Path, capsys: Said) -> None:
    """One line a promise, the worst first, and what the rule of thumb would say."""
    assert run(str(record), "--at", AT, "--top", "3") == 0
    said = capsys.readouterr().out
    assert "open promises as of Fri 06 Mar 2026 00:00 UTC" in said
    assert said.count("(team ") == 3
    assert "more; --top shows more" in said
    assert "three quarters of its time are gone" in said


def test_json(record: Path, capsys: Said) -> None:
    """Programs get ranks, odds that fall, and what they were learned from."""
    assert run(str(record), "--at", AT, "--format", "json", "--top", "5") == 0
    told = json.loads(capsys.readouterr().out)
    assert [one["rank"] for one in told["warnings"]] == [1, 2, 3, 4, 5]
    assert told["open"] >= 5
    assert told["at"] == "2026-03-06T00:00:00Z"
    first = told["warnings"][0]
    assert first["break_odds"] >= told["warnings"][4]["break_odds"] - 0.05
    assert first["groups"][0]["name"] == "everybody"


def test_harm_by_metric(record: Path, capsys: Said) -> None:
    """The weight stands beside the odds."""
    assert run(str(record), "--at", AT, "--format", "json", "--harm", "resolution=2.5") == 0
    first = json.loads(capsys.readouterr().out)["warnings"][0]
    assert first["harm"] == 2.5
    assert first["weight"] == pytest.approx(2.5 * first["break_odds"], abs=1e-5)


def test_nothing_to_warn_of(record: Path, capsys: Said) -> None:
    """When all have ended it says so, and that is fine."""
    assert run(str(record), "--at", "2026-07-01") == 0
    assert "nothing is open that was promised" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--at", "soon"), "--at 'soon' is no date or time"),
        (("--at", "2020-01-01"), "cases start after"),
        (("--where", "team"), "is not NAME=VALUE; right would be --where"),
        (("--where", "tem=slow"), "has no facet 'tem'. Did you mean 'team'?"),
        (("--where", "team=slwo"), "no case has that value. Did you mean 'slow'?"),
        (("--harm", "resolution=0"), "'0' is no number above 0"),
        (("--harm", "refund=2"), "--harm refund: the histories are about resolution"),
        (("--harm", "resolution=1e300"), "above 0 and at most 1,000,000"),
        (("--ahead", "-1"), "right would be days, above 0"),
        (("--calendar", "desk"), "needs the playbook that has it"),
        (("--promise", "within 2 business hours"), "name the calendar that it counts on"),
        (("--promise", "at least 9 %"), "is about share, not about time"),
        (("--promise", "soon"), "soon"),
    ],
)
def test_bad_input(record: Path, capsys: Said, options: tuple[str, ...], said: str) -> None:
    """A sentence and exit code 2."""
    assert run(str(record), *options) == 2
    told = capsys.readouterr()
    assert said in told.err
    assert not told.out


def test_what_is_no_history(tmp_path: Path, capsys: Said) -> None:
    """A missing file is refused with what would make one."""
    assert run(str(tmp_path / "none.parquet")) == 2
    assert "'troth history import' makes a history" in capsys.readouterr().err


def test_business_time_is_counted_on_a_calendar_of_the_playbook(
    record: Path, tmp_path: Path, capsys: Said
) -> None:
    """What was promised in business hours can be asked about."""
    playbook = tmp_path / "playbook.yaml"
    playbook.write_text(
        "troth: 1\ncompany: A\ncalendars: {desk: {hours: Mo-Fr 09:00-17:00, timezone: UTC}}\n"
    )
    words = ("--at", AT, "--promise", "within 8 business hours", "--playbook", str(playbook))
    assert run(str(record), *words) == 0
    assert "within 8 business hours, for every case" in capsys.readouterr().out


def test_two_histories_of_one_metric(record: Path, capsys: Said) -> None:
    """Cases are never shown twice."""
    assert run(str(record), str(record)) == 2
    assert "two histories are about resolution" in capsys.readouterr().err
