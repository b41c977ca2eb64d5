"""The tables of people."""

from troth_web.people.models.invitation import Invitation
from troth_web.people.models.key import ApiKey, KeyWrites
from troth_web.people.models.person import Person
from troth_web.people.models.service import ServiceAccount
from troth_web.people.models.team import Membership, Team

__all__ = ["ApiKey", "Invitation", "KeyWrites", "Membership", "Person", "ServiceAccount", "Team"]
