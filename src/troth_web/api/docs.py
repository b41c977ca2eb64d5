"""The description of the API: as OpenAPI for programs, as a page for people."""

from itertools import groupby

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from pydantic_core import to_json

from troth_web.api.listing import bodies, listed
from troth_web.api.openapi import document
from troth_web.api.problems import KINDS


@require_safe
def openapi(request: HttpRequest) -> HttpResponse:
    """OpenAPI 3.1."""
    del request
    return HttpResponse(to_json(document()), content_type="application/json")


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """Every operation, every form, every way to be refused, without any script."""
    resources = [
        (name, list(found)) for name, found in groupby(listed(), key=lambda one: one.resource)
    ]
    return render(
        request,
        "api/docs.html",
        {"resources": resources, "bodies": bodies(), "kinds": KINDS.values()},
    )
