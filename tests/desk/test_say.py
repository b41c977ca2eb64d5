"""Say without a browser: sentences, and what is refused."""

from datetime import timedelta

import pytest
from django.test import Client

from tests.desk.company import NOW, Company
from tests.web.people.conftest import signed_in
from troth_web import clock
from troth_web.ledger import current_store
from troth_web.people.models import Person
from troth_web.people.roles import Role


def said(company: Company, browser: Client, **more: str) -> tuple[int, str]:
    form = {
        "once": "a",
        "customer": company.customer("Ines Okafor"),
        "topic": "first-reply",
        "at": company.now.isoformat(),
        **more,
    }
    page = browser.post("/say/said/", form)
    return page.status_code, page.content.decode()


@pytest.mark.parametrize("metric", ["first-reply", "delivery", "refund", "opinion", "clean-cabin"])
def test_the_guard_passes_what_it_says(company: Company, metric: str) -> None:
    """The two faces agree: what one offers to say the other lets through."""
    browser = signed_in(company.people["ann"])
    customer = company.customer("Ines Okafor")
    company.promise("refund", "Ines Okafor", timedelta(days=1))
    answer = browser.get(f"/api/v1/say?metric={metric}&customer={customer}").json()
    for sentence in (answer["now"], answer["fallback"]):
        checked = browser.post(
            "/api/v1/guard",
            {"text": sentence, "customer": customer},
            content_type="application/json",
        ).json()
        assert checked["decision"] == "allow", (sentence, checked)
        assert {each["verdict"] for each in checked["promises"]} <= {"backed"}, sentence


def test_what_no_standard_covers_is_not_promised(company: Company) -> None:
    browser = signed_in(company.people["ann"])
    answer = browser.get("/api/v1/say?metric=clean-cabin").json()
    assert answer["now"] == answer["fallback"] == "We cannot promise this."
    assert answer["reason"] == "there is no standard for clean-cabin"


def test_who_is_late_says_so_and_gives_no_new_date(company: Company) -> None:
    promise = company.promise("first-reply", "Ines Okafor", timedelta(days=1))
    browser = signed_in(company.people["ann"])
    customer = company.customers["Ines Okafor"]
    answer = browser.get(f"/api/v1/say?metric=first-reply&customer={customer}").json()
    assert answer["promise"] == promise.id
    assert answer["now"] == (
        "We are late with your first reply: it was due on Monday 30 November 2026, 14:00."
    )
    assert answer["fallback"] == "We cannot promise another date yet."
    assert [each["why"] for each in answer["never"]] == ["late", "excluded"]
    assert said(company, browser)[0] == 303
    assert company.state(promise.id).told_at == company.now
    assert len(company.of(customer)) == 1


def test_a_sentence_counts_from_when_it_was_shown(company: Company) -> None:
    browser = signed_in(company.people["ann"])
    with clock.stopped(company.now + timedelta(minutes=7)):
        assert said(company, browser)[0] == 303
    (made,) = company.of(company.customers["Ines Okafor"])
    assert made.due == company.now + timedelta(hours=4)


def test_an_old_sentence_is_not_recorded(company: Company) -> None:
    browser = signed_in(company.people["ann"])
    with clock.stopped(company.now + timedelta(minutes=31)):
        status, page = said(company, browser)
    assert status == 422
    assert "This was shown a while ago." in page
    assert not company.of(company.customers["Ines Okafor"])


@pytest.mark.parametrize(
    "wrong",
    [{"at": "noon"}, {"customer": ""}, {"topic": "no-such"}, {"topic": ""}],
)
def test_what_does_not_fit_is_said(company: Company, wrong: dict[str, str]) -> None:
    status, _ = said(company, signed_in(company.people["ann"]), **wrong)
    assert status == 422


def test_pressing_twice_records_once(company: Company) -> None:
    browser = signed_in(company.people["ann"])
    assert said(company, browser)[0] == said(company, browser)[0] == 303
    assert len(company.of(company.customers["Ines Okafor"])) == 1


def test_who_looks_on_may_read_and_not_record(company: Company) -> None:
    browser = signed_in(company.people["vic"])
    assert said(company, browser)[0] == 403
    page = browser.get(f"/say/?customer={company.customers['Ines Okafor']}&topic=first-reply")
    assert page.status_code == 200
    assert "I said it" not in page.content.decode()


def test_nothing_is_said_before_there_is_a_playbook(db: None) -> None:
    """A form that was sent all the same is shown the page that says so."""
    current_store.cache_clear()
    ann = Person.objects.create(email="ann@example.com", name="Ann", role=Role.AGENT, joined_at=NOW)
    form = {"once": "a", "customer": "x", "topic": "refund", "at": NOW.isoformat()}
    with clock.stopped(NOW):
        answer = signed_in(ann).post("/say/said/", form)
    assert answer.status_code == 422
    assert "There is no playbook yet." in answer.content.decode()
    current_store.cache_clear()
