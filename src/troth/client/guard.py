"""The guard of a ledger elsewhere, and what distorted expectations."""

from collections.abc import Iterator
from datetime import datetime

from troth.answers import (
    CheckedBody,
    DistortionBody,
    DistortionList,
    LinkBody,
    LinkList,
    RepliedBody,
    StoppedBody,
)
from troth.client.resource import Resource
from troth.operations import CheckDraft, CorrectLink, RecordReply, ReportDistortion


class Guard(Resource):
    """`/guard`."""

    def check(self, draft: CheckDraft, *, key: str | None = None) -> CheckedBody:
        """What a draft promises, whether it may, and what could be said instead."""
        return self._write("/guard", draft, CheckedBody, key=key)

    def sent(self, reply: RecordReply, *, key: str | None = None) -> RepliedBody:
        """Record a reply that goes out; what it promises becomes promises."""
        return self._write("/guard/sent", reply, RepliedBody, key=key)

    def stopped(self, since: datetime | None = None, until: datetime | None = None) -> StoppedBody:
        """Which promises people wanted to make and could not; aware instants."""
        said = {"since": since and since.isoformat(), "until": until and until.isoformat()}
        return self._get("/guard/stopped", StoppedBody, **said)

    def links(self) -> tuple[LinkBody, ...]:
        """What people put right about words and metrics, the latest last."""
        return self._get("/guard/links", LinkList).items

    def correct(self, link: CorrectLink, *, key: str | None = None) -> LinkBody:
        """Say which metric words are about, or that they are about none."""
        return self._write("/guard/links", link, LinkBody, key=key)


class Distortions(Resource):
    """`/distortions`."""

    def report(self, wanted: ReportDistortion, *, key: str | None = None) -> DistortionBody:
        """Report what made a customer expect something else than what holds."""
        return self._write("/distortions", wanted, DistortionBody, key=key)

    def get(self, report_id: str) -> DistortionBody:
        """One report."""
        return self._get(f"/distortions/{report_id}", DistortionBody)

    def list(self, customer: str | None = None, limit: int = 200) -> Iterator[DistortionBody]:
        """All reports, or those of one customer, the latest reported first."""
        return self._all("/distortions", DistortionList, limit, customer=customer)
