"""The example playbooks, prepared once."""

from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from troth.guard.book import Book
from troth.guard.checking import Checked, check
from troth.guard.context import Context
from troth.guard.verdict import Verdict
from troth.playbook import load
from troth.terms import Horizon

ROOT = Path(__file__).resolve().parents[3]
BERLIN = ZoneInfo("Europe/Berlin")
#: A Thursday, 16:00 in Berlin.
AT = datetime(2026, 12, 3, 15, tzinfo=UTC)
HORIZON = Horizon(datetime(2026, 12, 1, tzinfo=UTC), datetime(2028, 12, 1, tzinfo=UTC))


@cache
def airline() -> Book:
    """The airline of the examples."""
    return Book.of(load(ROOT / "examples/airline/playbook"), edition="ed-1", horizon=HORIZON)


@cache
def language() -> Book:
    """The playbook by which the language is fixed; skips the test where it is not at hand."""
    path = ROOT / "../shared/playbook.yaml"
    if not path.exists():
        pytest.skip("no ../shared/playbook.yaml")
    return Book.of(load(path), horizon=HORIZON)


def context(book: Book | None = None, *, at: datetime | None = AT, **said: object) -> Context:
    """A reply of an agent on a Thursday, unless said otherwise."""
    given: dict[str, object] = {"zone": BERLIN} | said
    return Context(book=book or airline(), at=at, **given)  # type: ignore[arg-type]


def checked(text: str, book: Book | None = None, **said: object) -> Checked:
    """What becomes of a draft."""
    return check(text, context(book, **said))  # type: ignore[arg-type]


def verdict(text: str, book: Book | None = None, **said: object) -> Verdict:
    """The one verdict on a draft with one promise."""
    verdicts = checked(text, book, **said).verdicts
    assert len(verdicts) == 1, [(each.found.words, each.verdict) for each in verdicts]
    return verdicts[0]
