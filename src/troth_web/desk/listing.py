"""What all lists of the desk share: views that are kept of them, and the way out as a file."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse

from troth.answers import Body
from troth.answers.sheets import cells, header, line
from troth.promises.views import View, views, views_subject
from troth_web.api.calls import Call
from troth_web.desk.tabs import Tab

#: What of an address is no part of a view: where the list goes on, and in which form.
_ASIDE = frozenset({"after", "format", "next"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """What stands above and below a list."""

    #: As views name the list.
    name: str
    #: The list in the ways in which people look at it, then in the reader's own.
    tabs: list[Tab]
    #: What of it is being looked at: `state=broken`.
    query: str
    #: The address without that.
    path: str
    #: The view that this is; None where it is not kept.
    kept: View | None
    #: Whether it can be kept.
    keep: bool
    #: The address of all of it as CSV.
    csv: str


def bar_of(
    request: HttpRequest,
    call: Call,
    name: str,
    *,
    usual: Mapping[str, Mapping[str, str]],
    csv: str,
) -> Bar:
    """The bar of a list.

    Args:
        request: whose address says what is looked at.
        call: who looks.
        name: of the list, as views have it.
        usual: views that everybody has, each with what it asks for.
        csv: where the list comes as a file.
    """
    kept = _kept(call, name)
    here = looked_at(request)
    query = urlencode(here)
    tabs = list(_tabs(request.path, here, usual, kept))
    return Bar(
        name=name,
        tabs=tabs,
        query=query,
        path=request.path,
        kept=next((view for view in kept if view.query == query), None),
        keep=bool(query) and not any(tab.current for tab in tabs),
        csv=csv,
    )


def looked_at(request: HttpRequest) -> dict[str, str]:
    """What of a list is being looked at."""
    said = request.GET.items()
    return {name: str(value) for name, value in said if value and name not in _ASIDE}


def file_of(path: str, asked: Mapping[str, object] | None = None) -> str:
    """The address of a list of the API as CSV.

    Args:
        path: of the list: `promises`.
        asked: which of its items.
    """
    said = {
        name: str(value).lower() if isinstance(value, bool) else str(value)
        for name, value in (asked or {}).items()
    }
    return f"/api/v1/{path}?{urlencode({**said, 'format': 'csv'})}"


def as_file(items: Iterable[Body], form: type[Body], name: str) -> HttpResponse:
    """Rows that are no list of the API, as the same kind of CSV.

    Args:
        items: the rows.
        form: of each.
        name: of the file.
    """
    text = header(form) + "".join(line(cells(each), form) for each in items)
    answer = HttpResponse(text, content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    answer["Cache-Control"] = "private, no-store"
    return answer


def wants_file(request: HttpRequest) -> bool:
    """Whether the page is asked for as a file."""
    return request.GET.get("format") == "csv"


def page_file(request: HttpRequest) -> str:
    """The address at which a page gives what is looked at as a file."""
    return f"{request.path}?{urlencode({**looked_at(request), 'format': 'csv'})}"


def _tabs(
    path: str, here: dict[str, str], usual: Mapping[str, Mapping[str, str]], kept: list[View]
) -> Iterator[Tab]:
    """Lists that people come back to; any other is an address that a browser can keep."""
    for label, asked in usual.items():
        query = f"?{urlencode(asked)}" if asked else ""
        yield Tab(label=label, url=path + query, current=here == asked)
    for view in kept:
        url = f"{path}?{view.query}"
        yield Tab(label=view.name, url=url, current=view.query == urlencode(here))


def _kept(call: Call, name: str) -> list[View]:
    """The views of a list that the reader keeps."""
    found = views(call.store.entries(views_subject(call.principal.id)))
    return [view for view in found.values() if view.list == name]
