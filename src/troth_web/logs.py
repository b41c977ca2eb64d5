"""The log: one JSON object a line on stderr, without anything that tells who somebody is.

Our own loggers say ids, never names, addresses or texts. What libraries log is not ours to vouch
for: of it only the template stands here, without what was filled in, and of an exception its type
and where it was raised, without its message, which may quote what somebody wrote.
"""

import codecs
import json
import logging
import re
import time
import uuid
from collections.abc import Callable, Iterator
from contextvars import ContextVar
from datetime import UTC, datetime
from traceback import extract_tb
from typing import Any

from django.core.signals import request_finished
from django.dispatch import receiver
from django.http import HttpRequest, HttpResponse

#: Loggers whose messages hold no text of people: ours, and the web server's about its processes.
OUR_OWN = ("troth", "_granian")

#: What a record may bring beside its message: `log.info("...", extra={"route": ...})`.
FIELDS = ("method", "route", "status", "status_code", "ms", "who", "round", "done")

#: The id of the request at hand, which goes through all that is logged of it.
REQUEST_ID = "X-Request-ID"
_request: ContextVar[str] = ContextVar("request", default="")
#: What a proxy may call a request; anything else gets an id of ours.
_ID = re.compile(r"[A-Za-z0-9_-]{8,64}")

# Django logs refusals in this encoding. Python reads a codec from its file when it is first used,
# which is too late where no file can be opened any more.
codecs.lookup("unicode_escape")

log = logging.getLogger("troth.requests")


class Lines(logging.Formatter):
    """Writes a record as a JSON object on one line."""

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        at = datetime.fromtimestamp(record.created, UTC)
        line: dict[str, Any] = {
            "at": at.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": _event(record),
        }
        if request := _request.get():
            line["request"] = request
        line |= {name: getattr(record, name) for name in FIELDS if hasattr(record, name)}
        if record.exc_info and record.exc_info[1]:
            line["raised"] = list(_raised(record.exc_info[1]))
        return json.dumps(line, ensure_ascii=False, default=str)


def logging_settings(level: str) -> dict[str, Any]:
    """Django's setting `LOGGING`.

    Args:
        level: the least that is logged of ours: debug, info, warning, error.
    """
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {"lines": {"()": "troth_web.logs.Lines"}},
        "handlers": {
            "stderr": {"class": "logging.StreamHandler", "formatter": "lines"},
            "nowhere": {"class": "logging.NullHandler"},
        },
        "root": {"handlers": ["stderr"], "level": "WARNING"},
        "loggers": {
            "troth": {"level": level.upper()},
            # Django's own handlers would write the same again, with all that was filled in.
            "django": {"handlers": [], "propagate": True},
            "django.server": {"handlers": [], "propagate": True},
            # Scanners try every name; a line for each would hide what matters. Without any handler
            # Python writes the message as it is.
            "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},
        },
    }


def requests(get_response: Callable[[HttpRequest], HttpResponse]) -> Any:  # noqa: ANN401
    """Log every request: which route, by whom, what came of it, how long it took.

    The route is the pattern of the address, so that no id, token or search word is kept.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        begun = time.perf_counter()
        name = _named(request)
        _request.set(name)
        response = get_response(request)
        response[REQUEST_ID] = name
        _told(request, response, begun)
        return response

    return middleware


@receiver(request_finished)
def _over(**_: object) -> None:
    """Django logs refusals after the last middleware, and files are written after it too."""
    _request.set("")


def _named(request: HttpRequest) -> str:
    """The id that a proxy gave a request, or one of ours."""
    given = request.headers.get(REQUEST_ID, "")
    return given if _ID.fullmatch(given) else uuid.uuid4().hex


def _told(request: HttpRequest, response: HttpResponse, begun: float) -> None:
    route = getattr(request.resolver_match, "route", None)
    principal = getattr(request, "troth_principal", None)
    said = {
        "method": request.method if request.method in _METHODS else "?",
        "route": route,
        "status": response.status_code,
        "ms": round((time.perf_counter() - begun) * 1000, 1),
        "who": principal.actor.name if principal else None,
    }
    log.info("request", extra=said)


_METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


def _event(record: logging.LogRecord) -> str | None:
    if record.name.partition(".")[0] in OUR_OWN:
        return record.getMessage()
    # With arguments it is still a template; without any, a library may have filled it in itself.
    return str(record.msg) if record.args else None


def _raised(error: BaseException | None) -> Iterator[dict[str, Any]]:
    """An exception and what led to it: types and places."""
    while error is not None:
        frames = extract_tb(error.__traceback__)[-12:]
        yield {
            "type": f"{type(error).__module__}.{type(error).__qualname__}",
            "at": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in frames],
        }
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
