"""Settings: every page in every look, and a colleague who is invited and comes in."""

from tests.browser.browsing import Desk
from tests.desk.company import Company
from troth_web.jobs.models import JobRow
from troth_web.ledger.projection import microseconds


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
