"""Reading all texts of an inventory, with a bar for whoever waits."""

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from troth.cli.progress import progress_bar
from troth.errors import MissingExtraError, TrothError
from troth.inventory.reading import Passage, UnreadError, passages_in, passages_of
from troth.inventory.sources import sources
from troth.inventory.taking import Taken, Taking
from troth.playbook import Playbook

if TYPE_CHECKING:
    from troth.client.pages import Pages

#: A name, and what reads it.
_Read = tuple[str, Callable[[], Iterable[Passage]]]


def read_all(paths: list[Path], playbook: Playbook | None, *, fetch: bool) -> Taken:
    """Everything below the paths, as far as it can be read."""
    found = sources(paths)
    taking = Taking(playbook)
    taking.taken.unread += found.unread
    taking.taken.other |= dict(sorted(found.other.items()))
    files: list[_Read] = [(name, partial(passages_in, path)) for path, name in found.files]
    addresses = list(dict.fromkeys(one for _, listed in found.lists for one in listed))
    if addresses and not fetch:
        why = "it is a list of addresses, which --fetch fetches"
        taking.taken.unread += [(name, why) for name, _ in found.lists]
        addresses = []
    _read_each(taking, files, _fetched(addresses), len(files) + len(addresses))
    return taking.taken


def _read_each(taking: Taking, files: list[_Read], pages: Iterator[_Read], in_all: int) -> None:
    with progress_bar("reading", in_bytes=False) as bar:
        done = 0
        for group in (files, pages):
            for name, passages in group:
                taking.take(name, passages)
                done += 1
                if bar:
                    bar(done, in_all)


def _fetched(addresses: list[str]) -> Iterator[_Read]:
    if not addresses:
        return
    try:
        from troth.client.pages import Pages
    except ImportError:
        raise MissingExtraError("fetching pages", "client") from None
    with Pages() as pages:
        for address in addresses:
            yield address, partial(_page, pages, address)


def _page(pages: "Pages", address: str) -> Iterator[Passage]:
    try:
        page = pages.fetch(address)
    except TrothError as error:
        raise UnreadError(str(error)) from None
    yield from passages_of(page.body, page.suffix)
