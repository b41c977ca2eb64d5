"""Questions about the standards of a team, as people are asked them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from troth.playbook import Playbook
from troth.playbook.quiz import Asks, Question, Quiz
from troth.playbook.quiz.dues import calendar_of
from troth.playbook.schema.words import Strength
from troth_web.desk import moments, words
from troth_web.desk.atlas.cards import STRENGTHS
from troth_web.desk.learn.views import (
    StandardView,
    scope_words,
    standard_view,
    team_text,
)

_SENTENCES = {
    Asks.TERM: _("%(what)s: which service level do we keep?"),
    Asks.DUE: _("%(what)s: what arrives on %(when)s is due by when?"),
    Asks.INCLUDES: _("%(what)s: what is included?"),
    Asks.EXCLUDES: _("%(what)s: what is not included?"),
    Asks.STRENGTH: _("%(what)s: how firmly do we say it?"),
    Asks.NEEDS: _("%(what)s: what do we need from the customer first?"),
    Asks.UPDATES: _("%(what)s: how often do customers hear how things stand?"),
    Asks.PRECEPT: _("%(what)s: which principle does it serve?"),
    Asks.TEAM: _("%(what)s: which team keeps it?"),
    Asks.NEVER: _("Which of these may nobody promise?"),
}


def sentence(question: Question, playbook: Playbook) -> str:
    """What is asked."""
    said = {"what": "", "when": ""}
    if question.standard:
        applies = scope_words(question.scope)
        what = words.metric_text(playbook.standards[question.standard].metric, playbook)
        said["what"] = f"{what} ({applies})" if applies else what
    if question.arrival:
        said["when"] = _instant(question.arrival, question, playbook)
    return str(_SENTENCES[question.asks]) % said


def option(text: str, question: Question, playbook: Playbook) -> str:
    """An option, in words."""
    if question.asks is Asks.DUE:
        return _instant(text, question, playbook)
    if question.asks is Asks.STRENGTH:
        return str(STRENGTHS[Strength(text)])
    if question.asks is Asks.TEAM:
        return team_text(playbook, text)
    return text


def _instant(text: str, question: Question, playbook: Playbook) -> str:
    """On the wall of the team that keeps it, with the year: nobody takes it for today."""
    calendar = calendar_of(playbook, playbook.standards[question.standard])
    at = datetime.fromisoformat(text)
    local = at.astimezone(calendar.timezone) if calendar else at
    return gettext("%(day)s, %(time)s in %(place)s") % {
        "day": moments.day_name(local),
        "time": moments.clock_text(local),
        "place": moments.zone_text(local),
    }


def topic_text(topic: str, playbook: Playbook) -> str:
    """What questions are about."""
    if topic in playbook.metrics:
        return words.metric_text(topic, playbook)
    return gettext("What nobody may promise")


class QuizForm(forms.Form):
    """The questions, each with its options; none has to be answered."""

    def __init__(self, quiz: Quiz, playbook: Playbook, data: Any = None) -> None:  # noqa: ANN401 - a query
        """With the questions of a quiz."""
        super().__init__(data)
        for number, question in enumerate(quiz.questions):
            options = [
                (str(place), option(each, question, playbook))
                for place, each in enumerate(question.options)
            ]
            self.fields[f"q{number}"] = forms.ChoiceField(
                label=f"{number + 1}. {sentence(question, playbook)}",
                choices=options,
                widget=forms.RadioSelect,
                required=False,
            )

    def answers(self) -> tuple[int | None, ...]:
        """The place of the option of each question; None where none was chosen."""
        given = (self.cleaned_data.get(name) for name in self.fields)
        return tuple(int(each) if each else None for each in given)


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerView:
    """What became of one answer."""

    asked: str
    right: bool
    given: str
    answer: str
    standard: StandardView | None


def answer_views(
    quiz: Quiz, answers: tuple[int | None, ...], playbook: Playbook
) -> list[AnswerView]:
    """Each question with what was said and what is right."""
    found = []
    for question, given, right in zip(quiz.questions, answers, quiz.right(answers), strict=True):
        options = [option(each, question, playbook) for each in question.options]
        standard = playbook.standards.get(question.standard)
        found.append(
            AnswerView(
                asked=sentence(question, playbook),
                right=right,
                given="" if given is None else options[given],
                answer=options[question.right],
                standard=standard_view(playbook, question.standard, standard) if standard else None,
            )
        )
    return found
