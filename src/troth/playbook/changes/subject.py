"""One entry as the old and the new playbook have it, and the changes of its simple keys."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from troth.playbook.changes.change import Change, Direction, Sample
from troth.playbook.playbook import Playbook
from troth.playbook.schema.money import Money
from troth.playbook.scope import Scope, without
from troth.terms import Horizon


@dataclass(frozen=True, kw_only=True)
class Subject:
    """What changes are about: an entry of a section, for those in a scope."""

    old: Playbook
    new: Playbook
    horizon: Horizon
    section: str
    #: Empty where the section itself is meant, a text or a list.
    id: str = ""
    scope: Scope = field(default_factory=dict)

    def within(self, scope: Scope) -> "Subject":
        """The same for those in another scope."""
        return replace(self, scope=scope)

    def change(
        self,
        direction: Direction,
        key: str,
        before: object,
        after: object,
        samples: tuple[Sample, ...] = (),
    ) -> Change:
        """A change of one key, placed in the new playbook unless it is gone from there."""
        playbook = self.old if after is None else self.new
        steps = (self.section, self.id, *key.split("."))
        return Change(
            direction=direction,
            section=self.section,
            id=self.id,
            key=key,
            scope=self.scope,
            before=None if before is None else str(before),
            after=None if after is None else str(after),
            place=playbook.place(*(step for step in steps if step)),
            samples=samples,
        )

    def moved(self, before: Scope, after: Scope, was: object, now: object) -> Iterator[Change]:
        """What is new for those who were not in its scope, and gone for those who no longer are."""
        old, new = self.old.facets, self.new.facets
        facets = {
            facet: tuple(dict.fromkeys((*new.get(facet, ()), *old.get(facet, ()))))
            for facet in {**new, **old}
        }
        for scope in without(after, before, facets):
            yield self.within(scope).change(Direction.NEW, "", None, now)
        for scope in without(before, after, facets):
            yield self.within(scope).change(Direction.GONE, "", was, None)

    def wording(self, key: str, before: object, after: object) -> Iterator[Change]:
        """Words that were changed, added, or taken away."""
        if before == after:
            return
        if before is None:
            yield self.change(Direction.NEW, key, None, after)
        elif after is None:
            yield self.change(Direction.GONE, key, before, None)
        else:
            yield self.change(Direction.REWORDED, key, before, after)

    def items(
        self, key: str, before: Sequence[object], after: Sequence[object]
    ) -> Iterator[Change]:
        """Items that were added to a list or taken from it."""
        for item in after:
            if item not in before:
                yield self.change(Direction.NEW, key, None, item)
        for item in before:
            if item not in after:
                yield self.change(Direction.GONE, key, item, None)

    def values(
        self, key: str, before: Mapping[str, object], after: Mapping[str, object]
    ) -> Iterator[Change]:
        """Entries of a mapping that were added, taken away, or changed."""
        for name in [*after, *(name for name in before if name not in after)]:
            old, new = before.get(name), after.get(name)
            if old is None:
                yield self.change(Direction.NEW, f"{key}.{name}", None, new)
            elif new is None:
                yield self.change(Direction.GONE, f"{key}.{name}", old, None)
            elif old != new:
                yield self.change(Direction.CHANGED, f"{key}.{name}", old, new)

    def money(
        self, key: str, before: Money | None, after: Money | None, *, less_is_more: bool
    ) -> Iterator[Change]:
        """An amount; `less_is_more` where customers pay it, not where they get it."""
        if before is None or after is None:
            yield from self.wording(key, before, after)
        elif before != after:
            direction = _money_direction(before, after, less_is_more=less_is_more)
            yield self.change(direction, key, before, after)


def _money_direction(before: Money, after: Money, *, less_is_more: bool) -> Direction:
    if replace(before, amount=after.amount) != after:
        return Direction.CHANGED
    fell = after.amount < before.amount
    return Direction.TIGHTER if fell is less_is_more else Direction.LOOSER
