"""A company of one's own, from nothing to a promise in its life: each step as a person takes it."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from playwright.sync_api import Locator, Page

from tests.browser.browsing import Desk, press
from tests.web.worker.rounds import turn
from troth.promises.promise import Promise
from troth_web import clock
from troth_web.ledger import current_store
from troth_web.people.models import Person
from troth_web.worker.deadlines import wake

#: A Tuesday, 10:00 in Berlin.
BEGUN = datetime(2026, 12, 1, 9, tzinfo=UTC)
DAY = timedelta(days=1)

#: What an engineer adds in the text: forms have it too, one part at a time.
MORE = """
duties:
  address:
    says: Tell us your new address
    term: within 2 business days
    calendar: office
    effect: pauses
amends:
  bouquet:
    says: A bouquet from us
    kind: goods
    value: at most EUR 20
    roles: [agent]
    when: [broken]
"""


@dataclass
class Own:
    """Ada runs it; Ann makes its promises. Time stands still until a story lets it pass."""

    desk: Desk
    now: datetime = BEGUN
    people: dict[str, Person] = field(default_factory=dict)
    promise: str = ""
    customer: str = ""
    #: The path of the customer's link.
    link: str = ""

    @contextmanager
    def seat(self, who: str = "", path: str = "/") -> Iterator[Page]:
        """A page for somebody at this moment; for the customer where nobody is named."""
        with clock.stopped(self.now), self.desk.seat(self.people.get(who)) as page:
            page.goto(path)
            yield page

    def main(self, who: str, path: str) -> str:
        """What somebody reads on a page."""
        return self.read(who, path, "main")

    def read(self, who: str, path: str, part: str) -> str:
        """What somebody reads in a part of a page."""
        with self.seat(who, path) as page:
            return page.locator(part).last.inner_text()

    @property
    def page(self) -> str:
        """Where the promise is."""
        return f"/promises/{self.promise}/"

    @property
    def file(self) -> str:
        """Where the customer is."""
        return f"/customers/{self.customer}/"

    def state(self) -> Promise:
        """The promise as it stands."""
        found = current_store().promise(self.promise)
        assert found is not None
        return found

    def worker_comes(self, at: datetime) -> None:
        """Time passes, and a worker records what it brought, whatever the database's clock says."""
        self.now = at
        with clock.stopped(at):
            wake(turn(current_store(), at))


def hired() -> dict[str, Person]:
    """Who works there."""
    return {
        role: Person.objects.create(
            email=f"{name.lower()}@example.com", name=name, role=role, joined_at=BEGUN
        )
        for role, name in (("admin", "Ada"), ("agent", "Ann"))
    }


def drafted(own: Own) -> None:
    """Ann writes down what they promise already, and what else belongs to it."""
    with own.seat("agent", "/playbook/begin/") as page:
        page.get_by_label("What your company is called").fill("Blumen Söhne")
        first(page, "What you promise").select_option("delivery")
        first(page, "Which team keeps it").fill("Flower shop")
        first(page, "Within").fill("5")
        first(page, "Of what").select_option("business days")
        first(page, "How often it is kept").select_option("")
        first(page, "Where you tell customers so").fill("our help page")
        page.get_by_role("button", name="Keep them as a draft").click()
        page.get_by_text("A manager puts it in force.").wait_for()
        page.goto("/playbook/edit/text/")
        text = page.get_by_label("The playbook as text")
        text.fill(text.input_value() + MORE)
        saved(page)


def promised_too_much(own: Own) -> None:
    """Ann corrects what the help page says: it is less than the shop needs."""
    with own.seat("agent", "/playbook/edit/claims/delivery-said/") as page:
        page.get_by_label("Service level").fill("within 3 business days")
        saved(page)


def mended(own: Own) -> None:
    """Friction shows it on a day, and the way out is one click and one look."""
    with own.seat("agent", "/friction/") as page:
        page.get_by_role("link", name="Promised tighter than the standard keeps").click()
        assert "The day on which it does not hold" in page.inner_text("main")
        assert "within 3 business days" in page.locator(".change").inner_text()
        page.get_by_role("link", name="Open with the change made").click()
        assert page.inner_text("h1") == "The change is made; save it if it is right"
        saved(page)
        page.goto("/friction/")
        assert "Promised tighter" not in page.inner_text("main")


def published(own: Own) -> None:
    """Ann asks for a second pair of eyes; Ada has it on her Today, and puts it in force."""
    with own.seat("agent", "/playbook/publish/") as page:
        page.get_by_role("link", name="Ask for a second pair of eyes").click()
        page.get_by_label("What you changed, and why").fill("What we promise already.")
        page.get_by_role("button", name="Ask").click()
        page.get_by_text("They are asked.").wait_for()
    with own.seat("admin") as page:
        page.get_by_role("link", name="A draft of the playbook").click()
        page.get_by_role("button", name="Publish").click()
        page.get_by_text("Published. It binds from now on").wait_for()


def manned(own: Own) -> None:
    """Ada makes the team that the playbook names, and puts Ann in it."""
    with own.seat("admin", "/settings/teams/") as page:
        page.get_by_role("link", name="Add it here").click()
        page.get_by_role("button", name="Add it").click()
        page.get_by_text("The team is here.").wait_for()
        page.goto("/settings/")
        page.get_by_role("link", name="Ann", exact=True).click()
        page.get_by_label("Flower shop").check()
        page.get_by_role("button", name="Keep").click()
        page.get_by_text("Changed.").wait_for()


def met(own: Own) -> None:
    """A customer is known."""
    with own.seat("agent", "/customers/") as page:
        page.get_by_role("link", name="A new customer").click()
        box = page.get_by_role("dialog")
        box.get_by_label("Name").fill("Ines Okafor")
        box.get_by_label("E-mail address").fill("ines@example.org")
        box.get_by_role("button", name="Add them").click()
        page.wait_for_url(re.compile("/customers/[0-9a-f-]{8,}/"))
        own.customer = page.url.rstrip("/").rpartition("/")[2]


def given(own: Own) -> None:
    """Ann promises, asks for what she needs of the customer, and sends the link."""
    with own.seat("agent", own.file) as page:
        page.get_by_role("link", name="Make a promise").click()
        page.get_by_label("What you promise").select_option(label="Delivery")
        page.get_by_role("button", name="See what can be promised").click()
        page.get_by_label("Our standard").check()
        page.get_by_label("What you tell them").fill("Your roses come by Tuesday.")
        page.get_by_role("button", name="Promise it", exact=True).click()
        page.get_by_role("link", name="Ask them for something").wait_for()
        own.promise = page.url.rstrip("/").rpartition("/")[2]
        page.get_by_role("link", name="Ask them for something").click()
        page.get_by_role("dialog").get_by_label("Tell us your new address").check()
        page.get_by_role("dialog").get_by_role("button", name="Ask for it").click()
        page.get_by_text("The clock has stood still since").wait_for()
        page.get_by_role("link", name="Make the link").click()
        page.get_by_role("dialog").get_by_role("button", name="Make the link").click()
        address = page.get_by_label("They read this there, and answer").input_value()
        own.link = re.sub(r"^https?://[^/]+", "", address)


def answered_late(own: Own) -> None:
    """The customer does their part after some days; until then Today says what it costs."""
    own.now += 2 * DAY
    assert "waiting on them" in own.main("agent", "/")
    assert "If it came now, our date would be" in own.main("agent", "/")
    assert "our date moves by as much" in own.main("", own.link)
    with own.seat("agent", own.page) as page:
        page.get_by_role("link", name="Tell us your new address").click()
        page.get_by_role("link", name="Done").click()
        page.get_by_role("dialog").get_by_role("button", name="Kept").click()
        page.get_by_role("status").get_by_text("Kept.").wait_for()


def agreed(own: Own, day: str) -> None:
    """Ann gives a later date, and the customer agrees by the link."""
    with own.seat("agent", own.page) as page:
        page.get_by_role("link", name="Another date").click()
        page.get_by_label("The new date").fill(f"{day}T12:00")
        page.get_by_label("No, or not yet").check()
        page.get_by_label("Why").fill("The roses are held at the border.")
        page.get_by_role("button", name="Give this date").click()
        page.get_by_text("The first one stays on record.").wait_for()
    with own.seat("", own.link) as page:
        page.get_by_role("button", name="I agree", exact=True).click()
        page.get_by_text("We have your answer.").wait_for()


def warned(own: Own) -> None:
    """The warning stands on Today and in the journal; Ann takes what was nobody's."""
    with own.seat("agent") as page:
        row = page.locator(f"#row-{own.promise}")
        assert "at risk" in row.inner_text()
        assert "75 % of its time is gone." in row.inner_text()
        row.get_by_role("button", name="Take it").click()
        page.get_by_text("You look after it now.").wait_for()
        page.goto(own.page)
        assert "warned: 75 %" in page.inner_text(".journal")


def kept(own: Own) -> None:
    """It is done, by one key on Today."""
    with own.seat("agent") as page:
        page.locator(f"#row-{own.promise} [data-main]").focus()
        press(page, "d")
        page.get_by_role("dialog").get_by_role("button", name="Kept").click()
        page.get_by_role("status").get_by_text("Kept.").wait_for()
        assert page.locator(f"#row-{own.promise}").count() == 0


def explained(own: Own) -> None:
    """Every date, who agreed, and where the time went."""
    with own.seat("agent", own.page) as page:
        rows = page.get_by_role("row").all_inner_texts()
        assert any("first date" in each for each in rows)
        assert any("agreed by both" in each for each in rows)
        page.get_by_text("Where the time went").first.click()
        for whose in ("Flower shop", "the customer", "closed hours"):
            page.get_by_role("rowheader", name=whose).wait_for()
        assert "pause: address" in str(page.locator(".strip svg").first.text_content())


def in_berlin(own: Own, path: str) -> str:
    """A page in the time of a reader whose browser has said where they are."""
    with own.seat("agent") as page:
        page.goto(path)
        return page.inner_text("main")


def told(own: Own, words: str) -> None:
    """From Today: what the customer hears."""
    with own.seat("agent") as page:
        page.locator(f"#row-{own.promise}").get_by_role("link", name="Tell").click()
        page.get_by_label("What you told them").fill(words)
        page.get_by_role("button", name="Put it on record").click()
        page.get_by_text("It is on record what they were told.").wait_for()


def made_good(own: Own) -> None:
    """More than Ann may give is refused, with why; what she may is given."""
    with own.seat("agent", own.page) as page:
        page.get_by_role("link", name="Give something for it").click()
        box = page.get_by_role("dialog")
        box.get_by_label("A bouquet from us").check()
        box.get_by_label("How much").fill("EUR 50")
        box.get_by_label("Why").fill("She waited.")
        box.get_by_role("button", name="Give it").click()
        box.locator(".errors").wait_for()
        assert "EUR 20" in box.locator(".errors").inner_text()
        assert box.get_by_label("Why").input_value() == "She waited."
        box.get_by_label("How much").fill("EUR 15")
        box.get_by_role("button", name="Give it").click()
        page.get_by_text("Given. It stands in the journal.").wait_for()


def not_reminded(own: Own) -> None:
    """Whoever waits for us is asked for no money: on the page, and for programs."""
    with own.seat("agent", own.file) as page:
        assert "on hold, because" in page.inner_text("aside")
        assert "Delivery was due" in page.inner_text("aside")
        asked = f"/api/v1/customers/{own.customer}/may-remind?about=invoice:7"
        answer = page.request.get(asked).json()
        assert (answer["allowed"], answer["answer"]) == (False, "hold")
        assert [each["promise"] for each in answer["because"]] == [own.promise]


def first(page: Page, label: str) -> Locator:
    """The first field of that name: there is one for each of three promises."""
    return page.get_by_label(label).first


def saved(page: Page) -> None:
    """Save what is written in the draft."""
    page.get_by_role("button", name="Save in the draft").click()
    page.get_by_role("status").get_by_text("Saved in the draft.").wait_for()
