"""The pages of teams, their questions, and what a team has learned, as the API answers."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from pydantic import Field

from troth.answers.base import Body, FreeText, Moment, Source, free_text, free_texts
from troth.playbook.changes import Change
from troth.playbook.guidelines import Guidelines
from troth.playbook.quiz import Question, Quiz
from troth.promises.editions import Edition
from troth.promises.quizzes import FEWEST_ANSWERS, Topics
from troth.promises.receipts import Receipt

_BOOK = Source.PLAYBOOK


class ReceiptBody(Body):
    """That somebody has read the pages of a team."""

    team: str
    edition: str = Field(description="Of the playbook, as it was read.")
    at: Moment


class PrincipleBody(Body):
    """A principle, and the team's standards under it."""

    precept: str | None = Field(description="Its id in the playbook; null: these trace to none.")
    says: FreeText | None
    standards: tuple[str, ...]


class PartBody(Body):
    """The team's part of a promise that several teams keep in turn."""

    chain: str
    term: str | None
    does: FreeText | None
    before: str = Field(description="The team that it takes over from; empty at the start.")
    after: str = Field(description="The team that it hands on to; empty at the end.")


class GuidelinesBody(Body):
    """The pages of a team; ids are those of the edition."""

    team: str
    name: str
    edition: str
    published_at: Moment
    promise: FreeText | None = Field(description="The brand promise.")
    voice: FreeText | None
    never: tuple[FreeText, ...] = Field(description="What nobody may promise.")
    stages: Mapping[str, str] = Field(description="Stages with the team's part: primary, ...")
    principles: tuple[PrincipleBody, ...]
    touchpoints: tuple[str, ...]
    parts: tuple[PartBody, ...]
    claims: Mapping[str, bool] = Field(
        description="What is said in public and needs the team, and whether it has agreed."
    )
    duties: tuple[str, ...] = Field(description="What customers owe for its standards.")
    read: ReceiptBody | None = Field(description="The latest edition that the caller has read.")
    news: tuple[Mapping[str, Any], ...] = Field(
        description="What changed for the team since then, as `troth diff --format json` says it."
    )


class GuidelinesLineBody(Body):
    """A team that has pages."""

    team: str
    name: str
    edition: str
    standards: int = Field(description="How many it keeps.")
    read: str | None = Field(description="The latest edition that the caller has read.")


class QuestionBody(Body):
    """A question, without its answer."""

    asks: str = Field(
        description="term, due, includes, excludes, strength, needs, updates, precept, team, never."
    )
    topic: str
    standard: str | None
    scope: Mapping[str, tuple[str, ...]]
    arrival: Moment | None = Field(description="Of what is asked when it is due.")
    options: tuple[FreeText, ...]


class QuizBody(Body):
    """Questions about the standards of a team: the same ones for the same seed and edition."""

    team: str
    edition: str
    seed: int
    questions: tuple[QuestionBody, ...]


class AnsweredBody(Body):
    """What became of answers. Nobody else is told; of the team, topics are counted."""

    of: int
    right: int
    answers: tuple[int, ...] = Field(description="The place of the right option, from 0.")


class TopicBody(Body):
    """A topic that people of a team were asked about."""

    topic: str = Field(description="A metric, or never-promise.")
    asked: int = Field(description="How many people were.")
    missed: int = Field(description="How many of them missed it.")


class ReaderBody(Body):
    """What somebody of the team has read."""

    person: str
    edition: str | None
    at: Moment | None


class LearnedBody(Body):
    """Who of a team has read its pages, and which topics it missed; never whose answers."""

    team: str
    edition: str
    readers: tuple[ReaderBody, ...]
    fewest: int = Field(description="People are counted in so many; of fewer nothing is told.")
    people: int = Field(description="How many are counted.")
    topics: tuple[TopicBody, ...]


def receipt_body(found: Receipt) -> ReceiptBody:
    """A receipt."""
    return ReceiptBody(team=found.team, edition=found.edition, at=found.at)


def guidelines_body(
    pages: Guidelines, edition: Edition, read: Receipt | None, news: Iterable[Change]
) -> GuidelinesBody:
    """The pages of a team, and what is new to whoever asks."""
    return GuidelinesBody(
        team=pages.team,
        name=pages.about.name or pages.team,
        edition=edition.id,
        published_at=edition.published_at,
        promise=free_text(pages.promise or None, _BOOK),
        voice=free_text(pages.voice or None, _BOOK),
        never=free_texts(pages.never, _BOOK),
        stages={stage.id: part for stage, part in pages.stages},
        principles=tuple(
            PrincipleBody(
                precept=each.id or None,
                says=free_text(each.text or None, _BOOK),
                standards=tuple(name for name, _ in each.standards),
            )
            for each in pages.principles
        ),
        touchpoints=tuple(each.id for each in pages.moments),
        parts=tuple(
            PartBody(
                chain=each.chain,
                term=str(each.leg.term) if each.leg.term else None,
                does=free_text(each.leg.does, _BOOK),
                before=each.before,
                after=each.after,
            )
            for each in pages.parts
        ),
        claims={each.id: each.agreed for each in pages.claims},
        duties=tuple(name for name, _ in pages.duties),
        read=receipt_body(read) if read else None,
        news=tuple(each.as_json() for each in news),
    )


def quiz_body(asked: Quiz, edition: str) -> QuizBody:
    """Questions as they are asked."""
    questions = tuple(map(_question, asked.questions))
    return QuizBody(team=asked.team, edition=edition, seed=asked.seed, questions=questions)


def _question(question: Question) -> QuestionBody:
    return QuestionBody(
        asks=question.asks.value,
        topic=question.topic,
        standard=question.standard or None,
        scope={facet: tuple(values) for facet, values in question.scope.items()},
        arrival=datetime.fromisoformat(question.arrival) if question.arrival else None,
        options=free_texts(question.options, _BOOK),
    )


def answered_body(asked: Quiz, answers: Sequence[int | None]) -> AnsweredBody:
    """What became of answers."""
    right = asked.right(answers)
    return AnsweredBody(
        of=len(right), right=sum(right), answers=tuple(each.right for each in asked.questions)
    )


def learned_body(
    team: str, edition: str, readers: Mapping[str, Receipt | None], found: Topics
) -> LearnedBody:
    """What a team has learned."""
    return LearnedBody(
        team=team,
        edition=edition,
        readers=tuple(
            ReaderBody(person=person, edition=read and read.edition, at=read and read.at)
            for person, read in readers.items()
        ),
        fewest=FEWEST_ANSWERS,
        people=found.people,
        topics=tuple(
            TopicBody(topic=each.topic, asked=each.asked, missed=each.missed)
            for each in found.topics
        ),
    )
