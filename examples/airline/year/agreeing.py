"""Terms agreed on with companies that fly often, and with all of Business for a summer."""

from datetime import datetime, timedelta

from examples.airline.year import words
from examples.airline.year.airline import Airline, Story
from examples.airline.year.ids import id_from
from examples.airline.year.travellers import Traveller
from troth import operations
from troth.operations import EndAgreement, MakeAgreement

#: So many companies have a term of their own; every third gives it up.
COMPANIES = 9
_TERMS = ("within 4 business hours", "within 2 business hours", "within 6 business hours")


def plan(airline: Airline, end: datetime) -> None:
    """Plan the agreements of the year."""
    business = [who for who in airline.travellers if who.fare == "business"][:COMPANIES]
    span = (end - airline.start) / (COMPANIES + 1)
    for number, who in enumerate(business):
        airline.plan(airline.start + span * (number + 0.4), _company(airline, who, number))
    airline.plan(airline.start + 0.5 * (end - airline.start), _summer(airline))


def _company(airline: Airline, who: Traveller, number: int) -> Story:
    """One company's first replies, quicker than others'."""
    yield airline.opening("new-york-office")
    airline.greet(who)
    dice = airline.dice("company", number)
    lead = airline.cast.manager("sales")
    wanted = MakeAgreement(
        id=id_from(dice, airline.now),
        customer=who.id,
        metric="first-reply",
        term=_TERMS[number % len(_TERMS)],
        team="support",
        until=airline.now + timedelta(days=365),
        note=words.say(dice, words.AGREED_TERM, name=who.given),
        channel="phone",
    )
    made = operations.make_agreement(airline.by(lead), wanted)
    if number % 3 == 2:
        yield airline.opening("new-york-office", airline.now + timedelta(days=80))
        ended = EndAgreement(reason=words.say(dice, words.ENDED_TERM))
        operations.end_agreement(airline.by(lead), made.id, ended)


def _summer(airline: Airline) -> Story:
    """For ten weeks all of Business gets new seats within four hours."""
    yield airline.opening("new-york-office")
    dice = airline.dice("summer")
    lead = airline.cast.manager("operations")
    wanted = MakeAgreement(
        id=id_from(dice, airline.now),
        scope={"fare": ("business",)},
        metric="rebooking",
        term="within 4 hours",
        team="support",
        note="A trial with two more people at the desk in the evening.",
    )
    made = operations.make_agreement(airline.by(lead), wanted)
    yield airline.opening("new-york-office", airline.now + timedelta(days=70))
    ended = EndAgreement(reason="The trial is over; six hours hold again.")
    operations.end_agreement(airline.by(lead), made.id, ended)
