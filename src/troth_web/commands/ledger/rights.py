"""Who answers for a command that takes what is personal out of the ledger."""

import logging

from troth.errors import TrothError
from troth_web.people.models import Person
from troth_web.people.permissions import of_role

log = logging.getLogger("troth.ledger")


class NoRightError(TrothError):
    """Nobody is named, or somebody who may not."""


def who_may(permission: str, email: str) -> str:
    """The person of an e-mail address who has a permission: `person:ID`; it is logged.

    Raises:
        NoRightError: nobody is named, or not somebody who has it.
    """
    if not email:
        raise NoRightError(
            "what leaves in the open is somebody's to answer for; say who: --by EMAIL"
        )
    person = Person.objects.filter(email=email.lower(), active=True).first()
    if person is None or permission not in of_role(person.rank()):
        raise NoRightError(f"{email} is nobody who may {permission}; name an admin")
    log.warning("%s by person:%s", permission, person.pk)
    return f"person:{person.pk}"
