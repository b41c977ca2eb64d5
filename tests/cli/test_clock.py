"""`troth clock`, as people and machines call it."""

from datetime import datetime
from pathlib import Path
from xml.etree import ElementTree
from zoneinfo import ZoneInfo

import pytest

from tests.cli.clock_runs import DESK, FRIDAY, document, on_terminal, refused, run

PLAYBOOK = """\
troth: 1
company: Northwind Air
calendars:
  desk: {hours: "Mo-Fr 09:00-17:30", timezone: Europe/Berlin, holidays: DE-BE}
  denver: {hours: "Mo-Su 07:00-22:00", timezone: America/Denver}
  party: {ical: party.ics, timezone: Europe/Berlin}
teams:
  support: {calendar: desk}
  courier: {supplier: true}
"""
ICS = (
    "BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART;VALUE=DATE:20260526\nSUMMARY:Summer party\n"
    "END:VEVENT\nEND:VCALENDAR\n"
)
EXPLAINED = """\
4 h of business time from Fri 22 May 2026 16:30 +02:00
Mo-Fr 09:00-17:30, Europe/Berlin

from              to                counts      why
Fri 22 May 16:30  17:30             1 h         open
Fri 22 May 17:30  Mon 25 May 00:00              closed (weekend)
Mon 25 May 00:00  Tue 26 May 00:00              holiday (Pentecost Monday)
Tue 26 May 00:00  09:00                         closed
Tue 26 May 09:00  09:15             15 min      open
Tue 26 May 09:15  10:00                         pause (waiting)
Tue 26 May 10:00  12:45             2 h 45 min  open

due Tue 26 May 2026 12:45 +02:00
"""
EXPLAINED_DAYS = """\
within 1 business day from Thu 21 May 2026 17:30 +02:00
Mo-Fr 09:00-17:30, Europe/Berlin

date        counts    open         why
Thu 21 May            09:00-17:30  started too late for it
Fri 22 May  received  09:00-17:30
Sat 23 May                         closed (Saturday)
Sun 24 May                         closed (Sunday)
Mon 25 May                         holiday (Pentecost Monday)
Tue 26 May  day 1     09:00-17:30

due Tue 26 May 2026 17:30 +02:00
"""
DECEMBER = """\
December 2026, Mo-Fr 09:00-12:00,13:00-17:30; Sa 22:00-06:00, Europe/Berlin

wk Mon        Tue        Wed        Thu        Fri        Sat        Sun
49             1          2          3          4          5          6
              9-12       9-12       9-12       9-12       22-6        -
              13-17:30   13-17:30   13-17:30   13-17:30
50  7          8          9         10         11         12         13
   9-12       9-12       9-12       9-12       9-12       22-6        -
   13-17:30   13-17:30   13-17:30   13-17:30   13-17:30
51 14         15         16         17         18         19         20
   9-12       9-12       9-12       9-12       9-12       22-6        -
   13-17:30   13-17:30   13-17:30   13-17:30   13-17:30
52 21         22         23         24 *       25 *       26 *       27
   9-12       9-12       9-12       9-12        -          -         0-6
   13-17:30   13-17:30   13-17:30
53 28         29         30         31 *
   9-12       9-12       9-12        -
   13-17:30   13-17:30   13-17:30

Thu 24 Dec  exception: 09:00-12:00
Fri 25 Dec  holiday (Christmas Day)
Sat 26 Dec  holiday (Second Day of Christmas)
Thu 31 Dec  exception: closed

open on 28 of 31 days, 183 h in all
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder with a playbook and closures in it, and the place from which troth is called."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "playbook.yaml").write_text(PLAYBOOK)
    (tmp_path / "party.ics").write_text(ICS)


class TestDue:
    """When something is due."""

    @pytest.mark.parametrize(
        ("after", "due"),
        [
            ("4h", "Tue 26 May 2026 12:00 +02:00"),
            ("1h30m", "Tue 26 May 2026 09:30 +02:00"),
            ("90m", "Tue 26 May 2026 09:30 +02:00"),
            ("1.5h", "Tue 26 May 2026 09:30 +02:00"),
            ("1h", "Fri 22 May 2026 17:30 +02:00"),
            ("30s", "Fri 22 May 2026 16:30:30 +02:00"),
            ("4 business hours", "Tue 26 May 2026 12:00 +02:00"),
            ("within 4 business hours in 95 % of cases", "Tue 26 May 2026 12:00 +02:00"),
            ("within 24 hours", "Sat 23 May 2026 16:30 +02:00"),
            ("1 Business Day", "Tue 26 May 2026 17:30 +02:00"),
            ("every 2 business days", "Wed 27 May 2026 17:30 +02:00"),
            ("by the end of the next business day", "Tue 26 May 2026 17:30 +02:00"),
            ("by 12:00 on the next business day", "Tue 26 May 2026 12:00 +02:00"),
        ],
    )
    def test_every_way_to_say_what_goes_by(
        self, capsys: pytest.CaptureFixture[str], after: str, due: str
    ) -> None:
        assert run(capsys, "due", FRIDAY, after, *DESK) == f"due {due}\n"

    @pytest.mark.parametrize("after", ["between 5 and 7 business days", "5 to 7 business days"])
    def test_a_window_of_days_has_two_dates(
        self, capsys: pytest.CaptureFixture[str], after: str
    ) -> None:
        told = run(capsys, "due", FRIDAY, after, *DESK)
        assert told == "from Mon 1 Jun 2026\ndue Wed 3 Jun 2026 17:30 +02:00\n"

    def test_a_window_of_hours_has_two_times(self, capsys: pytest.CaptureFixture[str]) -> None:
        told = run(capsys, "due", FRIDAY, "between 1 and 2 business hours", *DESK)
        assert told == ("from Fri 22 May 2026 17:30 +02:00\ndue Tue 26 May 2026 10:00 +02:00\n")

    def test_at_the_next_opening(self, capsys: pytest.CaptureFixture[str]) -> None:
        told = run(capsys, "due", FRIDAY, "1h", "--boundary", "next-open", *DESK)
        assert told == "due Tue 26 May 2026 09:00 +02:00\n"

    def test_backward(self, capsys: pytest.CaptureFixture[str]) -> None:
        told = run(capsys, "due", "2026-05-26 10:00", *DESK, "--", "-2h")
        assert told == "due Fri 22 May 2026 16:30 +02:00\n"

    def test_a_start_with_an_offset(self, capsys: pytest.CaptureFixture[str]) -> None:
        told = run(capsys, "due", "2026-05-22T14:30:00Z", "4h", *DESK)
        assert told == "due Tue 26 May 2026 12:00 +02:00\n"

    def test_cut_offs_by_weekday(self, capsys: pytest.CaptureFixture[str]) -> None:
        late = ("due", "2026-05-21 13:00", "1 business day", *DESK)
        assert "Fri 22 May" in run(capsys, *late, "--cutoff", "14:00")
        assert "Tue 26 May" in run(capsys, *late, "--cutoff", "12:00")
        assert "Tue 26 May" in run(capsys, *late, "--cutoff", "14:00", "--cutoff", "thu=12:00")
        assert "Fri 22 May" in run(capsys, *late, "--cutoff", "fri=12:00")

    @pytest.mark.usefixtures("folder")
    def test_exceptions_and_closures(self, capsys: pytest.CaptureFixture[str]) -> None:
        worked = ("--exception", "2026-05-25=10:00-12:00")
        assert "Mon 25 May 2026 11:00" in run(capsys, "due", FRIDAY, "2h", *DESK, *worked)
        party = ("--closures", "party.ics")
        assert "Wed 27 May 2026 10:00" in run(capsys, "due", FRIDAY, "2h", *DESK, *party)

    def test_a_pause_that_lasts(self, capsys: pytest.CaptureFixture[str]) -> None:
        held = ("due", FRIDAY, "4h", *DESK, "--pause", "2026-05-22 17:00/")
        assert run(capsys, *held) == "not due while the pause lasts\n"
        assert document(capsys, *held)["due"] is None

    def test_json_is_in_utc(self, capsys: pytest.CaptureFixture[str]) -> None:
        told = document(capsys, "due", FRIDAY, "between 5 and 7 business days", *DESK)
        assert len(told.pop("version")) == 16
        assert told == {
            "timezone": "Europe/Berlin",
            "start": "2026-05-22T14:30:00Z",
            "after": "between 5 and 7 business days",
            "earliest": "2026-05-31T22:00:00Z",
            "due": "2026-06-03T15:30:00Z",
        }


@pytest.mark.usefixtures("folder")
class TestPlaybook:
    """A calendar that a playbook has."""

    @pytest.mark.parametrize("name", ["desk", "support"])
    def test_a_calendar_or_a_team(self, capsys: pytest.CaptureFixture[str], name: str) -> None:
        told = run(capsys, "due", FRIDAY, "4h", "--playbook", "playbook.yaml", "--calendar", name)
        assert told == "due Tue 26 May 2026 12:00 +02:00\n"

    def test_times_are_read_in_its_zone(self, capsys: pytest.CaptureFixture[str]) -> None:
        denver = ("--playbook", "playbook.yaml", "--calendar", "denver")
        assert run(capsys, "due", FRIDAY, "4h", *denver) == "due Fri 22 May 2026 20:30 -06:00\n"

    def test_the_only_calendar_need_not_be_named(self, capsys: pytest.CaptureFixture[str]) -> None:
        Path("one.yaml").write_text(PLAYBOOK.replace("  denver:", "  #denver:"))
        assert "12:00" in run(capsys, "due", FRIDAY, "4h", "--playbook", "one.yaml")

    @pytest.mark.parametrize("name", ["help", "party", "courier"])
    def test_others_are_refused_with_a_choice(
        self, capsys: pytest.CaptureFixture[str], name: str
    ) -> None:
        told = refused(
            capsys, "due", FRIDAY, "4h", "--playbook", "playbook.yaml", "--calendar", name
        )
        assert f"--calendar '{name}' is no calendar and no team with one" in told
        assert "right would be desk or denver or support" in told

    def test_which_one(self, capsys: pytest.CaptureFixture[str]) -> None:
        told = refused(capsys, "due", FRIDAY, "4h", "--playbook", "playbook.yaml")
        assert "which calendar? --calendar desk or denver" in told

    @pytest.mark.parametrize("option", ["--hours", "--timezone", "--holidays", "--exception"])
    def test_hours_do_not_go_with_it(self, capsys: pytest.CaptureFixture[str], option: str) -> None:
        told = refused(capsys, "due", FRIDAY, "4h", "--playbook", "playbook.yaml", option, "x")
        assert f"{option} does not go with --playbook" in told


class TestElapsed:
    """How much time went by."""

    def test_it_works(self, capsys: pytest.CaptureFixture[str]) -> None:
        told = run(capsys, "elapsed", FRIDAY, "2026-05-26 12:00", *DESK)
        assert told == "4 h of business time\n"

    def test_with_a_pause(self, capsys: pytest.CaptureFixture[str]) -> None:
        pause = ("--pause", "2026-05-22T17:00+02:00/2026-05-26 10:00=waiting")
        told = run(capsys, "elapsed", FRIDAY, "2026-05-26 12:00", *DESK, *pause)
        assert told == "2 h 30 min of business time\n"

    def test_json(self, capsys: pytest.CaptureFixture[str]) -> None:
        told = document(capsys, "elapsed", "2026-05-26 12:00", FRIDAY, *DESK)
        assert (told["seconds"], told["end"]) == (-14_400, "2026-05-22T14:30:00Z")


class TestExplain:
    """Why it is due then."""

    PAUSE = ("--pause", "2026-05-26 09:15/2026-05-26 10:00=waiting")

    def test_the_steps_of_a_duration(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(capsys, "explain", FRIDAY, "4h", *DESK, *self.PAUSE) == EXPLAINED

    def test_the_dates_of_business_days(self, capsys: pytest.CaptureFixture[str]) -> None:
        told = run(capsys, "explain", "2026-05-21 17:30", "1 business day", *DESK)
        assert told == EXPLAINED_DAYS

    def test_the_dates_of_the_next_business_day(self, capsys: pytest.CaptureFixture[str]) -> None:
        term = "by the end of the next business day"
        told = document(capsys, "explain", "2026-05-21 17:30", term, *DESK)
        assert [(day["date"], day["number"]) for day in told["days"]] == [
            ("2026-05-21", 0),
            ("2026-05-22", 1),
        ]

    def test_a_fold_is_told(self, capsys: pytest.CaptureFixture[str]) -> None:
        told = run(capsys, "explain", "2026-10-25 00:00", "within 4 hours", *DESK)
        assert "elapsed time, Europe/Berlin\n" in told
        assert "Sun 25 Oct 03:00  4 h     open, clocks back 1 h\n" in told

    def test_up_to_the_next_opening(self, capsys: pytest.CaptureFixture[str]) -> None:
        at_opening = ("--boundary", "next-open")
        told = run(capsys, "explain", FRIDAY, "1h", *DESK, *at_opening)
        assert "Tue 26 May 00:00  09:00                     closed\n" in told

    def test_another_year_is_said(self, capsys: pytest.CaptureFixture[str]) -> None:
        told = run(capsys, "explain", "2026-12-31 16:30", "2h", *DESK)
        assert "Thu 31 Dec 17:30      Fri 1 Jan 2027 00:00          closed\n" in told
        told = run(capsys, "explain", "2026-12-31 16:30", "1 business day", *DESK)
        assert "Fri 1 Jan 2027                         holiday (New Year's Day)\n" in told

    def test_nothing_to_count(self, capsys: pytest.CaptureFixture[str]) -> None:
        told = run(capsys, "explain", FRIDAY, "0h", *DESK)
        assert told.splitlines()[2:] == ["", "due Fri 22 May 2026 16:30 +02:00"]

    def test_json(self, capsys: pytest.CaptureFixture[str]) -> None:
        told = document(capsys, "explain", FRIDAY, "4h", *DESK, *self.PAUSE)
        assert told["steps"][5] == {
            "start": "2026-05-26T07:15:00+00:00",
            "end": "2026-05-26T08:00:00+00:00",
            "counted": False,
            "reason": "pause",
            "name": "waiting",
            "clock_changes": [],
        }

    @pytest.mark.parametrize("after", ["4h", "between 1 and 2 business days"])
    def test_svg(self, capsys: pytest.CaptureFixture[str], tmp_path: Path, after: str) -> None:
        file = tmp_path / "why.svg"
        told = run(capsys, "explain", FRIDAY, after, *DESK, "--format", "svg", "-o", str(file))
        assert told == ""
        root = ElementTree.parse(file).getroot()  # noqa: S314 - our own
        assert "Pentecost Monday" in [element.text for element in root.iter()]

    def test_on_a_narrow_terminal_no_line_is_longer(self) -> None:
        lines = on_terminal(["explain", FRIDAY, "4h", *DESK], columns=60)
        assert max(map(len, lines)) <= 60
        assert any(line.endswith("…") for line in lines)

    def test_a_file_has_whole_lines_wherever_it_is_asked_for(self, tmp_path: Path) -> None:
        file = tmp_path / "why.txt"
        assert on_terminal(["explain", FRIDAY, "4h", *DESK, "-o", str(file)], columns=60) == []
        assert "holiday (Pentecost Monday)\n" in file.read_text()


class TestShow:
    """When they are open."""

    def test_a_month(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(
            capsys, "show", "2026-12", "--hours", "Mo-Fr 09:00-12:00,13:00-17:30; Sa 22:00-06:00",
            "--timezone", "Europe/Berlin", "--holidays", "DE-BE",
            "--exception", "2026-12-24=09:00-12:00", "--exception", "2026-12-31=closed",
        ) == DECEMBER  # fmt: skip

    def test_no_line_is_longer_than_eighty(self, capsys: pytest.CaptureFixture[str]) -> None:
        told = run(capsys, "show", "2026-12", "--hours", "Mo-Su 09:30-11:45", "--timezone", "UTC")
        assert max(map(len, told.splitlines())) <= 80

    def test_this_month_unless_told(self, capsys: pytest.CaptureFixture[str]) -> None:
        before = datetime.now(ZoneInfo("Europe/Berlin"))
        told = run(capsys, "show", *DESK)
        after = datetime.now(ZoneInfo("Europe/Berlin"))
        assert told.startswith((f"{before:%B %Y}, ", f"{after:%B %Y}, "))

    def test_json(self, capsys: pytest.CaptureFixture[str]) -> None:
        told = document(capsys, "show", "2026-12", *DESK)
        assert told["calendar"] == {
            "hours": "Mo-Fr 09:00-17:30",
            "timezone": "Europe/Berlin",
            "holidays": "DE-BE",
        }
        assert told["days"][24]["notes"] == [{"reason": "holiday", "name": "Christmas Day"}]

    def test_svg(self, capsys: pytest.CaptureFixture[str]) -> None:
        told = run(capsys, "show", "2026-12", *DESK, "--format", "svg")
        assert ElementTree.fromstring(told).tag.endswith("svg")  # noqa: S314 - our own
