"""Travellers whose details change, and those who want to be forgotten."""

from datetime import timedelta

from examples.airline.year import words
from examples.airline.year.airline import Airline, Story
from examples.airline.year.help import help_request
from examples.airline.year.tale import Tale
from examples.airline.year.travellers import Traveller
from troth import operations
from troth.operations import Rectify


def put_right(tale: Tale) -> Story:
    """An address or a fare that is not so any more."""
    airline, who = tale.airline, tale.who
    yield airline.opening("help-desk")
    airline.greet(who)
    agent = tale.dice.choice(airline.cast.members("support"))
    local, _, host = who.email.partition("@")
    who.email = f"{local}.{tale.dice.randrange(1970, 2004)}@{host}"
    said = Rectify(email=who.email, reason=tale.says(words.RECTIFIED), channel="phone")
    operations.rectify(airline.by(agent), who.id, said)


def forgotten(airline: Airline, who: Traveller, tale: Tale) -> Story:
    """Asked once, was answered, and wants to be forgotten seven weeks later."""
    airline.greet(who)
    yield from help_request(tale)
    yield airline.opening("berlin-office", airline.now + timedelta(days=49))
    who.erased = True
    operations.erase(airline.by(airline.cast.people[0]), who.id)


def booked(airline: Airline, who: Traveller) -> Story:
    """A traveller whom the booking system brings, before anything is promised to them."""
    yield airline.now
    if not who.known:
        airline.greet(who)
