"""`/guidelines`: the pages of each team, who has read them, and questions made from them."""

from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import Query
from pydantic import BaseModel, ConfigDict, Field

from troth import operations, queries
from troth.answers import (
    AnsweredBody,
    GuidelinesBody,
    GuidelinesLineBody,
    GuidelinesList,
    LearnedBody,
    QuizBody,
    ReceiptBody,
    answered_body,
    guidelines_body,
    learned_body,
    quiz_body,
    receipt_body,
)
from troth.operations import ReadGuidelines
from troth.operations.commands import Command, Word
from troth.operations.errors import NoEditionError, UnfitError
from troth.operations.learning import QUIZ, taught
from troth.playbook.guidelines import guidelines as pages_of
from troth.playbook.guidelines import guidelines_teams
from troth.playbook.quiz import Quiz, quiz
from troth.promises.editions import Edition
from troth.said import said
from troth_web.api.answering import done, shown
from troth_web.api.calls import Call
from troth_web.api.problems import refused
from troth_web.api.resource import Resource
from troth_web.desk.learn.pdf import guidelines_pdf
from troth_web.desk.pdf import NoPdfError
from troth_web.desk.pdf.setting import download
from troth_web.people.caps import spend_write
from troth_web.playbooks.learning import once_for, readers, receipts_of

guidelines = Resource("guidelines")

Seed = Annotated[int, Field(ge=0, le=1_000_000)]


class AskedQuiz(BaseModel):
    """Which questions."""

    model_config = ConfigDict(frozen=True)

    seed: Seed = Field(1, description="Another one makes other questions.")


class AnswerQuiz(Command):
    """Answers to the questions of a seed."""

    edition: Word = Field(description="That the questions were made from.")
    seed: Seed = Field(description="Of the questions.")
    answers: tuple[Annotated[int, Field(ge=0, le=9)] | None, ...] = Field(
        description="For each question the place of an option, from 0; null: no answer.",
        max_length=50,
        strict=False,
    )


@guidelines.reads("/guidelines", needs="guidelines.read", answers=GuidelinesList)
def list_(request: HttpRequest) -> HttpResponse:
    """List the teams that have pages in the edition in force."""
    call = Call.of(request)
    edition = call.store.edition()
    if edition is None:
        raise NoEditionError
    known = receipts_of(call.principal.id) if call.principal.is_person else {}
    items = tuple(
        GuidelinesLineBody(
            team=team,
            name=edition.playbook.teams[team].name or team,
            edition=edition.id,
            standards=sum(each.team == team for each in edition.playbook.standards.values()),
            read=known[team].edition if team in known else None,
        )
        for team in guidelines_teams(edition.playbook)
    )
    return shown(request, GuidelinesList(items=items, next=None))


@guidelines.reads("/guidelines/{team_id}", needs="guidelines.read", answers=GuidelinesBody)
def get(request: HttpRequest, team_id: Word) -> HttpResponse:
    """Give the pages of a team, and what is new since the caller read them."""
    call = Call.of(request)
    edition = taught(call.store, team_id)
    read = receipts_of(call.principal.id).get(team_id) if call.principal.is_person else None
    news = queries.news(call.store, team_id, read.edition) if read else ()
    pages = pages_of(edition.playbook, team_id)
    return shown(request, guidelines_body(pages, edition, read, news))


@guidelines.reads(
    "/guidelines/{team_id}/pages.pdf", needs="guidelines.read", answers="application/pdf"
)
def document(request: HttpRequest, team_id: Word) -> HttpResponse:
    """Give the pages of a team as PDF, of four pages at most, in the language asked for."""
    edition = taught(Call.of(request).store, team_id)
    try:
        return download(guidelines_pdf(edition, team_id), f"{team_id}-{edition.id}")
    except NoPdfError as error:
        raise refused("not-found", str(error)) from None


@guidelines.writes(
    "POST",
    "/guidelines/{team_id}/read",
    needs="guidelines.confirm",
    answers=ReceiptBody,
    status=201,
)
def read(request: HttpRequest, team_id: Word, body: ReadGuidelines) -> HttpResponse:
    """Say that one has read the pages of a team."""
    return done(
        request,
        lambda _, work: receipt_body(operations.read_guidelines(work, team_id, body)),
        status=201,
    )


@guidelines.reads("/guidelines/{team_id}/quiz", needs="guidelines.read", answers=QuizBody)
def ask(request: HttpRequest, team_id: Word, asked: Query[AskedQuiz]) -> HttpResponse:
    """Ask questions made from the standards of a team, without their answers."""
    edition = taught(Call.of(request).store, team_id)
    return shown(request, quiz_body(quiz_of(edition, team_id, asked.seed), edition.id))


@guidelines.writes(
    "POST", "/guidelines/{team_id}/quiz", needs="guidelines.answer", answers=AnsweredBody
)
def answer(request: HttpRequest, team_id: Word, body: AnswerQuiz) -> HttpResponse:
    """Answer questions. Only whoever answers is told how; topics are counted in nobody's name."""
    call = Call.of(request)
    edition = taught(call.store, team_id, body.edition)
    asked = quiz_of(edition, team_id, body.seed)
    if len(body.answers) != len(asked.questions):
        raise UnfitError(
            "answers",
            said(
                "there are {questions} questions and {answers} answers",
                questions=len(asked.questions),
                answers=len(body.answers),
            ),
        )
    counted(call, edition, asked, body.answers)
    return shown(request, answered_body(asked, body.answers))


@guidelines.reads("/guidelines/{team_id}/learned", needs="guidelines.learned", answers=LearnedBody)
def learned(request: HttpRequest, team_id: Word) -> HttpResponse:
    """Say who of a team has read its pages, and which topics it missed; never whose answers."""
    call = Call.of(request)
    edition = taught(call.store, team_id)
    found = queries.missed(call.store, team_id)
    return shown(request, learned_body(team_id, edition.id, readers(team_id), found))


def quiz_of(edition: Edition, team: str, seed: int) -> Quiz:
    """The questions of a team, made from an edition."""
    return quiz(edition.playbook, team, seed, edition.published_at)


def counted(call: Call, edition: Edition, asked: Quiz, answers: tuple[int | None, ...]) -> None:
    """Count the topics that were missed: of each person once, without key and name."""
    if not asked.questions:
        return
    spend_write(call.principal, call.at)
    missed, once = asked.missed(answers), once_for(call.principal.id)
    call.store.write(
        lambda work: operations.count_answers(work, edition.id, asked.team, missed, once),
        actor=QUIZ,
        at=call.at,
    )
