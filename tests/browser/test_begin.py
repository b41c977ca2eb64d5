"""The first start of an own company: three promises, and the first one is made by them."""

import pytest
from playwright.sync_api import Page

from tests.browser.browsing import Desk
from tests.contracts.stores.databases import emptied
from troth_web import clock
from troth_web.ledger import current_store
from troth_web.people.models import Person
from troth_web.playbooks.models import Draft


@pytest.fixture
def nobody(transactional_db: None) -> None:
    """A server on which nothing was ever said."""
    emptied("default")
    current_store.cache_clear()


def somebody(role: str) -> Person:
    """Whoever sits at it."""
    return Person.objects.create(
        email=f"{role}@example.com", name=role.title(), role=role, joined_at=clock.now()
    )


def filled(page: Page) -> None:
    """What a small company would say."""
    page.get_by_label("What your company is called").fill("Blumen: Söhne")
    page.get_by_label("Public holidays of").fill("DE-BE")
    page.get_by_label("What you promise").first.select_option("first-reply")
    page.get_by_label("Which team keeps it").first.fill("Support")
    page.get_by_label("Within").first.fill("4")


def test_the_page_is_whole_in_every_look(desk: Desk, nobody: None) -> None:
    admin = somebody("admin")
    desk.look(admin, "/playbook/begin/")
    desk.look(admin, "/promises/make/", locale="de-DE")


def test_ten_minutes_to_the_first_promise(desk: Desk, nobody: None) -> None:
    """Without scripts, as everything: from nothing to a promise that can be made."""
    admin = somebody("admin")
    with desk.seat(admin, java_script_enabled=False) as page:
        page.goto("/")
        page.get_by_role("link", name="Begin with three promises").click()
        filled(page)
        page.get_by_label("Public holidays of").fill("DE-XX")
        page.get_by_role("button", name="Begin with these").click()
        assert "unknown holidays 'DE-XX'" in page.inner_text("main")
        page.get_by_label("Public holidays of").fill("DE-BE")
        page.get_by_role("button", name="Begin with these").click()
        assert "Your playbook is in force." in page.inner_text("#toasts")
        assert page.get_by_label("What").first.is_visible()
        page.goto("/playbook/edit/")
        assert "not described yet" in page.inner_text("main")
        assert "must be mended" not in page.inner_text("main")
    edition = current_store().edition()
    assert edition is not None
    standard = edition.playbook.standards["first-reply"]
    assert str(standard.term) == "within 4 business hours in 95 % of cases"
    assert list(admin.teams.values_list("pk", flat=True)) == ["support"]


def test_who_may_not_publish_writes_it_down(desk: Desk, nobody: None) -> None:
    with desk.seat(somebody("agent"), java_script_enabled=False) as page:
        page.goto("/playbook/begin/")
        page.get_by_role("button", name="Keep them as a draft").click()
        assert "This is needed." in page.inner_text("main")
        filled(page)
        page.get_by_role("button", name="Keep them as a draft").click()
        assert "A manager puts it in force." in page.inner_text("#toasts")
    assert current_store().edition() is None
    assert 'company: "Blumen: Söhne"' in Draft.objects.get().text
