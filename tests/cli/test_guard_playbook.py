"""`troth guard --playbook`: verdicts in every format, what it leaves with, and as a hook of Git."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from typer.testing import CliRunner, Result

from troth.cli.main import app
from troth.errors import TrothError

ROOT = Path(__file__).resolve().parents[2]
AIRLINE = ROOT / "examples/airline/playbook"
Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    def invoke(*arguments: object, piped: str | None = None) -> Result:
        words = ["guard", *map(str, arguments), "--playbook", str(AIRLINE)]
        return CliRunner().invoke(app, words, input=piped)

    return invoke


@pytest.fixture
def page(tmp_path: Path) -> Path:
    path = tmp_path / "help.md"
    path.write_text(
        "# Help\n\nWe answer every request within **24 hours**.\n\nRefunds: 7 business days\n\n"
        "You will win your claim in court.\n"
    )
    return path


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.html"
    path.write_text("<h1>Help</h1><p>We will refund you.</p>")
    return path


def test_text_says_the_verdict_and_what_to_say_instead(run: Run, page: Path) -> None:
    outcome = run(page)
    assert outcome.exit_code == 1
    lines = outcome.output.splitlines()
    assert lines[0] == f"{page}:3:1: We answer every request within **24 hours"
    assert lines[1] == "    response, firm, within 24 hours (standing), about first-reply"
    assert lines[2].startswith(
        '    tighter: The standard first-reply says "within 8 business hours'
    )
    assert lines[3].startswith(
        "    say: We guarantee that a person answers within 8 business hours"
    )
    assert lines[-1] == f"3 promises in {page}: 1 backed, 1 never-promise, 1 tighter"


def test_it_leaves_with_0_where_all_is_backed(run: Run, good: Path, page: Path) -> None:
    assert run(good).exit_code == 0
    assert run(good, page).exit_code == 1
    assert CliRunner().invoke(app, ["guard", str(page)]).exit_code == 0


def test_json_has_the_keys_of_a_check(run: Run, page: Path, good: Path) -> None:
    alone = json.loads(run(page, "--format", "json").output)
    assert [each["verdict"] for each in alone["promises"]] == ["tighter", "backed", "never-promise"]
    first = alone["promises"][0]
    assert first["metric"] == "first-reply"
    assert first["rests_on"] == ["standards.first-reply"]
    assert first["witness"]["second"]["id"] == "first-reply"
    assert page.read_text()[first["start"] : first["end"]] == first["text"]
    both = json.loads(run(page, good, "--format", "json").output)
    assert [each["file"] for each in both["files"]] == [str(page), str(good)]


def test_github_marks_what_is_not_backed(run: Run, page: Path) -> None:
    tighter, never = run(page, "--format", "github").output.splitlines()
    assert tighter.startswith(f"::warning file={page},line=3,")
    assert "title=promise tighter" in tighter
    assert never.startswith(f"::error file={page},line=7,")


def test_sarif_names_the_verdict_as_rule(run: Run, page: Path, good: Path) -> None:
    (sarif_run,) = json.loads(run(page, good, "--format", "sarif").output)["runs"]
    known = {rule["id"] for rule in sarif_run["tool"]["driver"]["rules"]}
    results = {(each["ruleId"], each["level"]) for each in sarif_run["results"]}
    assert results == {("tighter", "warning"), ("never-promise", "error")}
    assert {rule for rule, _ in results} <= known


def answers(outcome: Result) -> list[dict[str, Any]]:
    return [json.loads(line) for line in outcome.output.splitlines()]


def test_lines_have_verdicts_and_the_decision(run: Run) -> None:
    piped = '{"id": 1, "text": "We will refund you by Friday."}\n{"id": 2, "text": "Hello."}\n'
    asked = ("-", "--jsonl", "--at", "2026-12-03T16:00+01:00", "--role", "ai-agent")
    outcome = run(*asked, piped=piped)
    assert outcome.exit_code == 1
    first, second = answers(outcome)
    assert (first["id"], first["decision"], first["ask"]) == (1, "ask", "refunds")
    assert first["promises"][0]["verdict"] == "tighter"
    assert first["promises"][0]["due"].startswith("2026-12-04")
    assert (second["id"], second["decision"], second["promises"]) == (2, "allow", [])


def test_a_reply_is_weighed_at_its_instant(run: Run, tmp_path: Path) -> None:
    """At noon there is time until the next noon; for whoever writes at any time there is not."""
    reply = tmp_path / "reply.txt"
    reply.write_text("We will answer you within 24 hours.")
    role = ("--role", "sales")
    assert run(reply, *role, "--at", "2026-12-03 12:00").exit_code == 0
    assert run(reply, *role, "--at", "2026-12-05 18:00").exit_code == 1
    assert run(reply, *role).exit_code == 1


def test_facets_say_which_standard_applies(run: Run, tmp_path: Path) -> None:
    fares = tmp_path / "fares.txt"
    fares.write_text("You pay no more than EUR 30 for a change.")
    assert run(fares, "--facet", "fare=flex").exit_code == 0
    assert run(fares, "--facet", "fare=light").exit_code == 1


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (("--role", "king"), "--role 'king' is not known; right would be agent, ai-agent"),
        (("--facet", "fare=gold"), "--facet 'fare=gold' is not known; right would be fare=light"),
        (("--facet", "colour=red"), "--facet 'colour' is not known; right would be fare, origin"),
        (("--facet", "fare"), "--facet 'fare' is not NAME=VALUE"),
        (("--at", "noon"), "--at 'noon' is no date or time"),
    ],
)
def test_mistakes_are_said(run: Run, page: Path, arguments: tuple[str, str], reason: str) -> None:
    outcome = run(page, *arguments)
    assert isinstance(outcome.exception, TrothError)
    assert str(outcome.exception).startswith(reason)


def test_options_of_a_playbook_ask_for_one(page: Path) -> None:
    outcome = CliRunner().invoke(app, ["guard", str(page), "--role", "agent"])
    assert isinstance(outcome.exception, TrothError)
    assert "--playbook" in str(outcome.exception)


def test_a_missing_file_spoils_nothing_else(run: Run, page: Path, tmp_path: Path) -> None:
    outcome = run(page, tmp_path / "none.md")
    assert isinstance(outcome.exception, TrothError)
    assert outcome.output == ""


class _Repository:
    """A repository of Git whose hook is the one that we offer, as pre-commit would run it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        (hook,) = (each for each in _hooks() if each["id"] == "troth-guard")
        words = [*hook["entry"].split(), *hook["args"]]
        quoted = " ".join(f"'{word}'" for word in words)
        self.git("init", "--quiet")
        script = folder / ".git/hooks/pre-commit"
        script.parent.mkdir(exist_ok=True)
        script.write_text(
            "#!/bin/sh\nfiles=$(git diff --cached --name-only --diff-filter=AM -- '*.md')\n"
            f'[ -z "$files" ] || exec {quoted} $files\n'
        )
        script.chmod(0o755)

    def git(self, *words: str) -> subprocess.CompletedProcess[str]:
        """Run it, with the commands of this environment and nobody's settings."""
        environment = {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT / "src"),
            "GIT_CONFIG_GLOBAL": os.devnull,
            "GIT_CONFIG_SYSTEM": os.devnull,
            "HOME": str(self.folder),
        }
        who = ("-c", "user.name=Ada", "-c", "user.email=ada@example.com")
        return subprocess.run(
            ["git", *who, *words],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )


def _hooks() -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text())
    return found


def test_the_hook_keeps_an_unbacked_page_out_of_the_repository(tmp_path: Path) -> None:
    repository = _Repository(tmp_path)
    parts = sorted(AIRLINE.glob("*.yaml"))
    folder = tmp_path / "playbook.yaml"
    folder.mkdir()
    for part in parts:
        (folder / part.name).write_bytes(part.read_bytes())
    (tmp_path / "page.md").write_text("We answer every request within 24 hours.\n")
    repository.git("add", "page.md")
    refused = repository.git("commit", "--quiet", "--message", "Promise much")
    assert refused.returncode == 1, refused.stderr
    assert "tighter" in refused.stdout + refused.stderr
    (tmp_path / "page.md").write_text("Refunds: 7 business days\n")
    repository.git("add", "page.md")
    taken = repository.git("commit", "--quiet", "--message", "Promise what holds")
    assert taken.returncode == 0, taken.stdout + taken.stderr
    assert repository.git("log", "--format=%s").stdout == "Promise what holds\n"


def test_each_hook_is_a_command_that_there_is() -> None:
    names = {command.name for command in app.registered_commands}
    for hook in _hooks():
        program, command = hook["entry"].split()
        assert program == "troth"
        assert command in names
        assert hook["language"] == "python"
