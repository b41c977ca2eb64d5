"""Settings: connectors, webhooks and calendars, by the operations that programs call too."""

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client, override_settings

from tests.desk.company import Company
from tests.desk.test_settings import page, sent
from tests.web.people.conftest import signed_in
from troth_web.connectors.models import CaptureAddress, Connector
from troth_web.connectors.models import Delivery as Came
from troth_web.feeds.models import CalendarFeed
from troth_web.ledger.projection import microseconds
from troth_web.webhooks.models import Delivery, Endpoint

HOOK = "https://93.184.216.34/hooks"


@pytest.fixture
def mia(company: Company) -> Client:
    """A manager."""
    return signed_in(company.people["mia"])


def refused(browser: Client, path: str, **said: object) -> str:
    """A form that did nothing, and says why."""
    answer = browser.post(path, {"once": "refused", **said})
    assert answer.status_code == 422, answer.status_code
    return answer.content.decode()


def connected(mia: Client, company: Company, kind: str = "zammad", **said: object) -> Connector:
    """A connector that was made by the form."""
    owner = str(company.people["mia"].pk)
    path = f"/settings/connectors/add/{kind}/"
    sent(mia, path, **{"name": f"Our {kind}", "owner": owner, **said})
    return Connector.objects.latest("made_at")


def hooked(mia: Client, company: Company, **said: object) -> Endpoint:
    """An endpoint that was added by the form."""
    more = {"url": HOOK, "types": "promise.*", "owner": str(company.people["mia"].pk)}
    sent(mia, "/settings/webhooks/add/", **{**more, **said})
    return Endpoint.objects.get()


def test_what_is_not_there_yet_is_taught(mia: Client) -> None:
    shown = page(mia, "/settings/channels/")
    for title in ("No other system tells us anything yet", "Nobody hears of what", "No calendar"):
        assert title in shown


def test_who_may_not_sees_their_calendars_only(company: Company) -> None:
    ann = signed_in(company.people["ann"])
    shown = page(ann, "/settings/channels/")
    assert "Your calendars" in shown
    assert "Connect a system" not in shown
    assert "Add an address" not in shown
    for path in ("/settings/connectors/add/", "/settings/webhooks/add/"):
        assert ann.get(path).status_code == 403


@pytest.mark.parametrize("kind", ["zammad", "chatwoot", "zendesk", "shopify", "mail", "slash"])
def test_a_connector_is_made_and_says_what_to_do(mia: Client, company: Company, kind: str) -> None:
    assert f"/settings/connectors/add/{kind}/" in page(mia, "/settings/connectors/add/")
    found = connected(mia, company, kind)
    assert found.kind == kind
    shown = page(mia, f"/settings/connectors/{found.pk}/")
    assert f"/in/{found.pk}" in shown
    assert "Nothing came in yet." in shown
    assert f"docs/connectors/{'slash-command' if kind == 'slash' else kind}.md" in shown


def test_a_secret_is_shown_once(mia: Client, company: Company) -> None:
    said = {"name": "Desk", "owner": str(company.people["mia"].pk)}
    first = sent(mia, "/settings/connectors/add/zammad/", **said)
    assert len(re.findall(r'readonly autocomplete="off" value="[^"]{20,}"', first)) == 2
    again = sent(mia, "/settings/connectors/add/zammad/", **said)
    assert "This was done already" in again
    assert 'autocomplete="off" value' not in again
    found = Connector.objects.get()
    kept = page(mia, f"/settings/connectors/{found.pk}/")
    secret = re.findall(r'autocomplete="off" value="([^"]+)"', first)[1]
    assert secret not in kept
    other = sent(mia, f"/settings/connectors/{found.pk}/secret/", secret="x" * 20, hours="2")
    assert "x" * 20 in other
    found.refresh_from_db()
    assert found.former_until == company.now + timedelta(hours=2)
    assert "is good too until" in page(mia, f"/settings/connectors/{found.pk}/")


def test_a_mapping_stays_that_of_its_kind_until_somebody_writes_one(
    mia: Client, company: Company
) -> None:
    found = connected(mia, company)
    here = f"/settings/connectors/{found.pk}/"
    form = page(mia, f"{here}change/")
    usual = re.search(r'<textarea name="mapping".*?>\s*(.*?)</textarea>', form, re.DOTALL)
    assert usual
    said: dict[str, Any] = {"name": "Tickets", "owner": str(company.people["ada"].pk)}
    sent(mia, f"{here}change/", **said, active="on", mapping=usual[1].replace("\n", "\r\n"))
    found.refresh_from_db()
    assert (found.name, found.mapping, found.active) == ("Tickets", None, True)
    rules = "rules:\n- {event: created, does: make, metric: first-reply}\n"
    sent(mia, f"{here}change/", **said, mapping=rules)
    found.refresh_from_db()
    assert found.mapping is not None
    assert not found.active
    shown = page(mia, here)
    assert "opens a promise" in shown
    assert "First reply" in shown
    assert "shut for now" in shown


@pytest.mark.parametrize(
    ("mapping", "why"),
    [
        ("rules: [", "Line 2"),
        ("- a", "mapping"),
        ("rules: [{event: nothing, does: make, metric: x}]", "there is no event"),
        ("rules: [{event: created, does: dance, metric: x}]", "rules.0.does"),
        ("nonsense: 1", "nonsense"),
    ],
)
def test_a_mistake_in_a_mapping_is_said_and_nothing_is_lost(
    mia: Client, company: Company, mapping: str, why: str
) -> None:
    found = connected(mia, company)
    shown = refused(
        mia,
        f"/settings/connectors/{found.pk}/change/",
        name="Tickets",
        owner=str(company.people["mia"].pk),
        mapping=mapping,
    )
    assert why in shown
    assert mapping[:7] in shown
    found.refresh_from_db()
    assert found.name == "Our zammad"


def test_people_at_a_chat_are_named_by_their_address(mia: Client, company: Company) -> None:
    found = connected(mia, company, "slash", people="U1 ann@example.com\nU2  BEN@example.com")
    assert found.people == {
        "U1": str(company.people["ann"].pk),
        "U2": str(company.people["ben"].pk),
    }
    assert "U1 ann@example.com" in page(mia, f"/settings/connectors/{found.pk}/")
    said = {"name": "Chat", "owner": str(company.people["mia"].pk)}
    shown = refused(
        mia, f"/settings/connectors/{found.pk}/change/", **said, people="U3 nobody@example.com"
    )
    assert "names nobody who works here" in shown


def test_a_payload_is_tried_and_nothing_is_kept(mia: Client, company: Company) -> None:
    mapping = page(mia, "/settings/connectors/add/generic/")
    text = re.search(r'<textarea name="mapping".*?>\s*(.*?)</textarea>', mapping, re.DOTALL)
    assert text
    found = connected(mia, company, "generic", mapping=text[1])
    payload = (
        '{"type": "new", "ticket": {"id": 1, "changed": "2026-12-01T08:00:00Z",'
        ' "by": "x@example.org"}}'
    )
    path = f"/settings/connectors/{found.pk}/try/"
    answer = mia.post(path, {"once": "t", "payload": payload})
    assert answer.status_code == 200
    assert "taken in" in answer.content.decode()
    assert "First reply" in answer.content.decode()
    assert not Came.objects.exists()
    assert "JSON" in refused(mia, path, payload="{")


def test_what_came_in_is_listed_by_what_became_of_it(mia: Client, company: Company) -> None:
    found = connected(mia, company)
    for number, outcome in enumerate(("refused", "applied", "ignored")):
        Came.objects.create(
            connector=found,
            source=found.pk,
            key=f"key-{number}",
            received_at=company.now,
            outcome=outcome,
            says=[f"<b>{outcome}</b>: so it was"],
        )
    here = f"/settings/connectors/{found.pk}/"
    shown = page(mia, here)
    assert "&lt;b&gt;refused" in shown
    assert [f"key-{n}" in page(mia, f"{here}?outcome=refused") for n in range(3)] == [True, 0, 0]
    assert f"/api/v1/connectors/{found.pk}/deliveries?outcome=refused&amp;format=csv" in page(
        mia, f"{here}?outcome=refused"
    )
    sent(mia, f"{here}remove/")
    assert mia.get(here).status_code == 404
    assert Came.objects.count() == 3


def test_an_address_is_added_changed_and_removed(mia: Client, company: Company) -> None:
    found = hooked(mia, company, description="Data <warehouse>")
    here = f"/settings/webhooks/{found.pk}/"
    assert "Data &lt;warehouse&gt;" in page(mia, "/settings/channels/")
    assert "Nothing was sent there yet." in page(mia, here)
    said = {"url": HOOK, "owner": str(company.people["ann"].pk)}
    sent(mia, f"{here}change/", **said, types="promise.kept\ncustomer.*")
    found.refresh_from_db()
    assert found.types == ["customer.*", "promise.kept"]
    assert found.owner == company.people["ann"]
    sent(mia, f"{here}remove/")
    assert not Endpoint.objects.exists()


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"url": "http://example.com/x"}, "https://"),
        ({"url": "https://127.0.0.1/x"}, "127.0.0.1"),
        ({"types": "promise.danced"}, "is no type of entry"),
        ({"types": "  "}, "required"),
        ({"owner": "nobody"}, "valid choice"),
    ],
)
def test_an_address_that_will_not_do_is_refused(
    mia: Client, company: Company, said: dict[str, str], why: str
) -> None:
    usual = {"url": HOOK, "types": "*", "owner": str(company.people["mia"].pk)}
    assert why in refused(mia, "/settings/webhooks/add/", **{**usual, **said})
    assert not Endpoint.objects.exists()


def test_only_admins_let_what_is_personal_leave(mia: Client, company: Company) -> None:
    assert 'name="personal"' not in page(mia, "/settings/webhooks/add/")
    found = hooked(mia, company, personal="on")
    assert not found.personal
    ada = signed_in(company.people["ada"])
    said = {"url": HOOK, "types": "*", "owner": str(company.people["ada"].pk), "personal": "on"}
    sent(ada, f"/settings/webhooks/{found.pk}/change/", **said)
    found.refresh_from_db()
    assert found.personal


def test_a_secret_is_exchanged_and_a_test_is_sent(mia: Client, company: Company) -> None:
    found = hooked(mia, company)
    here = f"/settings/webhooks/{found.pk}/"
    assert re.search(r'value="whsec_[^"]+"', sent(mia, f"{here}secret/"))
    assert "signs too until" in page(mia, here)
    sent(mia, f"{here}test/")
    assert Delivery.objects.get().type == "webhook.test"
    assert "under way" in page(mia, here)


def test_what_was_given_up_is_sent_again_together(mia: Client, company: Company) -> None:
    found = hooked(mia, company)
    at = microseconds(company.now)
    said = {"at": "2026-12-01T08:00:00Z", "status": 500, "says": "<b>down</b>", "took_ms": 9}
    rows = [
        Delivery.objects.create(
            endpoint=found,
            entry=str(number),
            type="promise.kept",
            subject="s",
            made_us=at,
            state=state,
            answers=[said],
        )
        for number, state in enumerate(("failed", "failed", "delivered"))
    ]
    here = f"/settings/webhooks/{found.pk}/"
    shown = page(mia, f"{here}?state=failed")
    assert shown.count('name="chosen"') == 2
    assert "&lt;b&gt;down" in shown
    query = f"?chosen={rows[0].pk}&chosen={rows[1].pk}"
    assert "Send 2 again?" in page(mia, f"{here}retry/{query}")
    sent(mia, f"{here}retry/{query}", chosen=f"{rows[0].pk} {rows[1].pk}")
    assert Delivery.objects.filter(state="waiting", due_us=at).count() == 2
    assert "not here" in refused(mia, f"{here}retry/", chosen=f"{rows[2].pk} 999 x")
    rows[2].refresh_from_db()
    assert rows[2].state == "delivered"


def test_one_that_was_turned_off_says_why_and_is_turned_on(mia: Client, company: Company) -> None:
    found = hooked(mia, company)
    found.disabled_us, found.disabled_why = microseconds(company.now), "it answered 410"
    found.save()
    here = f"/settings/webhooks/{found.pk}/"
    assert "turned off" in page(mia, "/settings/channels/")
    shown = page(mia, here)
    assert "it answered 410" in shown
    assert "Send a test" not in shown
    sent(mia, f"{here}enable/")
    found.refresh_from_db()
    assert found.disabled_us is None
    assert "is not disabled" in refused(mia, f"{here}enable/")


def test_an_address_of_more_than_one_may_see_is_not_there(company: Company) -> None:
    ada = signed_in(company.people["ada"])
    owner = str(company.people["ada"].pk)
    sent(ada, "/settings/webhooks/add/", url=HOOK, types="*", owner=owner)
    found, lea = Endpoint.objects.get(), company.people["lea"]
    lea.role = "manager"
    lea.save()
    mia = signed_in(company.people["mia"])
    found.owner = lea
    found.save()
    assert mia.get(f"/settings/webhooks/{found.pk}/").status_code == 404
    assert found.pk not in page(mia, "/settings/channels/")


def test_a_calendar_is_shown_once_and_ended(company: Company) -> None:
    ann = signed_in(company.people["ann"])
    shown = sent(ann, "/settings/calendars/make/", of="team:support", names="on")
    address = re.search(r'value="http[^"]+(/feeds/[^"]+\.ics)"', shown)
    assert address
    assert Client().get(address[1]).status_code == 200
    assert "Help desk" in page(ann, "/settings/channels/")
    assert "/feeds/" not in page(ann, "/settings/channels/")
    feed = CalendarFeed.objects.get()
    assert feed.names
    sent(ann, f"/settings/calendars/{feed.pk}/end/")
    assert Client().get(address[1]).status_code == 404
    assert "valid choice" in refused(ann, "/settings/calendars/make/", of="team:delivery")
    ben = signed_in(company.people["ben"])
    assert "not here" in refused(ben, f"/settings/calendars/{feed.pk}/end/")


@pytest.mark.parametrize("bad", ["abc", "01936f2e-7c00-7000-8000-000000000001", "🧳", "a" * 400])
def test_what_is_not_there_is_said_and_no_more(mia: Client, bad: str) -> None:
    places = (
        *(f"webhooks/{bad}/{act}" for act in ("", "change/", "secret/", "enable/", "test/")),
        *(f"webhooks/{bad}/{act}" for act in ("retry/?chosen=1", "remove/")),
        *(f"connectors/{bad}/{act}" for act in ("", "change/", "secret/", "try/", "remove/")),
        f"connectors/add/{bad}/",
    )
    for place in places:
        path = f"/settings/{place}"
        assert mia.get(path).status_code == 404, path
        said = {"once": path[:100], "chosen": bad, "payload": "{}", "hours": "1"}
        assert mia.post(path, said).status_code in {404, 405}, path
    assert "not here" in refused(mia, f"/settings/calendars/{bad}/end/")
    for act in ("customers/note/", "friction/felt/assign/", "settings/people/team/"):
        said = {"once": act, "chosen": bad, "kind": "goal", "says": "x", "team": "support"}
        assert mia.post(f"/{act}", said).status_code in {404, 422}, act


def test_a_list_that_goes_on_from_nowhere_is_refused(mia: Client, company: Company) -> None:
    connector, endpoint = connected(mia, company), hooked(mia, company)
    for path in (f"/settings/connectors/{connector.pk}/", f"/settings/webhooks/{endpoint.pk}/"):
        assert mia.get(f"{path}?after=nowhere").status_code in {400, 422}
        assert page(mia, f"{path}?state=nonsense&outcome=nonsense")


def test_an_address_of_ones_own_for_promises_by_mail_is_made_and_ended(company: Company) -> None:
    ann = signed_in(company.people["ann"])
    assert "/settings/mail/make/" in page(ann, "/settings/channels/")
    with override_settings(CAPTURE_ADDRESS="promises@example.com"):
        shown = sent(ann, "/settings/mail/make/")
    assert re.search(r'value="promises\+[a-z0-9]{20,}@example.com"', shown)
    assert "/settings/mail/end/" in page(ann, "/settings/channels/")
    sent(ann, "/settings/mail/end/")
    assert not CaptureAddress.objects.filter(revoked_at=None).exists()
    vic = signed_in(company.people["vic"])
    assert "/settings/mail/" not in page(vic, "/settings/channels/")
    assert vic.get("/settings/mail/make/").status_code == 403
