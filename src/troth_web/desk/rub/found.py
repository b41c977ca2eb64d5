"""Findings as rows: of the edition in force, or of the draft."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import cast

from django.urls import reverse
from django.utils.functional import Promise as Lazy

from troth.checks import Waived
from troth.errors import TrothError
from troth.findings import Finding, Severity
from troth.playbook import Playbook
from troth.promises.editions import Edition
from troth.report.journey import touchpoint_ids
from troth.report.parties import team_name
from troth_web.api.calls import Call
from troth_web.desk.rub.titles import SEVERITIES, sides_of, title_of
from troth_web.desk.telling import told
from troth_web.ledger.kept import Lately, kept_lately
from troth_web.ledger.store import SqlStore
from troth_web.playbooks.costs import gravest_first
from troth_web.playbooks.findings import found_in
from troth_web.playbooks.models import Draft

SHAPES = {Severity.ERROR: "broken", Severity.WARNING: "risk", Severity.INFO: "wait"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One finding in the list."""

    id: str
    url: str
    code: str
    shape: str
    severity: str | Lazy
    title: str
    #: What both sides say; empty where there are no two.
    both: tuple[str, ...]
    #: The finding's first sentence.
    detail: str
    owner: str | None
    owner_name: str
    #: About how many promises in 30 days; None where nobody knows.
    monthly: float | None
    share: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What is found in one text of the playbook."""

    edition: Edition
    findings: tuple[tuple[Finding, str | None, float | None], ...]
    waived: tuple[Waived, ...]

    @property
    def playbook(self) -> Playbook:
        """The text that was checked."""
        return self.edition.playbook

    def one(self, fingerprint: str) -> tuple[Finding, str | None, float | None] | None:
        """The finding of that fingerprint."""
        return next((each for each in self.findings if each[0].fingerprint == fingerprint), None)

    def count(self, severity: Severity) -> int:
        """How many are so grave."""
        return sum(each[0].severity is severity for each in self.findings)


def draft_edition() -> Edition | None:
    """The draft as if it were published; None where there is none."""
    draft = Draft.objects.first()
    if draft is None:
        return None
    return Edition(f"draft-{draft.revision}", draft.changed_at, draft.text)


def found(call: Call, edition: Edition) -> Found:
    """What is found in an edition today.

    Raises:
        TrothError: the draft cannot be read.
    """
    report = found_in(edition, call.at)
    lately = lately_of(call)
    known = gravest_first(edition.playbook, report.findings, lately)
    return Found(edition=edition, findings=tuple(known), waived=report.waived)


def found_in_draft(call: Call) -> Found | TrothError | None:
    """The same of the draft; the mistake that keeps it from being read; None where none is."""
    edition = draft_edition()
    if edition is None:
        return None
    try:
        return found(call, edition)
    except TrothError as error:
        return error


def lately_of(call: Call) -> Lately:
    """How promises made last were kept."""
    return kept_lately(cast("SqlStore", call.store), call.at, call.principal.hidden)


def matching(
    said: Found, *, owner: str = "", touchpoint: str = ""
) -> Iterator[tuple[Finding, str | None, float | None]]:
    """Findings of an owner, at a touchpoint, or all; each with its owner and what it costs."""
    known = touchpoint in said.playbook.touchpoints
    ids = touchpoint_ids(said.playbook, touchpoint) if known else None
    for finding, team, monthly in said.findings:
        if owner and team != owner:
            continue
        if ids is not None and not ids & set(finding.about):
            continue
        yield finding, team, monthly


def rows(said: Found, *, query: str = "", **asked: str) -> Iterator[Row]:
    """The same as rows of a list."""
    playbook = said.playbook
    for finding, team, monthly in matching(said, **asked):
        yield Row(
            id=finding.fingerprint,
            url=reverse("desk_finding", args=[finding.fingerprint]) + query,
            code=finding.code,
            shape=SHAPES[finding.severity],
            severity=SEVERITIES[finding.severity],
            title=title_of(playbook, finding),
            both=tuple(said_ for _who, said_, _more in sides_of(playbook, finding)),
            detail=told(finding.message).partition("\n")[0],
            owner=team,
            owner_name=team_name(playbook, team) if team else "",
            monthly=monthly,
            share=finding.witness.share if finding.witness else None,
        )
