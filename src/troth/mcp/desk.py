"""What tools ask: a ledger elsewhere, or files."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol

from troth.answers import (
    CheckedBody,
    CustomerBody,
    DistortionBody,
    FileBody,
    MayBody,
    PromiseBody,
    RepliedBody,
)
from troth.errors import TrothError
from troth.mcp.answers import QuoteAnswer
from troth.operations import AttachFile, CheckDraft, Make, RecordReply, ReportDistortion, Upload
from troth.playbook import Playbook


class NeedsServerError(TrothError):
    """Something that files cannot do."""

    def __init__(self, what: str) -> None:
        super().__init__(
            f"{what} needs a ledger, and these tools work on files; "
            "start 'troth mcp' with TROTH_URL and TROTH_KEY set"
        )


class Desk(Protocol):
    """Where answers come from."""

    def may_promise(self, metric: str, customer: str | None, facets: Mapping[str, str]) -> MayBody:
        """What may be promised now."""

    def check(self, draft: CheckDraft) -> CheckedBody:
        """What becomes of a draft."""

    def quote(
        self,
        metric: str,
        customer: str | None,
        facets: Mapping[str, str],
        levels: Sequence[float],
    ) -> QuoteAnswer:
        """What can be promised, and how likely each option is kept."""

    def customers(self, email: str | None, ref: str | None) -> Iterable[CustomerBody]:
        """Customers with this address or reference."""

    def make(self, wanted: Make, key: str | None) -> PromiseBody:
        """Make a promise; with the same key once."""

    def sent(self, reply: RecordReply) -> RepliedBody:
        """Record a reply that goes out."""

    def open_promises(self, customer: str) -> Iterable[PromiseBody]:
        """What was promised to a customer and is not over, and what they owe."""

    def files(self, promise: str) -> Iterable[FileBody]:
        """The files of a promise, or of what a customer owes."""

    def content(self, promise: str, file: str) -> bytes:
        """What is in one of them."""

    def attach(self, promise: str, upload: Upload, said: AttachFile, key: str) -> FileBody:
        """Attach a file; with the same key once."""

    def report(self, wanted: ReportDistortion) -> DistortionBody:
        """Report what distorted an expectation."""

    def playbook(self) -> Playbook:
        """The playbook in force."""

    def playbook_text(self) -> str:
        """The playbook in force, as it was written."""
