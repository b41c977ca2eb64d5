"""Files: attached to a promise, shown to its customer, saved by both, removed."""

from datetime import timedelta
from pathlib import Path

from playwright.sync_api import Page

from tests.browser.browsing import Desk
from tests.browser.test_hatch import link
from tests.desk.company import Company
from troth.promises.file import File

PDF = {"name": "Order 4711.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 an order"}
#: What a hand does that drags a file from a folder and lets it go over the page.
DROP = """part => {
    const carried = new DataTransfer();
    carried.items.add(new File(["hello"], "note.txt"));
    for (const kind of ["dragenter", "dragover", "drop"])
        part.dispatchEvent(new DragEvent(kind, {
            dataTransfer: carried, bubbles: true, cancelable: true,
        }));
}"""


def attach(page: Page, company: Company, promise: str) -> File:
    """Attach the order, by choosing it."""
    page.get_by_text("Attach a file").click()
    page.get_by_label("The file").set_input_files(PDF)  # type: ignore[arg-type]
    page.get_by_label("What it is").fill("What they ordered, signed")
    page.get_by_role("button", name="Attach it").click()
    page.get_by_text("Attached.", exact=True).wait_for()
    return company.state(promise).files[-1]


def saved(page: Page, name: str) -> bytes:
    """What a link to a file saves."""
    with page.expect_download() as waiting:
        page.get_by_role("link", name=name, exact=True).click()
    assert waiting.value.suggested_filename == name
    return Path(waiting.value.path()).read_bytes()


def test_a_file_is_attached_shown_saved_and_removed(desk: Desk, company: Company) -> None:
    promise = company.promise("refund", "Ines Okafor", timedelta(hours=3)).id
    with desk.seat(company.people["ann"]) as page:
        path = link(page, promise)
        file = attach(page, company, promise)
        assert not file.shared
        assert saved(page, "Order 4711.pdf") == PDF["buffer"]
        with desk.seat(None) as theirs:
            theirs.goto(path)
            assert "Order 4711.pdf" not in theirs.inner_text("main"), "not shown unless said"
        page.get_by_role("button", name="Show it to the customer: Order 4711.pdf").click()
        page.get_by_text("The customer sees it by their link.", exact=True).wait_for()
        page.get_by_text("the customer sees it", exact=True).wait_for()
        with desk.seat(None, java_script_enabled=False) as theirs:
            theirs.goto(path)
            assert "What they ordered, signed" in theirs.inner_text("main")
            assert saved(theirs, "Order 4711.pdf") == PDF["buffer"]
        page.get_by_role("link", name="Remove: Order 4711.pdf").click()
        dialog = page.get_by_role("dialog")
        dialog.get_by_label("Why").fill("It belongs to somebody else.")
        dialog.get_by_role("button", name="Remove it").click()
        page.get_by_text("Removed. The journal says that it was there.").wait_for()
        journal = page.inner_text("section[aria-label=Journal]")
        for line in ("attached a file: ", "showed the customer a file", "removed a file for good"):
            assert line in journal, line
        assert "It belongs to somebody else." in journal
    assert company.state(promise).files == ()
    assert not desk.complaints


def test_a_file_can_be_dropped(desk: Desk, company: Company) -> None:
    promise = company.promise("refund", "Ines Okafor", timedelta(hours=3)).id
    with desk.seat(company.people["ann"]) as page:
        page.goto(f"/promises/{promise}/")
        page.locator("[data-drop]").evaluate(DROP)
        page.get_by_role("button", name="Attach it").click()
        page.get_by_text("Attached.", exact=True).wait_for()
    (file,) = company.state(promise).files
    assert (file.name, file.size, file.media_type) == ("note.txt", 5, "text/plain")
    assert not desk.complaints


def test_it_needs_no_scripts(desk: Desk, company: Company) -> None:
    promise = company.promise("refund", "Ines Okafor", timedelta(hours=3)).id
    with desk.seat(company.people["ann"], java_script_enabled=False) as page:
        page.goto(f"/promises/{promise}/")
        attach(page, company, promise)
        page.get_by_role("button", name="Show it to the customer: Order 4711.pdf").click()
        page.get_by_role("button", name="Hide it from the customer: Order 4711.pdf").click()
        page.get_by_role("link", name="Remove: Order 4711.pdf").click()
        page.get_by_role("button", name="Remove it").click()
        page.get_by_text("Removed. The journal says that it was there.").wait_for()
    assert company.state(promise).files == ()


def test_the_pages_are_whole_in_every_look(desk: Desk, company: Company) -> None:
    promise = company.promise("refund", "Ines Okafor", timedelta(hours=3)).id
    with desk.seat(company.people["ann"]) as page:
        path = link(page, promise)
        file = attach(page, company, promise)
        page.get_by_role("button", name="Show it to the customer: Order 4711.pdf").click()
        page.get_by_text("the customer sees it", exact=True).wait_for()
        page.get_by_text("Attach a file").click()
    desk.look(company.people["ann"], f"/promises/{promise}/")
    desk.look(company.people["vic"], f"/promises/{promise}/")
    desk.look(company.people["ann"], f"/promises/{promise}/files/", locale="de-DE")
    desk.look(company.people["ann"], f"/promises/{promise}/files/{file.id}/remove/")
    desk.look(None, path, locale="de-DE")
