"""A milestone document: opened, chosen and signed by both sides, printed, closed."""

import io
from datetime import timedelta

import pytest
from pypdf import PdfReader

from tests.browser.browsing import Desk
from tests.browser.test_hatch import link_of
from tests.desk.company import PLAYBOOK, Company
from tests.web.people.conftest import signed_in
from troth import operations, queries
from troth_web.ledger import current_store

MILESTONES = """
milestones:
  kick-off:
    name: Kick-off
    stage: service
    ours: [reply, refund]
    theirs: [passport]
    includes: [two days on site]
    excludes: [travel]
    options: [With training, Without training]
"""


@pytest.fixture(autouse=True)
def _milestones(company: Company) -> None:
    publish = operations.Publish(text=PLAYBOOK + MILESTONES)
    ago = company.now - timedelta(days=50)
    company.by("mia", ago, lambda work: operations.publish(work, publish))


def opened(company: Company, **said: object) -> str:
    """The id of a document that was opened for a customer."""
    customer = company.customer("Ines Okafor")
    wanted = operations.OpenMilestone.model_validate(
        {"customer": customer, "milestone": "kick-off"} | said
    )
    made = company.by("ann", company.now, lambda work: operations.open_milestone(work, wanted))
    return str(made.id)


def test_both_sides_choose_sign_and_reach_it(desk: Desk, company: Company) -> None:
    customer = company.customer("Ines Okafor")
    with desk.seat(company.people["ann"]) as page:
        page.goto(f"/customers/{customer}/")
        page.get_by_role("link", name="Open one").click()
        page.get_by_role("button", name="Open it").click()
        page.get_by_text("Give it a name, or choose one of the playbook.").wait_for()
        page.get_by_label("Which one").select_option(label="Kick-off")
        page.get_by_label("Options").fill("Both, over two weeks; EUR 900")
        page.get_by_role("button", name="Open it").click()
        page.get_by_text("The document is there").wait_for()
        text = page.inner_text("main")
        for said in ("What Larkwind owes", "First reply", "What Ines Okafor owes", "passport"):
            assert said in text
        for said in ("two days on site", "travel", "With training", "EUR 900"):
            assert said in text
        assert page.get_by_role("link", name="Sign", exact=True).count() == 0, "choose first"
        milestone_id = page.url.rstrip("/").rpartition("/")[2]
        path = link_of(page)
    with desk.seat(None) as page:
        page.goto(path)
        assert page.locator("input[type=radio]:checked").count() == 0, "nothing is preselected"
        page.get_by_label("Both, over two weeks").check()
        page.get_by_label("What you understand to get").fill("Two visits, with training")
        page.get_by_role("button", name="I choose this").click()
        page.get_by_text("Your choice is on record.").wait_for()
        page.get_by_role("button", name="I sign it", exact=True).click()
        page.get_by_text("We have your word.").wait_for()
    with desk.seat(company.people["ann"]) as page:
        page.goto(f"/milestones/{milestone_id}/")
        assert "The company has still to sign it." in page.inner_text(".head")
        page.get_by_role("link", name="Sign", exact=True).click()
        box = page.get_by_role("dialog")
        box.get_by_label("We", exact=True).check()
        box.get_by_label("Signed, as it stands").check()
        box.get_by_role("button", name="Put it on record").click()
        page.get_by_text("Both sides have signed it.").wait_for()
        page.get_by_role("link", name="It is reached").click()
        page.get_by_role("dialog").get_by_role("button", name="Close it").click()
        page.get_by_text("Reached today 10:00.").wait_for()
    found = queries.milestone(current_store(), milestone_id)
    assert found.agreed
    assert found.chosen
    assert found.chosen.understanding == "Two visits, with training"
    assert len(found.left_open) == 3
    assert not desk.complaints


def test_what_a_colleague_writes_down_for_them_is_not_their_word(
    desk: Desk, company: Company
) -> None:
    milestone_id = opened(company, milestone=None, name="Hand-over", includes=("a plan",))
    with desk.seat(company.people["ann"]) as page:
        page.goto(f"/milestones/{milestone_id}/sign/")
        page.get_by_label("The customer, who told me so").check()
        page.get_by_label("Signed, as it stands").check()
        page.get_by_role("button", name="Put it on record").click()
        page.get_by_text("not yet by themselves").first.wait_for()
    assert not queries.milestone(current_store(), milestone_id).agreed


def test_it_is_on_paper_too(desk: Desk, company: Company) -> None:
    """What people wrote is data there: it can neither act nor break the page."""
    hostile = ('#panic("x") *bold* $x$', "שלום 🎉", "<script>")
    milestone_id = opened(company, includes=hostile)
    answer = signed_in(company.people["vic"]).get(f"/milestones/{milestone_id}/document.pdf")
    assert answer["Content-Type"] == "application/pdf"
    paper = PdfReader(io.BytesIO(answer.content))
    text = paper.pages[0].extract_text()
    for said in ("Kick-off", "What Larkwind owes", "Refund", "two days on site", "Signed"):
        assert said in text
    assert '#panic("x") *bold* $x$' in text
    assert "script" in text
    with desk.seat(company.people["ann"]) as page:
        page.goto(f"/milestones/{milestone_id}/")
        path = link_of(page)
        page.goto(path)
        url = page.get_by_role("link", name="As PDF").get_attribute("href") or ""
        theirs = page.request.get(url)
        assert theirs.headers["content-type"] == "application/pdf"
        assert theirs.headers["x-robots-tag"] == "noindex, nofollow"


def test_promises_of_restricted_teams_are_not_named(desk: Desk, company: Company) -> None:
    secret = company.promise("opinion", "Ines Okafor", timedelta(minutes=5), by="lea")
    milestone_id = opened(company, ours=(secret.id,))
    with desk.seat(company.people["ann"]) as page:
        page.goto(f"/milestones/{milestone_id}/")
        text = page.inner_text("main")
        assert "Legal opinion" not in text
        assert "1 more of teams that you may not look into" in text


def test_the_pages_are_whole_in_every_look(desk: Desk, company: Company) -> None:
    milestone_id = opened(company)
    with desk.seat(company.people["ann"]) as page:
        page.goto(f"/milestones/{milestone_id}/")
        path = link_of(page)
    desk.look(company.people["ann"], f"/milestones/{milestone_id}/")
    desk.look(None, path, locale="de-DE")
    customer = company.customers["Ines Okafor"]
    desk.look(company.people["ann"], f"/customers/{customer}/milestones/open/", locale="de-DE")
    desk.look(company.people["ann"], f"/milestones/{milestone_id}/choose/")
