"""`troth report`: writes one file, or says what is missing."""

import builtins
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from troth.cli.main import main


def run(*arguments: str | Path) -> int:
    with pytest.raises(SystemExit) as leaving:
        main([str(argument) for argument in arguments])
    return int(leaving.value.code or 0)


def test_it_works(playbook_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = tmp_path / "page.html"
    assert run("report", playbook_file, "--at", "2026-12-01", "-o", page) == 0
    assert page.read_text().startswith("<!doctype html>")
    assert f"{page}: {page.stat().st_size:,} bytes" in capsys.readouterr().out


def test_the_same_input_gives_the_same_page(playbook_file: Path, tmp_path: Path) -> None:
    pages = [tmp_path / name for name in ("one.html", "two.html")]
    for page in pages:
        run("report", playbook_file, "--at", "2026-12-01", "-o", page)
    assert pages[0].read_bytes() == pages[1].read_bytes()


@pytest.mark.parametrize(
    ("page", "reason"),
    [("nowhere/page.html", "No such file or directory"), (".", "it is a folder")],
)
def test_a_page_that_cannot_be_written_is_an_error(
    playbook_file: Path, page: str, reason: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run("report", playbook_file, "--at", "2026-12-01", "-o", page) == 2
    assert f"{page}: cannot be written: {reason}; name another file" in capsys.readouterr().err


def test_an_invalid_playbook_is_an_error(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "playbook.yaml"
    file.write_text("troth: 1\n")
    assert run("report", file, "-o", tmp_path / "page.html") == 2
    assert "company" in capsys.readouterr().err


def test_a_missing_extra_is_answered_by_the_line_that_installs_it(
    playbook_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    genuine = builtins.__import__

    def without_jinja(
        name: str,
        globals_: Mapping[str, object] | None = None,
        locals_: Mapping[str, object] | None = None,
        fromlist: Sequence[str] | None = (),
        level: int = 0,
    ) -> object:
        if name == "jinja2":
            raise ImportError(name)
        return genuine(name, globals_, locals_, fromlist or (), level)

    monkeypatch.setattr(builtins, "__import__", without_jinja)
    assert run("report", playbook_file, "-o", tmp_path / "page.html") == 2
    assert "pip install 'troth[report]'" in capsys.readouterr().err
