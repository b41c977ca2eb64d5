"""What a waiver accepts, and what a baseline knows again."""

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tests.checks.conftest import Find
from troth.checks.baseline import BaselineError, key_of, known_findings
from troth.checks.waivers import accepts, divide
from troth.findings import Finding, Place, Severity
from troth.playbook.schema.rules import Waiver

FOUND = Finding(
    code="TR201",
    severity=Severity.ERROR,
    message="No.",
    place=Place(file="playbook.yaml", line=12, column=5, path="claims.page.term"),
    about=("page", "first-reply"),
)


def waiver(**values: object) -> Waiver:
    return Waiver.model_validate(
        {"code": "TR201", "about": ["page"], "reason": "rewritten", **values}
    )


@pytest.mark.parametrize(
    ("values", "accepted"),
    [
        ({}, True),
        ({"about": ["first-reply"]}, True),
        ({"about": ["first-reply", "page"]}, True),
        ({"about": ["page", "another"]}, False),
        ({"about": []}, False),
        ({"code": "TR202"}, False),
        ({"code": None}, False),
    ],
)
def test_a_waiver_accepts_its_code_about_all_that_it_names(
    values: dict[str, object], accepted: bool
) -> None:
    assert accepts(waiver(**values), FOUND) is accepted


@pytest.mark.parametrize(
    ("at", "accepted"),
    [
        (datetime(2026, 12, 31, 23, 59, tzinfo=UTC), True),
        (datetime(2027, 1, 1, tzinfo=UTC), False),
    ],
)
def test_the_last_day_counts_to_its_end(at: datetime, accepted: bool) -> None:
    standing, waived = divide((FOUND,), (waiver(until=date(2026, 12, 31)),), at)
    assert [entry.finding for entry in waived] == ([FOUND] if accepted else [])
    assert list(standing) == ([] if accepted else [FOUND])


def test_a_finding_is_known_again_though_its_line_moved_and_its_words_changed() -> None:
    text = json.dumps({"findings": [FOUND.as_json()]})
    moved = replace(FOUND, place=replace(FOUND.place, line=99), message="Still no.")
    elsewhere = replace(FOUND, place=replace(FOUND.place, path="claims.mail.term"))
    known = known_findings(text, "baseline.json")
    assert key_of(moved) in known
    assert key_of(elsewhere) not in known


def test_what_a_baseline_knew_itself_stays_known() -> None:
    text = json.dumps({"findings": [], "known": [FOUND.as_json()]})
    assert key_of(FOUND) in known_findings(text, "baseline.json")


@pytest.mark.parametrize(
    "text", ["", "[", "[]", "7", "{}", '{"findings": [{}]}', '{"findings": 7}', "[" * 100_000]
)
def test_anything_else_is_no_baseline(text: str) -> None:
    with pytest.raises(BaselineError, match=r"^b\.json is no baseline: "):
        known_findings(text, "b.json")


def test_a_careless_waiver_is_named_as_it_is_written(find: Find) -> None:
    (finding,) = find("TR392", "waivers: [{code: TR201, about: [page], until: 2027-06-30}]")
    assert finding.message == "The waiver of TR201 for page has no reason."
