"""One promise of a draft, with all that the rules ask about it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from troth.clock import Calendar
from troth.guard.book import Book
from troth.guard.context import Context
from troth.guard.found import Found
from troth.guard.judging.applying import Applying, applying
from troth.guard.judging.clause import clause_of, is_standing
from troth.guard.linking import Link
from troth.playbook.schema.authority import Authority
from troth.playbook.schema.metrics import Metric
from troth.playbook.schema.recovery import Amends
from troth.playbook.scope import Scope, overlap
from troth.promises.overlays import Level


@dataclass(frozen=True, kw_only=True, eq=False)
class Case:
    """What was found, what it is about, and in which context it is said."""

    found: Found
    link: Link
    context: Context
    book: Book

    @cached_property
    def words(self) -> str:
        """The clause in lower case, without markup and tricks of spelling."""
        return clause_of(self.found)

    @property
    def metric(self) -> Metric | None:
        """What it is about; None where the playbook measures nothing of the kind."""
        return self.book.playbook.metrics[self.link.metric] if self.link.metric else None

    @cached_property
    def standing(self) -> bool:
        """Whether it holds for every case that arrives, not for this one alone."""
        return self.context.at is None or is_standing(self.found, self.words)

    @cached_property
    def applying(self) -> Applying:
        """The terms that apply to the case, or may."""
        kept, key = self.context.kept, ("applying", self.link.metric)
        if key not in kept:
            kept[key] = applying(self.book, self.link.metric, self.context)
        found: Applying = kept[key]
        return found

    @property
    def silent_for(self) -> str | None:
        """The team that would promise it, where the speaker does not promise in its name."""
        if not self.context.silent_for or self.link.metric is None:
            return None
        standards = self.book.standards_on(self.link.metric)
        # A claim without standard is the company's.
        layers = [each for each in self.applying.layers if standards or each.level > Level.STANDARD]
        if any(layer.team is None for layer in layers):
            layers += standards
        return next((each.team for each in layers if each.team in self.context.silent_for), None)

    @property
    def facets(self) -> Scope:
        """What is known of the case, as a scope."""
        return _scope(self.context.facets)

    def calendar(self, calendar_id: str | None) -> Calendar | None:
        """A calendar of the playbook; None where it is never open."""
        return self.book.checks.counting.calendar(calendar_id)

    def authority(self) -> Iterator[tuple[str, Authority]]:
        """The rows by which this speaker may promise more of this metric to this case."""
        for name, row in self.book.playbook.authority.items():
            about = not row.metrics or self.link.metric in row.metrics
            if about and self.context.role in row.roles and overlap(row.scope, self.facets):
                yield name, row

    def amends(self) -> Iterator[tuple[str, Amends]]:
        """The amends that there are for this metric, or for any, and for such a case."""
        for name, row in self.book.playbook.amends.items():
            about = not row.metrics or self.link.metric in (None, *row.metrics)
            if about and overlap(row.scope, self.facets):
                yield name, row


def _scope(facets: Mapping[str, str]) -> Scope:
    return {facet: (value,) for facet, value in facets.items()}
