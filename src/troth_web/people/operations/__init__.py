"""Everything that changes people and their rights, as functions that every face calls.

Each asks for the principal who does it and the moment, refuses with a sentence, and enters what
it did in the journal, all in one transaction.
"""

from troth_web.people.operations.founding import found
from troth_web.people.operations.invitations import (
    Invited,
    accept,
    accept_by_sign_in,
    invitation_of,
    invite,
    join_by_domain,
    open_invitation,
    withdraw_invitation,
)
from troth_web.people.operations.keys import MadeKey, make_key, make_service_key, revoke_key
from troth_web.people.operations.services import (
    end_service,
    hand_over_service,
    make_service,
    set_service_teams,
)
from troth_web.people.operations.sessions import end_session, end_sessions
from troth_web.people.operations.staff import Left, change_role, leave, rename, set_teams
from troth_web.people.operations.teams import change_team, make_team

__all__ = [
    "Invited",
    "Left",
    "MadeKey",
    "accept",
    "accept_by_sign_in",
    "change_role",
    "change_team",
    "end_service",
    "end_session",
    "end_sessions",
    "found",
    "hand_over_service",
    "invitation_of",
    "invite",
    "join_by_domain",
    "leave",
    "make_key",
    "make_service",
    "make_service_key",
    "make_team",
    "open_invitation",
    "rename",
    "revoke_key",
    "set_service_teams",
    "set_teams",
    "withdraw_invitation",
]
