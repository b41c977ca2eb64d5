"""The pages of teams by the client, on each engine."""

import pytest

from tests.client.server import Server
from troth.client import ChangedError, NotAllowedError, NotFoundError, RefusedRequestError
from troth.operations import AcceptPrecept, RejectPrecept


def test_pages_and_questions(either: Server) -> None:
    """Read by a person, asked and answered; only a manager sees what a team missed."""
    with either.client("agent") as client:
        line = next(each for each in client.guidelines.list() if each.team == "support")
        pages = client.guidelines.get("support")
        assert pages.edition == line.edition
        assert any("reply" in each.standards for each in pages.principles)
        assert client.guidelines.read("support", key="one").edition == pages.edition
        assert client.guidelines.get("support").read is not None
        assert client.guidelines.pdf("support").startswith(b"%PDF-")
        quiz = client.guidelines.quiz("support", seed=3)
        assert quiz == client.guidelines.quiz("support", seed=3)
        assert quiz.questions
        told = client.guidelines.answer(quiz, [None] * len(quiz.questions))
        assert (told.right, told.of) == (0, len(quiz.questions))
        told = client.guidelines.answer(quiz, told.answers)
        assert told.right == told.of
        with pytest.raises(NotFoundError):
            client.guidelines.get("nobody")
        with pytest.raises(NotAllowedError):
            client.guidelines.learned("support")
        with pytest.raises(NotFoundError):
            client.journal.of(f"quiz/{pages.edition}/support")
    with either.client("manager") as client:
        learned = client.guidelines.learned("support")
        assert any(each.edition == pages.edition for each in learned.readers)
        assert (learned.people, learned.topics) == (0, ())
    with either.client("ai-agent") as client:
        assert client.guidelines.get("support").read is None
        with pytest.raises(NotAllowedError):
            client.guidelines.read("support")


def test_precepts(either: Server) -> None:
    """A proposal is accepted into the draft, another rejected; nobody overwrites the draft."""
    with either.client("agent") as client:
        found = client.precepts.get()
        assert found.bare
        assert found.proposals == ()
        wanted = AcceptPrecept(precept="heard", says="We hear you.", standards=("reply", "bags"))
        draft = client.precepts.accept(wanted, expected=found.draft or 0)
        assert "heard: We hear you." in draft.text
        with pytest.raises(ChangedError):
            client.precepts.accept(wanted, expected=found.draft or 0)
        (precept,) = client.precepts.get().precepts
        assert (precept.standards, precept.in_force) == (("reply", "bags"), False)
        with pytest.raises(RefusedRequestError, match="no standard"):
            client.precepts.accept(wanted.model_copy(update={"standards": ("none",)}))
        twice = draft.text.replace("term: within 5 business days", "term: within 4 business hours")
        client.editions.write_draft(twice.replace(", precept: heard", ""))
        (proposal,) = client.precepts.get().proposals
        assert (proposal.repeats, proposal.value.text) == ("term", "within 4 business hours")
        reject = RejectPrecept(proposal=proposal.id, reason="Chance.")
        assert client.precepts.reject(reject).rejected
        assert client.precepts.get().proposals[0].rejected
        with pytest.raises(NotFoundError):
            client.precepts.reject(RejectPrecept(proposal="0" * 16))
        client.editions.drop_draft()
    with either.client("viewer") as client:
        assert client.precepts.get().draft is None
        with pytest.raises(NotAllowedError):
            client.precepts.accept(wanted)
