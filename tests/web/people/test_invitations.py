"""Inviting and accepting: once, in time, never above one's own role, and only by POST."""

import re
import threading
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connections
from django.test import Client

from tests.web.people.conftest import AT, Cast, by
from troth_web import clock
from troth_web.people import operations
from troth_web.people.errors import NotAllowedError, NotFoundError, PeopleError, TakenError
from troth_web.people.mail import link_of, send_invitation
from troth_web.people.models import Invitation, Person
from troth_web.people.operations import Invited

GOOD = "a horse that reads maps"


def invited(cast: Cast, role: str = "agent") -> Invited:
    return operations.invite(
        by(cast.max), email=" New@Example.com", name="Nell", role=role, teams=["support"], at=AT
    )


def test_it_works(cast: Cast) -> None:
    person = operations.accept(invited(cast).token, GOOD, at=AT + timedelta(days=6))
    assert (person.email, person.role) == ("new@example.com", "agent")
    assert by(person).teams == {"support"}
    assert person.check_password(GOOD)
    assert person.password.startswith("argon2")


def test_the_person_has_the_id_of_the_invitation(cast: Cast) -> None:
    new = invited(cast)
    assert operations.accept(new.token, GOOD, at=AT).pk == new.invitation.person_id


def test_the_token_is_nowhere_kept(cast: Cast) -> None:
    new = invited(cast)
    assert len(new.token) == 43  # 32 bytes
    assert new.token not in str(Invitation.objects.values_list().get(pk=new.invitation.pk))


def test_it_is_good_once(cast: Cast) -> None:
    new = invited(cast)
    operations.accept(new.token, GOOD, at=AT)
    with pytest.raises(NotFoundError, match="ask for another"):
        operations.accept(new.token, GOOD, at=AT)


def test_it_expires_after_seven_days(cast: Cast) -> None:
    with pytest.raises(NotFoundError):
        operations.accept(invited(cast).token, GOOD, at=AT + timedelta(days=7))


def test_another_one_replaces_it(cast: Cast) -> None:
    first, second = invited(cast), invited(cast)
    with pytest.raises(NotFoundError):
        operations.invitation_of(first.token, AT)
    assert operations.invitation_of(second.token, AT) == second.invitation


def test_it_can_be_withdrawn(cast: Cast) -> None:
    new = invited(cast)
    operations.withdraw_invitation(by(cast.max), str(new.invitation.pk), at=AT)
    with pytest.raises(NotFoundError):
        operations.accept(new.token, GOOD, at=AT)


def test_it_dies_with_the_rights_of_whoever_invited(cast: Cast) -> None:
    new = invited(cast, "manager")
    operations.change_role(by(cast.ada), str(cast.max.pk), "agent", at=AT)
    with pytest.raises(NotFoundError):
        operations.accept(new.token, GOOD, at=AT)


def test_nobody_invites_above_their_own_role(cast: Cast) -> None:
    with pytest.raises(NotAllowedError, match="manager may not give or take the role admin"):
        invited(cast, "admin")


def test_agents_and_viewers_invite_nobody(cast: Cast) -> None:
    for person in (cast.gus, cast.vera):
        with pytest.raises(NotAllowedError, match=r"may not people\.invite"):
            operations.invite(by(person), email="x@example.com", name="X", role="viewer", at=AT)


def test_a_restricted_team_opens_from_inside_only(cast: Cast) -> None:
    wanted = {"email": "x@example.com", "name": "X", "role": "agent", "teams": ["legal"]}
    with pytest.raises(NotAllowedError, match="'legal'"):
        operations.invite(by(cast.max), **wanted, at=AT)  # type: ignore[arg-type]
    new = operations.invite(by(cast.ada), **wanted, at=AT)  # type: ignore[arg-type]
    assert new.invitation.teams.get().id == "legal"


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"email": "nobody"}, "'nobody' is no e-mail address"),
        ({"name": " "}, "1 to 200 printable characters"),
        ({"name": "a\x00b"}, "1 to 200 printable characters"),
        ({"role": "ai-agent"}, "'ai-agent' is no role of a person"),
        ({"role": "boss"}, "'boss' is no role of a person"),
        ({"teams": ["moon"]}, "no team 'moon'"),
    ],
)
def test_it_says_what_is_wrong(cast: Cast, wrong: dict[str, object], sentence: str) -> None:
    wanted: dict[str, object] = {"email": "x@example.com", "name": "X", "role": "agent"}
    with pytest.raises(PeopleError, match=sentence):
        operations.invite(by(cast.ada), **{**wanted, **wrong}, at=AT)  # type: ignore[arg-type]


def test_who_is_here_is_not_invited_again(cast: Cast) -> None:
    with pytest.raises(TakenError):
        operations.invite(by(cast.ada), email="GUS@example.com", name="G", role="agent", at=AT)


def test_who_left_comes_back_as_the_same_person(cast: Cast) -> None:
    operations.leave(by(cast.ada), str(cast.gus.pk), at=AT)
    new = operations.invite(by(cast.ada), email="gus@example.com", name="Gus", role="viewer", at=AT)
    again = operations.accept(new.token, GOOD, at=AT + timedelta(days=1))
    assert again.pk == cast.gus.pk
    assert by(again).role == "viewer"
    assert not by(again).teams


def test_opening_the_link_changes_nothing(cast: Cast) -> None:
    link = link_of(invited(cast)).removeprefix("http://127.0.0.1:8000")
    with clock.stopped(AT):
        for _ in range(10):
            assert Client().get(link).status_code == 200
            assert Client().head(link).status_code == 200
    assert not Person.objects.filter(email="new@example.com").exists()
    assert Invitation.objects.get(email="new@example.com").accepted_at is None


def test_the_form_of_the_link_does(cast: Cast) -> None:
    send_invitation(invited(cast))
    link = re.search(r"http://127\.0\.0\.1:8000(/\S+)", str(mail.outbox[0].body))
    assert link
    with clock.stopped(AT):
        weak = Client().post(link[1], {"password": "password"})
        assert weak.status_code == 422
        assert b"too common" in weak.content
        done = Client().post(link[1], {"password": GOOD})
        assert (done.status_code, done["Location"]) == (302, "/accounts/login/")
        assert Client().get(link[1]).status_code == 404
    assert Person.objects.get(email="new@example.com").role == "agent"


def test_the_token_does_not_travel_on(cast: Cast) -> None:
    link = link_of(invited(cast)).removeprefix("http://127.0.0.1:8000")
    with clock.stopped(AT):
        page = Client().get(link)
    assert page["Referrer-Policy"] == "no-referrer"
    assert page["Cache-Control"] == "no-store"


@pytest.mark.parametrize("token", ["x", "%00", "a" * 43, "../../me"])
def test_a_guess_finds_nothing(db: None, token: str) -> None:
    assert Client().get(f"/invitations/{token}/").status_code == 404


@pytest.mark.django_db(transaction=True)
def test_of_those_who_invite_somebody_at_once_one_invitation_is_open(cast: Cast) -> None:
    """The others replaced one, or are told of it; nobody gets an error that says nothing."""
    came: list[object] = []

    def invite() -> None:
        try:
            came.append(invited(cast))
        except TakenError as error:
            came.append(error)
        connections.close_all()

    threads = [threading.Thread(target=invite) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(came) == 6
    assert Invitation.objects.filter(accepted_at=None, withdrawn_at=None).count() == 1
