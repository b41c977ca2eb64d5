"""Lists: views that are kept, rows as a file, several rows at once, and rows from a file."""

import csv
import re
from collections.abc import Iterable
from datetime import timedelta
from html import unescape
from io import StringIO
from typing import cast
from urllib.parse import quote

import pytest
from django.test import Client

from tests.desk.company import Company
from tests.desk.mapped import published
from tests.desk.test_settings import page, sent
from tests.web.people.conftest import signed_in
from troth import operations, queries
from troth.promises.friction import Friction
from troth_web.ledger import current_store
from troth_web.people.models import Invitation
from troth_web.playbooks.models import Draft


def sheet(browser: Client, url: str) -> list[dict[str, str]]:
    """The rows of a file that a page leads to."""
    answer = browser.get(unescape(url))
    assert answer.status_code == 200, url
    assert answer["Content-Type"].startswith("text/csv")
    assert answer["Content-Disposition"].startswith("attachment")
    if answer.streaming:
        parts = cast("Iterable[bytes]", answer)
        text = b"".join(parts).decode()
    else:
        text = answer.content.decode()
    return list(csv.DictReader(StringIO(text)))


def files(shown: str) -> list[str]:
    """Where a page says that its rows are as a file."""
    return re.findall(r'href="([^"]+)" download', shown)


def felt(company: Company, example: str = "They wait.", touchpoint: str = "ask") -> Friction:
    """A friction that somebody felt."""
    said = operations.LogFriction(touchpoint=touchpoint, example=example)
    found: Friction = company.by(
        "ann", company.now, lambda work: operations.log_friction(work, said)
    )
    return found


LISTS = [
    ("/promises/", "promises", "metric=refund"),
    ("/customers/", "customers", "q=Ines"),
    ("/friction/", "findings", "touchpoint=ask"),
    ("/friction/felt/", "friction", "state=answered"),
    ("/settings/", "people", "role=agent"),
]


@pytest.mark.parametrize(("path", "name", "query"), LISTS)
def test_a_view_of_any_list_is_kept_shown_and_forgotten(
    company: Company, path: str, name: str, query: str
) -> None:
    published(company)
    company.promise("refund", "Ines Okafor", timedelta(days=1))
    felt(company)
    mia = signed_in(company.people["mia"])
    shown = page(mia, f"{path}?{query}")
    keep = f"/views/keep/?list={name}&amp;next={quote(path, safe='')}&amp;query={quote(query)}"
    assert keep.replace("%20", "+") in shown
    followed = sent(mia, unescape(keep), name="Mine <b>", list=name, query=query, next=path)
    assert "Kept. It stands among the views." in followed
    assert "Mine &lt;b&gt;" in page(mia, path)
    here = page(mia, f"{path}?{query}")
    drop = re.search(r'href="(/views/[^"]+/drop/[^"]*)"', here)
    assert drop
    assert "The view is gone." in sent(mia, unescape(drop[1]))
    assert "Mine &lt;b&gt;" not in page(mia, path)


@pytest.mark.parametrize(
    "path",
    [
        "/promises/?state=broken&metric=refund",
        "/customers/?q=Ines",
        "/customers/?q=ines@example.org",
        "/packets/",
        "/friction/?owner=support&by=cost",
        "/friction/felt/?state=waiting&owner=team:support",
        "/friction/claims/",
        "/playbook/versions/",
        "/learn/support/learned/",
        "/settings/?state=here&team=support&role=agent",
        "/settings/teams/",
    ],
)
def test_every_list_leaves_as_a_file(company: Company, path: str) -> None:
    published(company)
    customer = company.customer("Ines Okafor")
    made = company.promise("refund", "Ines Okafor", timedelta(days=30))
    wanted = operations.HandPacket(customer=customer, to="delivery", promises=(made.id,))
    company.by("ann", company.now, lambda work: operations.hand_packet(work, wanted))
    felt(company)
    mia = signed_in(company.people["mia"])
    found = files(page(mia, path))
    assert found, path
    assert all(sheet(mia, each) for each in found), found


def test_a_file_holds_what_is_looked_at(company: Company) -> None:
    ann, mia = signed_in(company.people["ann"]), signed_in(company.people["mia"])
    company.customer("Ines Okafor")
    company.customer("Tom Weiss")
    (url,) = files(page(ann, "/customers/?q=weiss"))
    assert [row["name.text"] for row in sheet(ann, url)] == ["Tom Weiss"]
    (url,) = files(page(mia, "/settings/?team=delivery&state=here"))
    assert [row["name"] for row in sheet(mia, url)] == ["Dan"]


def test_a_file_runs_nothing_in_a_spreadsheet(company: Company) -> None:
    published(company)
    felt(company, "=HYPERLINK(1)")
    ann = signed_in(company.people["ann"])
    (url,) = files(page(ann, "/friction/felt/"))
    assert sheet(ann, url)[0]["example.text"] == "'=HYPERLINK(1)"
    made = company.promise("refund", "Ines Okafor", timedelta(days=1))
    (url,) = files(page(ann, f"/promises/{made.id}/"))
    assert [row["type"] for row in sheet(ann, url)] == ["promise.made"]


def test_findings_are_a_file_and_a_list_of_the_same_rows(company: Company) -> None:
    published(company)
    mia = signed_in(company.people["mia"])
    shown = page(mia, "/friction/?owner=delivery")
    (url,) = files(shown)
    rows = sheet(mia, url)
    assert len(rows) == shown.count("data-row")
    assert {row["owner"] for row in rows} == {"delivery"}


def test_several_findings_are_accepted_with_one_reason(company: Company) -> None:
    published(company)
    mia = signed_in(company.people["mia"])
    ids = re.findall(r'name="chosen" value="([^"]+)"', page(mia, "/friction/"))[:2]
    assert len(ids) == 2
    path = f"/friction/found/accept/?chosen={ids[0]}&chosen={ids[1]}"
    assert "Accept 2 issues for a time" in page(mia, path)
    said = {"chosen": " ".join(ids), "reason": "Until the new desk opens."}
    late = mia.post(path, {"once": "late", **said, "until": "2028-01-01"})
    assert late.status_code == 422
    assert "more than a year" in late.content.decode()
    sent(mia, path, **said, until="2027-01-01")
    assert Draft.objects.get().text.count("Until the new desk opens.") == 2
    lost = mia.post(path, {"once": "x", **said, "chosen": "nothing", "until": "2027-01-01"})
    assert lost.status_code == 404


def test_several_frictions_get_an_owner_together(company: Company) -> None:
    published(company)
    first, second = felt(company), felt(company, "They ask twice.", "belt")
    ann = signed_in(company.people["ann"])
    shown = page(ann, "/friction/felt/?state=waiting")
    assert shown.count('name="chosen"') == 2
    path = f"/friction/felt/assign/?chosen={first.id}&chosen={second.id}"
    assert "Who sees to 2 frictions?" in page(ann, path)
    ids = f"{first.id} {second.id}"
    sent(ann, path, chosen=ids, owner="team:delivery", next="/friction/felt/?state=waiting")
    store = current_store()
    assert {each.owner for each in queries.frictions(store).items} == {"team:delivery"}
    assert page(ann, "/friction/felt/?owner=team:support").count("data-row") == 0
    assert page(ann, "/friction/felt/?owner=team:delivery").count("data-row") == 2
    assert 'name="chosen"' not in page(signed_in(company.people["vic"]), "/friction/felt/")


def test_the_same_is_noted_of_several_customers(company: Company) -> None:
    ines, tom = company.customer("Ines Okafor"), company.customer("Tom Weiss")
    ann = signed_in(company.people["ann"])
    assert page(ann, "/customers/").count('name="chosen"') == 2
    path = f"/customers/note/?chosen={ines}&chosen={tom}"
    assert "Note the same of 2 customers" in page(ann, path)
    said = {"kind": "goal", "says": "To be home for Christmas", "chosen": f"{ines} {tom}"}
    sent(ann, path, **said)
    for customer in (ines, tom):
        (note,) = queries.notes(current_store(), customer).items
        assert note.says == "To be home for Christmas"
    nobody = "01936f2e-7c00-7000-8000-000000000001"
    answer = ann.post(path, {"once": "n", **said, "chosen": f"{ines} {nobody}"})
    assert answer.status_code == 422
    assert "home for Christmas" in answer.content.decode()
    assert len(queries.notes(current_store(), ines).items) == 1


def test_what_is_open_of_several_customers_is_handed_over(company: Company) -> None:
    ours = [company.promise("refund", name, timedelta(days=1)) for name in ("Ines O", "Tom W")]
    theirs = company.promise("delivery", "Tom W", timedelta(days=1), by="dan")
    ann, tom = signed_in(company.people["ann"]), company.customer("Tom W")
    query = f"?chosen={company.customer('Ines O')}&chosen={tom}"
    shown = page(ann, f"/customers/hand-over/{query}")
    assert "Hand 2 promises over" in shown
    hidden = re.search(r'name="chosen" value="([^"]+)"', shown)
    assert hidden
    ben = f"person:{company.people['ben'].pk}"
    sent(ann, f"/customers/hand-over/{query}", chosen=hidden[1], to=ben, note="I am away.")
    assert {str(company.state(each.id).holder) for each in ours} == {ben}
    assert str(company.state(theirs.id).holder) != ben
    lea = signed_in(company.people["lea"])
    followed = lea.get(f"/customers/hand-over/{query}", follow=True).content.decode()
    assert "Nothing of theirs is open that you may hand over." in followed


def test_several_colleagues_come_into_a_team_and_leave_it(company: Company) -> None:
    mia, people = signed_in(company.people["mia"]), company.people
    ids = f"{people['ann'].pk} {people['ben'].pk}"
    sent(mia, "/settings/people/team/", chosen=ids, team="delivery")
    for name in ("ann", "ben"):
        assert set(people[name].teams.values_list("pk", flat=True)) == {"support", "delivery"}
    sent(mia, "/settings/people/team/", chosen=ids, team="support", leave="on")
    assert list(people["ann"].teams.values_list("pk", flat=True)) == ["delivery"]
    # Of a restricted team and of admins a manager changes nothing: then nobody is changed.
    for ids_, team in ((ids, "legal"), (f"{ids} {people['ada'].pk}", "support")):
        answer = mia.post("/settings/people/team/", {"once": team, "chosen": ids_, "team": team})
        assert answer.status_code == 422
    assert list(people["ann"].teams.values_list("pk", flat=True)) == ["delivery"]
    ann = signed_in(people["ann"])
    assert ann.get("/settings/people/team/").status_code == 403
    assert 'name="chosen"' not in page(ann, "/settings/")


def test_colleagues_come_from_a_file_all_or_none(company: Company) -> None:
    mia = signed_in(company.people["mia"])
    here = "/settings/people/import/"
    assert here in page(mia, "/settings/")
    wrong = "name,email,role\nNoa,noa@example.com,agent\nAnn,not an address,agent\nX,x@y.zz,king\n"
    shown = mia.post(here, {"once": "w", "text": wrong, "take": "yes"}).content.decode()
    assert "Line 3" in shown
    assert "Line 4" in shown
    assert not Invitation.objects.exists()
    text = (
        "name;email;role;teams\nNoa Ito;noa@example.com;;support, delivery\n"
        "Ann;ann@example.com;agent;support\nUma;uma@example.com;viewer;\n"
    )
    looked = mia.post(here, {"once": "l", "text": text}).content.decode()
    assert "2 lines would be taken in" in looked
    assert not Invitation.objects.exists()
    made = sent(mia, here, text=text, take="yes")
    assert len(re.findall(r'value="http[^"]+/invitations/[^"]+/"', made)) == 2
    noa = Invitation.objects.get(email="noa@example.com")
    assert noa.role == "agent"
    assert set(noa.teams.values_list("pk", flat=True)) == {"support", "delivery"}
    again = sent(mia, here, text=text, take="yes")
    assert "value=&quot;http" not in again
    assert Invitation.objects.count() == 2


def test_more_than_can_be_changed_at_once_is_refused(company: Company) -> None:
    ann = signed_in(company.people["ann"])
    ids = " ".join(f"{n}" for n in range(201))
    answer = ann.post("/promises/tell/", {"once": "m", "chosen": ids, "says": "Hello."})
    assert answer.status_code == 422


def test_the_same_sheet_of_colleagues_comes_by_the_api(company: Company) -> None:
    mia = signed_in(company.people["mia"])
    said = {"csv": "name,email,teams\nNoa,noa@example.com,support"}
    made = mia.post("/api/v1/people/invitations/import", said, content_type="application/json")
    assert made.status_code == 200, made.content
    (invited,) = made.json()["invitations"]
    assert invited["link"].startswith("http")
    assert invited["teams"] == ["support"]
    tried = mia.post(
        "/api/v1/people/invitations/import", said | {"preview": True}, "application/json"
    )
    assert tried.json()["known"] == [2]
    assert tried.json()["invitations"] == []
