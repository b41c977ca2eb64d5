"""What commands write: whole or not at all, and never in the place of somebody's data."""

import os
from pathlib import Path

import pytest

from tests.cli.test_playbook_commands import run
from tests.cli.test_streams import FULL
from tests.forecast.quote.world import desk, northwind_file
from troth.forecast import fit
from troth.forecast.errors import NotOddsError
from troth.forecast.quote import read_quotes
from troth.outputs import UnwritableError, draft_of, write_text

QUOTE = ("quote", "desk.parquet", "--at", "2026-07-01 09:00")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a history, a playbook, quotes, and odds under a name of their own."""
    fit(desk(tmp_path / "desk.parquet")).save(tmp_path / "odds")
    northwind_file(tmp_path)
    monkeypatch.chdir(tmp_path)
    assert run(*QUOTE, "--save", "quotes.jsonl") == 0
    return tmp_path


@pytest.mark.parametrize("name", ["desk.parquet", "playbook.yaml", "quotes.jsonl", "odds"])
def test_data_is_never_written_over(
    name: str, folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A slip of the fingers costs a sentence, and no history."""
    before = (folder / name).read_bytes()
    backtest = ("backtest", "desk.parquet", "--train-until", "2026-03-25")
    for words in (
        (*QUOTE, "--picture", name),
        ("ambition", "playbook.yaml", "--history", "desk.parquet", "--picture", name),
        (*backtest, "--judge-at", "2026-04-10", "-o", name),
        ("report", "playbook.yaml", "-o", name),
        (
            "clock",
            "show",
            "2026-12",
            "--hours",
            "Mo-Fr 09:00-17:00",
            "--timezone",
            "UTC",
            "-o",
            name,
        ),
    ):
        capsys.readouterr()
        assert run(*words) == 2
        assert "it holds data, which would be lost" in capsys.readouterr().err
    assert (folder / name).read_bytes() == before


@pytest.mark.usefixtures("folder")
def test_odds_take_the_place_of_odds_only(folder: Path) -> None:
    odds = fit(desk(folder / "other.parquet"))
    odds.save("odds")
    odds.save("new")
    assert Path("new").read_bytes() == Path("odds").read_bytes()
    for name in ("desk.parquet", "playbook.yaml"):
        before = Path(name).read_bytes()
        with pytest.raises(NotOddsError, match="holds something else, which would be lost"):
            odds.save(name)
        assert Path(name).read_bytes() == before


def test_what_fails_leaves_the_output_as_it_was(tmp_path: Path) -> None:
    output = tmp_path / "page.html"
    write_text("old", output)
    with pytest.raises(KeyboardInterrupt):
        _interrupted(output)
    assert output.read_text() == "old"
    assert list(tmp_path.iterdir()) == [output]


def _interrupted(output: Path) -> None:
    with draft_of(output) as draft:
        draft.write_text("half")
        raise KeyboardInterrupt


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    link, page = tmp_path / "link", tmp_path / "page"
    link.symlink_to(page)
    write_text("new", link)
    assert link.is_symlink()
    assert page.read_text() == "new"


@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")
def test_a_device_is_written_to_and_stays(tmp_path: Path) -> None:
    with pytest.raises(UnwritableError, match="No space left on device"):
        write_text("page", FULL)
    assert FULL.is_char_device()


@pytest.mark.usefixtures("folder")
def test_a_quote_that_does_not_fit_leaves_no_half_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        assert run(*QUOTE, "--save", "quotes.jsonl") == 2
    assert "No space left on device" in capsys.readouterr().err
    assert run(*QUOTE, "--save", "quotes.jsonl") == 0
    assert len(read_quotes("quotes.jsonl")) == 2
