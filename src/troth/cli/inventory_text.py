"""The inventory for people."""

from collections.abc import Iterator, Mapping

from troth.cli.streams import printable_lines
from troth.errors import counted
from troth.inventory import Inventory, Promise
from troth.inventory.contradictions import Contradiction
from troth.inventory.decisions import Decision
from troth.playbook import Playbook

#: Places and words that are shown of one promise or contradiction.
_PLACES = 3


def lines(
    inventory: Inventory, playbook: Playbook | None, decisions: Mapping[str, Decision]
) -> Iterator[str]:
    """Promises by group, then what contradicts, what is not backed, what was not read."""
    for group, promises in inventory.groups.items():
        title = inventory.title(group, playbook)
        yield printable_lines([f"{title} ({counted(len(promises), 'promise')})"])
        for one in promises:
            yield from _promise(one, inventory, decisions)
        yield ""
    yield from _contradictions(inventory, playbook)
    yield from _unbacked(inventory)
    yield from _not_read(inventory)
    yield _sum(inventory)


def _promise(
    one: Promise, inventory: Inventory, decisions: Mapping[str, Decision]
) -> Iterator[str]:
    yield printable_lines([f"  {one.words}"])
    parts = [one.kind, one.found.strength.value]
    if one.found.quantity:
        parts.append(one.found.quantity.in_words())
    if not one.is_ours:
        parts.append("by a third party")
    decided = decisions.get(one.id)
    state = f"; {decided.state.value}" if decided and decided.state else ""
    yield printable_lines([f"    {', '.join(parts)} [{one.id}{state}]"])
    yield from (printable_lines([f"    {place}"]) for place in one.places[:_PLACES])
    if len(one.places) > _PLACES:
        yield f"    and in {counted(len(one.places) - _PLACES, 'more place')}"
    backing = inventory.backings.get(one.id)
    if backing and backing.verdict != "backed":
        yield printable_lines([f"    {backing.verdict}: {backing.because}"])


def _contradictions(inventory: Inventory, playbook: Playbook | None) -> Iterator[str]:
    if not inventory.contradictions:
        return
    yield "Same situation, different promises"
    for one in inventory.contradictions:
        yield from _contradiction(one, inventory.title(one.group, playbook))
    yield ""


def _contradiction(one: Contradiction, title: str) -> Iterator[str]:
    perhaps = "" if one.same == "yes" else ", unless the situations differ"
    across = f" (another {', another '.join(one.across)})" if one.across else ""
    yield printable_lines([f"  {title}: {one.difference.because}{perhaps}{across}"])
    for side in (one.first, one.second):
        yield printable_lines([f'    "{side[0].words}" {side[0].places[0]}'])
        others = sum(len(promise.places) for promise in side) - 1
        if others:
            yield f"      and in {counted(others, 'more place')}"


def _unbacked(inventory: Inventory) -> Iterator[str]:
    if not inventory.backings:
        return
    verdicts = [backing.verdict for backing in inventory.backings.values()]
    yield (
        f"{verdicts.count('unbacked')} that no standard is about, "
        f"{verdicts.count('tighter')} tighter than the standard, "
        f"{verdicts.count('backed')} backed"
    )


def _not_read(inventory: Inventory) -> Iterator[str]:
    for name, why in inventory.taken.unread:
        yield printable_lines([f"{name}: not read: {why}"])
    if inventory.taken.other:
        kinds = ", ".join(f"{suffix} {n:,}" for suffix, n in inventory.taken.other.items())
        yield printable_lines([f"left out, as no texts are looked for in them: {kinds}"])


def _sum(inventory: Inventory) -> str:
    places = sum(len(one.places) for one in inventory.promises)
    return (
        f"{counted(len(inventory.promises), 'promise')} in {counted(places, 'place')} of "
        f"{counted(len(inventory.taken.read), 'file')}; "
        f"{counted(len(inventory.contradictions), 'contradiction')}"
    )
