"""A customer's link: they read what was promised, agree or not, write, put right; it ends."""

import re
from datetime import timedelta

from playwright.sync_api import Page

from tests.browser.browsing import Desk
from tests.desk.company import Company
from troth import operations, queries
from troth_web.ledger import current_store


def link(page: Page, promise_id: str) -> str:
    """Make the link of a promise, as a colleague."""
    page.goto(f"/promises/{promise_id}/")
    return link_of(page)


def link_of(page: Page) -> str:
    """Make the link of what a page shows."""
    page.get_by_role("link", name="Make the link").click()
    page.get_by_role("dialog").get_by_role("button", name="Make the link").click()
    page.get_by_text("Send it to the customer alone.").wait_for()
    address = page.get_by_label("They read this there, and answer").input_value()
    return re.sub(r"^https?://[^/]+", "", address)


def test_the_customer_reads_agrees_and_writes(desk: Desk, company: Company) -> None:
    promise = company.promise("first-reply", "Ines Okafor", timedelta(hours=20))
    with desk.seat(company.people["ann"]) as page:
        path = link(page, promise.id)
        page.goto(f"/promises/{promise.id}/change/")
        page.get_by_label("The new date").fill("2026-12-03T12:00")
        page.get_by_label("Yes, they said so").check()
        page.get_by_role("button", name="Give this date").click()
    with desk.seat(None) as page:
        page.goto(path)
        text = page.inner_text("main")
        assert "What Larkwind promised you" in text
        assert "It counts only once you say so" in text
        assert "a personal answer" in text
        assert "legal advice" in text
        assert company.state(promise.id).agreed_due is None, "reading changes nothing"
        page.get_by_role("button", name="I agree", exact=True).click()
        page.get_by_text("We have your answer.").wait_for()
        assert "another date, to which you agreed" in page.inner_text("main")
        page.get_by_label("Write to us about this").fill("Thank you, that is early enough.")
        page.get_by_role("button", name="Send it").click()
        page.get_by_text("We have your message.").wait_for()
    assert company.state(promise.id).agreed_due is not None
    said = queries.journal(current_store(), promise.id)[-1]
    assert said.actor.name == f"customer:{company.customers['Ines Okafor']}"
    assert said.channel == "link"
    with desk.seat(company.people["ben"]) as page:
        page.goto(f"/promises/{promise.id}/")
        assert "Thank you, that is early enough." in page.inner_text("main")
        assert "agreed by both" in page.inner_text("main")
    assert not desk.complaints


def test_no_is_as_easy_as_yes_and_needs_no_scripts(desk: Desk, company: Company) -> None:
    promise = company.promise("first-reply", "Ines Okafor", timedelta(minutes=20))
    with desk.seat(company.people["ann"]) as page:
        path = link(page, promise.id)
    moved = operations.Change(due=company.now + timedelta(days=9), agreed=False)
    company.by("ann", company.now, lambda work: operations.change(work, promise.id, moved))
    with desk.seat(None, java_script_enabled=False) as page:
        page.goto(path)
        yes, no = (
            page.get_by_role("button", name=name, exact=True)
            for name in ("I agree", "I do not agree")
        )
        boxes = [each.bounding_box() for each in (yes, no)]
        sizes = [each for each in boxes if each]
        assert len(sizes) == 2
        assert sizes[0]["height"] == sizes[1]["height"]
        no.click()
        assert "We have your answer." in page.inner_text("body")
        assert "which you declined" in page.inner_text("main")
    assert company.state(promise.id).due == promise.due


def test_what_was_noted_is_theirs_to_put_right(desk: Desk, company: Company) -> None:
    promise = company.promise("first-reply", "Ines Okafor", timedelta(minutes=20))
    customer = company.customers["Ines Okafor"]
    wanted = operations.TakeNote(
        customer=customer, kind="expectation", says="An answer at once", metric="first-reply"
    )
    note = company.by("ann", company.now, lambda work: operations.take_note(work, wanted))
    other = operations.TakeNote(customer=customer, kind="goal", says="Not for this page")
    company.by("ann", company.now, lambda work: operations.take_note(work, other))
    with desk.seat(company.people["ann"]) as page:
        path = link(page, promise.id)
    with desk.seat(None) as page:
        page.goto(path)
        assert "Not for this page" not in page.inner_text("main")
        page.locator("summary").click()
        page.get_by_label("What is so").fill("An answer today")
        page.get_by_role("button", name="Put it right").click()
        page.get_by_text("It is put right.").wait_for()
    found = queries.note(current_store(), note.id)
    assert found.says == "An answer today"
    assert found.corrected_by
    assert found.corrected_by.name == f"customer:{customer}"


def test_a_link_ends_and_colleagues_answer_nothing(desk: Desk, company: Company) -> None:
    promise = company.promise("clean-cabin", "Ines Okafor", timedelta(days=1), term="always")
    with desk.seat(company.people["ann"]) as page:
        path = link(page, promise.id)
        page.goto(path)
        assert "Only they answer here." in page.inner_text("main")
        page.get_by_role("button", name="No, you did not").click()
        assert "only the customer answers here" in page.inner_text("body").lower()
        assert not company.state(promise.id).verdicts
    with desk.seat(None) as page:
        page.goto(path)
        page.get_by_label("If you like, say why").fill("It was sticky.")
        page.get_by_role("button", name="No, you did not").click()
        page.get_by_text("We have your word.").wait_for()
    assert [each.kept for each in company.state(promise.id).verdicts] == [False]
    with desk.seat(company.people["ann"]) as page:
        page.goto(f"/promises/{promise.id}/")
        page.get_by_role("link", name="Withdraw it").click()
        page.get_by_role("dialog").get_by_role("button", name="Withdraw it").click()
        page.get_by_text("The link opens nothing any more.").wait_for()
        again = link(page, promise.id)
    assert again != path, "a new link has another address"
    with desk.seat(None) as page:
        answer = page.goto(path)
        assert answer
        assert answer.status == 404
        assert "opens nothing any more" in page.inner_text("main")
        whole = page.goto(again)
        assert whole
        assert whole.status == 200
        made_up = page.goto(again[:-2] + "x/")
        assert made_up
        assert made_up.status == 404


def test_they_do_their_part_and_somebody_looks(desk: Desk, company: Company) -> None:
    refund = company.promise(
        "refund", "Ines Okafor", timedelta(hours=1), holder=company.actor("ann").name
    )
    ask = operations.AskDuty(
        duty="passport", customer=company.customers["Ines Okafor"], for_promises=(refund.id,)
    )
    company.by("ann", company.now, lambda work: operations.ask(work, ask))
    with desk.seat(company.people["ann"]) as page:
        path = link(page, refund.id)
    with desk.seat(None, viewport={"width": 375, "height": 800}) as page:
        page.goto(path)
        page.get_by_label("If you like, say how").fill("It is in the mail.")
        page.get_by_role("button", name="I have done this").click()
        page.get_by_text("It is on record that you did your part.").wait_for()
        assert page.get_by_role("button", name="I have done this").count() == 0
    assert company.state(refund.id).open_pause is None
    with desk.seat(company.people["ann"]) as page:
        page.goto("/")
        row = page.locator("[data-row]", has_text="They say that it is done.")
        assert "It is in the mail." in row.inner_text()
        row.get_by_role("button", name="I have read it").click()
        page.get_by_text("Read. The journal says so.").wait_for()
        assert page.get_by_text("They say that it is done.").count() == 0
    desk.look(None, path)


def test_they_sign_a_document_and_somebody_reads_it(desk: Desk, company: Company) -> None:
    wanted = operations.OpenMilestone(customer=company.customer("Ines Okafor"), name="Kick-off")
    found = company.by("ann", company.now, lambda work: operations.open_milestone(work, wanted))
    with desk.seat(company.people["ann"]) as page:
        page.goto(f"/milestones/{found.id}/")
        path = link_of(page)
    with desk.seat(None) as page:
        page.goto(path)
        page.get_by_label("If you like, say why").fill("Gladly.")
        page.get_by_role("button", name="I sign it").click()
        page.get_by_text("We have your word.").wait_for()
    with desk.seat(company.people["ann"]) as page:
        page.goto("/")
        row = page.locator("[data-row]", has_text="They signed it. They wrote: “Gladly.”.")
        row.get_by_role("button", name="I have read it").click()
        page.get_by_text("Read. The journal says so.").wait_for()
        assert page.get_by_text("They signed it.").count() == 0
    assert not desk.complaints


def test_the_pages_are_whole_in_every_look(desk: Desk, company: Company) -> None:
    refund = company.promise("refund", "Ines Okafor", timedelta(days=9), wording="Back by Friday.")
    ask = operations.AskDuty(
        duty="passport", customer=company.customers["Ines Okafor"], for_promises=(refund.id,)
    )
    company.by("ann", company.now, lambda work: operations.ask(work, ask))
    options = (
        operations.Option(id="a", term="within 9 days", says="Slow and sure", price="EUR 9"),
        operations.Option(id="b", term="within 5 days", says="Sooner", price="EUR 19"),
    )
    offer = operations.Offer(
        metric="refund", customer=company.customers["Ines Okafor"], options=options
    )
    offered = company.by("mia", company.now, lambda work: operations.offer(work, offer))
    paths = []
    with desk.seat(company.people["ann"]) as page:
        paths = [link(page, each) for each in (refund.id, offered.id)]
    for path in paths:
        desk.look(None, path)
    desk.look(None, paths[0], locale="de-DE")
    desk.look(company.people["ann"], f"/promises/{refund.id}/")
    desk.look(company.people["ann"], f"/promises/{refund.id}/ask/")
