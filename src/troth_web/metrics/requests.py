"""How many requests were answered, and how quickly: by route, method and status."""

import time
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from prometheus_client import Histogram

#: Seconds; from what a key is looked up in to what a browser gives up on.
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30)
_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})

REQUESTS = Histogram(
    "troth_request_seconds",
    "Seconds until a request was answered; of a file, until it began.",
    ["route", "method", "status"],
    buckets=BUCKETS,
)

Answer = Callable[[HttpRequest], HttpResponse]


def measured(get_response: Answer) -> Answer:
    """Count every request. Its route is a pattern, so that there are only so many."""

    def middleware(request: HttpRequest) -> HttpResponse:
        begun = time.perf_counter()
        response = get_response(request)
        route = getattr(request.resolver_match, "route", None) or "none"
        method = request.method if request.method in _METHODS else "other"
        labels = REQUESTS.labels(route, method, str(response.status_code))
        labels.observe(time.perf_counter() - begun)
        return response

    return middleware
