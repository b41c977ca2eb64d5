"""The guard and what distorted expectations, by the client, on each engine."""

from uuid import uuid4

import pytest

from tests.client.conftest import new_customer
from tests.client.server import Server
from troth.client import ConflictError, NotAllowedError, RefusedRequestError
from troth.operations import CheckDraft, CorrectLink, RecordReply, ReportDistortion

KEPT = "We will reply within 4 business hours."
TIGHTER = "We will reply within 1 minute."


def test_a_reply(either: Server) -> None:
    """Checked, recorded, and recorded once; what is stopped is counted."""
    customer, message = new_customer(either), uuid4().hex
    with either.client("ai-agent") as client:
        assert client.guard.check(CheckDraft(text=KEPT, customer=customer)).decision == "allow"
        reply = RecordReply(text=KEPT, customer=customer, message=message)
        first = client.guard.sent(reply)
        assert client.guard.sent(reply) == first
        (promise,) = first.promises
        assert client.promises.get(promise.id).wording == promise.wording
        with pytest.raises(ConflictError):
            client.guard.sent(reply.model_copy(update={"text": TIGHTER}))
        before = _stopped(either)
        draft = CheckDraft(text=TIGHTER, sending=True)
        checked = client.guard.check(draft, key="one")
        assert checked.decision in {"ask", "stop"}
        assert client.guard.check(draft, key="one").decision == checked.decision
        with pytest.raises(NotAllowedError) as refused:
            client.guard.sent(RecordReply(text=TIGHTER, customer=customer, message=uuid4().hex))
        assert refused.value.code == "stopped"
        assert refused.value.problem["checked"]["promises"][0]["wording"]
        assert _stopped(either) == before + 2


def test_links(either: Server) -> None:
    """A person puts a link right; a program may not."""
    link = CorrectLink(words="untangle your wobble", metric="delivery")
    draft = CheckDraft(text="We will untangle your wobble within 9 business days.")
    with either.client() as client:
        assert client.guard.correct(link).metric == "delivery"
        assert client.guard.check(draft).promises[0].metric == "delivery"
        assert link.words in {each.words.text for each in client.guard.links()}
        with pytest.raises(RefusedRequestError, match="no metric"):
            client.guard.correct(CorrectLink(words="x", metric="none"))
    with either.client("ai-agent") as client, pytest.raises(NotAllowedError):
        client.guard.correct(link)


def test_distortions(either: Server) -> None:
    """Reported by a program, read by people."""
    customer = new_customer(either)
    wanted = ReportDistortion(
        metric="delivery",
        source="reviews",
        direction="too-much",
        customer=customer,
        expected="the next morning",
    )
    with either.client("ai-agent") as client:
        made = client.distortions.report(wanted)
        with pytest.raises(NotAllowedError):
            client.distortions.get(made.id)
    with either.client("viewer") as client:
        assert client.distortions.get(made.id) == made
        assert list(client.distortions.list(customer)) == [made]


def _stopped(running: Server) -> int:
    with running.client("viewer") as client:
        found = client.guard.stopped()
        return found.others + sum(each.n for each in found.groups)
