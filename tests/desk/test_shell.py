"""The shell around every page: where one is, in which words and colours, and what is refused."""

from django.test import Client

from tests.desk.company import Company
from tests.web.people.conftest import signed_in
from troth_web.people.models import Person


def test_the_side_lists_what_the_reader_may_open(company: Company) -> None:
    page = signed_in(company.people["vic"]).get("/").content.decode()
    assert '<a href="/" aria-current="page">Today</a>' in page
    assert '<a href="/customers/">Customers</a>' in page


def test_a_stranger_is_led_to_the_door(db: None) -> None:
    page = Client().get("/promises/?state=broken")
    assert page.status_code == 302
    assert page["Location"] == "/accounts/login/?next=/promises/%3Fstate%3Dbroken"


def test_a_forged_form_is_refused_with_a_page(company: Company) -> None:
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(company.people["ann"], "allauth.account.auth_backends.AuthenticationBackend")
    promise = company.promise("first-reply", "Ada Byron", company.now - company.now)
    page = strict.post(f"/promises/{promise.id}/tell/", {"says": "x", "once": "y"})
    assert page.status_code == 403
    assert "This page had become old." in page.content.decode()
    assert company.state(promise.id).sequence == 1


def test_colours_language_and_keys_are_kept_in_the_browser(company: Company) -> None:
    browser = signed_in(company.people["ann"])
    said = {"theme": "dark", "language": "de", "next": "/promises/"}
    page = browser.post("/preferences/", said)
    assert (page.status_code, page["Location"]) == (303, "/promises/")
    shown = browser.get("/").content.decode()
    assert '<html lang="de" data-theme="dark">' in shown
    assert '<body data-keys="off">' in shown
    assert "Guten Morgen, Ann." in shown


def test_a_form_leads_nowhere_else(company: Company) -> None:
    browser = signed_in(company.people["ann"])
    for away in ("https://evil.example/", "//evil.example", "javascript:alert(1)"):
        said = {"theme": "auto", "language": "en", "next": away}
        assert browser.post("/preferences/", said)["Location"] == "/"


def test_what_programs_read_is_the_same_in_every_language(company: Company) -> None:
    browser = signed_in(company.people["ann"])
    german = {"Accept-Language": "de", "Accept-Encoding": "gzip"}
    answer = browser.get("/api/v1/promises/nothing", headers=german)
    assert answer.json()["title"] == "The form of the request is not right"
    assert "Content-Language" not in answer
    assert "Content-Encoding" not in answer
    page = browser.get("/", headers=german)
    assert page["Content-Language"] == "de"
    assert page["Content-Encoding"] == "gzip"


def test_who_left_sees_nothing(company: Company) -> None:
    browser = signed_in(company.people["ben"])
    Person.objects.filter(pk=company.people["ben"].pk).update(active=False, left_at=company.now)
    assert browser.get("/").status_code == 302
