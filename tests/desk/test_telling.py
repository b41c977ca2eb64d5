"""Sentences of the core in the reader's language; in English they stay as they are."""

import copy
from datetime import UTC, date, datetime
from decimal import Decimal

from django.utils import translation

from troth.checks import words
from troth.errors import TrothError
from troth.said import Said, listed, quoted, said, said_of, sentence
from troth_web.desk.telling import told

UNUSED = said("Nothing uses the metric {name}.", name="first-reply")


def test_a_sentence_is_said_in_the_language_of_the_page() -> None:
    with translation.override("de"):
        assert told(UNUSED) == "Nichts verwendet die Messgröße first-reply."
    with translation.override("en"):
        assert told(UNUSED) == UNUSED


def test_what_is_no_sentence_of_the_core_stands_as_it_is() -> None:
    with translation.override("de"):
        assert told("within 2 days") == "within 2 days"
        assert told(said("")) == ""


def test_values_are_said_and_written_as_the_reader_does() -> None:
    found = said(
        "{share} of arrivals are affected; {by_cases} by when {cases} cases came.",
        share=words.percent(0.351),
        by_cases=words.percent(0.0001),
        cases=12_345,
    )
    assert found == ("35.1 % of arrivals are affected; less than 0.1 % by when 12,345 cases came.")
    with translation.override("de"):
        assert told(found) == (
            "Betroffen sind 35,1 % der Eingänge; gemessen daran, wann 12.345 Fälle eingingen, "
            "weniger als 0,1 %."
        )


def test_dates_lists_and_quotes_are_those_of_the_language() -> None:
    last = said(
        "{name} was to be looked at again by {last}.", name="a", last=words.day(date(2027, 5, 14))
    )
    with translation.override("de"):
        assert told(last) == "a war bis Fr, 14. Mai 2027 wieder zu prüfen."
        assert told(listed([quoted("a"), "b", "c"])) == "„a“, b und c"


def test_one_and_many_have_a_template_each() -> None:
    one, many = "{teams} has not agreed to it.", "{teams} have not agreed to it."
    assert said_of(1, one, many, teams="a") == "a has not agreed to it."
    with translation.override("de"):
        assert (
            told(said_of(2, one, many, teams=listed("ab"))) == "a und b haben dem nicht zugestimmt."
        )


def test_a_whole_sentence_has_a_capital_and_a_stop_in_each_language() -> None:
    found = sentence(said("nothing backs this: {reason}", reason="x"))
    assert found == "Nothing backs this: x."
    with translation.override("de"):
        assert told(found) == "Nichts deckt das: x."


def test_what_people_wrote_makes_no_gaps() -> None:
    found = said("Nobody here may promise {what}.", what=quoted("{0} {name} %(x)s"))
    with translation.override("de"):
        assert told(found) == "Niemand darf hier „{0} {name} %(x)s“ versprechen."


def test_a_copy_is_still_a_sentence() -> None:
    found = copy.deepcopy(UNUSED)
    assert found == UNUSED
    assert found.template == UNUSED.template
    assert found.values == {"name": "first-reply"}


def test_an_error_keeps_its_sentence() -> None:
    assert isinstance(str(TrothError(UNUSED)), Said)


def test_figures_and_instants_are_written_in_english_as_they_were() -> None:
    at = datetime(2027, 5, 14, 15, 30, tzinfo=UTC)
    assert said("{n} {share} {at}", n=1_000, share=Decimal("0.50"), at=at) == (
        "1,000 0.50 2027-05-14T15:30:00Z"
    )
