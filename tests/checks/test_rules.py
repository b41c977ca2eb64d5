"""Every rule against playbooks that it should flag and neighbours that it should not.

The culprit's line ends in a comment, `# finds TR201`; nothing else may be found in the file.
"""

import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from tests.checks import histories
from troth import checks, playbook
from troth.checks.tr390_unused_waiver import NEEDING_HISTORY
from troth.history import History
from troth.playbook.json_schema import json_schema
from troth.terms import parse

PLAYBOOKS = Path(__file__).resolve().parents[1] / "playbooks"
BAD = sorted((PLAYBOOKS / "bad").glob("*.yaml"))
GOOD = sorted((PLAYBOOKS / "good").glob("*.yaml"))
AT = datetime(2026, 12, 1, tzinfo=UTC)
CODES = [rule.CODE for rule in checks.RULES]


def found_in(path: Path, history: History | None) -> list[tuple[int, str]]:
    """Line and code of everything found, in order."""
    report = checks.run(playbook.load(path), AT, checks.horizon_from(AT), history)
    return [(finding.place.line, finding.code) for finding in report.findings]


def marked_in(path: Path) -> list[tuple[int, str]]:
    """Line and code of every mark."""
    lines = enumerate(path.read_text().splitlines(), start=1)
    marks = ((number, re.search(r"# finds ((?:TR\d{3} ?)+)$", line)) for number, line in lines)
    return [(number, code) for number, mark in marks if mark for code in mark[1].split()]


@pytest.fixture
def history(request: pytest.FixtureRequest, tmp_path: Path) -> History | None:
    """First replies, for those rules that need some."""
    needs_history = request.node.callspec.params["path"].stem[:5] in NEEDING_HISTORY
    return histories.replies(tmp_path / "replies.parquet") if needs_history else None


@pytest.mark.parametrize("path", BAD, ids=lambda path: path.stem)
def test_a_bad_playbook_has_just_what_is_marked(path: Path, history: History | None) -> None:
    marked = marked_in(path)
    assert path.stem[:5] in {code for _, code in marked}
    assert found_in(path, history) == marked


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.stem)
def test_its_good_neighbour_has_nothing(path: Path, history: History | None) -> None:
    assert found_in(path, history) == []


@pytest.mark.parametrize("rule", checks.RULES, ids=lambda rule: rule.CODE)
def test_every_rule_has_a_bad_playbook_and_a_good_one(rule: checks.Rule) -> None:
    assert rule.CODE in {path.stem[:5] for path in BAD}
    assert rule.CODE in {path.stem[:5] for path in GOOD}


@pytest.mark.parametrize("path", [*BAD, *GOOD], ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_no_playbook_is_for_a_rule_that_does_not_exist(path: Path) -> None:
    assert path.stem[:5] in CODES


def test_codes_are_unique_well_formed_and_in_order() -> None:
    assert sorted(set(CODES)) == CODES
    assert all(re.fullmatch(r"TR\d{3}", code) for code in CODES)


@pytest.mark.parametrize("rule", checks.RULES, ids=lambda rule: rule.CODE)
def test_every_rule_is_in_a_file_named_after_its_code(rule: checks.Rule) -> None:
    file = getattr(rule, "__file__", "")
    assert Path(file).stem.startswith(f"{rule.CODE.lower()}_")


def test_every_file_of_a_rule_is_listed() -> None:
    files = Path(checks.__file__).parent.glob("tr*.py")
    assert len(list(files)) == len(CODES)


@pytest.mark.parametrize("rule", checks.RULES, ids=lambda rule: rule.CODE)
def test_every_rule_has_a_page_with_the_same_headings(rule: checks.Rule) -> None:
    page = rule.__doc__ or ""
    headings = re.findall(r"^## (.*)$", page, re.MULTILINE)
    assert headings == ["What it does", "Why it matters", "Example", "Mend it by", "Severity"]
    assert page.split("\n", 1)[0].endswith(".")
    assert "```yaml" in page


@pytest.mark.parametrize("rule", checks.RULES, ids=lambda rule: rule.CODE)
def test_names_are_patterns_not_cures(rule: checks.Rule) -> None:
    assert rule.NAME.strip(".") == rule.NAME
    assert rule.NAME[0].islower()
    assert not rule.NAME.startswith(("no-", "disallow"))


@pytest.mark.parametrize("rule", checks.RULES, ids=lambda rule: rule.CODE)
def test_the_example_of_every_page_speaks_the_language(rule: checks.Rule) -> None:
    fragment = re.search(r"```yaml\n(.*?)```", rule.__doc__ or "", re.DOTALL)
    assert fragment
    sections = yaml.safe_load(fragment[1])
    assert set(sections) <= set(json_schema()["properties"])
    for text in re.findall(r"(?:term|updates|silence|adequate): ([^,}\n#]+)", fragment[1]):
        parse(text.strip())
