"""Whether a standard of the playbook backs what is promised."""

from troth.errors import TrothError
from troth.inventory.measuring import Measuring
from troth.inventory.promise import Backing, Promise
from troth.playbook import Playbook
from troth.playbook.stated import Stated, standards
from troth.terms import Kind, Term, compare, share_tighter, unbacked


class Backs:
    """Asks the standards of a playbook."""

    def __init__(self, playbook: Playbook, measuring: Measuring) -> None:
        self._playbook = playbook
        self._measuring = measuring
        self._standards = list(standards(playbook))

    def __call__(self, promise: Promise) -> Backing:
        """Whether everybody who may read the promise has a standard that keeps it."""
        metric = promise.metric
        if metric is None:
            return Backing(verdict="unbacked", because="the playbook has no such metric")
        mine = [one for one in self._standards if one.metric == metric]
        if not mine:
            return Backing(verdict="unbacked", because=f"no standard is about {metric}")
        term = promise.term
        if term is None or term.kind is not self._playbook.metrics[metric].kind:
            return Backing(
                verdict="backed",
                because=f"{mine[0].sentence}, and nothing is said that could be compared with it",
                rests_on=tuple(f"standards.{one.id}" for one in mine),
            )
        return self._compared(term, mine)

    def _compared(self, term: Term, mine: list[Stated]) -> Backing:
        short = [one for one in mine if not self._keeps(one, term)]
        if not short:
            because = f"{mine[0].sentence}, which keeps it"
            return Backing(verdict="backed", because=because, rests_on=_names(mine))
        one = short[0]
        for_some = " to some of those who read it" if len(short) < len(mine) else ""
        return Backing(
            verdict="tighter",
            because=f"{one.sentence}, which is less than is promised{for_some}",
            rests_on=_names(short),
        )

    def _keeps(self, standard: Stated, term: Term) -> bool:
        """Whether whatever keeps the standard keeps the promise."""
        if share_tighter(term, standard.term):
            return False
        if term.kind is not Kind.DURATION:
            better = self._playbook.metrics[standard.metric].better
            return not unbacked(term, standard.term, better)
        calendar = self._measuring.calendar(standard.metric)
        if standard.calendar:
            calendar = self._playbook.calendar(standard.calendar)
        try:
            return compare(
                standard.term.on(calendar), term.on(calendar), self._measuring.horizon
            ).holds
        except TrothError:
            return False


def _names(all_: list[Stated]) -> tuple[str, ...]:
    return tuple(f"standards.{one.id}" for one in all_)
