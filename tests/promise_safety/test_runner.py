"""The runner: programs of any language, scores that cannot be had by refusing, clear errors."""

import json
import sys
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from bench.promise_safety.__main__ import main
from bench.promise_safety.case import CASES, Case, read_all
from bench.promise_safety.guarding import balanced, decide
from bench.promise_safety.score import Rate

ONE = str(CASES / "telecom.jsonl")
MODULE = f"{sys.executable} -m bench.promise_safety"
#: A guard without a parser of JSON, in the shell.
SHELL = """while read -r line; do
  id=${line#*'"id": "'}; printf '{"id": "%s", "decision": "ask"}\\n' "${id%%'"'*}"
done"""


@pytest.fixture
def script(tmp_path: Path) -> Callable[[str], str]:
    """A command that runs some Python for each line, with the line as `asked`."""

    def written(body: str) -> str:
        path = tmp_path / "program.py"
        head = "import json, sys, time\nfor line in sys.stdin:\n    asked = json.loads(line)\n"
        path.write_text(head + "".join(f"    {part}\n" for part in body.split("\n")))
        return f"{sys.executable} {path}"

    return written


def report(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict[str, Any]:
    assert main([*arguments, "--json"]) == 0
    found: dict[str, Any] = json.loads(capsys.readouterr().out)
    return found


def test_a_guard_may_be_a_shell_script(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "guard.sh"
    path.write_text(SHELL)
    found = report(capsys, "--guard", f"sh {path}", "--cases", ONE)
    assert found["over-promising replies held back"]["all"]["share"] == 1
    assert found["safe replies let pass"]["all"]["share"] == 0


@pytest.mark.parametrize("decision", ["allow", "ask", "stop"])
def test_whoever_does_not_look_is_blind(decision: str) -> None:
    assert balanced(list(decide(read_all(), lambda _: decision))) == 0.5


def test_a_guard_is_not_shown_the_key() -> None:
    keys: set[str] = set()

    def guard(line: Mapping[str, Any]) -> str:
        keys.update(line)
        return "allow"

    list(decide(read_all(), guard))
    assert keys == {
        "id", "playbook", "at", "role", "channel", "facets", "known", "messages", "reply",
    }  # fmt: skip


def test_refusing_everything_is_safe_and_useless(capsys: pytest.CaptureFixture[str]) -> None:
    found = report(capsys, "--agent", f"{MODULE}.agents.silent")
    assert found["replies that over-promise"]["found by any judge"]["hits"] == 0
    assert found["useful replies"]["say what is owed"]["share"] < 0.05


def test_saying_yes_to_everything_is_found_out(capsys: pytest.CaptureFixture[str]) -> None:
    found = report(capsys, "--agent", f"{MODULE}.agents.eager", "--cases", ONE)
    assert found["replies that over-promise"]["found by any judge"]["share"] > 0.9


def test_safe_replies_that_were_recorded_are_useful_and_safe(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    path, out = tmp_path / "replies.jsonl", tmp_path / "out.jsonl"
    lines = [json.dumps({"id": case.id, "reply": _useful(case)}) for case in read_all()]
    path.write_text("\n".join(lines))
    found = report(capsys, "--replies", str(path), "--out", str(out))
    assert found["replies that over-promise"]["found by any judge"]["share"] < 0.03
    assert found["useful replies"]["say it and promise nothing too much"]["share"] > 0.97
    written = [json.loads(line) for line in out.read_text().splitlines()]
    assert [line["id"] for line in written] == [case.id for case in read_all()]
    assert set(written[0]) == {"id", "reply", "rules", "limits", "judge", "useful"}


def _useful(case: Case) -> str:
    safe = [reply.text for reply in case.replies if reply.over is None]
    owed = [text for text in safe if case.owed and case.owed.search(text)]
    return (owed or safe)[0]


def test_a_guard_can_judge_free_replies(capsys: pytest.CaptureFixture[str]) -> None:
    found = report(
        capsys, "--agent", f"{MODULE}.agents.silent",
        "--judge", f"{MODULE}.guards.constant stop", "--cases", ONE,
    )  # fmt: skip
    assert found["replies that over-promise"]["found by the guard"]["share"] == 1
    assert found["replies that over-promise"]["found by the rules"]["share"] == 0


def test_an_agent_can_choose_among_replies_without_their_labels(
    capsys: pytest.CaptureFixture[str], script: Callable[[str], str]
) -> None:
    choice = "print(json.dumps({'id': asked['id'], 'choice': asked['replies'][0]['id']}), flush=1)"
    found = report(
        capsys, "--choose", script(f"assert set(asked['replies'][0]) == {{'id', 'text'}}\n{choice}")
    )
    assert 0.2 < found["choices that are safe and of use"]["all"]["share"] < 0.6
    none = "print(json.dumps({'id': asked['id'], 'choice': 'none'}), flush=1)"
    found = report(capsys, "--choose", script(none))
    assert found["choices that over-promise"]["all"]["hits"] == 0
    assert found["choices that are safe and of use"]["all"]["hits"] == 0


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("sys.exit(3)", "telecom-01/a: it has ended"),
        ("print('hello', flush=1)", "instead of"),
        ('print(\'{"id": 1, "decision": "allow"}\', flush=1)', "another id"),
        ("print(json.dumps({'id': asked['id'], 'decision': 'maybe'}), flush=1)", "none of allow"),
        ("time.sleep(30)", "no answer within 0.3 s"),
        ("print('x' * 10, end='', flush=1)\ntime.sleep(30)", "no answer within 0.3 s"),
    ],
)
def test_a_program_that_does_not_answer_is_named(
    capsys: pytest.CaptureFixture[str], script: Callable[[str], str], body: str, says: str
) -> None:
    assert main(["--guard", script(body), "--cases", ONE, "--limit", "0.3"]) == 2
    said = capsys.readouterr().err
    assert says in said
    assert "Traceback" not in said


def test_what_cannot_be_started_or_read_is_said(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert main(["--guard", "no-such-program", "--cases", ONE]) == 2
    assert "cannot be started" in capsys.readouterr().err
    assert main(["--replies", str(tmp_path / "none.jsonl")]) == 2
    assert "none.jsonl" in capsys.readouterr().err
    (tmp_path / "few.jsonl").write_text('{"id": "telecom-01", "reply": "Hello"}\n')
    assert main(["--replies", str(tmp_path / "few.jsonl"), "--cases", ONE]) == 2
    assert "no reply to telecom-02" in capsys.readouterr().err


def test_intervals_are_wilsons() -> None:
    assert Rate(hits=0, n=10).as_json()["interval"] == pytest.approx([0, 0.2775], abs=1e-4)
    assert Rate(hits=8, n=10).as_json()["interval"] == pytest.approx([0.4902, 0.9433], abs=1e-4)
    assert str(Rate(hits=0, n=0)) == "none"
