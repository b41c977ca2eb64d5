"""`troth init`, `fmt`, `diff` and `schema` as somebody types them."""

import json
from pathlib import Path

import pytest

from troth.cli.main import main

OLD = """\
troth: 1
company: A
calendars:
  desk: {hours: "Mo-Fr 09:00-17:00", timezone: Europe/Berlin}
teams:
  support: {calendar: desk}
metrics:
  reply: {kind: duration}
standards:
  reply: {metric: reply, team: support, term: within 4 business hours}
"""


def run(*arguments: str | Path) -> int:
    """Run one command and return its exit code."""
    with pytest.raises(SystemExit) as left:
        main([str(argument) for argument in arguments])
    assert isinstance(left.value.code, int)
    return left.value.code


@pytest.fixture
def old(tmp_path: Path) -> Path:
    file = tmp_path / "old.yaml"
    file.write_text(OLD)
    return file


def test_init_writes_a_playbook_that_passes(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "playbook.yaml"
    assert run("init", file, "--company", "Northwind Air") == 0
    assert run("check", file) == 0
    assert run("fmt", file, "--check") == 0
    assert "0 errors, 0 warnings, 0 notes" in capsys.readouterr().out


def test_init_leaves_what_is_there(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("init", old) == 2
    assert "is there already" in capsys.readouterr().err
    assert old.read_text() == OLD


def test_fmt_says_what_it_would_do_and_then_does_it(
    old: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old.write_text("company: A\ntroth: 1 # first\n")
    assert run("fmt", old, "--check") == 1
    assert capsys.readouterr().out == f"would rewrite {old}\n"
    assert run("fmt", old) == 0
    assert capsys.readouterr().out == f"rewrote {old}\n"
    assert old.read_text() == "troth: 1  # first\ncompany: A\n"
    assert run("fmt", old, "--check") == 0
    assert capsys.readouterr().out == ""


def test_an_invalid_playbook_is_told_without_a_traceback(
    old: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old.write_text("troth: 1\ncompny: A\n")
    assert run("fmt", old) == 2
    shown = capsys.readouterr().err
    assert f"{old}:2:1: compny: unknown key 'compny'; did you mean 'company'?" in shown
    assert "Traceback" not in shown


def test_diff_says_what_changes_for_customers(
    old: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = tmp_path / "new.yaml"
    new.write_text(OLD.replace("within 4", "within 8"))
    assert run("diff", old, new, "--at", "2026-12-01") == 0
    assert capsys.readouterr().out == (
        f"{'looser   standards.reply.term':<72} {new}:10\n"
        "  was: within 4 business hours\n"
        "  now: within 8 business hours\n"
        "  What arrives Fri 29 Oct 2027 09:01 was due Fri 29 Oct 13:01, and is now due "
        "Mon 1 Nov 09:01: later for 100.0 % of arrivals.\n"
        "\n"
        "1 looser.\n"
    )


def test_diff_shows_a_change_of_hours_alone(
    old: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new = tmp_path / "new.yaml"
    new.write_text(OLD.replace("09:00-17:00", "09:00-18:00"))
    assert run("diff", old, new, "--at", "2026-12-01") == 0
    assert 'says "within 4 business hours" as before, and counts other hours' in (
        capsys.readouterr().out
    )


def test_diff_in_json(old: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    new = tmp_path / "new.yaml"
    new.write_text(OLD.replace("within 4", "within 8"))
    assert run("diff", old, new, "--at", "2026-12-01", "--format", "json") == 0
    written = json.loads(capsys.readouterr().out)
    assert written["at"] == "2026-12-01T00:00:00Z"
    assert [change["direction"] for change in written["changes"]] == ["looser"]


def test_diff_of_equals_says_so(old: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("diff", old, old, "--at", "2026-12-01") == 0
    assert capsys.readouterr().out == "Nothing changes for customers.\n"


def test_schema_is_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("schema") == 0
    schema = json.loads(capsys.readouterr().out)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert "standards" in schema["properties"]
