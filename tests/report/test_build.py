"""From a playbook and its findings to what the page shows."""

from html import unescape
from pathlib import Path

import pytest

from tests.checks.histories import MONDAY, Case, write
from tests.report.conftest import AT
from troth.checks import RULES, horizon_from, run
from troth.history import History
from troth.playbook import Playbook, load
from troth.report import render
from troth.report.build import page_view
from troth.report.kept import kept_view
from troth.report.view import Page, Tone


def page_of(playbook: Playbook, history: History | None = None) -> Page:
    horizon = horizon_from(AT, "2y")
    report = run(playbook, AT, horizon, history)
    return page_view(playbook, report, horizon, RULES, history)


def changed(playbook_file: Path, old: str, new: str) -> Playbook:
    text = playbook_file.read_text()
    assert old in text
    playbook_file.write_text(text.replace(old, new))
    return load(playbook_file)


def test_it_works(playbook: Playbook) -> None:
    page = page_of(playbook)
    assert page.headline == "Northwind Air has one promise that cannot hold"
    assert page.tally == ((Tone.BROKEN, "one error"),)
    assert page.subline == (
        "One touchpoint, one standard, one claim, "
        "checked for every arrival from Tue 1 Dec 2026 to Fri 1 Dec 2028."
    )
    assert [finding.code for finding in page.findings] == ["TR201"]
    assert [rule.code for rule in page.rules] == ["TR201"]


def test_a_finding_shows_both_sides_in_words(playbook: Playbook) -> None:
    (finding,) = page_of(playbook).findings
    assert finding.title == "First reply: Sales promises more than Support desk keeps"
    promise, delivered = finding.sides
    assert promise.who == "Sales says"
    assert promise.words == "“We answer within 24 hours”"
    assert promise.detail == "within 24 hours"
    assert delivered.words == "within 8 business hours"
    assert delivered.detail == "Mo-Fr 09:00-17:30 Europe/Berlin"


def test_its_picture_names_the_closed_days(playbook: Playbook) -> None:
    """The worst of two years: from Thursday before Good Friday to Tuesday after Easter Monday."""
    (finding,) = page_of(playbook).findings
    assert finding.picture is not None
    hours = finding.picture.lanes[1].spans
    assert [span.label for span in hours if not span.counts] == [
        "Good Friday", "weekend", "Easter Monday",
    ]  # fmt: skip
    assert finding.picture.title.startswith(
        "Arrives Thu 13 Apr 09:31; promised by Fri 14 Apr 09:31"
    )
    assert finding.picture.title.endswith("95 h 30 min later. Times in Europe/Berlin, 2028.")
    assert finding.picture.arrival is not None
    assert finding.picture.zone.key == "Europe/Berlin"


def test_the_map_marks_the_touchpoint_in_friction(playbook: Playbook) -> None:
    shown = page_of(playbook).map
    assert shown.stages == ("Convert", "Service")
    sales, support = shown.rows
    assert [cell.role for cell in sales.cells] == ["primary", "secondary"]
    (touch,) = support.cells[1].touches
    assert touch.name == "Ask for help"
    assert touch.channels == "email 3 per trip"
    assert touch.findings == ("finding-1",)
    assert touch.tone is Tone.BROKEN


def test_customers_read_what_they_may_expect(playbook: Playbook) -> None:
    page = page_of(playbook)
    (stage,) = page.stages
    (promise,) = stage.moments[0].promises
    assert promise.metric == "First reply"
    assert promise.term == "within 8 business hours"
    assert promise.firmness == "Guaranteed by Support desk"
    assert ("not included", "legal advice") in promise.lines
    assert page.principles[0].standards == (
        ("First reply", "within 8 business hours", "Support desk"),
    )


def test_a_waived_finding_is_kept_apart(playbook_file: Path) -> None:
    waiver = (
        "waivers:\n  - {code: TR201, about: [page], reason: being rewritten, until: 2027-01-31}\n"
    )
    page = page_of(changed(playbook_file, "claims:\n", waiver + "claims:\n"))
    assert page.headline == "Northwind Air has one promise that cannot hold, accepted for now"
    assert page.tally == ((Tone.KEPT, "nothing found"),)
    assert page.accepted[0].reason == "being rewritten"
    assert page.accepted[0].until == "until Sun 31 Jan 2027"
    assert [rule.code for rule in page.rules] == ["TR201"]


def test_a_playbook_that_holds_says_so(playbook_file: Path) -> None:
    page = page_of(changed(playbook_file, "term: within 24 hours", "term: within 2 weeks"))
    assert page.headline == "Every promise of Northwind Air can hold"
    assert page.findings == ()


def test_warnings_alone_leave_what_is_guaranteed(playbook_file: Path) -> None:
    aim = changed(playbook_file, "    relies-on", "    strength: aim\n    relies-on")
    assert page_of(aim).headline == "What Northwind Air guarantees can hold; one thing to look at"


@pytest.mark.parametrize("text", ["<script>alert(1)</script>", "\"'><svg onload=a()>", "{{ 7 }}"])
def test_what_a_playbook_says_stays_text(playbook_file: Path, text: str) -> None:
    quoted = "'" + text.replace("'", "''") + "'"
    playbook = changed(playbook_file, "says: We answer within 24 hours", f"says: {quoted}")
    html = render(playbook, AT, horizon_from(AT, "90d"))
    assert f"“{text}”" in unescape(html)
    assert "<script" not in html
    assert "<svg onload" not in html


def test_the_kept_share_is_of_cases_with_an_outcome(playbook: Playbook, history: History) -> None:
    kept = page_of(playbook, history).kept
    assert kept is not None
    assert kept.title == "First reply: 84.0 % of 100 cases were kept"
    by_place, by_month, spread = kept.charts
    assert by_place.head == ("place", "kept", "broken", "n", "kept share")
    assert {row[0] for row in by_place.rows} == {"app", "web"}
    assert by_month.rows == (
        ("Jan", "54", "6", "60", "90.0 %"),
        ("Feb", "30", "10", "40", "75.0 %"),
    )
    assert sum(int(row[1]) for row in spread.rows if row[2] == "yes") == 84
    assert "half ended no later than 60 minutes before the promise" in spread.title


def test_a_history_without_outcomes_has_no_part(playbook: Playbook, history: History) -> None:
    unpromised = write(history.path, [Case(started=MONDAY, ended=None)], metric="first-reply")
    assert kept_view(unpromised, playbook) is None
