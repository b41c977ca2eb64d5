"""The playbook as it grew: what is in force today, and what stood there before.

Earlier editions are today's with some lines as they were. A line that is not found any more is an
error, so that this page does not fall behind the playbook.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from troth.errors import TrothError

FOLDER = Path(__file__).resolve().parents[1] / "playbook"


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """An edition: when it came into force, and why."""

    #: Days after the begin of the year.
    day: int
    note: str
    #: Lines of today's playbook, each with what stood in its place then.
    earlier: Mapping[str, str]


_REPLY = "term: within 8 business hours in 95 % of cases\n    precept: heard-today"
_NEWS = "chain: refund-chain, updates: every 2 business days"
_POINTS = "team: marketing, term: within 5 business days, precept: no-surprises, excludes: [flights"

EDITIONS = (
    Published(
        day=0,
        note="The first edition: what we said before, for the first time in one place.",
        earlier={
            _REPLY: _REPLY.replace("8 business", "10 business"),
            _NEWS: _NEWS.replace("every 2", "every 3"),
            _POINTS: _POINTS.replace("5 business", "7 business"),
        },
    ),
    Published(
        day=119,
        note="The desk answers within eight hours; refunds have news every second working day.",
        earlier={_POINTS: _POINTS.replace("5 business", "7 business")},
    ),
    Published(day=251, note="Points within five working days.", earlier={}),
)


class PlaybookMovedOnError(TrothError):
    """The playbook no longer has a line that an earlier edition had otherwise."""

    def __init__(self, line: str) -> None:
        super().__init__(
            f"the airline's playbook has {line!r} not exactly once; "
            "mend examples/airline/year/editions.py with it"
        )


def text_of(edition: Published) -> str:
    """The playbook as it stood, in one text: the files of the folder, one after the other.

    Raises:
        PlaybookMovedOnError: today's playbook is not what the earlier lines were taken from.
    """
    files = sorted(FOLDER.glob("*.yaml"))
    text = "\n".join(each.read_text(encoding="utf-8") for each in files)
    for line, before in edition.earlier.items():
        if text.count(line) != 1:
            raise PlaybookMovedOnError(line)
        text = text.replace(line, before)
    return text
