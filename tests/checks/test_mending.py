"""What a finding proposes, done in the text: the finding is gone, and nothing else has moved."""

from datetime import UTC, datetime

import pytest

from troth import checks
from troth.checks.mending import mended
from troth.findings import Finding
from troth.playbook.load import load_text

AT = datetime(2026, 12, 1, tzinfo=UTC)
HEAD = """\
troth: 1
company: Larkwind
calendars:
  desk: {hours: "Mo-Fr 09:00-17:30", timezone: Europe/Berlin, holidays: DE}
teams:
  support: {calendar: desk}  # they answer
  sales: {calendar: desk}
metrics:
  first-reply: {kind: duration, better: less}
"""
STANDARD = """\
standards:
  reply:  # agreed in March
    metric: first-reply
    team: support
    term: within 8 business hours in 95 % of cases
    excludes: []
    review: 2027-06-30
"""


def found(text: str, code: str) -> list[Finding]:
    report = checks.run(load_text(text, "p"), AT, checks.horizon_from(AT, "2y"))
    return [finding for finding in report.findings if finding.code == code]


@pytest.mark.parametrize(
    ("code", "text", "line"),
    [
        (
            "TR201",
            STANDARD + "claims:\n  page: {team: sales, metric: first-reply, term: within 24 hours "
            "in 90 % of cases, review: 2027-01-31}  # the pricing page\n",
            "term: within 8 business hours in 95 % of cases, review",
        ),
        (
            "TR211",
            STANDARD + "claims:\n  page:\n    metric: first-reply\n"
            "    term: within 3 business days  # said\n",
            "    term: within 3 business days in 95 % of cases  # said\n",
        ),
        ("TR302", STANDARD.replace("    review: 2027-06-30\n", ""), "    review: 2027-06-01\n"),
        ("TR303", STANDARD.replace("    excludes: []\n", ""), "    excludes: []\n"),
        (
            "TR304",
            STANDARD.replace("    excludes", "    needs: [photo]\n    excludes")
            + "duties:\n  photo: {says: Send a photo, term: within 2 days}\n"
            "claims:\n  page: {metric: first-reply, term: within 3 business days}\n",
            "within 3 business days, needs: [photo]}",
        ),
        (
            "TR390",
            STANDARD
            + "waivers:\n  - {code: TR201, about: [reply], reason: x, until: 2027-01-01}\n",
            "",
        ),
    ],
)
def test_the_change_mends_what_was_found(code: str, text: str, line: str) -> None:
    before = HEAD + text
    finding = found(before, code)[0]
    after = mended(before, finding, AT)
    assert after is not None
    assert line in after
    assert finding.fingerprint not in {each.fingerprint for each in found(after, code)}
    assert "# they answer" in after
    assert "# agreed in March" in after


def test_what_takes_a_decision_is_left_to_people() -> None:
    text = HEAD + STANDARD.replace("    metric", "    precept: heard\n    metric")
    text += "precepts: {heard: Somebody hears you, fair: We are fair}\n"
    (finding,) = found(text, "TR106")
    assert finding.about == ("fair",)
    assert mended(text, finding, AT) is None


def test_a_check_that_takes_too_long_says_what_it_left_out() -> None:
    asked = iter([False, False, True])
    playbook = load_text(HEAD + STANDARD, "p")
    report = checks.run(playbook, AT, checks.horizon_from(AT, "2y"), enough=lambda: next(asked))
    assert report.untried[:2] == ("TR103", "TR104")
    assert report.untried[-1] == "TR392"


def test_a_fingerprint_stays_when_lines_move() -> None:
    text = HEAD + STANDARD
    (before,) = found(text, "TR105")
    (after,) = found(text.replace("standards:", "\n\nstandards:"), "TR105")
    assert before.place.line != after.place.line
    assert before.fingerprint == after.fingerprint
