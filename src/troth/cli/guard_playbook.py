"""The playbook that texts are held to, and who says them."""

from collections.abc import Sequence
from datetime import UTC, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from troth.errors import TrothError

if TYPE_CHECKING:
    from troth.guard.context import Context
    from troth.playbook import Playbook
    from troth.playbook.schema.words import Role


class UnknownWordError(TrothError):
    """A role, or a facet or its value, that the playbook does not know."""

    def __init__(self, option: str, said: str, known: Sequence[str]) -> None:
        right = f"right would be {', '.join(known)}" if known else "the playbook has none"
        super().__init__(f"{option} {said!r} is not known; {right}")


def context_of(
    playbook: Path,
    *,
    role: str,
    channel: str | None,
    at: str | None,
    facets: Sequence[str] | None,
) -> "Context":
    """What texts are held to; without `at` for every arrival of the two years from today.

    Raises:
        InvalidPlaybookError: for a playbook with mistakes of form.
        UnknownWordError: for a role, facet or value that is not known.
        TrothError: for an instant or a facet in another form.
    """
    from troth.checks import horizon_from
    from troth.cli.instant_option import read_instant
    from troth.cli.situation import read_pairs
    from troth.guard.book import Book
    from troth.guard.context import Context
    from troth.playbook import load

    loaded = load(playbook)
    instant = read_instant(at, "--at", ZoneInfo("UTC")) if at else None
    start = instant or datetime.combine(datetime.now(UTC), time(), UTC)
    return Context(
        book=Book.of(loaded, horizon=horizon_from(start)),
        at=instant,
        role=_role(role),
        channel=channel,
        facets=_known(read_pairs(facets, "--facet"), loaded),
    )


def _role(word: str) -> "Role":
    from troth.playbook.schema.words import Role

    try:
        return Role(word)
    except ValueError:
        raise UnknownWordError("--role", word, [role.value for role in Role]) from None


def _known(facets: dict[str, str], playbook: "Playbook") -> dict[str, str]:
    for facet, value in facets.items():
        if facet not in playbook.facets:
            raise UnknownWordError("--facet", facet, list(playbook.facets))
        if value not in playbook.facets[facet]:
            said = f"{facet}={value}"
            raise UnknownWordError(
                "--facet", said, [f"{facet}={v}" for v in playbook.facets[facet]]
            )
    return facets
