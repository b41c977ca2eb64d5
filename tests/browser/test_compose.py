"""Compose: promises are marked as somebody types, made safe by one click, and put on record."""

from datetime import timedelta

from playwright.sync_api import Page, Route

from tests.browser.browsing import Desk, assert_whole, press
from tests.desk.company import Company

LATE = "We will answer you within 20 minutes."
FINE = "We will answer you within 2 business days."


def marked(page: Page) -> list[list[str]]:
    """What is marked, by the shape of its line, as the browser paints it."""
    found: list[list[str]] = page.evaluate(
        """[...CSS.highlights].flatMap(([name, marks]) =>
            [...marks].map(range => [name.replace("troth-", ""), range.toString()]))"""
    )
    return sorted(found)


def typed(page: Page, words: str) -> None:
    """Type, and wait for what the guard says."""
    with page.expect_response("**/compose/"):
        page.locator("[data-draft]").press_sequentially(words)


def test_the_page_is_whole_in_every_look(desk: Desk, company: Company) -> None:
    customer = company.customer("Ines Okafor")
    desk.look(company.people["ann"], f"/compose/?customer={customer}")
    desk.look(company.people["mia"], "/compose/", locale="de-DE")


def test_promises_are_marked_as_one_types(desk: Desk, company: Company) -> None:
    customer = company.customer("Ines Okafor")
    with desk.seat(company.people["ann"]) as page:
        page.goto(f"/compose/?customer={customer}")
        typed(page, f"Dear Ines 🎉,\n\n{FINE} {LATE}")
        page.locator("[data-mark]").nth(1).wait_for()
        assert marked(page) == [["kept", FINE[:-1]], ["risk", LATE[:-1]]]
        assert page.locator(".verdicts .badge").all_inner_texts() == [
            "Supported",
            "Faster than we promise",
        ]
        assert_whole(page, "compose with verdicts")
        # A word before them: the marks move along before the server is asked again.
        page.locator("[data-draft]").evaluate("box => box.setSelectionRange(0, 0)")
        page.keyboard.type("Ah! ")
        assert marked(page) == [["kept", FINE[:-1]], ["risk", LATE[:-1]]]
        page.get_by_role("button", name="Say instead").click()
        page.get_by_text("2 promises: supported.", exact=True).first.wait_for()
        assert LATE not in page.locator("[data-draft]").input_value()
        page.get_by_role("button", name="Undo").click()
        page.get_by_text("Faster than we promise").wait_for()
        assert page.locator("[data-draft]").input_value().endswith(f"{FINE} {LATE}")
    assert not desk.complaints


def test_words_written_before_the_scripts_came_are_marked(desk: Desk, company: Company) -> None:
    held: list[Route] = []

    def hold(script: Route) -> None:
        held.append(script)

    with desk.seat(company.people["ann"]) as page:
        page.route("**/*compose*.js*", hold)
        page.goto("/compose/", wait_until="commit")
        page.locator("[data-draft]").fill(LATE)
        (script,) = held
        script.continue_()
        page.get_by_text("Faster than we promise").wait_for()
        assert marked(page) == [["risk", LATE[:-1]]]
    assert not desk.complaints


def test_marks_lie_beneath_their_words(desk: Desk, company: Company) -> None:
    """Wrapped, scrolled, zoomed, in both ways of writing: the mirror breaks lines as the text."""
    words = f"שלום 🎉 {LATE}\n\n" + "We are sorry for all of this. " * 60 + f"\nمرحبا {FINE}\n"
    for zoom in (1, 2):
        size = {"width": 1280 // zoom, "height": 900 // zoom}
        with desk.seat(company.people["ann"], viewport=size, device_scale_factor=zoom) as page:
            page.goto("/compose/")
            with page.expect_response("**/compose/"):
                page.locator("[data-draft]").fill(words)
            page.locator("[data-mark]").nth(1).wait_for()
            assert marked(page) == [["kept", FINE[:-1]], ["risk", LATE[:-1]]]
            box, mirror = page.evaluate(
                """[".paper textarea", ".paper .mirror"].map(what => {
                    const {x, y, width, height} =
                        document.querySelector(what).getBoundingClientRect();
                    return [x, y, width, height];
                })"""
            )
            assert box == mirror
            needed = "box => [box.scrollHeight - box.clientHeight, box.scrollTop]"
            assert page.locator("[data-draft]").evaluate(needed) == [0, 0], "nothing scrolls alone"
            page.locator("[data-draft]").press("Control+End")
            page.wait_for_function("document.querySelector('.paper').scrollTop > 0")


def test_what_was_sent_is_on_record_once(desk: Desk, company: Company) -> None:
    customer = company.customer("Ines Okafor")
    with desk.seat(company.people["ann"]) as page:
        page.goto("/compose/")
        page.get_by_label("To whom").fill("okafor")
        typed(page, FINE)
        page.get_by_role("button", name="Find").click()
        page.get_by_role("button", name="Ines Okafor").click()
        assert page.locator("[data-draft]").input_value() == FINE, "nothing is lost"
        page.get_by_role("button", name="I sent it").click()
        page.get_by_text("On record, with one promise.").wait_for()
        assert page.url.endswith(f"/customers/{customer}/")
        assert "First reply" in page.inner_text("main")
    assert not desk.complaints


def test_own_words_need_a_reason(desk: Desk, company: Company) -> None:
    customer = company.customer("Ines Okafor")
    with desk.seat(company.people["mia"]) as page:
        page.goto(f"/compose/?customer={customer}")
        typed(page, LATE)
        page.get_by_text("Faster than we promise").wait_for()
        page.get_by_role("button", name="I sent it").click()
        assert "Say why these words go out all the same." in page.inner_text("main")
        assert_whole(page, "compose without a reason")
        page.get_by_label("Why you say it").fill("I sit beside the phone.")
        page.get_by_role("button", name="I sent it").click()
        page.get_by_text("On record, with one promise.").wait_for()
    assert not desk.complaints


def test_without_scripts_a_button_checks(desk: Desk, company: Company) -> None:
    company.promise("refund", "Ines Okafor", timedelta(days=1))
    customer = company.customers["Ines Okafor"]
    with desk.seat(company.people["ann"], java_script_enabled=False) as page:
        page.goto(f"/compose/?customer={customer}")
        page.get_by_label("What you are about to say").fill(
            "Hello 🎉\n\nYou will have your refund within 2 hours."
        )
        page.get_by_role("button", name="Check").click()
        assert "Conflicts with what we told them on 30 November" in page.inner_text(".verdicts")
        page.get_by_role("button", name="I sent it").click()
        assert "the guard says stop" in page.inner_text(".errors").lower()
        page.get_by_role("button", name="Say instead").click()
        text = page.get_by_label("What you are about to say")
        assert "as promised." in text.input_value()
        assert text.input_value().startswith("Hello 🎉\n\n")
        page.get_by_role("button", name="Undo").click()
        assert text.input_value().endswith("within 2 hours.")


def test_what_the_guard_cannot_name_is_asked_on_today(desk: Desk, company: Company) -> None:
    """Words that no standard covers are kept; somebody says what they promise, and it counts."""
    customer = company.customer("Ines Okafor")
    with desk.seat(company.people["ann"]) as page:
        page.goto(f"/compose/?customer={customer}")
        typed(page, "We will plant a tree for your order.")
        page.get_by_text("No standard covers this").wait_for()
        page.get_by_label("Why you say it").fill("They asked for it.")
        page.get_by_role("button", name="I sent it").click()
        page.get_by_text("On record, with one promise.").wait_for()
        page.goto("/")
        assert "Something we said for Ines Okafor" in page.inner_text("main")
        assert "We will plant a tree" in page.inner_text("main")
        assert_whole(page, "today with a question")
        press(page, "j a")
        page.get_by_role("dialog").get_by_label("What it is about").select_option(label="Refund")
        page.get_by_role("button", name="That is it").click()
        page.get_by_text("It counts now, from when it was said.").wait_for()
        (made,) = company.of(customer)
        assert (made.metric, made.term) == ("refund", "within 5 business days")
        assert made.wording == "We will plant a tree for your order"
        desk.look(company.people["ann"], "/")
    assert not desk.complaints
