"""Every form is sent what nobody should send; none breaks, and nothing typed is lost."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from html import escape
from itertools import product
from urllib.parse import quote, urlsplit

from django.test import Client
from django.urls import reverse

from tests.desk.attacks import (
    BODIES,
    EVERYWHERE,
    SALAD,
    UNKNOWN,
    Attacker,
    Found,
    attacked_fields,
    files,
    found_forms,
)
from tests.desk.company import NOW, Company
from tests.desk.crawling import crawled, is_page, text_of
from tests.web.people.conftest import BACKEND, signed_in
from troth import operations
from troth.promises.parties import Actor, ActorKind
from troth.promises.promise import Promise
from troth_web import clock
from troth_web.desk.urls import urlpatterns
from troth_web.hatches.address import url_of
from troth_web.ledger import current_store
from troth_web.people.models import Person
from troth_web.people.roles import Role

#: Ids that are none: unknown, of another kind, long, and none at all.
IDS = (UNKNOWN, "support", "a\x00b", "x" * 5_000, SALAD, "%ed%a0%80")


def link_of(company: Company) -> str:
    """Where the customer reads and answers."""
    promises = company.of(company.customers["Ines Okafor"])
    refund = next(each for each in promises if each.metric == "refund")
    wanted = operations.OpenHatch(about=refund.id)
    opened = company.by("ann", company.now, lambda work: operations.open_hatch(work, wanted))
    return urlsplit(url_of(opened)).path


@dataclass
class Fails:
    """What went wrong, by form."""

    attacker: Attacker = field(default_factory=Attacker)
    lost: list[tuple[str, str, str]] = field(default_factory=list)
    silent: list[tuple[str, str]] = field(default_factory=list)
    taken: list[tuple[str, str]] = field(default_factory=list)

    def typed(self, found: Found, said: Mapping[str, str], what: str) -> None:
        """Send what somebody might type; a refusal has it all, and says what is wrong."""
        answer = self.attacker.sends(found, said, what)
        if answer is None or answer.status_code != 422:
            return
        page = text_of(answer)
        if 'class="error' not in page:
            self.silent.append((found.name, what))
        for name in found.form.typed & said.keys():
            text = said[name].strip()
            if text and escape(text) not in page:
                self.lost.append((found.name, name, what))

    def tampered(self, found: Found) -> None:
        """Send what only a program would: what is no form, and other methods."""
        fields = found.form.fields
        for text in (UNKNOWN, "a\x00b", "x" * 10_001):
            self.attacker.sends(found, dict.fromkeys(fields, text), text[:20])
        self.attacker.sends(found, {}, "nothing")
        twice = {name: [text, "z", text] for name, text in fields.items()}
        self.attacker.sends(found, twice, "twice")
        self.attacker.sends(found, files(found), "files")
        for body, kind in BODIES:
            self.attacker.sends(found, body, kind, content_type=kind)
        for method in ("put", "patch", "delete", "trace", "options"):
            if getattr(found.browser, method)(found.form.url).status_code != 405:
                self.taken.append((found.name, method))


def test_no_form_breaks_or_loses_what_was_typed(lived: Company) -> None:
    begin: Mapping[str, Client] = {
        **{f"/#{who}": signed_in(lived.people[who]) for who in ("mia", "ada", "vic")},
        link_of(lived): Client(),
    }
    found_all = found_forms(begin)
    assert len(found_all) > 60
    fails = Fails()
    known: set[tuple[str, str]] = set()
    for found in found_all:
        fields = found.form.fields
        new = {(found.name, name) for name in fields} - known
        for text in EVERYWHERE if new - known else EVERYWHERE[:2]:
            fails.typed(found, {**fields, **dict.fromkeys(found.form.typed, text)}, text[:20])
        for name, text in attacked_fields(found):
            if (found.name, name) in new:
                fails.typed(found, {**fields, name: text}, f"{name} alone")
                missing = {each: value for each, value in fields.items() if each != name}
                fails.typed(found, missing, f"without {name}")
        if not any(known_name == found.name for known_name, _ in known):
            fails.tampered(found)
        known |= new | {(found.name, "")}
    _no_forged_form_acts(lived, found_all)
    assert not fails.attacker.wrong
    assert not fails.lost
    assert not fails.silent
    assert not fails.taken


def _no_forged_form_acts(company: Company, forms: Iterable[Found]) -> None:
    before = [each.sequence for each in _states(company)]
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(company.people["ada"], BACKEND)
    for found in {each.name: each for each in forms}.values():
        if not found.name.startswith("desk_hatch"):
            assert strict.post(found.form.url, found.form.fields).status_code == 403, found.name
    assert [each.sequence for each in _states(company)] == before


def _states(company: Company) -> list[Promise]:
    return [each for name in company.customers for each in company.of(name)]


def test_no_address_breaks_by_what_stands_in_it(lived: Company) -> None:
    browser = signed_in(lived.people["ada"])
    customer = lived.customers["Ines Okafor"]
    wrong = []
    for pattern, text in product(urlpatterns, (*IDS, customer)):
        names = pattern.pattern.converters
        if not names:
            continue
        path = "/" + str(pattern.pattern)
        for name, kind in names.items():
            shown = "".join(each for each in text if each.isascii() and each.isalnum()) or "a"
            path = path.replace(f"<str:{name}>", quote(text, safe="%")).replace(
                f"<slug:{name}>", shown[:50]
            )
            assert kind
        for method in ("get", "post"):
            try:
                status = getattr(browser, method)(path).status_code
            except Exception as error:  # noqa: BLE001 - whatever it is, the others go on
                wrong.append((method, path[:120], repr(error)[:200]))
                continue
            if status >= 500:
                wrong.append((method, path[:120], status))
    assert not wrong


QUERIES = ("q", "after", "who", "customer", "state", "month", "topic", "next", "view", "promise")


def test_no_page_breaks_by_what_is_asked_of_it(lived: Company) -> None:
    browser = signed_in(lived.people["ada"])
    plain = [each for each in urlpatterns if not each.pattern.converters]
    wrong = []
    for pattern, text in product(plain, ("a\x00b", SALAD, "9" * 400, "-1", UNKNOWN, "9999-99")):
        query = dict.fromkeys((*QUERIES, f"facet-{text}"), text)
        try:
            answer = browser.get(reverse(str(pattern.name)), query)
        except Exception as error:  # noqa: BLE001 - whatever it is, the others go on
            wrong.append((pattern.name, text[:20], repr(error)[:200]))
            continue
        if answer.status_code >= 500:
            wrong.append((pattern.name, text[:20], str(answer.status_code)))
    assert not wrong


def test_what_was_stored_is_text_on_every_page(lived: Company) -> None:
    """Names, wordings, what both sides said: the page shows it, and runs nothing."""
    mark = "<script>alert(7)</script>{{ 7 }}<b>\u202e"
    promise = lived.promise("first-reply", f"{mark} Q", timedelta(hours=1), wording=mark)
    customer = lived.customers[f"{mark} Q"]
    themselves = Actor(ActorKind.CUSTOMER, customer, "customer")
    for act in (
        lambda work: operations.tell(work, promise.id, operations.Tell(says=mark)),
        lambda work: operations.log_friction(
            work, operations.LogFriction(touchpoint="ask", example=mark)
        ),
        lambda work: operations.take_note(
            work,
            operations.TakeNote.model_validate(
                {"kind": "goal", "says": mark, "customer": customer}
            ),
        ),
    ):
        lived.by("ann", lived.now, act)
    current_store().write(
        lambda work: operations.hear(work, promise.id, operations.Hear(says=mark)),
        actor=themselves,
        at=lived.now,
    )
    shown = 0
    for url, _, answer in crawled(signed_in(lived.people["ada"]), "/?whose=all", "/customers/"):
        page = text_of(answer)
        if is_page(answer):
            shown += escape(mark)[:20] in page
            assert "<script>alert" not in page, url
    assert shown >= 5


def test_cookies_of_others_break_nothing(lived: Company) -> None:
    for text in ("a\x00b", "x" * 3_000, "Mars/Olympus", "../../etc/passwd", "<b>", "\u00ff"):
        browser = signed_in(lived.people["ann"])
        for name in ("zone", "theme", "keys", "language"):
            browser.cookies[name] = text
        answer = browser.get("/")
        assert answer.status_code == 200
        assert "<b>" not in answer.content.decode().partition("</head>")[0]


def test_a_company_without_a_playbook_breaks_nowhere(db: None) -> None:
    current_store.cache_clear()
    ada = Person.objects.create(email="a@example.com", name="Ada", role=Role.ADMIN, joined_at=NOW)
    browser = signed_in(ada)
    with clock.stopped(NOW):
        for pattern in urlpatterns:
            if not pattern.pattern.converters:
                path = reverse(str(pattern.name))
                assert browser.get(path).status_code < 500, path
                assert browser.post(path, {"once": "a", "topic": "b"}).status_code < 500, path
