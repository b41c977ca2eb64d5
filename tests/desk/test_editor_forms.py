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
from troth_web.desk.editor.spot import block_for, spots
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
    return {"once": f"{key}-{entry_id}", **typed(block_for(at.kind, at.content, tree, {}))}


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
        "# They look first.",
        "# Then they pay.",
        "- team: finance",
        "term: within 2 business days",
        "- {team: support, term: within 1 business day}   # most within the hour",
    ]
