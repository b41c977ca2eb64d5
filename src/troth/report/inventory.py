"""The promise inventory as one HTML file, without network and without script."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version

from troth.errors import MissingExtraError, counted
from troth.inventory import Backing, Inventory, Promise
from troth.inventory.contradictions import Contradiction
from troth.inventory.decisions import Decision
from troth.playbook import Playbook

#: The look of each verdict.
_STATES = {"backed": "kept", "tighter": "broken", "unbacked": "risk"}


@dataclass(frozen=True, kw_only=True)
class Said:
    """A promise on the page."""

    id: str
    words: str
    said: str
    decided: str
    mark: str
    state: str
    because: str
    places: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Group:
    """Promises of one thing."""

    anchor: str
    title: str
    promises: tuple[Said, ...]


@dataclass(frozen=True, kw_only=True)
class Side:
    """One side of a contradiction."""

    term: str
    words: str
    places: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Clash:
    """A contradiction on the page."""

    group: str
    mark: str
    state: str
    across: str
    because: str
    sides: tuple[Side, Side]


@dataclass(frozen=True, kw_only=True)
class InventoryPage:
    """All that the page shows."""

    title: str
    sum: str
    groups: tuple[Group, ...]
    contradictions: tuple[Clash, ...]
    unread: tuple[tuple[str, str], ...]
    made_by: str


def inventory_html(
    inventory: Inventory, playbook: Playbook | None, decisions: Mapping[str, Decision]
) -> str:
    """The page; every text in it is escaped.

    Raises:
        MissingExtraError: without the extra `report`.
    """
    try:
        import jinja2  # noqa: F401
    except ImportError:
        raise MissingExtraError("the page", "report") from None
    from troth.report.page import page_html

    return page_html(page_of(inventory, playbook, decisions), "inventory.html")


def page_of(
    inventory: Inventory, playbook: Playbook | None, decisions: Mapping[str, Decision]
) -> InventoryPage:
    """What the page shows of an inventory."""
    groups = tuple(
        Group(
            anchor=f"group-{number}",
            title=inventory.title(group, playbook),
            promises=tuple(_said(one, inventory, decisions) for one in promises),
        )
        for number, (group, promises) in enumerate(inventory.groups.items(), start=1)
    )
    places = sum(len(one.places) for one in inventory.promises)
    return InventoryPage(
        title=f"What {playbook.company} promises" if playbook else "What these texts promise",
        sum=f"{counted(len(inventory.promises), 'promise')} in {counted(places, 'place')} of "
        f"{counted(len(inventory.taken.read), 'file')}",
        groups=groups,
        contradictions=tuple(_clash(one, inventory, playbook) for one in inventory.contradictions),
        unread=tuple(inventory.taken.unread),
        made_by=f"troth {version('troth')}",
    )


def _said(one: Promise, inventory: Inventory, decisions: Mapping[str, Decision]) -> Said:
    backing = inventory.backings.get(one.id) or Backing(verdict="", because="")
    decided = decisions.get(one.id)
    quantity = [one.found.quantity.in_words()] if one.found.quantity else []
    others = [] if one.is_ours else ["by a third party"]
    return Said(
        id=f"promise-{one.id}",
        words=one.words,
        said=", ".join([one.kind, one.found.strength.value, *quantity, *others]),
        decided=_decision(decided) if decided else "",
        mark=backing.verdict,
        state=_STATES.get(backing.verdict, "wait"),
        because=backing.because,
        places=tuple(map(str, one.places)),
    )


def _decision(decided: Decision) -> str:
    return f"{decided.state.value}: {decided.wording}" if decided.wording else decided.state.value


def _clash(one: Contradiction, inventory: Inventory, playbook: Playbook | None) -> Clash:
    return Clash(
        group=inventory.title(one.group, playbook),
        mark="contradiction" if one.same == "yes" else "unless the situations differ",
        state="broken" if one.same == "yes" else "risk",
        across=f"another {', another '.join(one.across)}" if one.across else "",
        because=f"{one.difference.because[:1].upper()}{one.difference.because[1:]}.",
        sides=(_side(one.first), _side(one.second)),
    )


def _side(promises: tuple[Promise, ...]) -> Side:
    return Side(
        term=str(promises[0].term),
        words=promises[0].words,
        places=tuple(_places(promises)),
    )


def _places(promises: tuple[Promise, ...]) -> Iterator[str]:
    for one in promises:
        yield from map(str, one.places)
