"""Founding, changing roles and teams, and leaving."""

import logging
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime

import pytest
from django.db import connection

from tests.web.people.conftest import AT, PASSWORD, Cast, by, signed_in
from troth.promises.entries import EntryType
from troth.promises.parties import Actor
from troth_web.ledger.people import bind
from troth_web.people import held, journal, operations
from troth_web.people.authentication import by_key
from troth_web.people.errors import (
    KeyRefusedError,
    NotAllowedError,
    NotFoundError,
    NotSignedInError,
    PeopleError,
    TakenError,
)
from troth_web.people.models import Person
from troth_web.people.principals import Principal


def test_the_first_person_is_an_admin(db: None) -> None:
    person = operations.found(email="A@example.com", name="A", password=PASSWORD, at=AT)
    assert by(person).role == "admin"


def test_only_the_first(cast: Cast) -> None:
    with pytest.raises(TakenError, match="let an admin invite you"):
        operations.found(email="b@example.com", name="B", password=PASSWORD, at=AT)


def test_a_weak_password_founds_nothing(db: None) -> None:
    with pytest.raises(PeopleError, match="too short"):
        operations.found(email="a@example.com", name="A", password="short", at=AT)  # noqa: S106
    assert not Person.objects.exists()


def test_a_role_changes_what_one_may_do_at_once(cast: Cast) -> None:
    assert "people.invite" not in by(cast.gus).permissions
    operations.change_role(by(cast.max), str(cast.gus.pk), "manager", at=AT)
    assert "people.invite" in by(cast.gus).permissions


def test_managers_do_not_touch_admins(cast: Cast) -> None:
    for operation in (
        lambda: operations.change_role(by(cast.max), str(cast.ada.pk), "viewer", at=AT),
        lambda: operations.leave(by(cast.max), str(cast.ada.pk), at=AT),
        lambda: operations.set_teams(by(cast.max), str(cast.ada.pk), ["support"], at=AT),
        lambda: operations.rename(by(cast.max), str(cast.ada.pk), "Adele", at=AT),
    ):
        with pytest.raises(NotAllowedError, match="role admin"):
            operation()


def test_nobody_makes_themselves_more(cast: Cast) -> None:
    with pytest.raises(NotAllowedError):
        operations.change_role(by(cast.max), str(cast.max.pk), "admin", at=AT)
    with pytest.raises(NotAllowedError, match="'legal'"):
        operations.set_teams(by(cast.max), str(cast.max.pk), ["support", "legal"], at=AT)


def test_the_last_admin_stays(cast: Cast) -> None:
    for operation in (
        lambda: operations.leave(by(cast.ada), str(cast.ada.pk), at=AT),
        lambda: operations.change_role(by(cast.ada), str(cast.ada.pk), "viewer", at=AT),
    ):
        with pytest.raises(TakenError, match="last admin"):
            operation()
    operations.change_role(by(cast.ada), str(cast.max.pk), "admin", at=AT)
    assert operations.leave(by(cast.max), str(cast.ada.pk), at=AT).person.left_at == AT


def test_everybody_names_themselves(cast: Cast) -> None:
    assert operations.rename(by(cast.vera), str(cast.vera.pk), "Vera V.", at=AT).name == "Vera V."
    with pytest.raises(NotAllowedError):
        operations.rename(by(cast.vera), str(cast.gus.pk), "Gustav", at=AT)


@pytest.mark.django_db(transaction=True)
def test_two_last_admins_do_not_leave_at_once(cast: Cast) -> None:
    operations.change_role(by(cast.ada), str(cast.max.pk), "admin", at=AT)
    principals = [by(cast.ada), by(cast.max)]

    def leaves(principal: Principal) -> bool:
        try:
            operations.leave(principal, principal.id, at=AT)
        except TakenError:
            return False
        finally:
            connection.close()
        return True

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(leaves, principals)) == [False, True]


def test_leaving_ends_sessions_and_keys_at_once(cast: Cast) -> None:
    browser = signed_in(cast.gus)
    assert browser.get("/me/").status_code == 200
    made = operations.make_key(by(cast.gus), name="mine", scopes=["read"], at=AT)
    left = operations.leave(by(cast.max), str(cast.gus.pk), at=AT)
    assert (left.sessions, left.keys) == (1, 1)
    assert browser.get("/me/")["Location"] == "/accounts/login/?next=/me/"
    with pytest.raises(KeyRefusedError, match="was revoked"):
        by_key(f"Bearer {made.text}", "127.0.0.1", AT)
    with pytest.raises(NotSignedInError):
        by(cast.gus)


def test_leaving_lists_what_must_be_handed_over(cast: Cast) -> None:
    program = operations.make_service(
        by(cast.ada), name="Bot", kind="ai-agent", owner=str(cast.gus.pk), at=AT
    )
    held.bind(lambda holder: [f"promise of {holder}"])
    try:
        left = operations.leave(by(cast.max), str(cast.gus.pk), at=AT)
    finally:
        bind()
    assert left.promises == [f"promise of person:{cast.gus.pk}"]
    assert left.services == [program]


def test_who_left_cannot_leave_again(cast: Cast) -> None:
    operations.leave(by(cast.max), str(cast.gus.pk), at=AT)
    with pytest.raises(TakenError, match="has left"):
        operations.leave(by(cast.max), str(cast.gus.pk), at=AT)


@pytest.mark.parametrize("unknown", ["", "gus", "01936f2e-7c00-7000-8000-000000000001", "\x00"])
def test_an_unknown_person_is_not_found(cast: Cast, unknown: str) -> None:
    with pytest.raises(NotFoundError):
        operations.leave(by(cast.max), unknown, at=AT)


def test_teams_are_exactly_those_given(cast: Cast) -> None:
    operations.set_teams(by(cast.max), str(cast.gus.pk), ["billing"], at=AT)
    assert by(cast.gus).teams == {"billing"}
    operations.set_teams(by(cast.ada), str(cast.lea.pk), [], at=AT)
    assert not by(cast.lea).teams


def test_a_team_is_restricted_by_admins_only(cast: Cast) -> None:
    with pytest.raises(NotAllowedError, match="only an admin"):
        operations.change_team(by(cast.max), "support", restricted=True, at=AT)
    operations.change_team(by(cast.ada), "support", restricted=True, at=AT)
    assert "support" in by(cast.vera).hidden
    assert "support" not in by(cast.gus).hidden
    assert not by(cast.ada).hidden


@pytest.mark.parametrize("wrong", ["", "Support", "two words", "a_b", "-", "x" * 101])
def test_a_team_has_an_id_of_the_playbook(cast: Cast, wrong: str) -> None:
    with pytest.raises(PeopleError, match="no id of a team"):
        operations.make_team(by(cast.ada), wrong, "Team", at=AT)


def test_a_team_is_made_once(cast: Cast) -> None:
    with pytest.raises(TakenError, match="'support' already"):
        operations.make_team(by(cast.ada), "support", "Support", at=AT)


def test_what_happens_is_told_without_names(cast: Cast, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, logger="troth.people"):
        operations.invite(by(cast.max), email="nell@example.com", name="Nell", role="agent", at=AT)
        operations.leave(by(cast.max), str(cast.gus.pk), at=AT)
    assert [record.getMessage().split()[0] for record in caplog.records] == [
        "person.invited",
        "person.left",
    ]
    assert f"by person:{cast.max.pk} (manager)" in caplog.text
    for word in ("nell", "Nell", "Gus", "@"):
        assert word not in caplog.text


def test_a_bound_journal_is_told_in_the_same_transaction(cast: Cast) -> None:
    """What cannot be entered does not happen."""
    told: list[tuple[EntryType, str, str]] = []

    def write(
        type: EntryType, subject: str, actor: Actor, payload: journal.Payload, at: datetime
    ) -> None:
        told.append((type, subject, actor.name))
        if "teams" in payload:
            raise OSError("the disk is full")

    journal.bind(write)
    try:
        operations.change_role(by(cast.max), str(cast.gus.pk), "viewer", at=AT)
        with pytest.raises(OSError, match="full"):
            operations.set_teams(by(cast.max), str(cast.gus.pk), [], at=AT)
    finally:
        bind()
    line = (EntryType.PERSON_CHANGED, str(cast.gus.pk), f"person:{cast.max.pk}")
    assert told == [line, line]
    assert by(cast.gus).role == "viewer"
    assert by(cast.gus).teams == {"support"}
