"""What every template of the desk knows: the reader, where they are, and where they can go."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from troth_web.desk.acting import onward
from troth_web.desk.navigation import links
from troth_web.desk.reader import reader_of


def desk(request: HttpRequest) -> dict[str, Any]:
    """For templates; nothing is asked of the database until it is shown."""
    return {
        "reader": SimpleLazyObject(lambda: reader_of(request)),
        "pages": SimpleLazyObject(lambda: list(links(request))),
        "here": SimpleLazyObject(lambda: _here(request)),
        "layout": "desk/bare.html" if in_dialog(request) else "desk/base.html",
    }


def in_dialog(request: HttpRequest) -> bool:
    """Whether the answer goes into the dialog of a page that stands already."""
    return request.headers.get("HX-Target") == "dialog-body"


def _here(request: HttpRequest) -> str:
    """Where a reader comes back to; how it looks is a stop on the way there."""
    if request.path == reverse("desk_preferences"):
        return onward(request, "/")
    return request.get_full_path()
