"""Compose without a browser: what is kept of a draft, how fast it is read, where marks stand."""

import pytest
from django.db import connection
from django.test import Client

from tests.desk.company import Company
from tests.web.people.conftest import signed_in
from troth_web.desk.verdicts import fitted, replaced, utf16
from troth_web.ledger.models import LedgerEntry

LATE = "We will answer you within 20 minutes."


def check(browser: Client, text: str, **more: str) -> str:
    page = browser.post("/compose/", {"text": text, **more}, headers={"HX-Target": "found"})
    assert page.status_code == 200, page.content.decode()
    return page.content.decode()


def test_of_what_is_not_sent_nothing_is_kept(company: Company) -> None:
    browser = signed_in(company.people["ann"])
    customer = company.customer("Ines Okafor")
    before = LedgerEntry.objects.count()
    said = check(browser, f"A word that nobody else says: xylograph. {LATE}", customer=customer)
    assert "Faster than we promise" in said
    assert LedgerEntry.objects.count() == before
    assert not list(_tables_with("xylograph"))


def _tables_with(word: str) -> list[str]:
    """Tables that hold a word anywhere."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names of our own tables
            if any(word in str(cell) for row in cursor.fetchall() for cell in row):
                found.append(table)
    return found


@pytest.mark.parametrize(
    ("kind", "word"), [("reply", "Supported"), ("page", "Supported"), ("html", "Supported")]
)
def test_promises_of_replies_and_pages_are_marked(company: Company, kind: str, word: str) -> None:
    browser = signed_in(company.people["ann"])
    assert word in check(browser, "<p>We answer within 5 business days.</p>", what=kind)


def test_a_form_of_a_browser_counts_as_a_script_does(company: Company) -> None:
    """Line ends of two letters are one to whoever counts places in a text area."""
    said = check(signed_in(company.people["ann"]), f"🎉\r\n\r\n{LATE}")
    assert 'data-start="4"' in said
    assert f'data-end="{4 + len(LATE) - 1}"' in said


def test_a_text_that_is_too_long_is_refused_and_kept_in_the_form(company: Company) -> None:
    browser = signed_in(company.people["ann"])
    page = browser.post("/compose/", {"text": "a" * 200_001})
    assert page.status_code == 422
    assert "a" * 200_001 in page.content.decode()


def test_who_makes_no_promises_may_ask_what_may_be_written(company: Company) -> None:
    """Marketing, say: its pages are judged too, and nothing of them comes on record."""
    browser = signed_in(company.people["vic"])
    said = check(browser, LATE)
    assert 'data-start="0"' in said
    assert "I sent it" not in browser.get("/compose/").content.decode()
    assert browser.post("/compose/sent/", {"text": LATE}).status_code == 403


def test_a_place_that_is_made_up_changes_nothing(company: Company) -> None:
    browser = signed_in(company.people["ann"])
    for use in ("", "x", "9999999999-1 no", "5-2 no", "-1-4 no"):
        page = browser.post("/compose/", {"text": "Hello.", "use": use})
        assert page.status_code == 200, use


def test_a_time_is_that_on_the_wall_of_who_writes(company: Company) -> None:
    """By 14:00 in Berlin is our standard; half past one is sooner, and not so in London."""
    browser = signed_in(company.people["ann"])
    customer = company.customer("Ines Okafor")
    words = "We will answer you by 13:30 today."
    browser.cookies["zone"] = "Europe/Berlin"
    assert "Faster than we promise" in check(browser, words, customer=customer)
    browser.cookies["zone"] = "Europe/London"
    assert "Supported" in check(browser, words, customer=customer)
    sent = {"text": words, "customer": customer, "once": "a"}
    assert browser.post("/compose/sent/", sent).status_code == 303
    (made,) = company.of(customer)
    assert made.due is not None
    assert made.due.isoformat() == "2026-12-01T13:30:00+00:00"


def test_places_are_counted_as_browsers_count() -> None:
    assert utf16("a🎉שׁ") == 5
    assert replaced("🎉 we do", 3, 5, "they") == "🎉 they do"


def test_a_wording_fits_where_it_comes_to_stand() -> None:
    text = "Hello, we will do it. And more"
    assert fitted(text, 7, 20, "We guarantee it.") == "we guarantee it"
    assert fitted("We do it", 0, 8, "We guarantee it.") == "We guarantee it."
    assert fitted("So we do it", 3, 11, "I cannot promise this.") == "I cannot promise this."
