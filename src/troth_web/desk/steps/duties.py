"""What may be done with what customers owe: other permissions than of what we promised."""

from django.utils.translation import gettext

from troth_web.people.errors import NotAllowedError
from troth_web.people.permissions import BY_NAME


def duty_right(step: str) -> str:
    """The permission that a step needs where the customer is the one who promised.

    Raises:
        NotAllowedError: no such step is taken with what customers owe.
    """
    found = {"decline": "duties.change"}.get(step, f"duties.{step}")
    if found not in BY_NAME:
        raise NotAllowedError(gettext("this is not done with what customers owe"))
    return found
