"""What `troth clock` says to a mistake: what is wrong, and what would be right."""

import pytest

from tests.cli.clock_runs import DESK, FRIDAY, refused


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("due", FRIDAY, "4h"), "no calendar; write --playbook PATH"),
        (("due", FRIDAY, "4h", "--hours", "Mo-Fr 09:00-17:30"), "no calendar; write"),
        (("due", FRIDAY, "4h", "--calendar", "desk"), "--calendar needs the playbook"),
        (("due", FRIDAY, "4h", *DESK, "--exception", "x"), "--exception 'x'; right would be"),
        (("due", FRIDAY, "4h", *DESK, "--exception", "x=closed"), "'x' in exceptions is not a"),
        (("due", FRIDAY, "4h", *DESK, "--pause", "x"), "--pause 'x'; right would be"),
        (("due", FRIDAY, "4h", *DESK, "--pause", "x/y"), "--pause 'y' is no date"),
        (("due", FRIDAY, "1 business day", *DESK, "--cutoff", "25"), "--cutoff '25' is no time"),
        (("due", FRIDAY, "1 business day", *DESK, "--cutoff", "x=12:00"), "unknown weekday 'x'"),
        (("due", FRIDAY, "4h", *DESK, "--cutoff", "12:00"), "--cutoff does not go with '4 h of"),
        (("due", FRIDAY, "1 business day", *DESK, "--pause", f"{FRIDAY}/"), "--pause does not go"),
        (("due", FRIDAY, "within 2 days", *DESK, "--boundary", "next-open"), "--boundary does not"),
        (("due", FRIDAY, "at most EUR 5", *DESK), "not about time"),
        (("due", FRIDAY, "8 hours", *DESK), "write '8h', or 'within 8 hours' for elapsed time"),
        (("due", FRIDAY, "2 weeks", *DESK), "write '10 business days', or 'within 2 weeks'"),
        (("due", FRIDAY, "2 days", *DESK), "write '2 business days', or 'within 2 days'"),
        (("due", FRIDAY, "8", *DESK), "'8' is no duration; write '8h'"),
        (("due", FRIDAY, "within 8 foos", *DESK), "'foos' cannot stand here"),
        (("due", "soon", "8h", *DESK), "START 'soon' is no date or time"),
        (("elapsed", FRIDAY, "later", *DESK), "END 'later' is no date or time"),
        (("show", "2026-13", *DESK), "'2026-13' is no month"),
        (("show", "0026-12", *DESK), "'0026-12' is no month"),
        (("show", "2026-12", *DESK, "-o", "/nowhere/x"), "/nowhere/x: cannot be written"),
        (("show", "2026-12", *DESK, "--closures", "no.ics"), "no.ics cannot be read"),
        (("show", "2026-12", "--hours", "off", "--timezone", "UTC"), "is never open"),
    ],
)
def test_every_mistake_says_what_would_be_right(
    capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], complaint: str
) -> None:
    assert complaint in refused(capsys, *arguments)
