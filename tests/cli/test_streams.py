"""The command line where streams are closed, disks are full and names are hostile."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.test_playbook_commands import run
from troth.cli.streams import fitted, printable, printable_lines, short
from troth.cli.strict_json import strict_json

FULL = Path("/dev/full")
PLAYBOOK = "troth: 1\ncompany: A\n"


def in_shell(command: str, folder: Path) -> "subprocess.CompletedProcess[str]":
    """Run `troth` as a shell does, with its redirections."""
    (folder / "playbook.yaml").write_text(PLAYBOOK)
    program = f'"{sys.executable}" -c "from troth.cli.main import main; main()"'
    line = command.replace("troth", program, 1)
    return subprocess.run(
        ["/bin/sh", "-c", line], cwd=folder, capture_output=True, text=True, check=False
    )


def test_a_closed_output_is_no_error(tmp_path: Path) -> None:
    assert in_shell("troth check playbook.yaml >&-", tmp_path).returncode == 0
    assert in_shell("troth check nothing.yaml >&- 2>&-", tmp_path).returncode == 2


@pytest.mark.skipif(not FULL.exists(), reason="no device that is always full")
def test_a_full_disk_is_told(tmp_path: Path) -> None:
    left = in_shell("troth check playbook.yaml >/dev/full", tmp_path)
    assert (left.returncode, left.stderr) == (
        2,
        "troth: the output: No space left on device; check its space and its rights\n",
    )
    assert in_shell("troth check nothing.yaml 2>/dev/full", tmp_path).returncode == 2


@pytest.mark.parametrize(
    "words",
    [
        "init --company '%s' first.yaml",
        "may first-reply --where 'fare=%s' --url http://127.0.0.1:9 --key troth_a_b",
        "connector rotate '%s' --url http://127.0.0.1:9 --key troth_a_b",
        "guard '%s.txt' --format sarif",
    ],
)
def test_what_is_no_utf8_is_refused(tmp_path: Path, words: str) -> None:
    """It comes as bytes from a shell, and cannot be sent or written."""
    odd = b"\xff".decode(errors="surrogateescape")
    (tmp_path / f"{odd}.txt").write_text("We answer within 2 hours.")
    left = in_shell(f"troth {words % odd}", tmp_path)
    assert left.returncode == 2
    assert "\\udcff' cannot be written in utf-8; give names and texts in UTF-8" in left.stderr
    assert "Traceback" not in left.stderr
    assert not (tmp_path / "first.yaml").exists()


def test_control_characters_are_spelled_out(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "a\x1b[2J\x9b.yaml") == 2
    assert "troth: a\\x1b[2J\\x9b.yaml is not" in capsys.readouterr().err
    assert printable("a\tb\nc é 🛒") == "a\tb\nc é 🛒"


def test_a_baseline_must_be_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "playbook.yaml"
    file.write_text(PLAYBOOK)
    assert run("check", file, "--baseline", "/dev/zero") == 2
    assert "it is no file" in capsys.readouterr().err


def test_lines_of_a_playbook_never_begin_a_line_of_their_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "playbook.yaml"
    file.write_text(
        PLAYBOOK + "metrics: {m: {kind: duration}}\nteams: {t: {supplier: true}}\n"
        "standards: {s: {metric: m, team: t, term: within 2 days}}\n"
        'claims: {c: {metric: m, term: within 1 day, says: "a\\n::error::b", where: "x\\n::y"}}\n'
    )
    assert run("check", file) == 1
    assert not [line for line in capsys.readouterr().out.splitlines() if line.startswith("  ::")]


def test_no_value_turns_a_line_around_or_begins_one() -> None:
    """Of a case called so that it looks like a line of the program, or like another case."""
    assert printable("a\u202eb") == "a\\u202eb"
    assert printable_lines(["case a\nfine", "b\tc"]) == "case a\\nfine\nb\\tc"
    assert short("x" * 60) == "x" * 60
    assert short("x" * 4000) == "x" * 59 + "…"


def test_json_holds_no_control_characters_and_says_the_same() -> None:
    text = strict_json({"case": "a\x9b2J\x7f\u202eb é", "odds": float("nan")})
    assert "\x9b" not in text
    assert json.loads(text) == {"case": "a\x9b2J\x7f\u202eb é", "odds": None}


def test_an_interrupted_run_is_told_from_one_with_findings(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(_: Path) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("troth.playbook.load", interrupted)
    assert run("ambition", tmp_path / "playbook.yaml", "--history", tmp_path / "h.parquet") == 130


def test_a_line_that_a_terminal_breaks_goes_on_further_in() -> None:
    """Nothing is lost, and what begins a line is a line."""
    text = "one  two\n\n  " + " ".join(["word"] * 12)
    assert fitted(text, 40).split("\n") == [
        "one  two",
        "",
        "  word word word word word word word",
        "      word word word word word",
    ]
    assert fitted(text, 80) == text
