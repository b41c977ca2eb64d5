"""How a route or command says which permission it needs, and how that is enforced."""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

from django.http import HttpRequest

from troth_web import clock
from troth_web.people.authentication import authenticate
from troth_web.people.permissions import permission, require
from troth_web.people.principals import Principal

P = ParamSpec("P")
R = TypeVar("R")
View = Callable[Concatenate[HttpRequest, P], R]

#: The attribute by which a view, an API operation or a command says what it needs.
ATTRIBUTE = "troth_needs"


def principal_of(request: HttpRequest) -> Principal:
    """Whoever makes the request; asked once for each.

    Raises:
        NotSignedInError: nobody known.
    """
    known: Principal | None = getattr(request, "troth_principal", None)
    if known is None:
        known = authenticate(request, clock.now())
        request.troth_principal = known  # type: ignore[attr-defined]
    return known


def needs(name: str) -> Callable[[View[P, R]], View[P, R]]:
    """Let a view or an API operation run only for those who have the permission.

    It stands closest to the function, below the decorator that gives it an address.
    """
    permission(name)

    def decorate(view: View[P, R]) -> View[P, R]:
        @wraps(view)
        def guarded(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> R:
            require(principal_of(request), name)
            return view(request, *args, **kwargs)

        setattr(guarded, ATTRIBUTE, name)
        return guarded

    return decorate


def command_needs(name: str) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Say which permission a command of the server stands for.

    Such a command opens the data directory, so that the rights on its files guard it.
    """
    permission(name)

    def decorate(command: Callable[P, R]) -> Callable[P, R]:
        setattr(command, ATTRIBUTE, name)
        return command

    return decorate


def needed_by(thing: object) -> str:
    """The permission that a view, operation or command needs; empty where it says nothing."""
    return str(getattr(thing, ATTRIBUTE, ""))
