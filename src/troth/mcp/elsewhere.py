"""A ledger elsewhere, asked with the caller's own key: what that key opens, and nothing else."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from troth.answers import (
    CheckedBody,
    CustomerBody,
    DistortionBody,
    FileBody,
    MayBody,
    PromiseBody,
    RepliedBody,
)
from troth.client import Client
from troth.mcp.answers import OptionAnswer, QuoteAnswer
from troth.mcp.odds import Past, quote_answer
from troth.operations import (
    AttachFile,
    CheckDraft,
    Make,
    RecordQuote,
    RecordReply,
    ReportDistortion,
    Upload,
)
from troth.playbook import Playbook
from troth.playbook.load import load_text


@dataclass(frozen=True)
class Elsewhere:
    """A `Desk` over a client."""

    client: Client
    #: This moment, by the clock of the edge.
    moment: Callable[[], datetime]
    past: Past | None = None

    def may_promise(self, metric: str, customer: str | None, facets: Mapping[str, str]) -> MayBody:
        """What may be promised now."""
        return self.client.may.promise(metric, customer=customer, facets=facets)

    def check(self, draft: CheckDraft) -> CheckedBody:
        """What becomes of a draft."""
        return self.client.guard.check(draft)

    def quote(
        self,
        metric: str,
        customer: str | None,
        facets: Mapping[str, str],
        levels: Sequence[float],
    ) -> QuoteAnswer:
        """From the history at hand, kept in the ledger; without one, the odds of what applies."""
        if self.past is None:
            return _of_what_applies(self.may_promise(metric, customer, facets))
        made = self.past.quote(metric, facets, levels, self.playbook(), self.moment())
        self.client.quotes.record(RecordQuote(quote=made, customer=customer))
        return quote_answer(made, kept=True)

    def customers(self, email: str | None, ref: str | None) -> Iterable[CustomerBody]:
        """Customers with this address or reference."""
        return self.client.customers.list(email=email, ref=ref, limit=50)

    def make(self, wanted: Make, key: str | None) -> PromiseBody:
        """Make a promise."""
        return self.client.promises.make(wanted, key=key)

    def sent(self, reply: RecordReply) -> RepliedBody:
        """Record a reply; its message id makes that it counts once."""
        return self.client.guard.sent(reply)

    def open_promises(self, customer: str) -> Iterator[PromiseBody]:
        """What was promised to a customer and is not over, then what they owe."""
        for clock in ("running", "paused"):
            yield from self.client.promises.list(customer=customer, clock=clock, limit=50)
        for clock in ("running", "paused"):
            yield from self.client.duties.list(customer=customer, clock=clock, limit=50)

    def files(self, promise: str) -> Iterator[FileBody]:
        """The files of a promise, the first attached first."""
        return self.client.files.list(promise)

    def content(self, promise: str, file: str) -> bytes:
        """What is in one of them."""
        return self.client.files.get(promise, file)

    def attach(self, promise: str, upload: Upload, said: AttachFile, key: str) -> FileBody:
        """Attach a file."""
        return self.client.files.attach(promise, upload, said, key=key)

    def report(self, wanted: ReportDistortion) -> DistortionBody:
        """Report what distorted an expectation."""
        return self.client.distortions.report(wanted)

    def playbook(self) -> Playbook:
        """The playbook in force."""
        return load_text(self.playbook_text(), "the playbook in force")

    def playbook_text(self) -> str:
        """The playbook in force, as it was written."""
        return self.client.editions.current().text or ""


def _of_what_applies(may: MayBody) -> QuoteAnswer:
    """The one option that needs no history here: what applies, with the odds that are known."""
    odds = may.likelihood
    option = OptionAnswer(
        id=may.metric,
        term=may.term or "",
        due=may.due,
        odds=odds.value if odds else None,
        low=odds.low if odds else None,
        high=odds.high if odds else None,
        n=odds.n if odds else 0,
        wording="",
        refusal=may.reason or (odds.refusal if odds else "no odds are known of this metric"),
    )
    return QuoteAnswer(
        id=None,
        kept=False,
        metric=may.metric,
        at=may.at,
        zone=may.zone,
        options=(option,),
        notes=(),
    )
