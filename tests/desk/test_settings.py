"""Settings: people, teams, keys, open hours, notices, and what works by itself."""

import re

import pytest
from django.test import Client

from tests.desk.company import Company
from tests.web.people.conftest import signed_in
from troth_web.jobs.models import JobRow
from troth_web.ledger.projection import microseconds
from troth_web.notices.models import Preference
from troth_web.people.models import ApiKey, Invitation, Person, ServiceAccount, Team


def page(browser: Client, path: str) -> str:
    """A page that is shown."""
    answer = browser.get(path)
    assert answer.status_code == 200, (path, answer.status_code)
    return answer.content.decode()


def sent(browser: Client, path: str, **said: object) -> str:
    """A form that did something; what follows."""
    answer = browser.post(path, {"once": f"{hash((path, str(said)))}", **said}, follow=True)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def test_everybody_sees_who_works_here(company: Company) -> None:
    shown = page(signed_in(company.people["vic"]), "/settings/")
    assert "Ann" in shown
    assert "Invite a colleague" not in shown
    assert "Remove" not in shown


def test_an_invitation_is_made_shown_once_and_taken_back(company: Company) -> None:
    mia = signed_in(company.people["mia"])
    said = {"name": "Noa", "email": "noa@example.com", "role": "agent", "teams": ["support"]}
    shown = sent(mia, "/settings/people/invite/", **said)
    assert re.search(r'value="http[^"]+/invitations/[^"]+/"', shown)
    again = sent(mia, "/settings/people/invite/", **said)
    assert "This invitation was made already" in again
    invitation = Invitation.objects.get()
    assert "Noa" in page(mia, "/settings/")
    assert "Take it back" in page(mia, f"/settings/invitations/{invitation.pk}/")
    sent(mia, f"/settings/invitations/{invitation.pk}/")
    invitation.refresh_from_db()
    assert invitation.withdrawn_at == company.now


def test_a_manager_invites_nobody_above_themselves(company: Company) -> None:
    mia = signed_in(company.people["mia"])
    answer = mia.post(
        "/settings/people/invite/",
        {"once": "a", "name": "Noa", "email": "noa@example.com", "role": "admin"},
    )
    assert answer.status_code == 422
    assert "This belongs to others." in answer.content.decode()
    assert 'value="noa@example.com"' in answer.content.decode()


def test_role_and_teams_are_changed_and_somebody_leaves(company: Company) -> None:
    ada, ben = signed_in(company.people["ada"]), company.people["ben"]
    sent(ada, f"/settings/people/{ben.pk}/", name="Benno", role="manager", teams=["delivery"])
    ben.refresh_from_db()
    assert (ben.name, ben.role) == ("Benno", "manager")
    assert list(ben.teams.values_list("pk", flat=True)) == ["delivery"]
    sent(ada, f"/settings/people/{ben.pk}/leave/")
    ben.refresh_from_db()
    assert not ben.active
    assert "has left" in page(ada, "/settings/")


def test_teams_of_the_playbook_that_are_not_here_are_shown(company: Company) -> None:
    mia = signed_in(company.people["mia"])
    Team.objects.filter(pk="delivery").delete()
    shown = page(mia, "/settings/teams/")
    assert "/settings/teams/add/?id=delivery&amp;name=Baggage%20tracing" in shown
    begun = page(mia, "/settings/teams/add/?id=delivery&name=Baggage%20tracing")
    assert 'value="Baggage tracing"' in begun
    sent(mia, "/settings/teams/add/", id="delivery", name="Bags")
    sent(mia, "/settings/teams/delivery/", name="Bags again")
    assert Team.objects.get(pk="delivery").name == "Bags again"
    ada = signed_in(company.people["ada"])
    sent(ada, "/settings/teams/delivery/", name="Bags again", restricted="on")
    assert Team.objects.get(pk="delivery").restricted


def test_a_program_gets_a_key_that_is_shown_once(company: Company) -> None:
    mia = signed_in(company.people["mia"])
    owner = str(company.people["mia"].pk)
    sent(mia, "/settings/programs/add/", name="Larky", kind="ai-agent", owner=owner)
    program = ServiceAccount.objects.get()
    said = {"name": "Chat", "holder": str(program.pk), "scopes": "read\npromises.make"}
    shown = sent(mia, "/settings/keys/make/", **said)
    assert re.search(r'value="troth_\w+', shown)
    key = ApiKey.objects.get()
    assert key.scopes == ["promises.make", "read"]
    assert "troth_" not in page(mia, "/settings/keys/")
    sent(mia, f"/settings/keys/{key.pk}/revoke/")
    assert "revoked" in page(mia, "/settings/keys/")
    sent(mia, f"/settings/programs/{program.pk}/end/")
    program.refresh_from_db()
    assert program.ended_at == company.now


@pytest.mark.parametrize(
    ("said", "why"),
    [
        ({"scopes": "everything"}, "is no scope"),
        ({"scopes": "read", "networks": "here"}, "network"),
        ({"scopes": "read", "cap": "-1"}, "greater than or equal to 0"),
    ],
)
def test_a_key_that_cannot_be_is_refused_in_the_form(
    company: Company, said: dict[str, str], why: str
) -> None:
    ann = signed_in(company.people["ann"])
    asked = {"once": "k", "name": "Mine", "holder": "me", **said}
    answer = ann.post("/settings/keys/make/", asked)
    assert answer.status_code == 422
    assert why in answer.content.decode()
    assert not ApiKey.objects.exists()


def test_a_month_shows_what_is_out_of_the_ordinary(company: Company) -> None:
    vic = signed_in(company.people["vic"])
    shown = page(vic, "/settings/hours/desk/?month=2026-12")
    assert "December 2026" in shown
    assert "9–17" in shown
    assert shown.count("closed") == 8
    assert "Change these hours" not in shown
    assert page(vic, "/settings/hours/?month=nonsense").count("December 2026") == 2
    assert vic.get("/settings/hours/nowhere/").status_code == 404


def test_one_says_how_one_is_told(company: Company) -> None:
    ann = signed_in(company.people["ann"])
    sent(
        ann,
        "/settings/notices/",
        channels=["email"],
        wanted=["broken"],
        waking="07:00-21:00",
        zone="Europe/Berlin",
    )
    row = Preference.objects.get()
    assert (row.waking, row.zone) == ("07:00-21:00", "Europe/Berlin")
    assert "at-risk" in row.off
    assert "broken" not in row.off
    answer = ann.post("/settings/notices/", {"once": "z", "waking": "whenever", "zone": "Mars"})
    assert answer.status_code == 422
    assert 'value="whenever"' in answer.content.decode()


def test_imports_show_how_far_they_are(company: Company) -> None:
    now = microseconds(company.now)
    rows = (("import-quotes", "running", 0.25), ("fit-odds", "failed", None))
    for name, state, progress in rows:
        JobRow.objects.create(
            name=name, key="1", asked_by="x", asked_us=now, state=state, progress=progress
        )
    shown = page(signed_in(company.people["mia"]), "/settings/health/")
    assert "25 % is done" in shown
    assert "Import what was promised elsewhere" in shown
    assert 'hx-trigger="every 5s"' in shown
    assert "This machine" not in shown
    assert "This machine" in page(signed_in(company.people["ada"]), "/settings/health/")


def test_who_may_not_is_told_so(company: Company) -> None:
    ann = signed_in(company.people["ann"])
    person = Person.objects.get(name="Ben")
    for path in ("/settings/people/invite/", f"/settings/people/{person.pk}/", "/settings/health/"):
        assert ann.get(path).status_code == 403
