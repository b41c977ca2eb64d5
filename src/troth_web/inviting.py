"""Colleagues from a sheet: each line is an invitation, and all are made or none."""

import re
from collections.abc import Sequence

from troth.answers.incoming import Row
from troth.operations.errors import UnfitError
from troth.promises.store import Work
from troth.said import said as worded
from troth_web.api.calls import Call
from troth_web.importing import Kind, Take
from troth_web.people import operations
from troth_web.people.models import Person
from troth_web.people.operations import Invited, checks, open_invitation
from troth_web.people.roles import Role

COLUMNS = ("name", "email", "role", "teams")
#: Of sheets that troth wrote, and not for people to say.
_ASIDE = ("id", "active", "joined_at", "left_at", "invited_at", "expires_at", "link")


def invitations(made: list[Invited]) -> Kind:
    """Invitations, for one sheet.

    Args:
        made: here they come, with their tokens, which nobody knows later.
    """

    def taker(call: Call) -> Take:
        # A transaction that is begun again makes them all anew.
        made.clear()
        said: dict[str, int] = {}

        def take(_work: Work, row: Row) -> str | None:
            if row.facets():
                known = ", ".join(COLUMNS)
                wrong = worded("colleagues have none; there are {known}", known=known)
                raise UnfitError("facets", wrong)
            address = checks.address(row.cells.get("email", ""))
            before = said.setdefault(address, row.line)
            if before != row.line:
                raise UnfitError("email", worded("line {line} says the same", line=str(before)))
            if _known(address, call):
                return None
            made.append(_invited(call, row, address))
            return str(made[-1].invitation.pk)

        return take

    return Kind(columns=COLUMNS, aside=_ASIDE, taker=taker)


def _known(address: str, call: Call) -> bool:
    """Whether somebody is here by an address, or invited already."""
    here = Person.objects.filter(email=address, active=True).exists()
    return here or open_invitation(address, call.at) is not None


def _invited(call: Call, row: Row, address: str) -> Invited:
    return operations.invite(
        call.principal,
        email=address,
        name=row.cells.get("name", ""),
        role=row.cells.get("role", Role.AGENT.value).lower(),
        teams=_teams(row.cells.get("teams", "")),
        at=call.at,
    )


def _teams(cell: str) -> Sequence[str]:
    """Short names with anything between them: `support, delivery`."""
    return list(dict.fromkeys(re.findall(r"[\w-]+", cell)))
