"""Every link that somebody sees leads somewhere for them, and no page tells what is hidden."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import timedelta
from html.parser import HTMLParser
from http import HTTPStatus
from typing import cast
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

import pytest
from django.http import HttpResponse
from django.test import Client

from tests.desk.company import Company
from tests.desk.mapped import MAPPED, published
from tests.web.people.conftest import signed_in
from troth import operations
from troth_web.hatches.address import url_of
from troth_web.playbooks import drafts

MILESTONES = """
milestones:
  kick-off:
    name: Kick-off
    stage: service
    ours: [reply, refund]
    theirs: [passport]
    options: [With training, Without training]
"""
#: Words of a promise by the restricted team.
HIDDEN = "Xylophone clause"
#: Where crawls of the signed out begin, beside the front page.
OUTSIDE = ("/preferences/", "/accounts/login/", "/accounts/password/reset/")
#: So many queries of one page are looked at: a calendar goes on for ever.
QUERIES = 2


class Links(HTMLParser):
    """The addresses that a page links to, loads or sends a question to."""

    def __init__(self) -> None:
        """Of no page yet."""
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take what the element names."""
        said = dict(attrs)
        if tag == "form" and (said.get("method") or "").lower() == "post":
            return
        names = ("href", "src", "action", "hx-get")
        self.found += [value for name in names if (value := said.get(name))]


def crawled(browser: Client, *begin: str) -> Iterator[tuple[str, str, HttpResponse]]:
    """Each address that can be come to, where it was linked, and what it answers."""
    came = dict.fromkeys(begin, "")
    waiting = list(begin)
    asked = Counter[str]()
    while waiting:
        url = waiting.pop(0)
        answer = cast("HttpResponse", browser.get(url))
        yield url, came[url], answer
        for found in _leads_to(url, answer):
            path = found.partition("?")[0]
            if found not in came and asked[path] < QUERIES:
                asked[path] += 1
                came[found] = url
                waiting.append(found)


def _text(answer: HttpResponse) -> str:
    parts = cast("Iterable[bytes]", answer if answer.streaming else [answer.content])
    return b"".join(parts).decode(errors="replace")


def _leads_to(url: str, answer: HttpResponse) -> Iterator[str]:
    if answer.status_code in {301, 302, 303}:
        said = [answer["Location"]]
    elif answer.get("Content-Type", "").startswith("text/html"):
        links = Links()
        links.feed(answer.content.decode())
        said = links.found
    else:
        said = []
    for each in said:
        parts = urlsplit(urljoin(f"http://testserver{url}", each))
        if parts.netloc == "testserver" and not parts.path.startswith("/static/"):
            yield parts.path + _asked(parts.query)


def _asked(query: str) -> str:
    """A query without where one goes on afterwards: that makes no other page."""
    said = [each for each in parse_qsl(query) if each[0] != "next"]
    return f"?{urlencode(said)}" if said else ""


@pytest.fixture
def lived(company: Company) -> Company:
    """The company with something on every page."""
    published(company, MAPPED + MILESTONES)
    customer = company.customer("Ines Okafor")
    company.promise("first-reply", "Ines Okafor", timedelta(days=1))
    refund = company.promise("refund", "Ines Okafor", timedelta(hours=3))
    bag = company.promise("delivery", "Tom Weiss", timedelta(hours=3), by="dan")
    company.promise("opinion", "Ines Okafor", timedelta(hours=2), by="lea", wording=HIDDEN)
    for act in (
        lambda work: operations.keep(work, bag.id, operations.Keep()),
        lambda work: operations.open_hatch(work, operations.OpenHatch(about=refund.id)),
        lambda work: operations.attach_file(
            work,
            refund.id,
            operations.AttachFile(shared=True),
            operations.Upload("order.pdf", b"%PDF-1.7"),
        ),
        lambda work: operations.hand_packet(
            work,
            operations.HandPacket(customer=customer, to="delivery", promises=(refund.id,)),
        ),
        lambda work: operations.open_milestone(
            work, operations.OpenMilestone(customer=customer, milestone="kick-off")
        ),
        lambda work: operations.log_friction(
            work, operations.LogFriction(touchpoint="ask", example="They wait.")
        ),
        lambda work: operations.take_note(
            work, operations.TakeNote.model_validate(_NOTE | {"customer": customer})
        ),
        lambda work: operations.keep_view(
            work, operations.KeepView(list="promises", name="Late", query="state=broken")
        ),
    ):
        company.by("ann", company.now, act)
    drafts.write(MAPPED, company.actor("ann"), company.now)
    return company


_NOTE = {"kind": "goal", "says": "Home before Christmas"}


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
    told = [url for url, answer in seen.items() if HIDDEN in _text(answer)]
    assert bool(told) == (who == "ada"), "the restricted team's, and whoever runs it all"


def test_whoever_is_in_the_restricted_team_sees_its_promise(lived: Company) -> None:
    pages = crawled(signed_in(lived.people["lea"]), "/promises/")
    assert any(HIDDEN in _text(answer) for _, _, answer in pages)


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
        assert HIDDEN not in _text(answer), url
