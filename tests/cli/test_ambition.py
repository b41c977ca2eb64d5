"""`troth ambition` as somebody types it."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.forecast.quote.world import desk, northwind_file
from tests.forecast.test_ambition import rated
from troth.cli.main import main
from troth.history.importing import import_history
from troth.history.mapping_file import load


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with two histories and a playbook."""
    desk(tmp_path / "desk.parquet")
    rated(tmp_path / "rated.parquet")
    northwind_file(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*arguments: str) -> int:
    with pytest.raises(SystemExit) as left:
        main(["ambition", *arguments])
    assert isinstance(left.value.code, int)
    return left.value.code


@pytest.mark.usefixtures("folder")
def test_it_says_what_each_term_would_mean(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("playbook.yaml", "--history", "rated.parquet") == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "standard flex-reply within 50 hours in 90 %" in told
    assert "50 % within" in told
    assert "broken, rating 3." in told
    assert "in all: kept 5.00 (95 %: 5.00 to 5.00, 200 ratings), broken 2.00" in told


@pytest.mark.usefixtures("folder")
def test_in_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("playbook.yaml", "--history", "desk.parquet", "--format", "json") == 0
    told = json.loads(capsys.readouterr().out)
    assert told["marks"][0]["kind"] == "adequate"
    assert told["reaction"] is None
    for mark in (*told["marks"], *told["levels"]):
        assert mark["broken"] == pytest.approx(1 - mark["odds"])


def test_a_picture(folder: Path) -> None:
    file = folder / "curve.svg"
    assert run("playbook.yaml", "--history", "rated.parquet", "--picture", str(file)) == 0
    assert file.read_text().startswith("<svg xmlns=")


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--history", "none.parquet"), "there is no such file"),
        (("--history", "desk.parquet", "--metric", "refund"), "not about 'refund'"),
        (("--history", "desk.parquet", "--as-of", "soon"), "--as-of 'soon' is no date"),
        (("--history", "desk.parquet", "--where", "x=y"), "'x' is no facet"),
        (("--history", "desk.parquet", "--calendar", "no"), "is no calendar and no team"),
    ],
)
@pytest.mark.usefixtures("folder")
def test_what_is_wrong_is_told_in_a_sentence(
    arguments: tuple[str, ...], told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("playbook.yaml", *arguments) == 2
    assert told in capsys.readouterr().err


MARKET = """\
troth: 1
company: Market
calendars: {desk: {hours: "Mo-Fr 09:00-18:00", timezone: America/Sao_Paulo}}
teams: {logistics: {calendar: desk}}
metrics: {delivery: {kind: duration}}
standards: {three-weeks: {metric: delivery, team: logistics, term: within 21 days}}
"""


def test_real_orders_are_rated_down_once_the_promised_day_is_over(
    shared: Callable[[str], Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Orders of a marketplace: 1 to 5 stars, with the promised day shown to the customer."""
    history = tmp_path / "olist.parquet"
    import_history(load("olist"), [shared("olist")], history)
    (playbook := tmp_path / "market.yaml").write_text(MARKET)
    assert run(str(playbook), "--history", str(history), "--format", "json") == 0
    steps = json.loads(capsys.readouterr().out)["reaction"]["steps"]
    rating = {step["label"]: step["rating"] for step in steps}
    early, on_the_day, late = (
        rating[label] for label in ("7 to 13 early", "on the day", "4 to 7 late")
    )
    assert early > 4.0
    assert late < 2.5
    assert early - on_the_day < on_the_day - late
