"""What `troth clock` draws, as the text of an SVG file."""

from collections.abc import Sequence

from troth.cli.clock_after import Answer, Question
from troth.cli.clock_month import month_title
from troth.clock.month import MonthDay, month_cell
from troth.clock.strip import days_strip, due_strip
from troth.pictures import WIDE, day_text, draw, instant_text
from troth.pictures.file import standalone
from troth.pictures.month import draw_month


def answer_picture(answer: Answer, question: Question, caption: str) -> str:
    """The time from start to due on one line."""
    calendar, words = answer.calendar, (answer.words, caption)
    if answer.days and answer.due:
        marks = [(answer.due, f"due {instant_text(answer.due, calendar.timezone)}")]
        if answer.earliest:
            marks.insert(0, (answer.earliest, f"from {day_text(answer.earliest)}"))
        strip = days_strip(calendar, question.start, marks, words, answer.days)
    else:
        strip = due_strip(calendar, question.start, answer.due, words, question.pauses)
    return standalone(draw(strip, WIDE))


def month_picture(days: Sequence[MonthDay], caption: str) -> str:
    """A row for each week."""
    return standalone(draw_month(month_title(days), caption, [month_cell(day) for day in days]))
