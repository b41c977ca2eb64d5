"""Files of a playbook and a history: enough to ask, to check and to quote, not to record."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import cast

from troth import operations, queries
from troth.answers import (
    CheckedBody,
    CustomerBody,
    DistortionBody,
    FileBody,
    MayBody,
    PromiseBody,
    RepliedBody,
    allowance_body,
)
from troth.checks import horizon_from
from troth.errors import TrothError
from troth.guard.book import Book
from troth.guard.checking import check
from troth.guard.context import Context
from troth.mcp.answers import QuoteAnswer
from troth.mcp.desk import NeedsServerError
from troth.mcp.odds import Past, quote_answer
from troth.operations import (
    Allowance,
    AttachFile,
    CheckDraft,
    Make,
    RecordReply,
    ReportDistortion,
    Upload,
)
from troth.playbook import Playbook, load
from troth.playbook.files import read
from troth.playbook.problems import Problems
from troth.playbook.schema.words import Role
from troth.promises.editions import Edition
from troth.promises.parties import Actor, ActorKind
from troth.promises.store import Store

#: Who asks: a program, bound as an AI agent is.
AGENT = Actor(ActorKind.SERVICE, "mcp", Role.AI_AGENT.value)
_HORIZON = "2y"


@dataclass(frozen=True, slots=True)
class Loaded(Edition):
    """A playbook from files, in the place of an edition."""

    loaded: Playbook

    @property
    def playbook(self) -> Playbook:
        """What it says."""
        return self.loaded


@dataclass(frozen=True)
class Nothing:
    """As much of a ledger as files are: an edition, and nothing promised to anybody."""

    loaded: Loaded

    def edition(self, edition_id: str | None = None) -> Edition:
        """The playbook."""
        del edition_id
        return self.loaded

    def entries(self, subject: str) -> tuple[()]:
        """Nothing was recorded."""
        del subject
        return ()

    def agreements(self, customer: str | None) -> tuple[str, ...]:
        """Nothing was agreed."""
        del customer
        return ()


@dataclass(frozen=True)
class Files:
    """A `Desk` over files; nothing is known of customers."""

    path: Path
    #: This moment, by the clock of the edge.
    moment: Callable[[], datetime]
    past: Past | None = None

    @cached_property
    def _loaded(self) -> Loaded:
        loaded = load(self.path)
        return Loaded(id=str(self.path), published_at=self.moment(), text="", loaded=loaded)

    @cached_property
    def _book(self) -> Book:
        horizon = horizon_from(self.moment(), _HORIZON)
        return Book.of(self.playbook(), horizon=horizon)

    @property
    def _store(self) -> Store:
        return cast("Store", Nothing(self._loaded))

    def may_promise(self, metric: str, customer: str | None, facets: Mapping[str, str]) -> MayBody:
        """What may be promised now, to somebody of whom nothing is known."""
        if customer is not None:
            raise NeedsServerError("what a customer was promised")
        now = self.moment()
        odds = self.past.odds(facets, now) if self.past else None
        found = queries.may_promise(
            self._store,
            metric=metric,
            at=now,
            facets=facets,
            odds=odds if odds and odds.metric == metric else None,
        )
        left = tuple(map(allowance_body, self._left(now)))
        return queries.may_body(found, at=now, customer=None, facets=facets, authority=left)

    def check(self, draft: CheckDraft) -> CheckedBody:
        """What becomes of a draft, said by a program."""
        if draft.customer is not None:
            raise NeedsServerError("what a customer was promised")
        now = self.moment()
        odds = self.past.odds(draft.facets, now) if self.past else None
        context = Context(
            book=self._book,
            at=None if draft.standing else now,
            role=Role.AI_AGENT,
            channel=draft.channel,
            facets=draft.facets,
            odds={odds.metric: odds} if odds else {},
            allowances=tuple(self._left(now)),
        )
        checked = check(draft.text, context, form=draft.form, language=draft.language)
        return CheckedBody.model_validate(checked.as_json())

    def quote(
        self,
        metric: str,
        customer: str | None,
        facets: Mapping[str, str],
        levels: Sequence[float],
    ) -> QuoteAnswer:
        """From the history; nothing keeps it."""
        if customer is not None:
            raise NeedsServerError("keeping a quote for a customer")
        if self.past is None:
            raise NeedsHistoryError
        made = self.past.quote(metric, facets, levels, self.playbook(), self.moment())
        return quote_answer(made, kept=False)

    def customers(self, email: str | None, ref: str | None) -> list[CustomerBody]:
        """Nobody is known."""
        del email, ref
        raise NeedsServerError("finding a customer")

    def make(self, wanted: Make, key: str | None) -> PromiseBody:
        """Nothing can be kept."""
        del wanted, key
        raise NeedsServerError("recording a promise")

    def sent(self, reply: RecordReply) -> RepliedBody:
        """Nothing can be kept."""
        del reply
        raise NeedsServerError("recording a reply")

    def open_promises(self, customer: str) -> list[PromiseBody]:
        """Nothing is known."""
        del customer
        raise NeedsServerError("what a customer was promised")

    def files(self, promise: str) -> list[FileBody]:
        """Nothing is known."""
        del promise
        raise NeedsServerError("the files of a promise")

    def content(self, promise: str, file: str) -> bytes:
        """Nothing is known."""
        del promise, file
        raise NeedsServerError("reading a file of a promise")

    def attach(self, promise: str, upload: Upload, said: AttachFile, key: str) -> FileBody:
        """Nothing can be kept."""
        del promise, upload, said, key
        raise NeedsServerError("attaching a file")

    def report(self, wanted: ReportDistortion) -> DistortionBody:
        """Nothing can be kept."""
        del wanted
        raise NeedsServerError("reporting what distorted an expectation")

    def playbook(self) -> Playbook:
        """What the files say."""
        return self._loaded.playbook

    def playbook_text(self) -> str:
        """The files, one after the other."""
        sources = read(self.path, Problems())
        if len(sources) == 1:
            return sources[0].text
        return "\n".join(f"# {source.name}\n{source.text}" for source in sources)

    def _left(self, now: datetime) -> list[Allowance]:
        return operations.left(self._store, AGENT, self._loaded, None, now)


class NeedsHistoryError(TrothError):
    """Odds without anything to learn them from."""

    def __init__(self) -> None:
        super().__init__("a quote needs a history; start 'troth mcp' with --history")
