"""Questions of the guard: who sees them, and what an answer makes of them."""

from datetime import timedelta

from tests.desk.company import Company
from tests.web.people.conftest import signed_in
from troth import operations
from troth.operations import Catch


def caught(company: Company) -> str:
    words = Catch(
        customer=company.customer("Ines Okafor"), wording="It will be fine by <b>noon</b>."
    )
    found = company.by(
        "ann", company.now - timedelta(hours=1), lambda work: operations.catch(work, words)
    )
    return str(found.id)


def test_everybody_who_promises_is_asked(company: Company) -> None:
    caught(company)
    for name in ("ann", "dan", "mia"):
        page = signed_in(company.people[name]).get("/").content.decode()
        assert "what was meant?" in page, name
        assert "by &lt;b&gt;noon&lt;/b&gt;." in page, name


def test_who_looks_on_sees_it_and_cannot_answer(company: Company) -> None:
    question = caught(company)
    browser = signed_in(company.people["vic"])
    assert f"/promises/{question}/answer/" not in browser.get("/?whose=all").content.decode()
    assert browser.get(f"/promises/{question}/answer/").status_code == 403


def test_an_answer_needs_what_it_is_about(company: Company) -> None:
    question = caught(company)
    page = signed_in(company.people["ann"]).post(f"/promises/{question}/answer/", {"once": "a"})
    assert page.status_code == 422
    assert company.state(question).stage.value == "no-promise"


def test_a_date_of_ones_own_needs_authority(company: Company) -> None:
    question = caught(company)
    browser = signed_in(company.people["ann"])
    browser.cookies["zone"] = "Europe/Berlin"
    said = {"once": "a", "metric": "first-reply", "due": "2026-12-01T10:30"}
    page = browser.post(f"/promises/{question}/answer/", said)
    assert page.status_code == 422
    assert "This is more than you may promise or give." in page.content.decode()


def test_what_is_a_promise_already_is_no_question(company: Company) -> None:
    promise = company.promise("refund", "Ines Okafor", timedelta(hours=1))
    page = signed_in(company.people["ann"]).post(f"/promises/{promise.id}/answer/", {"once": "a"})
    assert page.status_code == 422
    assert "This does not fit what became of it meanwhile." in page.content.decode()
