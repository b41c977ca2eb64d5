"""A small playbook and a small history, as loaded."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.checks.histories import Case, write
from tests.report.plain import PLAYBOOK
from troth.history import History
from troth.playbook import Playbook, load

AT = datetime(2026, 12, 1, tzinfo=UTC)


@pytest.fixture
def playbook_file(tmp_path: Path) -> Path:
    """The playbook as a file."""
    path = tmp_path / "playbook.yaml"
    path.write_text(PLAYBOOK, encoding="utf-8")
    return path


@pytest.fixture
def playbook(playbook_file: Path) -> Playbook:
    """A claim of 24 hours on a standard of 8 business hours."""
    return load(playbook_file)


@pytest.fixture
def history(tmp_path: Path) -> History:
    """Replies of January and February, 60 and 40 cases: 54 and 30 in time, in two places."""
    cases = []
    for number in range(100):
        month, kept = (1, number < 54) if number < 60 else (2, number < 90)
        started = datetime(2026, month, 5 + number % 20, 9, tzinfo=UTC)
        promised = started + timedelta(hours=24)
        cases.append(
            Case(
                started=started,
                promised=promised,
                ended=promised + timedelta(hours=-1 if kept else 2),
                facets=("web" if number % 2 else "app",),
            )
        )
    return write(tmp_path / "replies.parquet", cases, metric="first-reply", facets=["place"])
