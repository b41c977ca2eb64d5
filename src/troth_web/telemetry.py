"""Traces for a collector that speaks OTLP, where they are asked for; nothing is loaded otherwise.

What leaves is checked in one place: a span has its name, its length, and the attributes listed
here. Addresses, search words, and what exceptions say stay.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from typing import TYPE_CHECKING

from troth.errors import MissingExtraError

if TYPE_CHECKING:
    from opentelemetry.sdk.trace import ReadableSpan
    from opentelemetry.sdk.trace.export import SpanExporter
    from opentelemetry.trace import Tracer

#: What a span may say beside its name.
KEPT = frozenset(
    {
        *("http.method", "http.route", "http.status_code", "http.scheme", "http.flavor"),
        *("http.request.method", "http.response.status_code", "url.scheme"),
        *("troth.round", "troth.done"),
    }
)

_TYPE = "exception.type"

_tracer: "Tracer | None" = None
_waiting: list[Callable[[], object]] = []


def start(exporter: "SpanExporter | None" = None) -> None:
    """Trace from now on; called before the handler of requests is made.

    Args:
        exporter: where spans go; over OTLP, as the variables `OTEL_...` say, unless given.

    Raises:
        MissingExtraError: the extra `telemetry` is not installed.
    """
    global _tracer  # noqa: PLW0603 - one process has one tracer
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.instrumentation.django import DjangoInstrumentor
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError:
        raise MissingExtraError("tracing", "telemetry") from None
    about = {"service.name": "troth", "service.version": version("troth")}
    # Of the variables, the name counts if it is set.
    provider = TracerProvider(resource=Resource.create(about))
    provider.add_span_processor(BatchSpanProcessor(scrubbing(exporter or OTLPSpanExporter())))
    DjangoInstrumentor().instrument(tracer_provider=provider)
    _tracer = provider.get_tracer("troth")
    _waiting.append(provider.force_flush)


def flush() -> None:
    """Send what was traced so far."""
    for send in _waiting:
        send()


@contextmanager
def span(name: str, **said: str | int) -> Iterator[None]:
    """A part of the work as a span; nothing where nobody traces.

    Args:
        name: of the span.
        said: attributes, without their prefix `troth.`.
    """
    if _tracer is None:
        yield
        return
    attributes = {f"troth.{key}": value for key, value in said.items()}
    with _tracer.start_as_current_span(name, attributes=attributes):
        yield


def scrubbing(exporter: "SpanExporter") -> "SpanExporter":
    """An exporter that passes on only what may leave."""
    from opentelemetry.sdk.trace.export import SpanExporter, SpanExportResult

    class Scrubbing(SpanExporter):
        """Takes away what tells of people before another exporter sends it."""

        def export(self, spans: "Sequence[ReadableSpan]") -> SpanExportResult:
            """Send what is left."""
            return exporter.export([scrubbed(each) for each in spans])

        def shutdown(self) -> None:
            """End."""
            exporter.shutdown()

        def force_flush(self, timeout_millis: int = 30_000) -> bool:
            """Send what waits."""
            return exporter.force_flush(timeout_millis)

    return Scrubbing()


def scrubbed(found: "ReadableSpan") -> "ReadableSpan":
    """A span with the attributes that may leave, and of exceptions their types."""
    from opentelemetry.sdk.trace import Event, ReadableSpan
    from opentelemetry.trace import Status

    return ReadableSpan(
        name=found.name,
        context=found.context,
        parent=found.parent,
        resource=found.resource,
        attributes={key: value for key, value in (found.attributes or {}).items() if key in KEPT},
        events=[
            Event(
                each.name,
                {key: value for key, value in (each.attributes or {}).items() if key == _TYPE},
                each.timestamp,
            )
            for each in found.events
        ],
        links=found.links,
        kind=found.kind,
        status=Status(found.status.status_code),
        start_time=found.start_time,
        end_time=found.end_time,
        instrumentation_scope=found.instrumentation_scope,
    )
