"""`troth guard`: every way to write what was found, and what it refuses."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from troth.cli.main import app
from troth.errors import TrothError

PLAYBOOK = Path(__file__).resolve().parents[2] / "examples/airline/playbook"

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    def invoke(*arguments: object, piped: str | bytes | None = None) -> Result:
        return CliRunner().invoke(app, ["guard", *map(str, arguments)], input=piped)

    return invoke


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.txt"
    path.write_text("Hi Ana,\nwe will ship within 3 business days.\nYour bank will refund $40.\n")
    return path


def test_text_says_where_and_what(run: Run, letter: Path) -> None:
    outcome = run(letter)
    assert outcome.exit_code == 0
    assert outcome.output.splitlines() == [
        f"{letter}:2:1: we will ship within 3 business days",
        "    delivery, firm, within 3 business days (we-will)",
        f"{letter}:3:1: Your bank will refund $40",
        "    refund or compensation, firm, USD 40, by a third party (others)",
        f"2 promises in {letter}",
    ]


def test_json_has_code_points_of_the_file(run: Run, letter: Path) -> None:
    document = json.loads(run(letter, "--format", "json").output)
    assert (document["file"], document["form"]) == (str(letter), "text")
    first, second = document["promises"]
    assert letter.read_text()[first["start"] : first["end"]] == first["text"]
    assert (first["line"], first["column"], first["term"]) == (2, 1, "within 3 business days")
    assert (second["promiser"], second["quantity"]["amount"]) == ("third_party", 40)


def test_github_notices_stand_on_their_lines(run: Run, letter: Path) -> None:
    first, second = run(letter, "--format", "github").output.splitlines()
    assert first.startswith(
        f"::notice file={letter},line=2,col=1,endLine=2,title=promise we-will::"
    )
    assert "line=3" in second


def test_sarif_names_a_rule_for_each_result(run: Run, letter: Path) -> None:
    (only,) = json.loads(run(letter, "--format", "sarif").output)["runs"]
    rules = {rule["id"] for rule in only["tool"]["driver"]["rules"]}
    assert [result["ruleId"] for result in only["results"]] == ["we-will", "others"]
    assert rules >= {result["ruleId"] for result in only["results"]}
    region = only["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["charOffset"]) == (2, 8)


def test_a_name_tells_the_form_unless_told_otherwise(run: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<!-- We will pay you. -->\n<p>We will <b>call</b> you.</p>")
    assert "2:4: We will <b>call</b> you" in run(page).output
    as_text = json.loads(run(page, "--as", "text", "--format", "json").output)
    assert as_text["form"] == "text"
    assert as_text["promises"][0]["text"] == "We will pay you"


def test_lines_are_answered_line_by_line(run: Run) -> None:
    asked = '{"id": "a", "text": "We\\u2019ll call you."}\n\n{"id": 2, "text": "Hi\\ud800"}\n'
    answers = [json.loads(line) for line in run("-", "--jsonl", piped=asked).output.splitlines()]
    assert [answer["id"] for answer in answers] == ["a", 2]
    (promise,) = answers[0]["promises"]
    assert {"start", "end", "kind", "strength", "quantity", "promiser"} <= promise.keys()
    assert (promise["start"], promise["end"], answers[1]["promises"]) == (0, 14, [])


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "line 2: no JSON"),
        ("[1]", "line 2: no object"),
        ('{"id": "a"}', 'line 2: "text" is no text'),
        ('{"text": "a"}', 'line 2: "id" is neither'),
        ('{"id": true, "text": 3}', 'line 2: "text"'),
        ("[" * 100_000, "line 2: no JSON"),
    ],
)
def test_a_bad_line_is_named(run: Run, line: str, reason: str) -> None:
    outcome = run("-", "--jsonl", piped=f'{{"id": "a", "text": ""}}\n{line}\n')
    assert isinstance(outcome.exception, TrothError)
    assert reason in str(outcome.exception)


def test_what_is_no_text_is_refused(run: Run, tmp_path: Path) -> None:
    picture = tmp_path / "picture"
    picture.write_bytes(b"\x89PNG\xff")
    for path, reason in (
        (picture, "byte 0 is not UTF-8"),
        (tmp_path, "Is a directory"),
        (tmp_path / "none", "No such file"),
    ):
        outcome = run(path)
        assert isinstance(outcome.exception, TrothError)
        assert reason in str(outcome.exception)


def test_mail_that_is_coded_as_a_whole_is_refused(run: Run, tmp_path: Path) -> None:
    mail = tmp_path / "a.eml"
    mail.write_text("From: a@b.c\nContent-Transfer-Encoding: base64\n\nV2Ugd2lsbA==\n")
    assert "base64" in str(run(mail).exception)


def test_control_characters_do_not_reach_the_terminal(run: Run) -> None:
    outcome = run("-", piped="We will \x1b[31mcall you today.")
    assert "\x1b" not in outcome.output


def test_the_decision_is_said_for_a_role(run: Run) -> None:
    """Whoever asks for a role wants to know what becomes of the text, in every format."""
    draft = "We will refund you within 2 hours."
    options = ["-", "--playbook", PLAYBOOK, "--role", "ai-agent"]
    text = run(*options, piped=draft)
    assert "standard input: ask refunds: The standard refund says" in text.output
    (said,) = [json.loads(run(*options, "--format", "json", piped=draft).output)]
    assert (said["decision"], said["ask"]) == ("ask", "refunds")
    assert said["reason"].startswith("The standard refund says")
    assert "ask refunds" not in run(*options[:3], piped=draft).output


@pytest.mark.parametrize("output", ["text", "github", "sarif"])
def test_lines_are_json_alone(run: Run, output: str) -> None:
    line = json.dumps({"id": "1", "text": "We will call you today."})
    refused = run("-", "--jsonl", "--format", output, piped=line)
    assert refused.exit_code != 0
    assert isinstance(refused.exception, TrothError)
    assert "leave --format out" in str(refused.exception)
    assert run("-", "--jsonl", "--format", "json", piped=line).exit_code == 0
