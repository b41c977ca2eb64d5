"""Every link that somebody sees leads somewhere for them, and no page tells what is hidden."""

from http import HTTPStatus
from urllib.parse import urlsplit

import pytest
from django.test import Client

from tests.desk.company import Company
from tests.desk.crawling import crawled, text_of
from tests.desk.lived import HIDDEN
from tests.web.people.conftest import signed_in
from troth import operations
from troth_web.hatches.address import url_of

#: Where crawls of the signed out begin, beside the front page.
OUTSIDE = ("/preferences/", "/accounts/login/", "/accounts/password/reset/")


@pytest.mark.parametrize("who", ["ada", "mia", "ann", "vic"])
def test_every_link_leads_somewhere(lived: Company, who: str) -> None:
    browser = signed_in(lived.people[who])
    seen, dead = {}, []
    for url, source, answer in crawled(browser, "/"):
        seen[url] = answer
        if answer.status_code >= HTTPStatus.BAD_REQUEST:
            dead.append((answer.status_code, url, source))
    assert not dead
    kinds = {url.split("/")[1] for url in seen}
    assert {"promises", "customers", "playbook", "friction", "learn", "search"} <= kinds
    told = [url for url, answer in seen.items() if HIDDEN in text_of(answer)]
    assert bool(told) == (who == "ada"), "the restricted team's, and whoever runs it all"


def test_whoever_is_in_the_restricted_team_sees_its_promise(lived: Company) -> None:
    pages = crawled(signed_in(lived.people["lea"]), "/promises/")
    assert any(HIDDEN in text_of(answer) for _, _, answer in pages)


def test_who_is_signed_out_comes_to_the_door_only(lived: Company) -> None:
    promises = lived.of(lived.customers["Ines Okafor"])
    refund = next(each for each in promises if each.metric == "refund" and not each.is_duty)
    opened = lived.by(
        "ann",
        lived.now,
        lambda work: operations.open_hatch(work, operations.OpenHatch(about=refund.id)),
    )
    link = urlsplit(url_of(opened)).path
    for url, source, answer in crawled(Client(), "/", link, *OUTSIDE):
        assert answer.status_code < 400, (url, source, answer.status_code)
        assert HIDDEN not in text_of(answer), url
