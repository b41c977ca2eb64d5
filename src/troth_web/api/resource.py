"""How an operation is declared: its address, its permission, what it answers.

promises = Resource("promises")

@promises.writes("POST", "/promises", needs="promises.make", answers=PromiseBody, status=201)
def make(request: HttpRequest, body: Make) -> HttpResponse: ...
"""

from collections.abc import Callable
from dataclasses import dataclass
from inspect import getdoc
from typing import TypeVar

from django.http import HttpResponse
from ninja import Router

from troth.answers import Body, ListBody
from troth_web.api.files import FORMATS, as_files
from troth_web.api.guards import Guard, Known, Needs, Open
from troth_web.people.needs import ATTRIBUTE

View = TypeVar("View", bound=Callable[..., HttpResponse])

#: Where an operation keeps what its documentation says beyond its parameters.
EXTRA = "x-troth"


@dataclass(frozen=True, kw_only=True)
class About:
    """What is documented of an operation."""

    #: The permission that it stands for in the matrix.
    needs: str
    #: `permission`, `known` for whoever is signed in, `anybody`.
    open_to: str
    reads: bool
    #: Whether `If-Match` is looked at.
    matches: bool = False
    #: Media types in which it answers besides JSON, or in place of it.
    also: tuple[str, ...] = ()
    #: Whether it is a list, which is given as a file too.
    lists: bool = False


class Resource(Router):
    """The operations on one kind of thing."""

    def __init__(self, name: str) -> None:
        super().__init__(tags=[name])
        self.name = name

    def reads(
        self,
        path: str,
        *,
        needs: str,
        answers: type[Body] | str,
        open_to: str = "permission",
        also: tuple[str, ...] = (),
    ) -> Callable[[View], View]:
        """Declare an operation that changes nothing.

        Args:
            path: under `/api/v1`.
            needs: the permission.
            answers: the form of the answer, or its media type where that is not JSON.
            open_to: `permission`; `known` lets in whoever is signed in, `anybody` everybody.
            also: media types in which it answers too.
        """
        if isinstance(answers, str):
            also, answers = (answers, *also), Body
        lists = issubclass(answers, ListBody)
        about = About(
            needs=needs,
            open_to=open_to,
            reads=True,
            also=(*also, *list(FORMATS.values())[1:]) if lists else also,
            lists=lists,
        )
        return self._declared("GET", path, about, answers, 200)

    def writes(
        self,
        method: str,
        path: str,
        *,
        needs: str,
        answers: type[Body],
        status: int = 200,
        matches: bool = False,
        open_to: str = "permission",
    ) -> Callable[[View], View]:
        """Declare an operation that changes something.

        Args:
            method: `POST`, `PUT`, `PATCH` or `DELETE`.
            path: under `/api/v1`.
            needs: the permission.
            answers: the form of the answer.
            status: of the answer.
            matches: whether it looks at `If-Match`.
            open_to: `permission`; `known` where the operation itself asks for it.
        """
        about = About(needs=needs, open_to=open_to, reads=False, matches=matches)
        return self._declared(method, path, about, answers, status)

    def _declared(
        self, method: str, path: str, about: About, answers: type[Body], status: int
    ) -> Callable[[View], View]:
        def declare(view: View) -> View:
            if issubclass(answers, ListBody):
                view = as_files(view, answers, path.rpartition("/")[2])
            # The permission is asked for by the guard, before anything of the request is read.
            setattr(view, ATTRIBUTE, about.needs)
            said = getdoc(view) or ""
            guard = _guard(about)
            self.api_operation(
                [method],
                path,
                auth=guard,
                response={status: answers},
                operation_id=f"{self.name}.{view.__name__.rstrip('_')}",
                summary=said.partition("\n")[0],
                description=said,
                openapi_extra={EXTRA: about},
            )(view)
            guard.parameters = _parameters(view) | ({"format"} if about.lists else set())
            return view

        return declare


def _guard(about: About) -> Guard:
    if about.open_to == "anybody":
        return Open()
    return Needs(about.needs) if about.open_to == "permission" else Known()


def _parameters(view: Callable[..., HttpResponse]) -> frozenset[str]:
    """The names that may stand in the query string."""
    operation = view._ninja_operation  # type: ignore[attr-defined]
    return frozenset(
        name
        for model in operation.models
        if model.__ninja_param_source__ == "query"
        for name in model.__ninja_flatten_map__
    )
