"""Reading and printing: every form, every near miss, and nothing but terms or term errors."""

import re
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from datetime import time
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from tests.terms.strategies import terms
from troth.terms import (
    Bound,
    ByTimeNextDay,
    Kind,
    Share,
    Span,
    Term,
    TermError,
    UnfitValueError,
    Unit,
    Within,
    parse,
)

PAGE = Path(__file__).resolve().parents[2] / "docs/concepts/terms.md"
PLAYBOOK = Path(__file__).resolve().parents[2] / "../shared/playbook.yaml"
TERM_KEYS = {"term", "desired", "adequate", "updates", "silence", "value"}

CANONICAL = {
    "within 4 business hours": Kind.DURATION,
    "within 24 hours": Kind.DURATION,
    "within 1 day": Kind.DURATION,
    "within 1.5 hours": Kind.DURATION,
    "within 2 business days": Kind.DURATION,
    "within 1 week": Kind.DURATION,
    "between 5 and 7 business days": Kind.DURATION,
    "between 30 and 45.5 minutes": Kind.DURATION,
    "by the end of the next business day": Kind.DURATION,
    "by 12:00 on the next business day": Kind.DURATION,
    "by 12:00 on the next business day if received by 14:00": Kind.DURATION,
    "every 2 business days": Kind.DURATION,
    "at most 1 business day": Kind.DURATION,
    "at most 4 hours": Kind.DURATION,
    "at least 99.9 % per month": Kind.SHARE,
    "at least 95 %": Kind.SHARE,
    "at most 2 % per year": Kind.SHARE,
    "at most 2 per quarter": Kind.COUNT,
    "at least 3 per day": Kind.COUNT,
    "EUR 49 per month": Kind.MONEY,
    "EUR 49.90": Kind.MONEY,
    "EUR 0": Kind.MONEY,
    "at most EUR 20": Kind.MONEY,
    "at least EUR 5 per week": Kind.MONEY,
    "always": Kind.YES_NO,
    "never in 99.5 % of cases": Kind.YES_NO,
    "within 4 business hours in 95 % of cases": Kind.DURATION,
    "at least 95 % in 90 % of cases": Kind.SHARE,
}


@pytest.mark.parametrize("text", CANONICAL)
def test_canonical_text_comes_back(text: str) -> None:
    assert str(parse(text)) == text
    assert parse(text).kind is CANONICAL[text]


@pytest.mark.parametrize(
    ("text", "canonical"),
    [
        ("WITHIN 4 Business Hour", "within 4 business hours"),
        ("  within\t1   hours ", "within 1 hour"),
        ("at  least 95%", "at least 95 %"),
        ("within 1.50 hours in 95.0% of cases", "within 1.5 hours in 95 % of cases"),
        ("eur 49.5", "EUR 49.50"),
        ("by 9:05 on the next business day", "by 09:05 on the next business day"),
        ("within 24hours", "within 24 hours"),
        ("at least\u00a095\u00a0%", "at least 95 %"),
    ],
)
def test_case_and_spacing_are_free(text: str, canonical: str) -> None:
    assert str(parse(text)) == canonical


def test_a_term_is_its_content_and_its_share_of_cases() -> None:
    term = parse("within 4 business hours in 95 % of cases")
    assert term == Term(Within(Span(Decimal(4), Unit.BUSINESS_HOUR)), Decimal(95))
    assert parse("always").share is None
    assert parse("at least 95 %").content == Share(Bound.AT_LEAST, Decimal(95))


@pytest.mark.parametrize(
    ("text", "needs"),
    [
        ("within 2 days", False),
        ("within 2 business days", True),
        ("between 1 and 2 hours", False),
        ("between 1 and 2 business hours", True),
        ("by the end of the next business day", True),
        ("by 12:00 on the next business day", True),
        ("EUR 3", False),
    ],
)
def test_business_time_needs_a_calendar(text: str, *, needs: bool) -> None:
    assert parse(text).needs_calendar is needs


@pytest.mark.parametrize(
    ("text", "culprit", "expected"),
    [
        ("within four hours", "four", "a number"),
        ("within 0 hours", "0", "a number above 0"),
        ("within -1 hours", "-1", "a number"),
        ("within 4 fortnights", "fortnights", "business days"),
        ("within 1.5 business days", "1.5", "a whole number of business days"),
        ("within 1.5 days", "1.5", "a whole number of days"),
        ("within 0.001 minutes", "0.001", "a duration of whole seconds"),
        ("within 0.00000005 hours", "0.00000005", "at most 6 decimals"),
        ("within 99999999999999 hours", "99999999999999", "at most 87 600 hours"),
        ("between 5 and 5 days", "5 days", "a number above 5"),
        ("between 7 and 5 days", "5", "a number above 7"),
        ("between 0 and 5 days", "0", "a number above 0"),
        ("at least 0 %", "0", "a percentage above 0 and at most 100"),
        ("at least 100.1 %", "100.1", "a percentage above 0 and at most 100"),
        ("always in 101 % of cases", "101", "a percentage above 0 and at most 100"),
        ("at most 0 per month", "0", "a number above 0"),
        ("at most 2.5 per month", "2.5", "a whole number of times"),
        ("at most 2 per month and year", "and", "the end"),
        ("at most 2 per hour", "hour", "quarter"),
        ("at least 2 days", "days", "per"),
        ("EUR", "", "a number"),
        ("EURO 5", "EURO", "a currency such as EUR"),
        ("EUR 9999999999999", "9999999999999", "at most 1 000 000 000 000"),
        ("by 24:00 on the next business day", "24:00", "a time from 00:00 to 23:59"),
        ("by 12:00 on the next day", "day", '"business day"'),
        ("within 4 hours in 95 % of the cases", "of", '"of cases"'),
        ("within 4 hours\nin 95 cases", "cases", "%"),
        ("always.", ".", "the end"),
        ("", "", "within"),
    ],
)
def test_an_error_points_at_the_character_and_says_what_could_stand_there(
    text: str, culprit: str, expected: str
) -> None:
    with pytest.raises(TermError) as caught:
        parse(text)
    error = caught.value
    assert error.text == text
    start = error.column - 1
    assert text[start : start + len(culprit)] == culprit
    assert (start == len(text)) == (culprit == "")
    assert expected.strip('"') in [choice.strip('"') for choice in error.expected]
    sentence, quote, caret = str(error).split("\n")
    assert expected in sentence
    assert quote[2:] == text.replace("\n", " ")
    assert caret == " " * (start + 2) + "^"


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("within 4 working hours", "within 4 business hours"),
        ("4 workdays", "within 4 business days"),
        ("within 3 workdays", "within 3 business days"),
        ("24h", "within 24 hours"),
        ("within 24h", "within 24 hours"),
        ("within 90 min", "within 90 minutes"),
        ("within one day", "within 1 day"),
        ("100 percent", "at least 100 %"),
        ("at least 99,9 % per month", "at least 99.9 % per month"),
        ("95%", "at least 95 %"),
        ("3 per month", None),
        ("49 EUR", "EUR 49"),
        ("€49 / month", "EUR 49 per month"),
        ("up to $20", "at most USD 20"),
        ("5-7 business days", "between 5 and 7 business days"),
        ("within 5 to 7 days", "between 5 and 7 days"),
        ("next business day", "by the end of the next business day"),
        ("no more than 2 per quarter", "at most 2 per quarter"),
        ("every week", "every 1 week"),
        ("wihtin 4 bussiness hours", "within 4 business hours"),
        ("as soon as possible", None),
        ("within 0 hours", None),
    ],
)
def test_near_misses_are_answered_with_what_was_meant(text: str, meant: str | None) -> None:
    with pytest.raises(TermError) as caught:
        parse(text)
    assert caught.value.suggestion == meant
    assert (f'did you mean "{meant}"?' in str(caught.value)) == (meant is not None)


def test_long_texts_are_refused_before_they_are_read() -> None:
    with pytest.raises(TermError, match="expected at most 200 characters") as caught:
        parse("within 4 hours" + " " * 1_000_000)
    assert len(str(caught.value)) < 600


def test_an_error_cannot_move_the_cursor_of_a_terminal() -> None:
    with pytest.raises(TermError) as caught:
        parse("within \x1b[2J\u202e4 hours")
    assert not re.search(r"[^\n -~]", str(caught.value))


@given(terms)
def test_printing_and_parsing_are_inverse(term: Term) -> None:
    text = str(term)
    assert parse(text) == term
    assert str(parse(text)) == text
    assert parse(text.upper()) == term


WORDS = "within between by every at most least always never EUR 4 0 1.5 % per in of cases the end"
WORDS += " next business day days hours week month on if received 12:00 25:61 and / - € \n one"


@given(st.text() | st.lists(st.sampled_from(WORDS.split(" "))).map(" ".join))
@example("within " + "9" * 190 + " hours")
@example("within 1." + "0" * 180 + "1 hours")
@example("at least " + "٣" + " %")
@example("between 5 and 7 and 9")
def test_any_text_is_a_term_or_a_term_error(text: str) -> None:
    read = _term_or_error(text)
    if isinstance(read, Term):
        assert parse(str(read)) == read
    else:
        assert 1 <= read.column <= min(len(text), 200) + 1
        assert read.expected


def _term_or_error(text: str) -> Term | TermError:
    try:
        return parse(text)
    except TermError as error:
        return error


def test_values_that_no_text_could_give_are_refused_in_python_too() -> None:
    with pytest.raises(UnfitValueError, match="expected a number above 0, not 0"):
        Span(Decimal(0), Unit.HOUR)
    with pytest.raises(UnfitValueError, match="hours and minutes"):
        ByTimeNextDay(time(12, 0, 1))


def test_every_term_of_the_example_playbook_parses() -> None:
    if not PLAYBOOK.exists():
        pytest.skip("the example playbook is not beside this checkout")
    texts = list(_terms_in(yaml.safe_load(PLAYBOOK.read_text())))
    assert len(texts) > 10
    for text in texts:
        assert str(parse(text)) == text


def _terms_in(node: object, key: str = "") -> Iterator[str]:
    if isinstance(node, dict):
        for name, value in node.items():
            yield from _terms_in(value, name)
    elif isinstance(node, list):
        for value in node:
            yield from _terms_in(value)
    elif key in TERM_KEYS:
        yield str(node)


def test_the_page_on_terms_shows_terms_and_errors_as_they_are() -> None:
    page = PAGE.read_text()
    rows = re.findall(
        r"^\| (`.*`.*?) \| (duration|share|count|money|yes-no) \|", page, re.MULTILINE
    )
    shown = [(text, kind) for cell, kind in rows for text in re.findall("`(.*?)`", cell)]
    assert {kind for _, kind in shown} == set(Kind)
    for text, kind in shown:
        assert (str(parse(text)), parse(text).kind) == (text, kind)
    with pytest.raises(TermError) as caught:
        parse("within 4 working hours")
    assert textwrap.indent(str(caught.value), "    ") in page


def test_the_grammar_is_not_loaded_before_a_text_is_read() -> None:
    program = "import sys, troth.terms; print('lark' in sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert ran.stdout == "False\n"
