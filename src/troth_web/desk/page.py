"""How a page is declared: the permission that it needs, and who may read it in which zone.

@page("promises.read")
def show(request: HttpRequest) -> HttpResponse: ...

@acts("promises.tell")
def tell(request: HttpRequest, promise_id: str) -> HttpResponse: ...
"""

from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from troth.errors import TrothError
from troth_web.api.problems import KINDS, RefusedError
from troth_web.desk.reader import reader_of
from troth_web.desk.refusals import refusal_of
from troth_web.people.errors import PeopleError
from troth_web.people.needs import needs

P = ParamSpec("P")
View = Callable[Concatenate[HttpRequest, P], HttpResponse]


def page(permission: str) -> Callable[[View[P]], View[P]]:
    """A page that changes nothing."""
    return _declared(permission, ["GET", "HEAD"])


def acts(permission: str) -> Callable[[View[P]], View[P]]:
    """A page with a form: it is shown by GET, and only POST does anything."""
    return _declared(permission, ["GET", "HEAD", "POST"])


def _declared(permission: str, methods: list[str]) -> Callable[[View[P]], View[P]]:
    def declare(view: View[P]) -> View[P]:
        @wraps(view)
        def shown(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            # Times are read and written in the reader's zone.
            with timezone.override(reader_of(request).zone):
                try:
                    return view(request, *args, **kwargs)
                except (TrothError, RefusedError) as error:
                    if isinstance(error, PeopleError):
                        raise
                    return refused(request, error)

        return require_http_methods(methods)(needs(permission)(shown))

    return declare


def refused(request: HttpRequest, error: TrothError | RefusedError) -> HttpResponse:
    """The page that says what is not possible."""
    said = refusal_of(error)
    status = KINDS[said.code].status
    return render(request, "desk/refused.html", {"refusal": said}, status=status)
