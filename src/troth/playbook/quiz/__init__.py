"""Questions made from the standards, with which somebody checks whether they can use them."""

from troth.playbook.quiz.ask import QUESTIONS, quiz
from troth.playbook.quiz.model import Asks, Question, Quiz

__all__ = ["QUESTIONS", "Asks", "Question", "Quiz", "quiz"]
