"""`troth check` and `troth rule`, as people and machines call them."""

import json
import os
import pty
import re
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.checks import histories
from troth.checks import RULES
from troth.cli.main import main

TROTH = Path(sys.executable).with_name("troth")

PLAYBOOK = """\
troth: 1
company: Northwind Air
calendars:
  desk: {hours: "Mo-Fr 09:00-17:30", timezone: Europe/Berlin, holidays: DE-BE}
teams:
  sales: {calendar: desk}
  support: {calendar: desk}
metrics: {first-reply: {kind: duration}}
precepts: {heard-today: Whoever writes to us is answered the same day.}
standards:
  first-reply:
    metric: first-reply
    team: support
    term: within 8 business hours
    precept: heard-today
    excludes: [legal advice]
    review: 2027-06-30
claims:
  pricing-page:
    team: sales
    says: "100%: answers within 24 hours"
    metric: first-reply
    term: within 24 hours
    review: 2027-06-30
"""
#: Worked out by hand: after 09:30 on the Thursday before Easter 2028 eight hours end on Tuesday.
#: New Year and Easter 2027 are shorter: a weekend with one holiday, and one with a lost hour.
TEXT = """\
TR201 claim tighter than standard (error)                                playbook.yaml:23
  sales says "100%: answers within 24 hours", but support's standard is "within 8 business hours" \
(Mo-Fr 09:00-17:30 Europe/Berlin).
  A case that arrives Thu 13 Apr 2028 09:31 (Europe/Berlin) is due by the claim pricing-page on \
Fri 14 Apr 09:31, but by the standard first-reply only on Tue 18 Apr 09:01 (Good Friday and Easter \
Monday). 35.0 % of arrivals are affected.
  Fix: say "within 8 business hours" or staff every day 08:00-17:30, holidays too

1 error, 0 warnings, 0 notes; arrivals from 2026-12-01 to 2028-12-01.
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the playbook in it, and the place from which it is checked."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "playbook.yaml").write_text(PLAYBOOK)
    return tmp_path


def run(*arguments: str) -> int:
    """The exit code of one command."""
    with pytest.raises(SystemExit) as left:
        main([*arguments])
    return int(left.value.code or 0)


def check(*arguments: str) -> int:
    return run("check", "playbook.yaml", "--at", "2026-12-01", *arguments)


def output(capsys: pytest.CaptureFixture[str]) -> str:
    return capsys.readouterr().out


def test_it_works(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check() == 1
    assert output(capsys) == TEXT


def test_the_day_is_today_from_midnight_where_none_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = datetime.now(UTC).date()
    run("check", "playbook.yaml", "--format", "json")
    at = json.loads(output(capsys))["at"]
    assert at in {f"{day}T00:00:00Z" for day in (before, datetime.now(UTC).date())}


def test_an_empty_day_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("check", "playbook.yaml", "--at", "") == 2
    assert "--at '' is no date" in capsys.readouterr().err


def test_a_playbook_without_errors_leaves_with_0(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "playbook.yaml").write_text(PLAYBOOK.replace("within 24 hours\n", "within 5 days\n"))
    assert check() == 0
    assert output(capsys).startswith("0 errors, 0 warnings, 0 notes; ")


def test_warnings_leave_with_0(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    text = PLAYBOOK.replace("    review", "    strength: aim\n    review")
    (folder / "playbook.yaml").write_text(text)
    assert check() == 0
    assert "TR201 claim tighter than standard (warning)" in output(capsys)


def test_the_waived_is_said_and_does_not_fail(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    waiver = "{code: TR201, about: [pricing-page], reason: being rewritten, until: 2026-12-31}"
    (folder / "playbook.yaml").write_text(f"{PLAYBOOK}waivers:\n  - {waiver}\n")
    assert check() == 0
    said = output(capsys)
    assert "TR201 waived for pricing-page, first-reply until 2026-12-31: being rewritten\n" in said
    assert check("--format", "json") == 0
    (waived,) = json.loads(output(capsys))["waived"]
    assert (waived["code"], waived["until"]) == ("TR201", "2026-12-31")
    assert run("check", "playbook.yaml", "--at", "2027-01-01") == 1


def test_json_has_its_fixed_keys(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check("--format", "json") == 1
    document = json.loads(output(capsys))
    assert document["playbook"] == "playbook.yaml"
    assert document["at"] == "2026-12-01T00:00:00Z"
    assert document["horizon"] == {"from": "2026-12-01T00:00:00Z", "to": "2028-12-01T00:00:00Z"}
    (finding,) = document["findings"]
    assert finding["message"].splitlines() == [line.strip() for line in TEXT.splitlines()[1:3]]
    assert finding == finding | {
        "code": "TR201",
        "severity": "error",
        "file": "playbook.yaml",
        "line": 23,
        "column": 11,
        "path": "claims.pricing-page.term",
        "about": ["pricing-page", "first-reply"],
    }
    assert set(finding["witness"]) == {"arrival", "first", "second", "extent_seconds", "share"}
    assert finding["witness"]["arrival"] == "2028-04-13T07:31:00Z"
    assert finding["witness"]["extent_seconds"] == 3 * 86_400 + 84_600
    assert finding["next"]["arrival"] == "2026-12-04T08:31:00Z"


@pytest.mark.parametrize(
    ("at", "instant"),
    [
        ("2026-12-01", "2026-12-01T00:00:00Z"),
        ("2026-12-01T09:00", "2026-12-01T09:00:00Z"),
        ("2026-12-01T09:00+01:00", "2026-12-01T08:00:00Z"),
    ],
)
def test_at_is_a_day_or_an_instant_in_utc(
    folder: Path, capsys: pytest.CaptureFixture[str], at: str, instant: str
) -> None:
    assert run("check", "playbook.yaml", "--at", at, "--format", "json") == 1
    assert json.loads(output(capsys))["at"] == instant


def test_the_horizon_bounds_what_is_looked_at(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check("--horizon", "3d") == 0  # from Tuesday to Thursday nothing is late
    assert check("--horizon", "4d") == 1
    assert "Fri 4 Dec 2026 09:31" in output(capsys)


def test_a_baseline_lets_only_new_findings_fail(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check("--format", "json") == 1
    (folder / "known.json").write_text(output(capsys))
    more = PLAYBOOK.replace("claims:", "# Everything moves by a line.\nclaims:")
    (folder / "playbook.yaml").write_text(more)
    assert check("--baseline", "known.json") == 0
    assert "1 known from the baseline" in output(capsys)
    (folder / "playbook.yaml").write_text(
        more
        + "  mail: {metric: first-reply, team: sales, term: within 1 hour, review: 2027-06-30}\n"
    )
    assert check("--baseline", "known.json", "--format", "json") == 1
    document = json.loads(output(capsys))
    assert {finding["about"][0] for finding in document["findings"]} == {"mail"}
    assert [finding["about"][0] for finding in document["known"]] == ["pricing-page"]


def test_a_history_is_checked_against(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Ten of seventy replies took three days; eight business hours are promised for all."""
    histories.replies(folder / "replies.parquet")
    assert check("--history", "replies.parquet") == 1
    captured = capsys.readouterr()
    assert captured.err == ""
    assert captured.out.count("TR204 promise tighter than history (error)") == 2


def test_a_history_of_something_else_is_told(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    case = histories.Case(started=histories.MONDAY, ended=None)
    histories.write(folder / "other.parquet", [case] * 40, metric="lost-bags")
    assert check("--history", "other.parquet") == 1
    captured = capsys.readouterr()
    assert captured.out == TEXT
    assert "'lost-bags', which is not one of the playbook's metrics (first-reply)" in captured.err


def test_github_commands_are_escaped(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert check("--format", "github") == 1
    (line,) = output(capsys).splitlines()
    start = "::error file=playbook.yaml,line=23,col=11,title=TR201 claim tighter than standard::"
    assert line.startswith(f'{start}sales says "100%25: answers within 24 hours", but ')
    assert "(Mo-Fr 09:00-17:30 Europe/Berlin).%0AA case that arrives" in line


def test_github_says_nothing_about_a_clean_playbook(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check("--horizon", "3d", "--format", "github") == 0
    assert output(capsys) == ""


def test_sarif_has_the_shape_that_code_scanning_reads(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert check("--format", "sarif") == 1
    document: dict[str, Any] = json.loads(output(capsys))
    assert document["version"] == "2.1.0"
    assert document["$schema"].endswith("sarif-2.1.0.json")
    (part,) = document["runs"]
    assert part["tool"]["driver"]["name"] == "troth"
    rules = part["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == [rule.CODE for rule in RULES]
    assert all(rule["shortDescription"]["text"] and rule["help"]["markdown"] for rule in rules)
    assert all(re.fullmatch(r"[A-Za-z]+", rule["name"]) for rule in rules)
    (result,) = part["results"]
    assert result["ruleId"] == "TR201"
    assert result["level"] == "error"
    assert result["message"]["text"].startswith('sales says "100%')
    (place,) = result["locations"]
    assert place["physicalLocation"] == {
        "artifactLocation": {"uri": "playbook.yaml"},
        "region": {"startLine": 23, "startColumn": 11},
    }
    assert result["partialFingerprints"]["finding/v1"]


def test_a_fingerprint_stays_when_lines_move(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def fingerprint() -> object:
        check("--format", "sarif")
        (result,) = json.loads(output(capsys))["runs"][0]["results"]
        return result["partialFingerprints"]

    before = fingerprint()
    (folder / "playbook.yaml").write_text(f"# One line more.\n{PLAYBOOK}")
    assert fingerprint() == before


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--at", "yesterday"), "'yesterday' is no date"),
        (("--horizon", "soon"), "'soon' is not a horizon"),
        (("--horizon", "100y"), "too long"),
        (("--baseline", "none.json"), "none.json is no baseline"),
        (("--baseline", "playbook.yaml"), "playbook.yaml is no baseline"),
        (("--history", "none.parquet"), "none.parquet"),
        (("--history", "playbook.yaml"), "playbook.yaml"),
        (("--format", "xml"), "'xml'"),
    ],
)
def test_bad_arguments_are_refused_with_what_would_be_right(
    folder: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], said: str
) -> None:
    assert run("check", "playbook.yaml", *arguments) == 2
    captured = capsys.readouterr()
    assert said in captured.err
    assert captured.out == ""
    assert "Traceback" not in captured.err


def test_an_invalid_playbook_leaves_with_2(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "playbook.yaml").write_text("troth: 1\ncompany: X\nclaim: {}\n")
    assert check() == 2
    assert "playbook.yaml:3:1: claim: " in capsys.readouterr().err


def test_a_terminal_gets_colour_and_a_pipe_gets_none(folder: Path) -> None:
    command = [str(TROTH), "check", "playbook.yaml", "--at", "2026-12-01"]
    piped = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)
    assert piped.stdout == TEXT
    ours, theirs = pty.openpty()
    environment = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "COLUMNS": "200"}
    with subprocess.Popen(command, cwd=folder, stdout=theirs, env=environment) as process:
        os.close(theirs)
        shown = b""
        while chunk := _read(ours):
            shown += chunk
    assert process.returncode == 1
    assert b"\x1b[" in shown
    plain = re.sub(r"\x1b\[[0-9;]*m", "", shown.decode())
    assert " ".join(plain.split()) == " ".join(TEXT.split())


def _read(descriptor: int) -> bytes:
    try:
        return os.read(descriptor, 4096)
    except OSError:  # Linux tells so that the other end was closed.
        return b""


def test_rule_prints_the_page_of_a_code(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("rule", "tr201") == 0
    page = output(capsys)
    assert page.startswith("# TR201 Claim tighter than standard\n\n## What it does\n")


def test_rule_lists_all(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("rule") == 0
    lines = output(capsys).splitlines()
    assert len(lines) == len(RULES)
    assert "TR201  claim tighter than standard" in lines


def test_rule_speaks_json(capsys: pytest.CaptureFixture[str]) -> None:
    assert run("rule", "TR201", "--format", "json") == 0
    rule = json.loads(output(capsys))
    assert (rule["code"], rule["name"]) == ("TR201", "claim tighter than standard")
    assert run("rule", "--format", "json") == 0
    assert len(json.loads(output(capsys))) == len(RULES)


@pytest.mark.parametrize(
    ("code", "said"),
    [("TR2001", "did you mean TR201"), ("banana", "'troth rule' lists all of them")],
)
def test_rule_refuses_an_unknown_code(
    capsys: pytest.CaptureFixture[str], code: str, said: str
) -> None:
    assert run("rule", code) == 2
    assert said in capsys.readouterr().err


@pytest.mark.parametrize("module", ["rich", "pyarrow", "ruamel", "jsonschema", "jinja2"])
def test_a_check_from_a_cold_start_does_not_load(folder: Path, module: str) -> None:
    code = (
        "import sys; from troth.cli.main import main\n"
        "try: main(['check', 'playbook.yaml', '--at', '2026-12-01'])\n"
        f"except SystemExit: sys.exit({module!r} in sys.modules)"
    )
    finished = subprocess.run([sys.executable, "-c", code], cwd=folder, check=False)
    assert finished.returncode == 0
