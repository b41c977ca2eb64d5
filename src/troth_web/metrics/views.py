"""`/metrics`: for a monitor with the token, or for this machine alone where there is none."""

import hmac
import os
from ipaddress import ip_address

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, REGISTRY, CollectorRegistry, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from troth_web.metrics.ledger import LedgerCollector

#: The library's own variable: the folder in which several processes add up what they count.
SHARED = "PROMETHEUS_MULTIPROC_DIR"
_FORWARDED = ("HTTP_X_FORWARDED_FOR", "HTTP_FORWARDED", "HTTP_X_REAL_IP")


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """All figures; 403 for whoever may not have them."""
    if not _may(request):
        return HttpResponse("not for you\n", status=403, content_type="text/plain")
    text = generate_latest(_counted()) + generate_latest(_standing())
    return HttpResponse(text, content_type=CONTENT_TYPE_LATEST)


def _may(request: HttpRequest) -> bool:
    token: str = settings.METRICS_TOKEN
    if token:
        sent = request.headers.get("Authorization", "")
        return hmac.compare_digest(sent.encode(), f"Bearer {token}".encode())
    # What a proxy passes on comes from this machine and was asked elsewhere.
    if settings.PROXIES or any(request.META.get(name) for name in _FORWARDED):
        return False
    try:
        return ip_address(request.META.get("REMOTE_ADDR", "")).is_loopback
    except ValueError:
        return False


def _counted() -> CollectorRegistry:
    """What was counted: by this process, or by all where they share a folder."""
    if not os.environ.get(SHARED):
        return REGISTRY
    registry = CollectorRegistry()
    MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
    return registry


def _standing() -> CollectorRegistry:
    registry = CollectorRegistry()
    registry.register(LedgerCollector())
    return registry
