"""A German reader finds no English in the desk: not on a page, and in no refusal of a form."""

from collections.abc import Iterator, Mapping

import pytest
from django.test import Client
from django.urls import reverse

from tests.desk.attacks import SALAD, Attacker, Found, attacked_fields, name_of
from tests.desk.company import PLAYBOOK, Company
from tests.desk.crawling import crawled, forms_of, is_page, text_of
from tests.desk.left_over import english, words_of
from tests.desk.lived import MILESTONES
from tests.desk.mapped import MAPPED
from tests.desk.test_bad_input import link_of
from tests.web.people.conftest import signed_in
from troth.playbook.compose import compose
from troth.playbook.files import Source
from troth.playbook.problems import Problems
from troth_web.playbooks import drafts


def _read(text: str) -> object:
    return compose([Source("", text)], Problems())[0]


#: What people of the company wrote, and examples of what they may write.
OWN = (
    *words_of(_read(MAPPED + MILESTONES)),
    *words_of(_read(PLAYBOOK)),
    *("Help desk", "Ask for help", "With a map.", "They wait.", "waiting for customer"),
    *("Waiting for customer", "at most EUR 150", "Home before Christmas"),
    *("in 95 % of cases", "within, between, by, every, at most, at least"),
)
TOO_LONG = "x" * 10_001
FAR = "9999-12-31T23:59:59.000000-1200"


@pytest.fixture
def german(lived: Company) -> Mapping[str, Client]:
    """Browsers of German readers, by the address at which each begins."""
    browsers = {
        **{f"/#{who}": signed_in(lived.people[who]) for who in ("ada", "mia")},
        link_of(lived): Client(),
    }
    for browser in browsers.values():
        browser.defaults["HTTP_ACCEPT_LANGUAGE"] = "de"
    return browsers


def left_over(answer: object) -> Iterator[str]:
    """The English of an answer, where it is a page."""
    if answer is not None and is_page(answer):  # type: ignore[arg-type]
        yield from english(text_of(answer), OWN)


def test_no_page_says_anything_in_english(german: Mapping[str, Client]) -> None:
    found: dict[str, str] = {}
    for begins, browser in german.items():
        for url, _, answer in crawled(browser, begins.partition("#")[0]):
            for piece in left_over(answer):
                found.setdefault(piece, url)
    assert not found


def test_no_form_refuses_in_english(german: Mapping[str, Client]) -> None:
    forms: dict[tuple[str, tuple[str, ...]], Found] = {}
    for begins, browser in german.items():
        for url, _, answer in crawled(browser, begins.partition("#")[0]):
            for form in forms_of(url, answer):
                one = Found(browser=browser, form=form, name=name_of(form.url))
                forms.setdefault((one.name, form.names), one)
    assert len(forms) > 60
    found: dict[str, str] = {}
    for one in forms.values():
        for refusal in _refusals(one):
            for piece in left_over(refusal):
                found.setdefault(piece, one.name)
    assert not found


def _refusals(found: Found) -> Iterator[object]:
    attacker = Attacker()
    fields = found.form.fields
    for text in (SALAD, TOO_LONG, FAR, "a\x00b"):
        typed = dict.fromkeys(found.form.typed, text)
        yield attacker.sends(found, {**fields, **typed}, text[:20])
    yield attacker.sends(found, {}, "nothing")
    for name, text in attacked_fields(found):
        yield attacker.sends(found, {**fields, name: text}, name)


@pytest.mark.parametrize(
    "text",
    [
        "claims: [",
        "- one",
        'company: "open',
        "troth: 2\ncompany: [a]\n",
        PLAYBOOK + "claims: {a: {team: nobody, metric: refunds, term: soon}}\n",
        PLAYBOOK + "calendars:\n  late: {hours: 'Mo-Fr 9 to 5', timezone: Europe/Berlin}\n",
        PLAYBOOK.replace("Europe/Berlin", "Europe/Berlim"),
        PLAYBOOK.replace('hours: "Mo-Fr 09:00-17:00"', 'hours: "sunrise-sunset", holidays: XX'),
        PLAYBOOK.replace("within 2 days", "within 0 days"),
        PLAYBOOK.replace("within 2 days", "at most EUR 20"),
        PLAYBOOK.replace("kind: yes-no", "kind: perhaps"),
        PLAYBOOK.replace("[basic, flex]", "basic"),
    ],
)
def test_what_is_wrong_with_a_playbook_is_said_in_german(lived: Company, text: str) -> None:
    drafts.write(text, lived.actor("ada"), lived.now)
    browser = signed_in(lived.people["ada"])
    browser.defaults["HTTP_ACCEPT_LANGUAGE"] = "de"
    answer = browser.get(reverse("desk_editor_text"))
    page = text_of(answer)
    assert "beside-field" in page or "remark" in page
    assert not list(english(page, OWN))
