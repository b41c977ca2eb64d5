"""Ending sessions: one's own, one by one or all at once."""

from allauth.usersessions.models import UserSession
from django.core.exceptions import ObjectDoesNotExist

from troth.said import said
from troth_web.people.errors import NotFoundError
from troth_web.people.models import Person
from troth_web.people.permissions import require
from troth_web.people.principals import Principal


def end_session(by: Principal, session_id: int) -> None:
    """Sign one of one's own browsers out.

    Raises:
        NotFoundError: it is not one's own, or has ended.
    """
    require(by, "sessions.end")
    try:
        UserSession.objects.get(pk=session_id, user_id=by.id).end()
    except ObjectDoesNotExist as error:
        raise NotFoundError(said("there is no such session")) from error


def end_sessions(person: Person) -> int:
    """Sign all browsers of a person out, and say how many."""
    sessions = list(UserSession.objects.filter(user=person))
    for session in sessions:
        session.end()
    return len(sessions)
