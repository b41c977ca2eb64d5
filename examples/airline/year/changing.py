"""Dates that change: by agreement, which the traveller confirms or not, or without."""

from datetime import datetime

from examples.airline.year import words
from examples.airline.year.airline import Story
from examples.airline.year.cast import themselves
from examples.airline.year.pace import hours
from examples.airline.year.tale import By, Tale
from troth import operations
from troth.operations import Agree, Change
from troth.promises.promise import Promise


def agreed(tale: Tale, promise: Promise, by: By, due: datetime) -> Story:
    """Report a later date as agreed; most confirm it, some say no, some say nothing."""
    if not tale.runs(promise) or due <= tale.airline.now:
        return
    said = Change(agreed=True, due=due, reason=tale.says(words.LATER_AGREED), channel="phone")
    changed = operations.change(tale.airline.by(by), promise.id, said)
    answer = tale.dice.random()
    yield tale.airline.now + hours(tale.dice, 6, 1.0)
    if answer < 0.85 and tale.runs(promise):
        said_no = answer < 0.2
        seat = tale.airline.by(themselves(tale.who.id))
        change = changed.changes[-1].id
        operations.agree(seat, promise.id, Agree(change=change, decline=said_no, channel="portal"))


def moved(tale: Tale, promise: Promise, by: By, due: datetime) -> None:
    """Give a later date to which nobody agreed."""
    if tale.runs(promise) and due > tale.airline.now:
        said = Change(agreed=False, due=due, reason=tale.says(words.LATER_NOT_ASKED))
        operations.change(tale.airline.by(by), promise.id, said)
