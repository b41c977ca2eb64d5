"""Writing the playbook: forms, text, findings as one types, what changes, publishing, versions."""

from playwright.sync_api import Page, expect

from tests.browser.browsing import Desk
from tests.desk.company import PLAYBOOK, Company
from troth_web.desk.editor.checked import checked
from troth_web.ledger import current_store
from troth_web.playbooks import drafts
from troth_web.playbooks.models import Draft

COMMENTED = PLAYBOOK.replace(
    "    term: within 4 business hours", "    term: within 4 business hours  # since March"
)


def begun(company: Company, text: str = COMMENTED, who: str = "ann") -> None:
    """A draft that somebody wrote."""
    drafts.write(text, company.actor(who), company.now)


def text_of() -> str:
    """The draft as it stands."""
    found = Draft.objects.get()
    return found.text


def test_the_pages_are_whole_in_every_look(desk: Desk, company: Company) -> None:
    begun(company, COMMENTED + "claims:\n  page: {metric: first-reply, term: within 1 hour}\n")
    for path in (
        "/playbook/edit/",
        "/playbook/edit/text/",
        "/playbook/edit/standards/reply/",
        "/playbook/edit/claims/page/",
        "/playbook/publish/",
    ):
        desk.look(company.people["mia"], path)
    for path in (
        "/playbook/edit/bring/",
        "/playbook/edit/add/claims/",
        "/playbook/edit/add/touchpoints/",
        "/playbook/edit/company/company/",
        "/playbook/edit/stages/service/",
        "/playbook/edit/notices/notices/",
        "/playbook/versions/",
        "/playbook/versions/edition-1/",
    ):
        desk.look(company.people["ann"], path, locale="de-DE")


def test_from_a_form_to_a_version_that_binds(desk: Desk, company: Company) -> None:
    """A term is loosened in a form; what was a comment stays; a manager publishes it."""
    begun(company)
    with desk.seat(company.people["mia"]) as page:
        page.goto("/playbook/edit/")
        page.get_by_role("link", name="Reply", exact=True).click()
        field = page.get_by_label("Service level")
        field.fill("within 3 weekdays")
        page.get_by_text("is not a term").or_(
            page.locator("#said-term .beside-field")
        ).first.wait_for()
        field.fill("within 8 business hours")
        expect(page.locator("#said-term .broken")).to_have_count(0)
        page.get_by_role("button", name="Save in the draft").click()
        page.get_by_role("status").get_by_text("Saved in the draft.").wait_for()
        assert "    term: within 8 business hours  # since March\n" in text_of()

        page.get_by_role("link", name="See what changes").click()
        assert page.inner_text("h1") == "One thing changes for customers"
        assert "less is promised" in page.inner_text("main")
        assert "within 4 business hours" in page.inner_text("main")
        page.get_by_label("What changed, for those who read it").fill("We promise what we keep.")
        page.get_by_role("button", name="Publish").click()
        page.get_by_role("link", name="Version 2").click()
        page.get_by_text("We promise what we keep.").wait_for()
        assert "term: within 4 business hours" in page.inner_text(".compared .gone")
    edition = current_store().edition()
    assert edition is not None
    assert str(edition.playbook.standards["reply"].term) == "within 8 business hours"
    assert not Draft.objects.exists()
    assert not desk.complaints


def test_the_text_says_what_is_wrong_as_one_types(desk: Desk, company: Company) -> None:
    with desk.seat(company.people["ann"]) as page:
        page.goto("/playbook/edit/text/")
        text = page.get_by_label("The playbook as text")
        text.fill(PLAYBOOK.replace("metric: first-reply", "metric: first-replay"))
        page.locator("#findings").get_by_text("first-replay").first.wait_for()
        line = PLAYBOOK.splitlines().index("    metric: first-reply") + 1
        page.get_by_role("link", name=f"line {line}").first.click()
        assert chosen(page) == "    metric: first-replay"
        assert page.locator(".gutter b.broken").count() >= 1
        text.fill(PLAYBOOK + "# only a note\n")
        expect(page.locator(".gutter b.broken")).to_have_count(0)
        page.get_by_role("button", name="Save in the draft").click()
        page.get_by_role("status").get_by_text("Saved in the draft.").wait_for()
    assert text_of().endswith("# only a note\n")
    assert not desk.complaints


def chosen(page: Page) -> str:
    """What is selected in the text."""
    found: str = page.evaluate(
        "(() => { const t = document.querySelector('.sheet textarea');"
        " return t.value.slice(t.selectionStart, t.selectionEnd); })()"
    )
    return found


def test_two_who_write_at_once_both_see_both(desk: Desk, company: Company) -> None:
    begun(company)
    with desk.seat(company.people["ann"]) as ann, desk.seat(company.people["ben"]) as ben:
        ann.goto("/playbook/edit/text/")
        ben.goto("/playbook/edit/text/")
        ben.get_by_label("The playbook as text").fill(COMMENTED + "# Ben was here\n")
        ben.get_by_role("button", name="Save in the draft").click()
        ben.get_by_role("status").get_by_text("Saved in the draft.").wait_for()

        ann.get_by_label("The playbook as text").fill(COMMENTED + "# Ann was here\n")
        ann.get_by_text("Ben changed the draft since you opened it.").wait_for()
        ann.get_by_role("button", name="Save in the draft").click()
        ann.get_by_role("heading", name="Two of you wrote at once").wait_for()
        assert "# Ben was here" in ann.inner_text(".compared .gone")
        assert "# Ann was here" in ann.inner_text(".compared .add")
        assert ann.get_by_label("The playbook as text").input_value().endswith("# Ann was here\n")
        assert text_of().endswith("# Ben was here\n")
        ann.get_by_label("The playbook as text").fill(
            COMMENTED + "# Ben was here\n# Ann was here\n"
        )
        ann.get_by_role("button", name="Save in the draft").click()
        ann.get_by_role("status").get_by_text("Saved in the draft.").wait_for()
    assert text_of().endswith("# Ben was here\n# Ann was here\n")


def test_two_forms_meet_only_where_they_change_the_same(desk: Desk, company: Company) -> None:
    begun(company)
    path = "/playbook/edit/standards/reply/"
    with (
        desk.seat(company.people["ann"], java_script_enabled=False) as ann,
        desk.seat(company.people["ben"], java_script_enabled=False) as ben,
    ):
        ann.goto(path)
        ben.goto("/playbook/edit/standards/bags/")
        ben.get_by_label("Service level").fill("within 3 days")
        ben.get_by_role("button", name="Save in the draft").click()
        ann.get_by_label("Service level").fill("within 6 business hours")
        ann.get_by_role("button", name="Save in the draft").click()
        assert "Saved" in ann.inner_text("#toasts")
        assert "term: within 3 days" in text_of()
        assert "term: within 6 business hours  # since March" in text_of()

        ann.goto(path)
        ben.goto(path)
        ben.get_by_label("Service level").fill("within 5 business hours")
        ben.get_by_role("button", name="Save in the draft").click()
        ann.get_by_label("Service level").fill("within 7 business hours")
        ann.get_by_role("button", name="Save in the draft").click()
        assert "Somebody else changed this meanwhile" in ann.inner_text(".errors")
        assert "They wrote: within 5 business hours" in ann.inner_text("main")
        assert ann.get_by_label("Service level").input_value() == "within 7 business hours"
        ann.get_by_role("button", name="Save in the draft").click()
        assert "term: within 7 business hours  # since March" in text_of()


def test_a_finding_opens_the_editor_with_its_change_made(desk: Desk, company: Company) -> None:
    text = COMMENTED + (
        "claims:\n  page: {team: support, metric: first-reply, term: within 2 hours}  # said\n"
    )
    begun(company, text)
    (finding,) = [each for each in checked(text, company.now).findings if each.code == "TR201"]
    with desk.seat(company.people["ann"], java_script_enabled=False) as page:
        page.goto(f"/playbook/edit/?fix={finding.fingerprint}")
        assert page.inner_text("h1") == "The change is made; save it if it is right"
        assert "within 2 hours" in page.inner_text(".compared .gone")
        assert text_of() == text
        page.get_by_role("button", name="Save in the draft").click()
    assert "term: within 4 business hours}  # said" in text_of()


def test_a_playbook_is_brought_in_and_taken_away(desk: Desk, company: Company) -> None:
    with desk.seat(company.people["ann"], java_script_enabled=False) as page:
        page.goto("/playbook/edit/bring/")
        page.get_by_role("button", name="Look at it").click()
        assert "Choose a file" in page.inner_text("main")
        brought = PLAYBOOK.replace("Larkwind", "Lerchenwind <b>")
        page.set_input_files(
            "input[type=file]",
            {"name": "p.yaml", "mimeType": "text/yaml", "buffer": brought.encode()},
        )
        page.get_by_role("button", name="Look at it").click()
        assert "company: Lerchenwind <b>" in page.inner_text(".compared .add")
        assert not Draft.objects.exists()
        page.get_by_role("button", name="Save in the draft").click()
        assert text_of() == brought.lstrip("\n") or text_of() == brought
        answer = page.request.get("/playbook/edit/playbook.yaml")
        assert answer.text() == text_of()
        assert "attachment" in answer.headers["content-disposition"]


def test_a_part_is_added_and_taken_out(desk: Desk, company: Company) -> None:
    with desk.seat(company.people["ann"], java_script_enabled=False) as page:
        page.goto("/playbook/edit/add/teams/")
        page.get_by_label("Name", exact=True).fill("Möwen-Team")
        page.get_by_role("button", name="Add a team").click()
        assert "calendar is missing" in page.inner_text("main")
        page.get_by_label("Open hours").select_option("desk")
        page.get_by_role("button", name="Add a team").click()
        assert "moewen-team: {name: Möwen-Team, calendar: desk}" in text_of()
        page.get_by_role("link", name="Take it out").click()
        assert "Nothing else names it." in page.inner_text("main")
        page.get_by_role("button", name="Take it out").click()
        assert "Möwen" not in text_of()
        page.goto("/playbook/edit/metrics/first-reply/take-out/")
        assert "standards.reply.metric" in page.inner_text("main")


def test_a_second_pair_of_eyes_publishes(desk: Desk, company: Company) -> None:
    begun(company, COMMENTED.replace("4 business", "5 business"))
    with desk.seat(company.people["ann"]) as page:
        page.goto("/playbook/publish/")
        assert page.get_by_role("button", name="Publish").count() == 0
        page.get_by_role("link", name="Ask for a second pair of eyes").click()
        page.get_by_label("What you changed, and why").fill("Five hours is what we keep.")
        page.get_by_role("button", name="Ask").click()
        page.get_by_role("status").get_by_text("They are asked.").wait_for()
        assert page.get_by_role("link", name="Ask for a second pair of eyes").count() == 0
    with desk.seat(company.people["mia"], java_script_enabled=False) as page:
        page.goto("/playbook/publish/")
        assert "Ann asks for a second pair of eyes" in page.inner_text("main")
        page.get_by_role("link", name="Send it back").click()
        page.get_by_label("Why").fill("Say since when.")
        page.get_by_role("button", name="Send it back").click()
    with desk.seat(company.people["ann"]) as page:
        page.goto("/playbook/publish/")
        page.get_by_text("Mia sent this back:").wait_for()
        page.get_by_text("Say since when.").wait_for()
    begun(company, COMMENTED.replace("4 business", "6 business"))
    with desk.seat(company.people["ann"]) as page:
        page.goto("/playbook/publish/")
        assert page.get_by_role("link", name="Ask for a second pair of eyes").is_visible()
    with desk.seat(company.people["vic"]) as page:
        answer = page.goto("/playbook/edit/")
        assert answer
        assert answer.status == 403
        page.goto("/playbook/versions/")
        assert page.get_by_role("link", name="Version 1").is_visible()


CHAINED = COMMENTED + (
    "chains:\n"
    "  back:\n"
    "    metric: refund\n"
    "    legs:\n"
    "      - {team: support, term: within 1 business day}  # they look\n"
    "      - {team: legal, term: within 2 business days}  # they pay\n"
)


def legs() -> list[str]:
    """The legs in the draft, line by line."""
    lines = text_of().splitlines()
    return [each.strip() for each in lines[lines.index("    legs:") + 1 :]]


def test_rows_are_added_moved_and_taken_out_as_one_types(desk: Desk, company: Company) -> None:
    begun(company, CHAINED)
    desk.look(company.people["mia"], "/playbook/edit/chains/back/")
    with desk.seat(company.people["ann"]) as page:
        page.goto("/playbook/edit/chains/back/")
        page.get_by_role("button", name="Add a team").click()
        added = page.get_by_role("group", name="Team 3", exact=True)
        expect(added.get_by_label("Team", exact=True)).to_be_focused()
        added.get_by_label("Team", exact=True).select_option("delivery")
        added.get_by_label("Service level").fill("within 3 weekdays")
        expect(page.locator("#said-legs-n1-term .beside-field.broken")).to_have_count(1)
        added.get_by_label("Service level").fill("within 3 days")
        expect(page.locator("#said-legs-n1-term .beside-field.broken")).to_have_count(0)
        page.get_by_role("button", name="Further up Teams in turn, Team 3").click()
        moved = page.get_by_role("group", name="Team 2", exact=True)
        expect(moved.get_by_label("Service level")).to_have_value("within 3 days")
        expect(moved.get_by_role("button", name="Further up")).to_be_focused()
        page.get_by_role("button", name="Take out Teams in turn, Team 1").click()
        expect(page.get_by_role("group", name="Team 3", exact=True)).to_have_count(0)
        page.get_by_role("button", name="Save in the draft").click()
        page.get_by_role("status").get_by_text("Saved in the draft.").wait_for()
    assert legs() == [
        "- {team: delivery, term: within 3 days}",
        "- {team: legal, term: within 2 business days}  # they pay",
    ]
    assert not desk.complaints


def test_rows_need_no_scripts(desk: Desk, company: Company) -> None:
    begun(company, CHAINED)
    with desk.seat(company.people["ann"], java_script_enabled=False) as page:
        page.goto("/playbook/edit/chains/back/")
        page.get_by_role("button", name="Further down Teams in turn, Team 1").click()
        page.get_by_role("button", name="Add a team").click()
        page.get_by_role("group", name="Team 3", exact=True).get_by_label(
            "Team", exact=True
        ).select_option("support")
        added = page.get_by_role("group", name="Team 3", exact=True)
        added.get_by_label("Service level").fill("within 3 weekdays")
        # Return in a field saves, and presses none of the buttons of the rows.
        added.get_by_label("Service level").press("Enter")
        assert "weekdays' cannot stand here" in added.inner_text()
        added.get_by_label("Service level").fill("within 3 days")
        added.get_by_label("Service level").press("Enter")
        assert "Saved" in page.inner_text("#toasts")
    assert legs() == [
        "- {team: legal, term: within 2 business days}  # they pay",
        "- {team: support, term: within 1 business day}  # they look",
        "- {team: support, term: within 3 days}",
    ]
