"""The map of the playbook: read, walked into, printed; earlier versions by their address."""

from datetime import timedelta

from tests.browser.browsing import Desk, assert_whole
from tests.desk.company import Company
from tests.desk.mapped import published
from troth import operations


def kept(company: Company, many: int) -> None:
    """Replies that were given in time."""
    for _ in range(many):
        made = company.promise("first-reply", "Ines Okafor", timedelta(days=1))
        at = company.now - timedelta(hours=23)
        company.by("ann", at, lambda work, m=made: operations.keep(work, m.id, operations.Keep()))


def test_the_pages_are_whole_in_every_look(desk: Desk, company: Company) -> None:
    published(company)
    desk.look(company.people["vic"], "/playbook/")
    desk.look(company.people["mia"], "/playbook/touchpoints/ask/", locale="de-DE")
    desk.look(company.people["ann"], "/playbook/teams/support/")
    desk.look(company.people["ann"], "/playbook/stages/service/")


def test_the_map_is_walked_from_the_whole_to_a_touchpoint(desk: Desk, company: Company) -> None:
    published(company)
    kept(company, 6)
    with desk.seat(company.people["ann"]) as page:
        page.goto("/")
        page.get_by_role("link", name="Playbook", exact=True).click()
        box = page.get_by_role("row", name="Help desk").get_by_role("cell")
        assert "secondary" in box.nth(0).inner_text()
        text = box.nth(1).inner_text()
        for said in ("primary", "Ask for help", "mail 3 per trip", "100 % of 6 kept", "2 issues"):
            assert said in text, said
        widths = [
            box.nth(number).evaluate("e => getComputedStyle(e).borderTopWidth") for number in (0, 1)
        ]
        assert widths == ["1px", "2px"], "rank shows without colour"
        page.get_by_role("link", name="Service").click()
        assert page.url.endswith("/playbook/stages/service/")
        page.get_by_role("link", name="Ask for help").click()
        assert page.url.endswith("/playbook/touchpoints/ask/")
        main = page.inner_text("main")
        assert "Somebody asks <b>something</b>" in main
        assert "within 1 hour" in main
        page.locator("main").get_by_role("link", name="Help desk").click()
        assert "not agreed" in page.inner_text("main")
        page.go_back()
        page.get_by_role("link", name="Playbook").last.click()
    assert not desk.complaints


def test_an_earlier_version_has_its_address(desk: Desk, company: Company) -> None:
    published(company)
    first = company.by("mia", company.now, lambda work: work.editions())[0]
    with desk.seat(company.people["vic"], java_script_enabled=False) as page:
        page.goto("/playbook/")
        page.get_by_text("Other versions").click()
        page.get_by_role("link", name=first).click()
        assert page.url.endswith(f"/playbook/editions/{first}/")
        assert "This is an earlier version" in page.inner_text("main")
        page.get_by_role("link", name="service").first.click()
        assert f"/playbook/editions/{first}/stages/" in page.url
        answer = page.goto("/playbook/editions/none/")
        assert answer
        assert answer.status == 404
        answer = page.goto("/playbook/touchpoints/none/")
        assert answer
        assert answer.status == 404


def test_a_restricted_teams_record_is_not_on_the_map(desk: Desk, company: Company) -> None:
    for _ in range(6):
        made = company.promise("opinion", "Ines Okafor", timedelta(days=1), by="lea")
        company.by(
            "lea", company.now, lambda work, m=made: operations.keep(work, m.id, operations.Keep())
        )
    for who, seen in (("lea", True), ("ann", False), ("ada", False)):
        with desk.seat(company.people[who]) as page:
            page.goto("/playbook/")
            row = page.get_by_role("row", name="Opinion").or_(
                page.get_by_role("row", name="Legal opinion")
            )
            assert ("100 % of 6" in row.inner_text()) is (seen or who == "ada"), who


def test_it_prints_on_one_page(desk: Desk, company: Company) -> None:
    published(company)
    with desk.seat(company.people["vic"]) as page:
        page.goto("/playbook/")
        pdf = page.pdf(prefer_css_page_size=True)
        assert pdf.count(b"/Type /Page\n") + pdf.count(b"/Type /Page ") == 1
        page.emulate_media(media="print")
        assert_whole(page, "print")
