"""What these tests share: the rest of a small airline, and a check of it with some promises."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path
from textwrap import dedent

import pytest

from troth import checks, playbook
from troth.findings import Finding
from troth.history import History

AT = datetime(2026, 12, 1, tzinfo=UTC)
NIGHT = '{hours: "Mo-Su 22:00-06:00", timezone: America/Denver}'
REST = f"""\
troth: 1
company: Northwind Air
facets: {{fare: [basic, flex, business]}}
calendars:
  desk: {{hours: "Mo-Fr 09:00-17:30", timezone: Europe/Berlin, holidays: DE-BE}}
  night: {NIGHT}
teams:
  sales: {{calendar: desk}}
  support: {{calendar: desk}}
  finance: {{calendar: night}}
metrics:
  first-reply: {{kind: duration}}
  refund: {{kind: duration}}
  on-time: {{kind: share, better: more}}
  change-fee: {{kind: money, better: less}}
  told-once: {{kind: yes-no}}
precepts: {{heard-today: Whoever writes to us is answered the same day.}}
"""

#: Findings of one code in a playbook made of the rest and these sections.
Find = Callable[..., Sequence[Finding]]


@pytest.fixture
def find(tmp_path: Path) -> Find:
    """Check the rest with these sections, and return what one rule finds."""

    def find(
        code: str,
        sections: str,
        history: History | None = None,
        *,
        at: datetime = AT,
        horizon: str = "2y",
        night: str = NIGHT,
    ) -> Sequence[Finding]:
        file = tmp_path / "playbook.yaml"
        file.write_text(REST.replace(NIGHT, night) + dedent(sections))
        report = checks.run(playbook.load(file), at, checks.horizon_from(at, horizon), history)
        return [finding for finding in report.findings if finding.code == code]

    return find
