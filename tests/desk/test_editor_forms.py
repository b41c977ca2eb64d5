"""The forms of the editor, as whoever has no JavaScript sends them."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

import pytest
from django.forms import CheckboxInput
from django.test import Client

from tests.desk.company import Company
from tests.playbook.test_example import EXAMPLE
from tests.web.people.conftest import signed_in
from troth.playbook.editing import tree_of
from troth.playbook.load import load_text
from troth_web.desk.editor.blocks import Block
from troth_web.desk.editor.sections import NOTICES, SECTIONS, WHOLE, Section
from troth_web.desk.editor.spot import block_for, places, spots
from troth_web.playbooks import drafts
from troth_web.playbooks.models import Draft

#: What refers to others comes after them.
ORDER = (
    *("calendars", "teams", "stages", "metrics", "precepts", "duties", "chains", "standards"),
    *("claims", "capabilities", "touchpoints", "offers", "authority", "amends", "competitors"),
    *("waivers", "questions", "milestones", "causes", "policies"),
)
TEXT = """\
troth: 1
company: Larkwind
facets:
  fare: [basic, flex]
calendars:
  desk:
    hours: "Mo-Fr 09:00-17:00"
    timezone: Europe/Berlin
    exceptions:
      2026-12-24: "09:00-12:00"   # half a day
      2026-12-31: closed
teams:
  support: {name: Help desk, calendar: desk}
  finance: {name: Finance, calendar: desk}
metrics:
  refund: {name: Refund, kind: duration, from: it is agreed, to: the money arrives}
  on-time: {kind: share, of: flights in time}
chains:
  back:
    metric: refund
    legs:
      # They look first.
      - {team: support, term: within 1 business day}   # most within the hour
      # Then they pay.
      - team: finance
        term: within 2 business days
      - {team: support, term: within 3 business days}
"""


def begun(company: Company, text: str = TEXT) -> Client:
    """Somebody who writes on a draft."""
    drafts.write(text, company.actor("ann"), company.now)
    return signed_in(company.people["ann"])


def text_of() -> str:
    """The draft as it stands."""
    found: str = Draft.objects.get().text
    return found


def typed(block: Block) -> dict[str, Any]:
    """What a browser sends of these fields as they are shown."""
    found: dict[str, Any] = {nest.name: nest.tokens for nest in block.every_nest()}
    for cell in block.every_cell():
        shown = cell.shown
        if isinstance(cell.slot.field.widget, CheckboxInput):
            found |= {cell.name: "on"} if shown else {}
        else:
            found[cell.name] = shown
    return found


def kind(key: str) -> Section:
    """A section by its key."""
    return next(each for each in (WHOLE, *SECTIONS, NOTICES) if each.key == key)


def form_of(key: str, entry_id: str, text: str | None = None) -> dict[str, Any]:
    """The form of an entry, as a browser would send it unchanged."""
    tree = tree_of(text or text_of())
    assert tree
    at = next(each for each in spots(kind(key), tree) if each.id == entry_id)
    where, place = places(at, tree)
    stands = {"place": str(place)} if where else {}
    once = {"once": f"{key}-{entry_id}"}
    return {**once, **stands, **typed(block_for(at.kind, at.content, tree, {}))}


def said(answer: Any) -> list[str]:  # noqa: ANN401 - what the test client gives
    """What a page complains of."""
    return re.findall(r'class="error[^>]*>(.*?)</', answer.content.decode(), re.DOTALL)


def save(ann: Client, key: str, entry_id: str, form: Mapping[str, Any]) -> str:
    """Save a form; the draft after it, which must have been saved."""
    answer = ann.post(f"/playbook/edit/{key}/{entry_id}/", form)
    assert answer.status_code == 303, said(answer)
    return text_of()


@pytest.mark.skipif(not EXAMPLE.exists(), reason="no ../shared/playbook.yaml")
def test_the_whole_example_is_made_by_forms(company: Company) -> None:
    """Somebody who never sees the text makes all of it, key by key."""
    wanted = EXAMPLE.read_text()
    tree = tree_of(wanted)
    assert tree
    ann = begun(company, "troth: 1\ncompany: Nobody yet\n")
    save(ann, "company", "company", form_of("company", "company", wanted))
    for section in map(kind, ORDER):
        every = list(spots(section, tree))
        # What is measured may name what comes later.
        for number, at in enumerate(every[::-1] if section.key == "metrics" else every):
            form = typed(block_for(section, at.content, tree, {}))
            name = {"id": at.id} if section.named else {}
            answer = ann.post(
                f"/playbook/edit/add/{section.key}/",
                {**form, **name, "once": f"{section.key}-{number}"},
            )
            assert answer.status_code == 303, (section.key, at.id, said(answer))
    save(ann, "notices", "notices", form_of("notices", "notices", wanted))
    made = tree_of(text_of())
    assert made == tree
    load_text(text_of(), "playbook.yaml")


@pytest.mark.skipif(not EXAMPLE.exists(), reason="no ../shared/playbook.yaml")
def test_a_form_that_nobody_touched_changes_no_letter(company: Company) -> None:
    text = EXAMPLE.read_text()
    ann = begun(company, text)
    for at in entries(text):
        assert save(ann, at[0], at[1], form_of(*at)) == text, at


def entries(text: str) -> Iterator[tuple[str, str]]:
    """Section and id of every entry that has a form."""
    tree = tree_of(text)
    assert tree
    for section in (WHOLE, *SECTIONS, NOTICES):
        for at in spots(section, tree):
            yield section.key, at.id


def test_a_row_that_is_changed_keeps_what_stands_around_it(company: Company) -> None:
    ann = begun(company)
    form = form_of("chains", "back") | {"legs-1-term": "within 4 business days"}
    assert save(ann, "chains", "back", form) == TEXT.replace("within 2 b", "within 4 b").replace(
        "within 4 business days\n      - {", "within 4 business days\n      - {"
    )


def test_rows_take_their_comments_along(company: Company) -> None:
    ann = begun(company)
    form = form_of("chains", "back") | {"rows-legs": "1 0"}
    lines = save(ann, "chains", "back", form).splitlines()
    legs = lines[lines.index("    legs:") :]
    assert [each.strip() for each in legs[1:]] == [
        "# Then they pay.",
        "- team: finance",
        "term: within 2 business days",
        "# They look first.",
        "- {team: support, term: within 1 business day}   # most within the hour",
    ]


def pressed(ann: Client, address: str, form: Mapping[str, Any], button: str) -> str:
    """The page after a button of the rows was pressed."""
    answer = ann.post(f"/playbook/edit/{address}/", {**form, "arrange": button})
    assert answer.status_code == 200
    return answer.content.decode()


def test_a_button_writes_nothing_and_loses_nothing(company: Company) -> None:
    ann = begun(company)
    form = form_of("chains", "back") | {"legs-0-does": "looks <i>twice</i>"}
    page = pressed(ann, "chains/back", form, "add rows-legs")
    assert text_of() == TEXT
    assert 'value="0 1 2 n1"' in page
    assert 'value="looks &lt;i&gt;twice&lt;/i&gt;"' in page
    assert page.count("autofocus") == 1
    page = pressed(ann, "chains/back", form | {"rows-legs": "0 1 2 n1"}, "up rows-legs n1")
    assert 'value="0 1 n1 2"' in page
    page = pressed(ann, "chains/back", form, "out rows-legs 1")
    assert 'value="0 2"' in page
    assert "legs-1-term" not in page


@pytest.mark.parametrize(
    ("button", "rows"),
    [
        ("add", "0 1"),
        ("add once", "0 1"),
        ("up rows-legs 7", "0 1"),
        ("x x x", "0 1 0 x -1 99999 n1 \x00"),
        ("down rows-legs 1", "1 1 1"),
        ("add rows-legs", "n1 " * 2_000),
    ],
)
def test_buttons_that_nobody_made_break_nothing(company: Company, button: str, rows: str) -> None:
    ann = begun(company)
    form = form_of("chains", "back") | {"rows-legs": rows, "arrange": button}
    for address in ("/playbook/edit/chains/back/", "/playbook/edit/add/chains/"):
        assert ann.post(address, form).status_code in {200, 422}
    assert text_of() == TEXT


def test_what_is_wrong_in_a_row_stands_beside_it(company: Company) -> None:
    ann = begun(company)
    form = form_of("chains", "back") | {"rows-legs": "2 0", "legs-0-term": "soon"}
    answer = ann.post("/playbook/edit/chains/back/", form)
    assert answer.status_code == 422
    assert re.search(r'id="id_legs-0-term_error">[^<]*soon', answer.content.decode())
    assert text_of() == TEXT
    looked = ann.post("/playbook/edit/chains/back/look/", form).content.decode()
    beside = looked[looked.index('id="said-legs-0-term"') :]
    assert "soon" in beside[: beside.index('id="said-', 5)]


def test_pairs_have_a_name_each_once(company: Company) -> None:
    ann = begun(company)
    form = form_of("calendars", "desk") | {"rows-exceptions": "0 1 n1"}
    twice = {"exceptions-n1-called": "2026-12-31", "exceptions-n1-is": "10:00-12:00"}
    answer = ann.post("/playbook/edit/calendars/desk/", form | twice)
    assert said(answer)[-1] == "This stands here twice."
    answer = ann.post("/playbook/edit/calendars/desk/", form | {"exceptions-n1-is": "closed"})
    assert said(answer)[-1] == "This is needed."
    new = {"exceptions-n1-called": "2027-01-02", "exceptions-n1-is": "closed"}
    assert save(ann, "calendars", "desk", form | new) == TEXT.replace(
        "2026-12-31: closed\n", '2026-12-31: closed\n      "2027-01-02": closed\n'
    ).replace('"2027-01-02"', "2027-01-02")


def test_a_number_is_written_as_one_and_words_are_no_choice(company: Company) -> None:
    ann = begun(company)
    form = {"metric": "refund", "team": "support", "term": "within 1 day", "rank": "2"}
    answer = ann.post("/playbook/edit/add/standards/", form | {"once": "a"})
    assert answer.status_code == 303, said(answer)
    assert "term: within 1 day, rank: 2" in text_of().replace("\n    ", ", ")
    page = ann.get("/playbook/edit/metrics/on-time/").content.decode()
    assert 'value="flights in time"' in page


def test_what_leads_nowhere_is_shown_as_it_stands(company: Company) -> None:
    ann = begun(
        company, TEXT.replace("{team: support, term: within 3", "{team: gone, term: within 3")
    )
    page = ann.get("/playbook/edit/chains/back/").content.decode()
    assert '<option value="gone" selected>gone</option>' in page
    assert re.search(r'id="said-legs-2-team".*?gone', page, re.DOTALL)


def test_two_who_change_the_rows_see_both(company: Company) -> None:
    ann = begun(company)
    mine = form_of("chains", "back") | {"rows-legs": "0 1", "legs-0-term": "within 2 business days"}
    opened = ann.get("/playbook/edit/chains/back/").content.decode()
    base = re.search(r'name="base" value="(\w+)"', opened)
    assert base
    ben = signed_in(company.people["ben"])
    theirs = form_of("chains", "back") | {"once": "b", "legs-0-term": "within 4 business days"}
    save(ben, "chains", "back", theirs)
    answer = ann.post("/playbook/edit/chains/back/", mine | {"base": base[1]})
    assert answer.status_code == 422
    told = said(answer)
    assert "They wrote: within 4 business days" in told
    assert any(each.startswith("They wrote: support, within 4 business days; ") for each in told)
    base = re.search(r'name="base" value="(\w+)"', answer.content.decode())
    assert base
    assert save(ann, "chains", "back", mine | {"base": base[1], "once": "c"}) == TEXT.replace(
        "within 1 business day}", "within 2 business days}"
    ).replace("      - {team: support, term: within 3 business days}\n", "")


def test_what_there_is_one_of_is_not_added_or_taken_out(company: Company) -> None:
    ann = begun(company)
    for address in (
        "company/company/take-out/",
        "notices/notices/take-out/",
        "add/company/",
        "add/notices/",
        "add/nothing/",
    ):
        assert ann.post(f"/playbook/edit/{address}", {"once": "a"}).status_code == 404, address


STAGED = (
    TEXT
    + """\
stages:
  # They hear of us.
  - {id: attract, name: Attract}   # by ads
  - {id: buy, name: Buy}
  - {id: leave, name: Leave}
"""
)


def test_a_stage_comes_before_another(company: Company) -> None:
    ann = begun(company, STAGED)
    page = ann.get("/playbook/edit/stages/leave/").content.decode()
    assert "after “Buy”" in page
    assert '<option value="2" selected>after “Buy”</option>' in page
    form = form_of("stages", "leave") | {"place": "0", "name": "Go"}
    text = save(ann, "stages", "leave", form)
    assert text.endswith(
        "stages:\n  - {id: leave, name: Go}\n  # They hear of us.\n"
        "  - {id: attract, name: Attract}   # by ads\n  - {id: buy, name: Buy}\n"
    )
    answer = ann.post("/playbook/edit/stages/leave/", form | {"place": "3", "once": "b"})
    assert answer.status_code == 422
    assert 'name="place"' not in ann.get("/playbook/edit/chains/back/").content.decode()


def test_what_fields_cannot_show_stays(company: Company) -> None:
    ann = begun(
        company, TEXT.replace("      # Then they pay.", "      - {when: never}\n      # Then")
    )
    form = form_of("chains", "back")
    answer = ann.post("/playbook/edit/chains/back/", form | {"legs-0-term": "within 2 days"})
    assert answer.status_code == 422
    assert "&#x27;when&#x27;" in "".join(said(answer))
    taken = form | {"rows-legs": "0 2 3"}
    assert "{when: never}" not in save(ann, "chains", "back", taken)
