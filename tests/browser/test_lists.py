"""Lists: views that somebody keeps, and several promises at once."""

from datetime import timedelta

from tests.browser.browsing import Desk
from tests.desk.company import Company
from tests.desk.mapped import published
from troth import operations


def test_a_view_is_kept_and_forgotten(desk: Desk, company: Company) -> None:
    company.promise("first-reply", "Ines Okafor", timedelta(days=3))
    company.promise("refund", "Ines Okafor", timedelta(days=3))
    with desk.seat(company.people["ann"]) as page:
        page.goto("/promises/?metric=refund")
        page.get_by_role("link", name="Keep this view").click()
        page.locator("#dialog").get_by_label("Its name").fill("Money <b>back</b>")
        page.locator("#dialog").get_by_role("button", name="Keep it").click()
        page.get_by_text("Kept. It stands among the views.").wait_for()
        page.goto("/promises/")
        page.locator(".tabs").get_by_role("link", name="Money <b>back</b>").click()
        page.get_by_role("link", name="Forget this view").wait_for()
        assert page.locator("tbody tr").count() == 1
    with desk.seat(company.people["ben"]) as page:
        page.goto("/promises/")
        assert page.get_by_text("Money <b>back</b>").count() == 0
    with desk.seat(company.people["ann"], java_script_enabled=False) as page:
        page.goto("/promises/?metric=refund")
        page.get_by_role("link", name="Forget this view").click()
        page.get_by_role("button", name="Forget this view").click()
        page.goto("/promises/?metric=refund")
        assert page.get_by_text("Money <b>back</b>").count() == 0
        page.get_by_role("link", name="Keep this view").click()
        page.get_by_label("Its name").fill("Again")
        page.get_by_role("button", name="Keep it").click()
        assert page.locator(".tabs").get_by_text("Again").is_visible()
    desk.look(company.people["ann"], "/promises/?metric=refund")
    desk.look(company.people["ann"], "/views/keep/?list=promises&query=metric%3Drefund")
    assert not desk.complaints


def test_several_customers_are_told_or_none(desk: Desk, company: Company) -> None:
    ours = [company.promise("refund", name, timedelta(days=1)) for name in ("Ines O", "Bo K")]
    theirs = company.promise("delivery", "Cy L", timedelta(days=1), by="dan")
    with desk.seat(company.people["ann"]) as page:
        page.goto("/promises/")
        boxes = page.locator("tbody input[type=checkbox]")
        assert boxes.count() == 2
        for box in boxes.all():
            box.check()
        page.get_by_role("button", name="Tell the chosen").click()
        page.get_by_role("heading", name="Tell the customers of 2 promises").wait_for()
        page.get_by_label("What you tell each of them").fill("The storm holds us up.")
        page.get_by_role("button", name="Put it on record").click()
        page.get_by_text("2 customers are told.").wait_for()
        for each in ours:
            assert company.state(each.id).told_at == company.now
        # Another team's among them: nobody is told.
        page.goto(f"/promises/tell/?chosen={ours[0].id}&chosen={theirs.id}")
        page.get_by_label("What you tell each of them").fill("Again.")
        page.get_by_role("button", name="Put it on record").click()
        page.get_by_role("alert").wait_for()
        assert page.get_by_label("What you tell each of them").input_value() == "Again."
    assert company.state(theirs.id).told_at != company.now
    assert company.state(ours[0].id).sequence == company.state(ours[1].id).sequence


def test_several_rows_of_any_list_are_acted_on(desk: Desk, company: Company) -> None:
    published(company)
    for name in ("Ines Okafor", "Tom Weiss"):
        company.promise("refund", name, timedelta(days=1))
    for example in ("They wait.", "They ask twice."):
        felt = operations.LogFriction(touchpoint="ask", example=example)
        company.by("vic", company.now, lambda work, said=felt: operations.log_friction(work, said))
    mia = company.people["mia"]
    with desk.seat(mia, java_script_enabled=False) as page:
        page.goto("/friction/felt/")
        for box in page.locator("main input[type=checkbox]").all():
            box.check()
        page.get_by_role("button", name="Give the chosen to somebody").click()
        page.get_by_label("Who sees to it").select_option("Baggage tracing")
        page.get_by_role("button", name="Give it to them").click()
        assert page.get_by_text("2 have an owner.").is_visible()
        page.goto("/friction/")
        page.locator("main input[type=checkbox]").first.check()
        page.get_by_role("button", name="Accept the chosen for a time").click()
        page.get_by_label("Why it is accepted").fill("Until spring.")
        page.get_by_label("Until").fill("2027-03-01")
        page.get_by_role("button", name="Accept them").click()
        assert page.get_by_text("1 exception stands in the draft.").is_visible()
    with desk.seat(mia) as page:
        page.goto("/customers/")
        page.get_by_label("Ines Okafor").check()
        page.get_by_label("Tom Weiss").check()
        page.get_by_role("button", name="Hand over what is open of the chosen").click()
        page.get_by_label("To whom").select_option("Ben")
        page.get_by_label("What they need to know").fill("I am away.")
        page.get_by_role("button", name="Hand over").click()
        page.get_by_text("2 promises handed over.").wait_for()
        page.goto("/settings/")
        page.get_by_label("Ann", exact=True).check()
        page.get_by_role("button", name="Team of the chosen").click()
        page.get_by_label("Team", exact=True).select_option("Baggage tracing")
        page.get_by_role("button", name="Keep").click()
        page.get_by_text("1 colleague is changed.").wait_for()
        page.goto("/customers/")
        # The row opens its customer, and the box before it chooses.
        page.locator("li[data-row]").first.click(position={"x": 400, "y": 20})
        page.wait_for_url("**/customers/*/")
    for path in ("/customers/", "/friction/?by=owner", "/friction/felt/", "/settings/?role=agent"):
        desk.look(mia, path)
    for path in ("/customers/note/", "/settings/people/import/", "/settings/people/team/"):
        chosen = f"?chosen={company.customer('Ines Okafor')}"
        desk.look(mia, path + chosen, locale="de-DE")
    assert not desk.complaints
