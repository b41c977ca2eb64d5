"""The page for a request that was not read: it is too large, or makes no sense."""

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.views.defaults import bad_request

from troth_web.uploads import most_bytes


def page(request: HttpRequest, exception: Exception) -> HttpResponse:
    """413 with the limit where the request is larger; else 400."""
    if not isinstance(exception, RequestDataTooBig):
        return bad_request(request, exception)
    facts = {
        "words": filesizeformat(settings.DATA_UPLOAD_MAX_MEMORY_SIZE),
        "files": filesizeformat(most_bytes()),
    }
    return render(request, "413.html", facts, status=413)
