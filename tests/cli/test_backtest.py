"""`troth backtest`, as people and machines call it."""

import json
from pathlib import Path

import pytest

from tests.forecast.backtest.worlds import day, steady
from tests.history.desk import Desk
from troth.cli.main import main
from troth.cli.situation import read_levels
from troth.cli.strict_json import strict_json
from troth.forecast.backtest import backtest
from troth.history import read

SPAN = ("--train-until", "2026-03-02", "--judge-at", "2026-05-01")

Said = pytest.CaptureFixture[str]


@pytest.fixture(scope="module")
def tickets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A steady world, known to its end."""
    return steady(n=2_000).history(Desk(tmp_path_factory.mktemp("tickets"))).path


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as leaving:
        main(["backtest", *map(str, arguments)])
    return int(leaving.value.code or 0)


def test_one_screen_says_whether_it_held(tickets: Path, capsys: Said) -> None:
    assert run(tickets, *SPAN) == 0
    text = capsys.readouterr().out
    lines = text.splitlines()
    assert lines[0].startswith("What was said held: where 90 % was said")
    assert "resolution: 1,001 cases learned from as known 2026-03-02 00:00" in text
    assert len(lines) < 40
    assert max(map(len, lines)) <= 110
    labels = [line[:10].strip() for line in lines if line[:1].isalpha()]
    assert labels[-7:] == [
        "promised", "worst", "control", "company", "kept odds", "warnings", "leaks",
    ]  # fmt: skip


def test_bars_show_what_held_beside_what_was_said(tickets: Path, capsys: Said) -> None:
    run(tickets, *SPAN, "--levels", "0.5,0.9")
    bars = [line.split()[-1] for line in capsys.readouterr().out.splitlines() if "█" in line]
    assert [bar.index("|") for bar in bars] == [15, 27]
    assert all(len(bar) == 31 for bar in bars)


def test_json_is_what_the_library_gives(tickets: Path, capsys: Said) -> None:
    assert run(tickets, *SPAN, "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    # 2026-03-02 00:00 UTC is day 60.
    assert told == backtest(read(tickets), day(60), day(120))


def test_its_options_reach_the_backtest(tickets: Path, capsys: Said) -> None:
    options = ("--levels", "0.7", "--facets", "", "--refit", "never", "--where", "team=web")
    assert run(tickets, *SPAN, *options, "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    wanted = backtest(
        read(tickets),
        day(60),
        day(120),
        levels=[0.7],
        facets=[],
        scope={"team": ["web"]},
        refit="never",
    )
    assert told == wanted
    assert told["judged"] < 700


def test_values_of_one_facet_add_up(tickets: Path, capsys: Said) -> None:
    both = ("--where", "team=web", "--where", "team=shop")
    run(tickets, *SPAN, *both, "--format", "json")
    assert json.loads(capsys.readouterr().out)["judged"] == 999


def test_a_calendar_counts_business_time(tickets: Path, tmp_path: Path, capsys: Said) -> None:
    playbook = tmp_path / "playbook.yaml"
    playbook.write_text(
        "troth: 1\ncompany: Northwind Air\n"
        'calendars:\n  desk: {hours: "Mo-Fr 09:00-17:00", timezone: Europe/Berlin}\n'
    )
    assert (
        run(tickets, *SPAN, "--playbook", playbook, "--calendar", "desk", "--format", "json") == 0
    )
    told = json.loads(capsys.readouterr().out)
    plain = backtest(read(tickets), day(60), day(120))
    assert (told["unit"], plain["unit"]) == ("business", "elapsed")
    # 40 of 168 hours a week are open.
    ratio = told["levels"][2]["median_hours"] / plain["levels"][2]["median_hours"]
    assert 0.1 < ratio < 0.6


def test_the_page_is_written(tickets: Path, tmp_path: Path, capsys: Said) -> None:
    page = tmp_path / "page.html"
    assert run(tickets, *SPAN, "--format", "html", "-o", page) == 0
    assert page.read_text().startswith("<!doctype html>")
    assert capsys.readouterr().out == f"{page}: {page.stat().st_size:,} bytes\n"


def test_text_and_json_can_be_written_too(tickets: Path, tmp_path: Path, capsys: Said) -> None:
    for form in ("text", "json"):
        run(tickets, *SPAN, "--format", form)
        shown = capsys.readouterr().out
        run(tickets, *SPAN, "--format", form, "-o", tmp_path / form)
        assert (tmp_path / form).read_text() == shown
        capsys.readouterr()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--levels", "half"), "--levels 'half'; right would be odds above 0 and below 1"),
        (("--levels", "0.5,1.5"), "--levels '0.5,1.5'; right would be odds above 0"),
        (("--facets", "tam"), "Did you mean 'team'?"),
        (("--where", "tam=web"), "has no facet 'tam'. Did you mean 'team'?"),
        (("--where", "team"), "is not NAME=VALUE"),
        (("--where", "team=wbe"), "no case has that value. Did you mean 'web'?"),
        (("--judge-at", "2026-01-01"), "the judging comes before the learning ends"),
        (("--judge-at", "soon"), "--judge-at 'soon' is no date or time"),
        (("--train-until", "2026-01-02"), "there is nothing to judge"),
        (("--calendar", "desk"), "--calendar needs the playbook that has it"),
        (("--refit", "daily"), "'daily' is not one of"),
        (("-o", "nowhere/page"), "cannot be written"),
    ],
)
def test_a_mistake_ends_in_a_sentence(
    tickets: Path, options: tuple[str, ...], said: str, capsys: Said
) -> None:
    last = SPAN if options[0] != "--train-until" else (*SPAN[:2], "--judge-at", "2026-01-03")
    assert run(tickets, *last, *options) == 2
    error = capsys.readouterr().err
    assert said in " ".join(error.split())
    assert "Traceback" not in error


@pytest.mark.parametrize("name", [".", "nowhere.parquet", "plain.txt"])
def test_what_is_no_history_is_refused(name: str, tmp_path: Path, capsys: Said) -> None:
    (tmp_path / "plain.txt").write_text("id\n1\n")
    assert run(tmp_path / name, *SPAN) == 2
    assert "history" in capsys.readouterr().err


def test_levels_are_read_in_any_order() -> None:
    assert read_levels("0.9, 0.5,.80") == (0.9, 0.5, 0.8)


def test_strict_json_has_no_number_that_json_does_not_know() -> None:
    told = strict_json({"a": [float("nan"), 1.5], "b": {"c": float("-inf")}, "d": None, "e": True})
    assert json.loads(told) == {"a": [None, 1.5], "b": {"c": None}, "d": None, "e": True}
