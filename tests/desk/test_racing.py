"""Two people at one promise: who was slower is told, loses nothing, and can go on."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from tests.desk.company import PLAYBOOK, Company
from tests.desk.crawling import Form, forms_of
from tests.web.people.conftest import signed_in
from troth import operations
from troth.promises.promise import Promise
from troth_web.ledger import current_store
from troth_web.playbooks import drafts


@pytest.fixture
def reply(company: Company) -> Promise:
    """A reply that nobody has yet."""
    return company.promise("first-reply", "Ada Byron", timedelta(minutes=5))


def _form(browser: Client, url: str, to: str) -> Form:
    answer = browser.get(url)
    return next(each for each in forms_of(url, answer) if each.url.startswith(to))


def _again(url: str, refused: Any) -> dict[str, str]:  # noqa: ANN401 - the answer of a browser
    """What the same form holds after a refusal."""
    return next(each for each in forms_of(url, refused) if each.url == url).fields


def test_what_was_overtaken_can_be_sent_again(company: Company, reply: Promise) -> None:
    ann, url = signed_in(company.people["ann"]), f"/promises/{reply.id}/tell/"
    sent = _form(ann, url, url).fields | {"says": "My words."}
    told = operations.Tell(says="Ben was here.")
    company.by("ben", company.now, lambda work: operations.tell(work, reply.id, told))
    refused = ann.post(url, sent)
    assert refused.status_code == 422
    assert "Somebody else was faster" in refused.content.decode()
    again = _again(url, refused)
    assert again["says"] == "My words."
    assert ann.post(url, again).status_code == 303
    assert company.state(reply.id).sequence == reply.sequence + 2


def test_nobody_takes_what_somebody_just_took(company: Company, reply: Promise) -> None:
    url = f"/promises/{reply.id}/take/"
    ann, ben = signed_in(company.people["ann"]), signed_in(company.people["ben"])
    seen = [_form(each, here, url) for each, here in ((ann, "/"), (ben, f"/promises/{reply.id}/"))]
    assert ann.post(url, seen[0].fields).status_code == 303
    refused = ben.post(url, seen[1].fields)
    assert refused.status_code == 422
    assert str(company.state(reply.id).holder) == company.actor("ann").name
    assert ben.post(url, _again(url, refused)).status_code == 303, "they know now, and decide"


def test_undo_takes_back_ones_own_and_not_what_came_after(company: Company, reply: Promise) -> None:
    url = f"/promises/{reply.id}/take/"
    ann, ben = signed_in(company.people["ann"]), signed_in(company.people["ben"])
    ann.post(url, _form(ann, "/", url).fields)
    undo = _form(ann, "/", f"/promises/{reply.id}/undo-hand-over/")
    ben.post(url, _form(ben, f"/promises/{reply.id}/", url).fields)
    assert ann.post(undo.url, undo.fields).status_code == 422
    assert str(company.state(reply.id).holder) == company.actor("ben").name


def test_a_press_that_is_refused_says_so_in_the_dialog(company: Company, reply: Promise) -> None:
    """There is no place on the page for what a button says, and silence would look like success."""
    ann = signed_in(company.people["ann"])
    answer = ann.post(f"/promises/{reply.id}/acknowledge/", headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert answer["HX-Retarget"] == "#dialog-body"
    assert answer["HX-Reswap"] == "innerHTML"
    shown = answer.content.decode()
    assert "<html" not in shown
    assert "This does not fit what became of it meanwhile." in shown


def test_a_draft_is_published_once(company: Company) -> None:
    mia, ada = signed_in(company.people["mia"]), signed_in(company.people["ada"])
    text = PLAYBOOK.replace("within 5 business days", "within 4 business days")
    drafts.write(text, company.actor("mia"), company.now)
    url = "/playbook/publish/"
    seen = [_form(each, url, url) for each in (mia, ada)]
    assert mia.post(url, seen[0].fields | {"accept": "on"}).status_code == 303
    refused = ada.post(url, seen[1].fields | {"accept": "on"})
    assert refused.status_code == 422
    assert "Somebody else was faster" in refused.content.decode()
    edition = current_store().edition()
    assert edition is not None
    assert edition.id == "edition-2"


def test_a_role_that_was_taken_away_does_not_come_back_unseen(company: Company) -> None:
    """Who changes a name says nothing of the role that somebody else changed meanwhile."""
    mia, ada = signed_in(company.people["mia"]), signed_in(company.people["ada"])
    url = f"/settings/people/{company.people['ben'].pk}/"
    fields = _form(mia, url, url).fields | {"role": "agent", "teams": "support"}
    sent = fields | {"name": "Benedict"}
    assert ada.post(url, fields | {"once": "other", "role": "viewer"}).status_code == 303
    refused = mia.post(url, sent)
    assert refused.status_code == 422
    assert "Somebody else was faster" in refused.content.decode()
    company.people["ben"].refresh_from_db()
    assert (company.people["ben"].name, company.people["ben"].role) == ("Ben", "viewer")
    again = _again(url, refused) | {"role": "viewer", "teams": "support"}
    assert mia.post(url, again).status_code == 303, "they know now, and decide"
    company.people["ben"].refresh_from_db()
    assert (company.people["ben"].name, company.people["ben"].role) == ("Benedict", "viewer")
