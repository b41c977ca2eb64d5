"""`troth inventory`: what it writes, what it leaves, and what it refuses."""

import json
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from tests.inventory import files
from troth.cli.main import app
from troth.errors import TrothError
from troth.playbook import load

ROOT = Path(__file__).resolve().parents[2]
AIRLINE = ROOT / "examples/airline/playbook"
POLICIES = ROOT / "../shared/data/policies"

Run = Callable[..., Result]


@pytest.fixture
def run() -> Run:
    def invoke(*arguments: object) -> Result:
        outcome = CliRunner().invoke(app, ["inventory", *map(str, arguments)])
        if outcome.exception and not isinstance(outcome.exception, SystemExit):
            raise outcome.exception
        return outcome

    return invoke


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return files.site(tmp_path / "site")


def read(outcome: Result) -> dict[str, Any]:
    document: dict[str, Any] = json.loads(outcome.stdout)
    return document


def test_text_has_groups_contradictions_and_a_sum(run: Run, site: Path) -> None:
    outcome = run(site)
    assert outcome.exit_code == 0
    text = re.sub(r"\s+", " ", outcome.output)
    assert "Refund or compensation (2 promises)" in text
    assert "macros.json:3 (Late)" in text
    assert "Same situation, different promises" in text
    assert "left out, as no texts are looked for in them: .png 1" in text
    assert "6 promises in 8 places of 5 files; 2 contradictions" in text


def test_json_has_every_promise_with_its_places(run: Run, site: Path) -> None:
    document = read(run(site, "--format", "json"))
    assert len(document["promises"]) == 6
    listed = {key for group in document["groups"] for key in group["promises"]}
    assert listed == {one["id"] for one in document["promises"]}
    twice = next(o for o in document["promises"] if "two business days" in str(o["words"]))
    assert twice["term"] == "within 2 business days"
    places = twice["places"]
    assert isinstance(places, list)
    assert [Path(place["file"]).name for place in places] == ["again.md", "terms.md"]
    assert places[1]["line"] == 3
    clash = document["contradictions"][0]
    assert {clash["same_situation"], clash["exclusive"]} <= {"yes", "perhaps", False}
    assert document["left_out"] == {".png": 1}


def test_a_playbook_gives_metrics_and_verdicts(run: Run, site: Path) -> None:
    document = read(run(site, "--playbook", AIRLINE, "--format", "json"))
    by_words = {str(one["words"]): one for one in document["promises"]}
    refund = by_words["Your refund is paid within 10 business days"]
    assert (refund["metric"], refund["verdict"]) == ("refund", "backed")
    assert refund["rests_on"] == ["standards.refund"]
    assert by_words["We answer every message within 24 hours"]["verdict"] == "tighter"
    assert by_words["We never share your data"]["verdict"] == "unbacked"


class _Texts(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.tags.add(tag)
        assert attrs is not None


def test_the_page_escapes_what_it_shows(run: Run, tmp_path: Path) -> None:
    (tmp_path / "bad.txt").write_text(
        "We will call you </h3><script>alert(1)</script> within 2 days."
    )
    outcome = run(tmp_path, "--format", "html")
    parser = _Texts()
    parser.feed(outcome.output)
    assert "within 2 days" in outcome.output
    assert "script" not in parser.tags


def test_the_draft_is_a_playbook_and_is_checked(run: Run, site: Path, tmp_path: Path) -> None:
    draft = tmp_path / "playbook.yaml"
    assert run(site, "--draft", draft, "--company", "Us: & Co").exit_code == 0
    assert load(draft).company == "Us: & Co"
    outcome = CliRunner().invoke(app, ["check", str(draft)])
    assert outcome.exit_code in {0, 1}
    assert "TR202" in outcome.output
    kept = draft.read_text()
    with pytest.raises(TrothError, match="is there already"):
        run(site, "--draft", draft)
    assert draft.read_text() == kept


def test_decisions_are_kept_and_change_the_draft(run: Run, site: Path, tmp_path: Path) -> None:
    decisions, draft = tmp_path / "decisions.yaml", tmp_path / "playbook.yaml"
    run(site, "--decisions", decisions)
    text = decisions.read_text()
    at = text.index("We never share your data")
    before, _, after = text[:at].rpartition('state: ""')
    decisions.write_text(f"{before}state: retire{after}{text[at:]}")
    outcome = run(site, "--decisions", decisions, "--draft", draft)
    assert "; retire]" in outcome.output
    assert "share" not in draft.read_text()
    assert decisions.read_text().count("retire") == 2  # the head explains the word


def test_bad_decisions_leave_everything_as_it_was(run: Run, site: Path, tmp_path: Path) -> None:
    decisions, draft = tmp_path / "decisions.yaml", tmp_path / "playbook.yaml"
    decisions.write_text("decisions: [{id: a, state: burn}]")
    with pytest.raises(TrothError, match="'burn' is no state"):
        run(site, "--decisions", decisions, "--draft", draft)
    assert not draft.exists()
    assert "burn" in decisions.read_text()


def test_hostile_files_are_said_and_the_rest_goes_on(run: Run, tmp_path: Path) -> None:
    for name, data in {
        "a-bomb.docx": files.bomb("word/document.xml", 200_000_000),
        "b-locked.pdf": files.locked_pdf("We will call you today."),
        "c-nul.txt": b"We will\0call you",
        "d-empty.html": b"",
        "e-broken.pdf": b"%PDF-1.7\n%%EOF",
        "f-broken.json": b"{",
        "g-good.md": b"We will call you within 2 days.",
    }.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "h-circle.md").symlink_to(tmp_path / "h-circle.md")
    document = read(run(tmp_path, "--format", "json"))
    assert [Path(str(name)).name for name in document["files"]] == ["g-good.md"]
    assert len(document["promises"]) == 1
    why = {Path(str(one["name"])).name: one["why"] for one in document["not_read"]}
    assert len(why) == 7
    assert all(why.values())


def test_words_cannot_move_the_terminal(run: Run, tmp_path: Path) -> None:
    (tmp_path / "x.txt").write_text("We will call \x1b[31m you within 2 days.")
    assert "\x1b" not in run(tmp_path).output


def test_a_list_of_addresses_is_fetched_only_when_asked(run: Run, tmp_path: Path) -> None:
    (tmp_path / "pages.txt").write_text("https://192.0.2.1/help\n")
    outcome = run(tmp_path / "pages.txt")
    assert outcome.exit_code == 0
    assert "not read: it is a list of addresses, which --fetch fetches" in outcome.output
    outcome = run(tmp_path / "pages.txt", "--fetch")
    assert "it leads to 192.0.2.1, which is not a public address" in outcome.output


def test_a_path_that_is_not_there_is_an_error(run: Run, tmp_path: Path) -> None:
    with pytest.raises(TrothError, match="is not there"):
        run(tmp_path / "nothing")


def test_an_invalid_playbook_is_an_error(run: Run, site: Path, tmp_path: Path) -> None:
    (tmp_path / "bad.yaml").write_text("troth: 2\n")
    with pytest.raises(TrothError, match="version"):
        run(site, "--playbook", tmp_path / "bad.yaml")


def test_policies_of_three_trades(run: Run, tmp_path: Path) -> None:
    if not POLICIES.is_dir():
        pytest.skip(f"no reference data at {POLICIES}")
    draft = tmp_path / "playbook.yaml"
    document = read(run(POLICIES, "--format", "json", "--draft", draft))
    assert document["not_read"] == []
    refunds = [o for o in document["promises"] if o["term"] == "between 5 and 7 business days"]
    assert len(refunds) >= 3
    assert all(o["group"] == "refund or compensation" for o in refunds)
    assert load(draft).claims
    assert document["contradictions"] == []


def test_our_own_pages(run: Run, tmp_path: Path) -> None:
    draft = tmp_path / "playbook.yaml"
    document = read(run(ROOT / "docs", ROOT / "README.md", "--format", "json", "--draft", draft))
    assert document["not_read"] == []
    assert load(draft).company == "Example Company"
