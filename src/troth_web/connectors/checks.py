"""What a connector may be given: mappings, secrets and people, each looked at before it is kept."""

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from pydantic import ValidationError

from troth.operations.errors import UnfitError
from troth.said import and_more, joined
from troth.said import said as worded
from troth_web.api.problems import Problem, RefusedError
from troth_web.api.sentences import sentence
from troth_web.connectors import generic, secrets
from troth_web.connectors.kinds import PROVIDERS
from troth_web.connectors.mapping import CaseMapping, faults
from troth_web.people.models import Person

#: Shortest secret that somebody may bring, in characters.
SHORTEST = 16
#: Kinds of chats, whose people are known by ids of their own.
CHATS = frozenset({"slash"})


def checked_mapping(kind: str, said: Mapping[str, Any] | None) -> dict[str, Any] | None:
    """A mapping as it is kept; None for that of its kind.

    Raises:
        RefusedError: every mistake in it, with its place.
    """
    if said is None:
        if kind == "generic":
            wrong = worded("a generic connector needs a mapping: what its payloads are")
            raise _mistakes([("mapping", wrong)])
        return None
    if kind not in PROVIDERS:
        wrong = worded("a connector of kind {kind} has no mapping", kind=kind)
        raise _mistakes([("mapping", wrong)])
    try:
        mapping = CaseMapping.model_validate(said)
    except ValidationError as error:
        raise _mistakes((_place(each["loc"]), sentence(each)) for each in error.errors()) from None
    if found := list(faults(mapping, kind, PROVIDERS[kind].events)):
        raise _mistakes((f"mapping.{place}", message) for place, message in found)
    return mapping.model_dump(mode="json", exclude_defaults=True)


def checked_secret(kind: str, secret: str | None) -> str:
    """A secret that somebody brings, or a new one.

    Raises:
        UnfitError: it is too short, or of another form.
    """
    if secret is None:
        return secrets.made(kind)
    if kind == "generic" and not generic.fits(secret):
        raise UnfitError("secret", worded("it is 'whsec_' and 24 bytes or more in base64"))
    if len(secret) < SHORTEST or not secret.isascii() or not secret.isprintable():
        raise UnfitError(
            "secret",
            worded(
                "a secret has at least {n} printable characters; leave it out to get one",
                n=SHORTEST,
            ),
        )
    return secret


def checked_people(kind: str, people: Mapping[str, str]) -> dict[str, str]:
    """People by their ids at a chat.

    Raises:
        UnfitError: a person is not here, or the kind knows no people.
    """
    if people and kind not in CHATS:
        wrong = worded("a connector of kind {kind} knows no people by their chat", kind=kind)
        raise UnfitError("people", wrong)
    for chat_id, person in people.items():
        checked_person(f"people.{chat_id}", person)
    return dict(people)


def checked_person(where: str, person_id: str | None) -> Person:
    """Somebody who works here.

    Raises:
        UnfitError: nobody who does has this id.
    """
    try:
        person = Person.objects.filter(pk=UUID(person_id or ""), active=True).first()
    except ValueError:
        person = None
    if person is None:
        wrong = worded("{id} is nobody who works here; give a person's id", id=repr(person_id))
        raise UnfitError(where, wrong)
    return person


def _place(loc: Iterable[object]) -> str:
    return ".".join(["mapping", *map(str, loc)])


def _mistakes(mistakes: Iterable[tuple[str, str]]) -> RefusedError:
    errors = [{"where": place, "message": message} for place, message in mistakes]
    detail = and_more(joined((errors[0]["where"], errors[0]["message"]), ": "), len(errors) - 1)
    return RefusedError(Problem(code="unfit", detail=detail, errors=errors))
