"""The customer's link: who comes in, what is kept from others, and how often one may write."""

import json
import logging
from urllib.parse import urlsplit

import pytest
from django.test import Client

from tests.desk.company import Company
from tests.desk.crawling import text_of
from tests.web.people.conftest import signed_in
from troth import operations
from troth.promises.entries import EntryType
from troth.promises.hatch import Hatch
from troth.promises.promise import Promise
from troth_web.hatches.address import token_of, url_of
from troth_web.ledger import current_store
from troth_web.logs import Lines


@pytest.fixture
def opened(lived: Company) -> Hatch:
    """The link of a refund to Ines."""
    promises = lived.of(lived.customers["Ines Okafor"])
    refund = next(each for each in promises if each.metric == "refund")
    wanted = operations.OpenHatch(about=refund.id)
    found: Hatch = lived.by("ann", lived.now, lambda work: operations.open_hatch(work, wanted))
    return found


def link(opened: Hatch) -> str:
    """Its path."""
    return urlsplit(url_of(opened)).path


def test_what_is_no_token_opens_nothing(lived: Company, opened: Hatch) -> None:
    token = token_of(opened)
    named, _, seal = token.rpartition("~")
    other = lived.of(lived.customers["Tom Weiss"])[0].id
    cut = (token[:-1], token[:10], seal, named, f"{token}x", f"~{seal}", "~", "x" * 5_000)
    turned = (f"{other}.1~{seal}", f"{opened.about}.2~{seal}", token.swapcase(), "a\x00b")
    for wrong in (*cut, *turned):
        answer = Client().get(f"/with/{wrong}/")
        assert answer.status_code == 404, wrong
        assert "Refund" not in text_of(answer)


def test_a_link_that_was_withdrawn_opens_nothing(lived: Company, opened: Hatch) -> None:
    lived.by("ann", lived.now, lambda work: operations.shut_hatch(work, opened.about))
    path = link(opened)
    assert Client().get(path).status_code == 404
    assert Client().post(f"{path}say/", {"once": "a", "says": "x"}).status_code == 404
    again = operations.OpenHatch(about=opened.about)
    lived.by("ann", lived.now, lambda work: operations.open_hatch(work, again))
    assert Client().get(path).status_code == 404, "another opening has another address"


@pytest.fixture
def passport(lived: Company, opened: Hatch) -> Promise:
    """What the refund of the link waits for."""
    pause = lived.state(opened.about).open_pause
    assert pause
    assert pause.duty
    return lived.state(pause.duty)


def test_a_customer_says_that_their_part_is_done(
    lived: Company, opened: Hatch, passport: Promise
) -> None:
    customer = Client()
    path = f"{link(opened)}duties/{passport.id}/"
    assert "I have done this" in text_of(customer.get(link(opened)))
    assert customer.get(path).status_code == 200
    assert lived.state(passport.id).kept_at is None, "to open an address does nothing"
    assert customer.post(path, {"once": "a", "note": "By <b>mail</b>"}).status_code == 303
    assert lived.state(passport.id).kept_at == lived.now
    assert lived.state(opened.about).open_pause is None
    shown = text_of(customer.get(link(opened)))
    assert "It is on record that you did your part." in shown
    assert "I have done this" not in shown
    again = customer.post(path, {"once": "b"})
    assert again.status_code == 422
    said = current_store().entries(passport.id)[-1]
    assert (said.actor.name, said.channel) == (f"customer:{opened.customer}", "link")
    browser = signed_in(lived.people["ann"])
    page = text_of(browser.get(f"/promises/{passport.id}/"))
    assert "said by their link that it is done" in page
    assert "By &lt;b&gt;mail&lt;/b&gt;" in page


def test_the_duties_of_others_are_not_theirs_to_do(lived: Company, opened: Hatch) -> None:
    tom = lived.customers["Tom Weiss"]
    wanted = operations.AskDuty(duty="passport", customer=tom)
    theirs = lived.by("ann", lived.now, lambda work: operations.ask(work, wanted))
    for other in (theirs.id, opened.about, "nonsense"):
        answer = Client().post(f"{link(opened)}duties/{other}/", {"once": other})
        assert answer.status_code == 422, other
    assert lived.state(theirs.id).kept_at is None
    assert lived.state(opened.about).kept_at is None


def test_a_colleague_does_nothing_for_them_by_the_link(
    lived: Company, opened: Hatch, passport: Promise
) -> None:
    browser = signed_in(lived.people["ann"])
    answer = browser.post(f"{link(opened)}duties/{passport.id}/", {"once": "a"})
    assert answer.status_code == 403
    assert lived.state(passport.id).kept_at is None


def test_a_form_that_is_sent_again_is_done_once(opened: Hatch) -> None:
    customer = Client()
    for _ in range(2):
        answer = customer.post(f"{link(opened)}say/", {"once": "a", "says": "When?"})
        assert answer.status_code == 303
    assert len(_heard(opened)) == 1
    other = customer.post(f"{link(opened)}say/", {"once": "a", "says": "Something else"})
    assert other.status_code == 422
    assert "Something else" in text_of(other), "nothing typed is lost"
    assert len(_heard(opened)) == 1


def _heard(opened: Hatch) -> list[object]:
    entries = current_store().entries(opened.about)
    return [each for each in entries if each.type is EntryType.PROMISE_HEARD]


@pytest.mark.parametrize("more", ["", "say/", "nonsense/", "document.pdf", "notes/1/"])
def test_no_answer_tells_the_address_to_others(opened: Hatch, more: str) -> None:
    for token in (token_of(opened), "forged"):
        answer = Client().get(f"/with/{token}/{more}")
        assert answer["Referrer-Policy"] == "no-referrer"
        assert answer["Cache-Control"] == "no-store"
        assert answer["X-Robots-Tag"] == "noindex, nofollow"
        assert answer["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]


def test_the_log_knows_no_token(opened: Hatch, caplog: pytest.LogCaptureFixture) -> None:
    token = token_of(opened)
    with caplog.at_level(logging.DEBUG):
        Client().get(link(opened))
        Client().get(f"/with/{token}/nonsense/")
        Client().post(f"{link(opened)}say/", {"once": "a"})
        Client().put(link(opened))
    lines = [Lines().format(each) for each in caplog.records if _is_logged(each)]
    assert lines
    assert all(json.loads(line) for line in lines)
    assert not [line for line in lines if token in line or opened.about in line]


def _is_logged(record: logging.LogRecord) -> bool:
    """Below warnings only what is ours is written."""
    return record.levelno >= logging.WARNING or record.name.startswith("troth")


@pytest.mark.parametrize("what", ["say", "note"])
def test_nobody_writes_without_end(lived: Company, opened: Hatch, what: str) -> None:
    said = operations.TakeNote.model_validate(
        {
            "kind": "expectation",
            "says": "Money soon",
            "customer": opened.customer,
            "promise": opened.about,
        }
    )
    note = lived.by("ann", lived.now, lambda work: operations.take_note(work, said))
    path = link(opened) + {"say": "say/", "note": f"notes/{note.id}/"}[what]
    customer = Client()
    for number in range(30):
        said_once = {"once": f"a{number}", "says": f"Word {number}"}
        assert customer.post(path, said_once).status_code == 303
    answer = customer.post(path, {"once": "last", "says": "One word too many"})
    assert answer.status_code == 422
    assert "very often within an hour" in text_of(answer)
    assert "One word too many" in text_of(answer), "nothing typed is lost"


def test_what_a_customer_wrote_is_text_wherever_it_is_read(lived: Company, opened: Hatch) -> None:
    says = '<img src=x onerror=alert(1)> =HYPERLINK("http://evil.example") \u202egnp.exe'
    Client().post(f"{link(opened)}say/", {"once": "a", "says": says})
    browser = signed_in(lived.people["ada"])
    for path in (f"/promises/{opened.about}/", "/?whose=all"):
        page = text_of(browser.get(path))
        assert "&lt;img src=x" in page
        assert "<img src=x" not in page
    journal = browser.get(f"/api/v1/promises/{opened.about}/journal").json()
    (heard,) = [each for each in journal["items"] if each["type"] == "promise.heard"]
    assert heard["personal"]["heard"]["source"] == "customer"
    assert heard["personal"]["heard"]["untrusted"] is True


def test_one_who_is_signed_in_answers_nothing(lived: Company, opened: Hatch) -> None:
    answer = signed_in(lived.people["ann"]).post(
        f"{link(opened)}say/", {"once": "a", "says": "It is fine"}
    )
    assert answer.status_code == 403
    assert not _heard(opened)
