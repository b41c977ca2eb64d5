"""The pages of teams in a ledger elsewhere, and the questions made from them."""

from collections.abc import Sequence

from troth.answers import (
    AnsweredBody,
    GuidelinesBody,
    GuidelinesLineBody,
    GuidelinesList,
    LearnedBody,
    QuizBody,
    ReceiptBody,
)
from troth.client.resource import Resource
from troth.operations import ReadGuidelines


class Guidelines(Resource):
    """`/guidelines`."""

    def list(self) -> tuple[GuidelinesLineBody, ...]:
        """The teams that have pages."""
        return self._get("/guidelines", GuidelinesList).items

    def get(self, team: str) -> GuidelinesBody:
        """The pages of a team, and what is new to the caller."""
        return self._get(f"/guidelines/{team}", GuidelinesBody)

    def pdf(self, team: str) -> bytes:
        """The pages of a team as PDF, of four pages at most."""
        return self._transport.send("GET", f"/guidelines/{team}/pages.pdf").content

    def read(self, team: str, edition: str | None = None, *, key: str | None = None) -> ReceiptBody:
        """Say that one has read the pages of a team."""
        said = ReadGuidelines() if edition is None else ReadGuidelines(edition=edition)
        return self._write(f"/guidelines/{team}/read", said, ReceiptBody, key=key)

    def quiz(self, team: str, seed: int = 1) -> QuizBody:
        """Questions about the standards of a team."""
        return self._get(f"/guidelines/{team}/quiz", QuizBody, seed=seed)

    def answer(self, quiz: QuizBody, answers: Sequence[int | None]) -> AnsweredBody:
        """Answer questions that were asked."""
        said = {"edition": quiz.edition, "seed": quiz.seed, "answers": [*answers]}
        return self._write(f"/guidelines/{quiz.team}/quiz", said, AnsweredBody)

    def learned(self, team: str) -> LearnedBody:
        """Who of a team has read its pages, and which topics it missed."""
        return self._get(f"/guidelines/{team}/learned", LearnedBody)
