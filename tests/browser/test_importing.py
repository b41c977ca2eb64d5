"""Files taken in: every fault by its line, all rows or none, and out again as they were."""

from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.browsing import Desk, assert_whole
from tests.desk.company import Company
from troth import queries
from troth_web.ledger import current_store

GOOD = "Name;Email;ref;facets.fare\nInes Okafor;ines@example.org;crm:1;flex\nBo;bo@example.org;;\n"


def people() -> list[str]:
    return sorted(each.name or "" for each in queries.customers(current_store()).items)


def test_the_pages_are_whole_in_every_look(desk: Desk, company: Company) -> None:
    desk.look(company.people["ann"], "/customers/import/")
    desk.look(company.people["ann"], "/promises/import/", locale="de-DE")


def test_customers_from_a_file(desk: Desk, company: Company, tmp_path: Path) -> None:
    file = tmp_path / "people.csv"
    file.write_text(
        GOOD.lower().replace("bo;bo@example.org;;", "bo;ines@example.org;;\nx"), encoding="utf-8"
    )
    with desk.seat(company.people["ann"]) as page:
        page.goto("/customers/")
        page.get_by_role("link", name="From a file").click()
        page.get_by_role("button", name="Look at it").click()
        page.get_by_role("alert").wait_for()
        page.set_input_files("[name=file]", file)
        page.get_by_role("button", name="Look at it").click()
        page.get_by_role("heading", name="2 things are not right").wait_for()
        faults = page.locator("table").first.inner_text()
        assert "Line 3" in faults
        assert "Line 2 says the same" in faults
        assert "This line has 1 cells, and the header 4" in faults
        assert page.get_by_role("button", name="Take").count() == 0
        assert people() == []
        page.locator("#id_text").fill(GOOD.replace("Name;Email", "name;email"))
        page.get_by_role("button", name="Look at it").click()
        page.get_by_role("heading", name="2 lines would be taken in").wait_for()
        assert people() == []
        assert_no_wider(page)
        page.get_by_role("button", name="Take all 2 in").click()
        page.get_by_text("2 were taken in.").wait_for()
        assert people() == ["Bo", "Ines Okafor"]
        page.goto("/customers/import/")
        page.locator("#id_text").fill(GOOD.replace("Name;Email", "name;email"))
        page.get_by_role("button", name="Look at it").click()
        page.get_by_text("2 more are known already").wait_for()
        assert page.get_by_role("button", name="Take").count() == 0
    assert not desk.complaints


def assert_no_wider(page: Page) -> None:
    """What is not looked at elsewhere, as it is the answer to a form."""
    assert_whole(page, "a preview")


def test_promises_from_a_text_without_scripts(desk: Desk, company: Company) -> None:
    company.customer("Ines Okafor")
    said = (
        "metric,customer,at,wording\n"
        "refund,ines@example.org,2026-11-30T09:00+01:00,'=Soon\n"
        "{metric},{who},{at},\n"
    )
    with desk.seat(company.people["ann"], java_script_enabled=False) as page:
        page.goto("/promises/import/")
        wrong = said.format(metric="refund", who="nobody@example.org", at="tomorrow")
        page.locator("#id_text").fill(wrong)
        page.get_by_role("button", name="Look at it").click()
        assert "Nobody is known by that" in page.locator("table").first.inner_text()
        assert page.locator("#id_text").input_value() == wrong
        right = said.format(metric="first-reply", who="ines@example.org", at="")
        page.locator("#id_text").fill(right)
        page.get_by_role("button", name="Look at it").click()
        page.get_by_role("button", name="Take all 2 in").click()
        assert page.get_by_text("2 were taken in.").is_visible()
        assert page.get_by_role("link", name="Refund").is_visible()
    made = company.state(latest("refund"))
    assert made.wording == "=Soon"
    assert made.made_at == company.now - timedelta(days=1, hours=1)


def latest(metric: str) -> str:
    from troth.promises.store import PromiseFilter

    return current_store().promises(PromiseFilter(metric=metric)).items[0].id
