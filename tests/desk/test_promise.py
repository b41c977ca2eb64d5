"""A promise's page, at every turn of its life."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.test import Client

from tests.desk.company import Company
from tests.desk.crawling import forms_of
from tests.web.people.conftest import signed_in
from troth import operations
from troth.promises.promise import Promise
from troth_web.hatches.address import url_of


def _offered(company: Company, *options: operations.Option) -> Promise:
    wanted = operations.Offer(
        metric="refund", calendar="desk", customer=company.customer("Ines Okafor"), options=options
    )
    made: Promise = company.by("mia", company.now, lambda work: operations.offer(work, wanted))
    return made


def _link(company: Company, promise: Promise) -> str:
    opened = operations.OpenHatch(about=promise.id)
    hatch = company.by("mia", company.now, lambda work: operations.open_hatch(work, opened))
    return urlsplit(url_of(hatch)).path


def _page(company: Company, promise: Promise) -> str:
    answer = signed_in(company.people["ann"]).get(f"/promises/{promise.id}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_options_are_shown_whatever_they_say_of_themselves(company: Company) -> None:
    """An option may have words or not, and a term or a date."""
    offered = _offered(
        company,
        operations.Option(
            id="bank", term="within 6 days", says="By bank transfer", price="EUR 4 in all"
        ),
        operations.Option(id="card", term="within 5 business days", likelihood=0.9),
        operations.Option(id="cash", due=company.now + timedelta(days=7)),
    )
    answer = Client().get(_link(company, offered))
    assert answer.status_code == 200
    for shown in (_page(company, offered), answer.content.decode()):
        for each in ("By bank transfer", "EUR 4 in all", "within 5 business days", "Tue 8 Dec"):
            assert each in shown


def test_an_offer_that_was_withdrawn_says_so(company: Company) -> None:
    offered = _offered(company, operations.Option(id="card", term="within 5 business days"))
    taken = operations.Withdraw(reason="They found another way.")
    company.by("mia", company.now, lambda work: operations.withdraw(work, offered.id, taken))
    shown = _page(company, offered)
    assert "Withdrawn today" in shown
    assert "until they choose" not in shown
    theirs = Client().get(_link(company, offered)).content.decode()
    assert "This no longer holds" in theirs
    assert "I choose this" not in theirs


def test_a_form_says_which_promise_it_is_about(company: Company) -> None:
    """The same form stands above each row of Today."""
    reply = company.promise("first-reply", "Ada Byron", timedelta(minutes=5))
    ann = signed_in(company.people["ann"])
    for headers in ({}, {"HX-Request": "true", "HX-Target": "dialog-body"}):
        answer = ann.get(f"/promises/{reply.id}/keep/", headers=headers)
        assert "First reply for Ada Byron" in answer.content.decode()


def test_a_clock_that_nothing_may_stop_has_no_button_for_it(company: Company) -> None:
    """Its standard names no pause, so that the form would have nothing to choose."""
    bag = company.promise("delivery", "Ada Byron", timedelta(hours=1), by="dan")
    answer = signed_in(company.people["dan"]).get(f"/promises/{bag.id}/")
    assert "Stop the clock" not in answer.content.decode()
    assert "Tell them" in answer.content.decode()


def test_a_date_of_ones_own_stops_for_a_reason_of_ones_own(company: Company) -> None:
    made = company.promise(
        "refund", "Ada Byron", timedelta(0), by="mia", due=company.now + timedelta(days=30)
    )
    mia, url = signed_in(company.people["mia"]), f"/promises/{made.id}/pause/"
    sent = next(each for each in forms_of(url, mia.get(url)) if each.url == url).fields
    assert mia.post(url, sent | {"reason": "their papers"}).status_code == 303
    pause = company.state(made.id).open_pause
    assert pause is not None
    assert pause.reason == "their papers"
