"""A text with the promises in it, as the formats write it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from troth.cli.guard_places import Placed, placed

if TYPE_CHECKING:
    from troth.guard.checking import Checked
    from troth.guard.context import Context


@dataclass(frozen=True, kw_only=True)
class Text:
    """One file, and what it promises."""

    name: str
    form: str
    promises: Sequence[Placed]
    #: Why parts of it cannot be read; None where nobody asked.
    unread: frozenset[str] | None = None
    #: What becomes of it; None without a playbook.
    checked: "Checked | None" = None

    @property
    def backed(self) -> bool:
        """Whether whatever it promises is; without verdicts it is."""
        if self.checked and not self.checked.judged:
            return False
        return all(one.verdict is None or one.verdict.verdict == "backed" for one in self.promises)


def read(text: str, name: str, form: str, context: "Context | None") -> Text:
    """The promises of a text, with verdicts where a playbook is given."""
    if context is None:
        from troth.guard import scan

        return Text(name=name, form=form, promises=placed(text, scan(text, form=form)))
    from troth.guard.checking import check

    checked = check(text, context, form=form)
    found = [verdict.found for verdict in checked.verdicts]
    return Text(
        name=name,
        form=form,
        promises=placed(text, found, checked.verdicts),
        unread=frozenset(map(str, checked.unread)),
        checked=checked,
    )
