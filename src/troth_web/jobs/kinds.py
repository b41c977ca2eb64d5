"""What can be asked for: how each job is done, what it takes, and whose right it is."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import ValidationError

from troth.operations.commands import Command
from troth.operations.errors import UnfitError
from troth.promises.parties import Actor
from troth.said import joined
from troth.said import said as worded
from troth_web.api.sentences import sentence
from troth_web.worker.turn import Turn

Form = TypeVar("Form", bound=Command)


@dataclass(frozen=True, slots=True)
class Doing(Turn):
    """The turn in which a job is done."""

    #: Who asked for it.
    actor: Actor
    #: Say how much of it is done, from 0 to 1.
    told: Callable[[float], None]


Act = Callable[[Doing, Mapping[str, Any]], Any]
Check = Callable[[Mapping[str, Any]], object]


@dataclass(frozen=True, kw_only=True)
class Kind:
    """A kind of job."""

    act: Act
    #: Refuses arguments with which it cannot be done, when it is asked for.
    check: Check
    #: A permission that whoever asks for it must have; empty for none.
    needs: str


_known: dict[str, Kind] = {}


class UnknownJobError(UnfitError):
    """Nobody has said how this is done."""

    def __init__(self, name: str) -> None:
        known = ", ".join(sorted(_known))
        super().__init__(
            "name", worded("there is no job {job}; there are {known}", job=repr(name), known=known)
        )


def anything(_arguments: Mapping[str, Any]) -> None:
    """Whatever the arguments are, they are right."""


def job(name: str, *, check: Check = anything, needs: str = "") -> Callable[[Act], Act]:
    """Say how a job is done.

    Args:
        name: of the job.
        check: raises UnfitError for arguments with which it cannot be done.
        needs: a permission that whoever asks for it must have.
    """

    def known(act: Act) -> Act:
        _known[name] = Kind(act=act, check=check, needs=needs)
        return act

    return known


def kind_of(name: str) -> Kind:
    """What is known of a job.

    Raises:
        UnknownJobError: nobody has said how it is done.
    """
    if name not in _known:
        raise UnknownJobError(name)
    return _known[name]


def read(form: type[Form], arguments: Mapping[str, Any]) -> Form:
    """Arguments in their form.

    Raises:
        UnfitError: they have another one.
    """
    try:
        return form.model_validate(dict(arguments))
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(["arguments", *map(str, first["loc"])])
        right = worded(
            "right would be {right}",
            right=", ".join(form.model_fields) or worded("no arguments"),
        )
        raise UnfitError(place, joined((sentence(dict(first)), right), "; ")) from None
