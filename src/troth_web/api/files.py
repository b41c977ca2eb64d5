"""Lists as files: every list of the API as CSV or Parquet, a page at a time, for whoever may list.

It is declared once, for whatever answers with a list: see `troth_web.api.resource`. A file holds
all that fits, not a page; the parameter `limit` bounds it. It is no snapshot: what is written while
it goes out may be in it or not.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import wraps
from itertools import chain, islice
from typing import Any, TypeVar, cast, get_args

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse

from troth.answers import Body, ListBody
from troth.answers.sheets import cells, columns, header, line
from troth_web.api.answering import Bare
from troth_web.api.asked import MOST_ITEMS, Asked
from troth_web.api.problems import refused

View = TypeVar("View", bound=Callable[..., HttpResponse])

CSV, PARQUET = "text/csv", "application/vnd.apache.parquet"
#: What the parameter `format` may say, and the media type that `Accept` names it by.
FORMATS = {"json": "application/json", "csv": CSV, "parquet": PARQUET}
#: Rows of one group of a Parquet file.
_GROUP = 10_000


def as_files(view: View, answers: type[ListBody[Any]], name: str) -> View:
    """Let a list answer as a file where that is asked for.

    Args:
        view: answers with the list.
        answers: its form.
        name: of the file.
    """
    form: type[Body] = get_args(answers.model_fields["items"].annotation)[0]

    @wraps(view)
    def answered(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        wanted = _wanted(request)
        if wanted == "json":
            return view(request, *args, **kwargs)
        # The first page is read before anything is sent, so that refusals have their form.
        items = _items(request, view, args, kwargs)
        first = list(islice(items, 1))
        write = _csv if wanted == "csv" else _parquet
        answer = StreamingHttpResponse(write(chain(first, items), form), content_type=_type(wanted))
        answer["Content-Disposition"] = f'attachment; filename="{name}.{wanted}"'
        answer["Cache-Control"] = "private, no-store"
        return cast("HttpResponse", answer)

    return cast("View", answered)


def _wanted(request: HttpRequest) -> str:
    """The format: what the parameter says, then what `Accept` prefers.

    Raises:
        RefusedError: the parameter says something else.
    """
    said = request.GET.get("format")
    if said is not None:
        if said not in FORMATS:
            raise refused("not-valid", f"{said!r} is none of {', '.join(FORMATS)}", where="format")
        return said
    # Whoever takes anything gets JSON.
    preferred = request.get_preferred_type(list(FORMATS.values()))
    return next((name for name, media in FORMATS.items() if media == preferred), "json")


def _type(wanted: str) -> str:
    return f"{CSV}; charset=utf-8" if wanted == "csv" else PARQUET


def _items(
    request: HttpRequest,
    view: Callable[..., HttpResponse],
    args: Sequence[Any],
    kwargs: Mapping[str, Any],
) -> Iterator[Body]:
    """Every item, asked of the view as somebody would who pages through it."""
    request.troth_bare = True  # type: ignore[attr-defined]
    key = next((name for name, value in kwargs.items() if isinstance(value, Asked)), None)
    if key is None:
        yield from _page(view(request, *args, **kwargs)).items
        return
    asked: Asked = kwargs[key]
    left = asked.limit if "limit" in request.GET else None
    after = asked.after
    while left is None or left > 0:
        size = MOST_ITEMS if left is None else left
        changed = asked.model_copy(update={"after": after, "limit": size})
        page = _page(view(request, *args, **{**kwargs, key: changed}))
        yield from page.items
        left = None if left is None else left - len(page.items)
        # The feed never says that it is over: it stands still.
        if page.next is None or page.next == after:
            return
        after = page.next


def _page(answer: HttpResponse) -> ListBody[Any]:
    assert isinstance(answer, Bare)  # noqa: S101 - `shown` answers so where it is asked to
    return cast("ListBody[Any]", answer.body)


def _csv(items: Iterator[Body], form: type[Body]) -> Iterator[bytes]:
    yield header(form).encode()
    while group := list(islice(items, MOST_ITEMS)):
        yield "".join(line(cells(item), form) for item in group).encode()


def _parquet(items: Iterator[Body], form: type[Body]) -> Iterator[bytes]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = {
        "text": pa.string(),
        "json": pa.string(),
        "number": pa.int64(),
        "share": pa.float64(),
        "yes-no": pa.bool_(),
        "instant": pa.timestamp("us", tz="UTC"),
    }
    schema = pa.schema([(each.name, kinds[each.kind]) for each in columns(form)])
    sink = _Sink()
    with pq.ParquetWriter(pa.PythonFile(sink, mode="w"), schema, compression="zstd") as writer:
        while group := list(islice(items, _GROUP)):
            values = zip(*map(cells, group), strict=True)
            arrays = [pa.array(each, kind) for each, kind in zip(values, schema.types, strict=True)]
            writer.write_batch(pa.RecordBatch.from_arrays(arrays, schema=schema))
            yield sink.taken()
    yield sink.taken()


class _Sink:
    """A file whose bytes are taken while it is written."""

    closed = False

    def __init__(self) -> None:
        self._written = 0
        self._bytes = bytearray()

    def write(self, data: Any) -> int:  # noqa: ANN401 - whatever has bytes
        self._bytes += data
        self._written += len(data)
        return len(data)

    def tell(self) -> int:
        return self._written

    def flush(self) -> None:
        pass

    def close(self) -> None:
        self.closed = True

    def taken(self) -> bytes:
        """What was written since the last time."""
        taken, self._bytes = bytes(self._bytes), bytearray()
        return taken
