"""What an endpoint may be given: address, types, owner; each looked at before it is kept."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError

from troth.promises.entries import EntryType
from troth.said import said, said_as
from troth_web.outbound import RefusedAddressError, current
from troth_web.people.errors import NotAllowedError, NotFoundError, PeopleError
from troth_web.people.models import Person
from troth_web.people.operations import checks
from troth_web.people.principals import Principal
from troth_web.people.roles import Role
from troth_web.webhooks.models import Endpoint
from troth_web.webhooks.owners import may_know

LONGEST_DESCRIPTION = 500
_PERSON = said_as("kind", "person")


def checked_url(text: str) -> str:
    """An address that troth calls.

    Raises:
        PeopleError: it is none, with the reason.
    """
    try:
        return current().checked(text)
    except RefusedAddressError as error:
        raise PeopleError(str(error), where="url") from error


def checked_types(types: Sequence[str]) -> list[str]:
    """Types of entries, each once.

    Raises:
        PeopleError: there is no such type, or none is named.
    """
    known = {"*", *(each.value for each in EntryType), *(f"{each.kind}.*" for each in EntryType)}
    wanted = sorted(set(types))
    for each in wanted:
        if each not in known:
            raise PeopleError(
                said(
                    "{type} is no type of entry; name one such as 'promise.kept', a kind such as "
                    "'promise.*', or '*'",
                    type=repr(each),
                ),
                where="types",
            )
    if not wanted:
        raise PeopleError(said("an endpoint without types hears nothing; name one"), where="types")
    return wanted


def checked_owner(person_id: str) -> Person:
    """Somebody who is here.

    Raises:
        PeopleError: nobody who is has this id.
    """
    try:
        person = checks.person(person_id)
    except (NotFoundError, ValidationError) as error:
        wrong = said("there is no {kind} {subject}", kind=_PERSON, subject=repr(person_id))
        raise PeopleError(wrong, where="owner") from error
    if not person.active:
        raise PeopleError(said("who answers for an endpoint must be here"), where="owner")
    return person


def checked_description(text: str) -> str:
    """What it is for, without spaces around it.

    Raises:
        PeopleError: it is too long.
    """
    wanted = text.strip()
    if len(wanted) > LONGEST_DESCRIPTION:
        raise PeopleError(
            said("a description has at most {n} characters", n=LONGEST_DESCRIPTION),
            where="description",
        )
    return wanted


def checked_personal(by: Principal, wanted: bool) -> bool:
    """Whether what is personal goes with entries.

    Raises:
        NotAllowedError: only admins let it.
    """
    if wanted and by.role is not Role.ADMIN:
        raise NotAllowedError(said("only admins let what is personal leave"), where="personal")
    return wanted


def must_fit(by: Principal, endpoint: Endpoint) -> None:
    """See that the owner sees no more than who acts: whoever asks would see it through them.

    Raises:
        NotAllowedError: the owner does.
    """
    if not may_know(by, endpoint):
        raise NotAllowedError(
            said("this owner sees restricted teams that you do not; name another"), where="owner"
        )
