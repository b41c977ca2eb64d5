"""Find what can be called and has no row in the matrix: addresses, API operations, commands."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from django.urls import URLPattern, URLResolver, get_resolver
from django.views.generic import RedirectView
from typer import Typer

from troth_web.people.needs import needed_by
from troth_web.people.permissions import BY_NAME
from troth_web.people.routes import ASKING, FOR_ANYBODY, FOR_ONESELF, WITHOUT_LEDGER


class Found(NamedTuple):
    """Something that can be called."""

    #: Its address with its method, or its command line.
    where: str
    #: The permission that it says it needs; empty for none.
    needs: str
    #: Why it may have none.
    open_as: str


def addresses(patterns: Iterable[Any] | None = None, before: str = "/") -> Iterator[Found]:
    """Every address of the server, those of API operations once for each method."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        where = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from addresses(pattern.url_patterns, where)
        elif operations := _operations(pattern):
            for operation in operations:
                named = f"{'|'.join(operation.methods)} {where}"
                yield Found(named, needed_by(operation.view_func), "")
        else:
            yield Found(where, needed_by(pattern.callback), _open_as(pattern))


def commands(group: Typer, before: tuple[str, ...] = ()) -> Iterator[Found]:
    """Every command below a typer group."""
    for command in group.registered_commands:
        yield _command((*before, command.name or ""), command.callback)
    for part in group.registered_groups:
        if part.typer_instance:
            yield from commands(part.typer_instance, (*before, part.name or ""))


def without_row(found: Iterable[Found]) -> list[str]:
    """What neither needs a permission that exists nor is listed as open."""
    bare = [
        f"{thing.where} needs {thing.needs!r}" if thing.needs else thing.where
        for thing in found
        if not (thing.needs in BY_NAME or (thing.open_as and not thing.needs))
    ]
    # django-ninja gives an address once for each of its methods.
    return list(dict.fromkeys(bare))


def _open_as(pattern: URLPattern) -> str:
    name = pattern.name or ""
    if getattr(pattern.callback, "view_class", None) is RedirectView:
        return "leads to an address that is looked at itself"
    return FOR_ANYBODY.get(name, "one's own account" if name in FOR_ONESELF else "")


def _command(names: tuple[str, ...], callback: object) -> Found:
    where = " ".join(("troth", *names))
    needed = needed_by(callback) or ASKING.get(" ".join(names), "")
    return Found(where, needed, "opens no ledger" if names[0] in WITHOUT_LEDGER else "")


def _operations(pattern: URLPattern) -> list[Any]:
    """The operations behind an address of django-ninja, which all share one view."""
    inside = getattr(pattern.callback, "__closure__", None) or ()
    for cell in inside:
        found = getattr(cell.cell_contents, "operations", None)
        if isinstance(found, list):
            return found
    return []
