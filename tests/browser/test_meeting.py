"""What passes between us and a customer: what they expect, the handover, the review."""

import io
from datetime import timedelta

from pypdf import PdfReader

from tests.browser.browsing import Desk
from tests.desk.company import Company
from troth import operations, queries
from troth_web.ledger import current_store


def noted(company: Company, kind: str, says: str, **more: object) -> str:
    """The id of a note on a customer."""
    wanted = operations.TakeNote.model_validate(
        {"customer": company.customer("Ines Okafor"), "kind": kind, "says": says} | more
    )
    made = company.by("ann", company.now, lambda work: operations.take_note(work, wanted))
    return str(made.id)


def test_an_expectation_is_noted_with_its_source_and_put_right(
    desk: Desk, company: Company
) -> None:
    customer = company.customer("Ines Okafor")
    with desk.seat(company.people["ann"]) as page:
        page.goto(f"/customers/{customer}/")
        page.get_by_role("link", name="Note something").click()
        box = page.get_by_role("dialog")
        assert box.locator("input[type=radio]:checked").count() == 0, "nothing is preselected"
        box.get_by_label("What they expect").check()
        box.get_by_label("In their words").fill("An answer within the hour, as last year")
        box.get_by_label("What it is about").select_option(label="First reply")
        box.get_by_label("Where an expectation comes from").select_option(
            label="how we did it before"
        )
        box.get_by_label("When they said it").select_option(label="said before")
        box.get_by_role("button", name="Note it").click()
        page.get_by_text("Noted.").wait_for()
        text = page.inner_text("main")
        assert "An answer within the hour, as last year" in text
        assert "source: how we did it before" in text
        page.get_by_role("link", name="Correct it: An answer").click()
        box.get_by_label("What is so").fill("An answer within two hours")
        box.get_by_role("button", name="Correct it").click()
        page.get_by_text("Corrected.").wait_for()
        page.get_by_role("link", name="Not so: An answer").click()
        box.get_by_label("Who said so, or why").fill("She never said so.")
        box.get_by_role("button", name="Drop it").click()
        page.get_by_text("It stays in the journal.").wait_for()
        assert "What holds no longer" in page.inner_text("main")
    assert not desk.complaints


def test_the_team_accepts_asks_and_contests(desk: Desk, company: Company) -> None:
    refund = company.promise("refund", "Ines Okafor", timedelta(days=1), wording="Back by Friday.")
    reply = company.promise("first-reply", "Ines Okafor", timedelta(minutes=9))
    customer = company.customers["Ines Okafor"]
    with desk.seat(company.people["ann"]) as page:
        page.goto(f"/customers/{customer}/")
        page.get_by_role("link", name="Hand over", exact=True).click()
        page.get_by_label("To which team").select_option(label="Baggage tracing")
        page.get_by_label("What they need to know").fill("She flies on Friday.")
        page.get_by_role("button", name="Hand over").click()
        page.get_by_text("This field is required.").first.wait_for()
        assert page.get_by_label("What they need to know").input_value() == "She flies on Friday."
        for box in page.get_by_role("checkbox").all():
            box.check()
        page.get_by_role("button", name="Hand over").click()
        page.get_by_text("The team answers each promise.").wait_for()
        path = page.url
        assert page.get_by_role("button", name="Accept").count() == 0, "not hers to accept"
    with desk.seat(company.people["dan"], java_script_enabled=False) as page:
        page.goto("/packets/")
        page.get_by_role("link", name="Ines Okafor").click()
        assert "She flies on Friday." in page.inner_text("main")
        part = page.get_by_role("region", name="Refund")
        part.get_by_role("button", name="Contest").click()
        assert "say what you ask, or why it cannot be kept" in page.inner_text(".errors").lower()
        part.get_by_label("A question, or why it cannot be kept").fill("The bank needs nine days.")
        part.get_by_role("button", name="Contest").click()
        page.get_by_role("region", name="First reply").get_by_role("button", name="Accept").click()
        assert "1 promise is not taken over yet." in page.inner_text(".head")
    assert str(company.state(reply.id).holder) == "team:delivery"
    assert str(company.state(refund.id).holder) != "team:delivery"
    with desk.seat(company.people["ann"]) as page:
        page.goto(path)
        page.get_by_label("Your answer").fill("We pay the courier of the bank.")
        page.get_by_role("button", name="Send it").click()
        page.get_by_text("It is on record.").wait_for()
        assert "We pay the courier of the bank." in page.inner_text("main")
    (packet,) = queries.packets(current_store(), customer).items
    item = packet.item(refund.id)
    assert item
    assert item.explained
    assert not desk.complaints


def test_the_account_review_is_one_page(desk: Desk, company: Company) -> None:
    late = company.promise("first-reply", "Ines Okafor", timedelta(days=3))
    for days in range(1, 12):
        company.promise("refund", "Ines Okafor", timedelta(days=days))
    kept = company.promise("first-reply", "Ines Okafor", timedelta(hours=2))
    company.by("ann", company.now, lambda work: operations.keep(work, kept.id, operations.Keep()))
    noted(company, "goal", "Home before Christmas")
    for number in range(6):
        noted(company, "feedback", f"{number} {'too long ' * 60}", rating=2, promise=late.id)
        noted(company, "expectation", f"{number} {'soon ' * 90}", source="reviews")
    customer = company.customers["Ines Okafor"]
    with desk.seat(company.people["mia"]) as page:
        page.goto(f"/customers/{customer}/")
        page.get_by_role("link", name="Account review").click()
        text = page.inner_text("main")
        assert "Home before Christmas" in text
        assert "kept by the first date: 1 of" in text
        assert "and 6 more" in text
        paper = PdfReader(io.BytesIO(page.pdf(format="A4", prefer_css_page_size=True)))
        assert len(paper.pages) == 1
        page.get_by_role("link", name="365 days").click()
        assert page.url.endswith("?days=365")


def test_the_pages_are_whole_in_every_look(desk: Desk, company: Company) -> None:
    refund = company.promise("refund", "Ines Okafor", timedelta(days=9))
    customer = company.customers["Ines Okafor"]
    noted(company, "goal", "<script>alert(1)</script> שלום 🎉 " + "long " * 200)
    noted(company, "expectation", "Soon", source="reviews", stated="never", metric="refund")
    noted(company, "feedback", "=1+1", rating=1, promise=refund.id)
    wanted = operations.HandPacket(customer=customer, to="delivery", promises=(refund.id,))
    packet = company.by("ann", company.now, lambda work: operations.hand_packet(work, wanted))
    desk.look(company.people["mia"], f"/customers/{customer}/")
    desk.look(company.people["mia"], f"/packets/{packet.id}/", locale="de-DE")
    desk.look(company.people["ann"], f"/customers/{customer}/note/")
    desk.look(company.people["ann"], f"/customers/{customer}/review/", locale="de-DE")
    desk.look(company.people["vic"], "/packets/")
