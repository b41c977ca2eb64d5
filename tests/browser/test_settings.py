"""Settings: every page in every look; a colleague comes in, a help desk tells us something."""

from tests.browser.browsing import Desk, press
from tests.desk.company import Company
from troth_web.connectors.models import Connector
from troth_web.connectors.models import Delivery as Came
from troth_web.jobs.models import JobRow
from troth_web.ledger.projection import microseconds
from troth_web.webhooks.models import Delivery, Endpoint


def test_the_pages_are_whole_in_every_look(desk: Desk, company: Company) -> None:
    now = microseconds(company.now)
    JobRow.objects.create(
        name="import-quotes", key="1", asked_by="x", asked_us=now, state="running", progress=0.4
    )
    for path in (
        "/settings/",
        "/settings/hours/desk/",
        "/settings/health/",
        "/settings/keys/make/",
    ):
        desk.look(company.people["ada"], path)
    for path in ("/settings/teams/", "/settings/keys/", "/settings/notices/"):
        desk.look(company.people["mia"], path, locale="de-DE")


def test_a_colleague_is_invited_and_comes_in(desk: Desk, company: Company) -> None:
    with desk.seat(company.people["mia"], java_script_enabled=False) as page:
        page.goto("/settings/")
        page.get_by_role("link", name="Invite a colleague").click()
        page.get_by_label("Name", exact=True).fill("Noa <Ito>")
        page.get_by_label("E-mail").fill("noa@example.com")
        page.get_by_label("Help desk").check()
        page.get_by_role("button", name="Make the invitation").click()
        assert page.inner_text("h1") == "Send Noa <Ito> this link"
        link = page.get_by_label("The link").input_value()
        page.get_by_role("link", name="Back").click()
        assert "Invited, and not here yet" in page.inner_text("main")
    with desk.seat(None, java_script_enabled=False) as page:
        page.goto("/invitations/" + link.partition("/invitations/")[2])
        assert "Noa" in page.inner_text("main")
    assert not desk.complaints


def connected(desk: Desk, company: Company) -> Connector:
    """A help desk that a manager connected, and of which something came in."""
    with desk.seat(company.people["mia"], java_script_enabled=False) as page:
        page.goto("/settings/channels/")
        page.get_by_role("link", name="Connect the first one").click()
        page.get_by_role("link", name="Zammad").click()
        page.get_by_label("What people call it").fill("Our <help> desk")
        page.get_by_role("button", name="Make the address").click()
        assert page.inner_text("h1") == "Copy the secret now: it is shown this once"
        address = page.get_by_label("The address").input_value()
        assert len(page.get_by_label("The secret").input_value()) > 20
        page.get_by_role("link", name="I have it").click()
        assert page.get_by_label("The address to enter there").input_value() == address
    found = Connector.objects.get()
    for number, outcome in enumerate(("applied", "refused")):
        Came.objects.create(
            connector=found,
            source=found.pk,
            key=f"{number}4b1c",
            received_at=company.now,
            outcome=outcome,
            says=["refused: the playbook has no metric 'resolution'"],
        )
    return found


def hooked(desk: Desk, company: Company) -> Endpoint:
    """An address that a manager added; one entry did not arrive."""
    with desk.seat(company.people["mia"]) as page:
        page.goto("/settings/channels/")
        page.get_by_role("link", name="Add the first address").click()
        page.get_by_label("Where to").fill("https://93.184.216.34/hooks")
        page.get_by_label("What it is for").fill("Warehouse")
        page.get_by_role("button", name="Add it").click()
        assert page.get_by_label("The secret").input_value().startswith("whsec_")
        page.get_by_role("link", name="I have it").click()
        page.get_by_role("heading", name="Warehouse").wait_for()
        press(page, "t")
        page.locator("#dialog").get_by_role("button", name="Send a test").click()
        page.get_by_text("The test is on its way").wait_for()
        found = Endpoint.objects.get()
        tried = {"at": "2026-12-01T08:00:00Z", "status": 503, "says": "<b>busy</b>", "took_ms": 9}
        Delivery.objects.create(
            endpoint=found,
            entry="1",
            type="promise.kept",
            subject="1",
            made_us=microseconds(company.now),
            state="failed",
            answers=[tried],
        )
        page.goto(f"/settings/webhooks/{found.pk}/?state=failed")
        page.get_by_label("promise.kept").check()
        page.get_by_role("button", name="Send the chosen again").click()
        page.get_by_role("button", name="Send again").click()
        page.get_by_text("1 is on its way.").wait_for()
    return found


def test_another_system_tells_us_and_one_hears_of_us(desk: Desk, company: Company) -> None:
    desk.look(company.people["mia"], "/settings/channels/")
    connector, endpoint = connected(desk, company), hooked(desk, company)
    with desk.seat(company.people["ann"], java_script_enabled=False) as page:
        page.goto("/settings/channels/")
        page.get_by_role("link", name="Make a calendar").first.click()
        page.get_by_label("Whose promises").select_option("Help desk")
        page.get_by_role("button", name="Make the address").click()
        assert page.get_by_label("The address").input_value().endswith(".ics")
    mia = company.people["mia"]
    for path in (
        "/settings/channels/",
        "/settings/connectors/add/",
        "/settings/connectors/add/generic/",
        f"/settings/connectors/{connector.pk}/",
        f"/settings/webhooks/{endpoint.pk}/",
    ):
        desk.look(mia, path)
    endpoint.disabled_us, endpoint.disabled_why = microseconds(company.now), "it answered 410"
    endpoint.save()
    for path in (
        f"/settings/webhooks/{endpoint.pk}/",
        f"/settings/connectors/{connector.pk}/",
        f"/settings/connectors/{connector.pk}/change/",
        f"/settings/connectors/{connector.pk}/try/",
        "/settings/channels/",
    ):
        desk.look(mia, path, locale="de-DE")
    assert not desk.complaints
