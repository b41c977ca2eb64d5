"""What a page of the map looks at: an edition, what is found in it, and how its word was kept."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import cast

from django.urls import reverse

from troth.findings import Finding
from troth.playbook import Playbook
from troth.promises.editions import Edition
from troth.report.journey import touchpoint_ids
from troth_web.api.calls import Call
from troth_web.ledger.kept import Kept, Lately, kept_lately
from troth_web.ledger.store import SqlStore
from troth_web.people.permissions import may_see
from troth_web.playbooks.findings import found_in


@dataclass(frozen=True, kw_only=True, eq=False)
class View:
    """An edition as one reader sees it at a moment."""

    call: Call
    edition: Edition
    #: Whether it is asked for by its address; else it is the one in force.
    named: bool

    @property
    def playbook(self) -> Playbook:
        """What the edition says."""
        return self.edition.playbook

    @property
    def at(self) -> datetime:
        """The moment."""
        return self.call.at

    @cached_property
    def number(self) -> int:
        """Which edition it is, counted from 1."""
        return int(self.call.store.entries(self.edition.id)[0].payload["number"])

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What stands; what a waiver accepts does not."""
        return found_in(self.edition, self.at).findings

    @cached_property
    def lately(self) -> Lately:
        """How promises made last were kept."""
        return kept_lately(cast("SqlStore", self.call.store), self.at, self.call.principal.hidden)

    def kept(self, standard_id: str) -> Kept | None:
        """How a standard was kept; None where nothing is known, or the reader must not know."""
        standard = self.playbook.standards.get(standard_id)
        if standard is None or not may_see(self.call.principal, [standard.team]):
            return None
        return self.lately.standards.get(standard_id)

    def found_at(self, touchpoint_id: str) -> list[Finding]:
        """Findings about a touchpoint, its standards, and what is claimed of them."""
        ids = touchpoint_ids(self.playbook, touchpoint_id)
        return [finding for finding in self.findings if ids & set(finding.about)]

    def url(self, part: str = "", name: str = "") -> str:
        """The address of the map, or of a `stage`, `team` or `touchpoint` on it."""
        what = f"_{part}" if part else ""
        names = [name] if part else []
        if self.named:
            return reverse(f"desk_edition{what}", args=[self.edition.id, *names])
        return reverse(f"desk_playbook{what}", args=names)
