"""Keys of programs: made once, scoped, expiring, bound to networks, and refused with a reason."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import RequestFactory
from pytest_django import DjangoAssertNumQueries

from tests.web.people.conftest import AT, Cast, by
from troth_web.people import operations
from troth_web.people.authentication import authenticate, by_key
from troth_web.people.errors import (
    KeyRefusedError,
    NotAllowedError,
    NotFoundError,
    NotSignedInError,
    PeopleError,
    TakenError,
)
from troth_web.people.models import ApiKey, ServiceAccount
from troth_web.people.operations import MadeKey
from troth_web.people.principals import Principal
from troth_web.people.tokens import hash_of, read_key


def a_key(cast: Cast, **more: Any) -> MadeKey:
    wanted = {"name": "mine", "scopes": ["promises.*"], "at": AT, **more}
    return operations.make_key(by(cast.gus), **wanted)


def a_program(cast: Cast, kind: str = "ai-agent") -> ServiceAccount:
    return operations.make_service(
        by(cast.ada), name="Bot", kind=kind, owner=str(cast.gus.pk), teams=["support"], at=AT
    )


def a_program_key(cast: Cast, kind: str = "ai-agent", scopes: str = "promises.*") -> MadeKey:
    program = a_program(cast, kind)
    return operations.make_service_key(
        by(cast.ada), str(program.pk), name="its", scopes=[scopes], at=AT
    )


def used(made: MadeKey, address: str = "198.51.100.7", later: timedelta = timedelta()) -> Principal:
    return by_key(f"Bearer {made.text}", address, AT + later)


def test_it_works(cast: Cast) -> None:
    made = a_key(cast)
    request = RequestFactory().get("/", headers={"Authorization": f"Bearer {made.text}"})
    principal = authenticate(request, AT)
    assert principal.actor.name == f"person:{cast.gus.pk}"
    assert principal.key == str(made.key.pk)
    assert principal.teams == {"support"}
    assert principal.hidden == {"legal"}
    assert "promises.make" in principal.permissions
    assert "customers.add" not in principal.permissions


def test_it_takes_one_query(cast: Cast, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    made = a_program_key(cast)
    used(made)  # notes the use, once a minute
    with django_assert_num_queries(1):
        principal = used(made)
    assert principal.teams == {"support"}
    assert principal.hidden == {"legal"}


def test_only_its_hash_is_kept(cast: Cast) -> None:
    made = a_key(cast)
    parts = read_key(str(made.text))
    assert parts is not None
    row = ApiKey.objects.values().get(pk=made.key.pk)
    assert row["secret_hash"] == hash_of(parts.secret)
    assert parts.secret not in str(row)
    assert str(made.key) == f"troth_{parts.prefix}_..."


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Bearer troth_",
        "Bearer troth_aaaaaaaa_" + "a" * 43,
        "Basic YTpi",
        "Bearer " + "x" * 10_000,
        "Bearer troth_aaaaaaaa_" + "a" * 42 + "\x00",
    ],
)
def test_what_is_no_key_is_not_known(cast: Cast, header: str) -> None:
    with pytest.raises(NotSignedInError, match="not known"):
        by_key(header, "127.0.0.1", AT)


def test_the_prefix_alone_opens_nothing(cast: Cast) -> None:
    made = a_key(cast)
    with pytest.raises(NotSignedInError, match="not known") as refused:
        by_key(f"Bearer troth_{made.text.prefix}_{'a' * 43}", "127.0.0.1", AT)
    assert refused.value.status == 401


def test_it_expires(cast: Cast) -> None:
    made = a_key(cast, expires_at=AT + timedelta(days=1))
    used(made, later=timedelta(days=1, microseconds=-1))
    with pytest.raises(KeyRefusedError, match="expired on 2026-12-02"):
        used(made, later=timedelta(days=1))


def test_it_is_revoked_at_once(cast: Cast) -> None:
    made = a_key(cast)
    operations.revoke_key(by(cast.gus), str(made.key.pk), at=AT)
    with pytest.raises(KeyRefusedError, match="was revoked"):
        used(made)
    with pytest.raises(TakenError):
        operations.revoke_key(by(cast.gus), str(made.key.pk), at=AT)


def test_a_stolen_key_does_not_work_from_elsewhere(cast: Cast) -> None:
    made = a_key(cast, networks=["192.0.2.0/24", "2001:db8::/32"])
    for home in ("192.0.2.9", "::ffff:192.0.2.9", "2001:db8::1"):
        assert used(made, home).key == str(made.key.pk)
    for elsewhere in ("198.51.100.7", "192.0.3.1", "2001:db9::1", "", "localhost"):
        with pytest.raises(KeyRefusedError, match="does not work from"):
            used(made, elsewhere)


def test_a_forwarded_address_of_the_client_itself_is_not_believed(cast: Cast) -> None:
    made = a_key(cast, networks=["192.0.2.0/24"])
    headers = {"Authorization": f"Bearer {made.text}", "X-Forwarded-For": "192.0.2.9"}
    request = RequestFactory().get("/", headers=headers, REMOTE_ADDR="198.51.100.7")
    with pytest.raises(KeyRefusedError, match=r"198\.51\.100\.7"):
        authenticate(request, AT)


def test_its_use_is_noted_once_a_minute(
    cast: Cast, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made = a_key(cast)
    with django_assert_num_queries(2):
        used(made)
    with django_assert_num_queries(1):
        used(made, later=timedelta(seconds=59))
    with django_assert_num_queries(2):
        used(made, later=timedelta(seconds=60))
    made.key.refresh_from_db()
    assert made.key.last_used_at == AT + timedelta(seconds=60)


def test_it_never_opens_more_than_its_holder_may(cast: Cast) -> None:
    made = a_key(cast, scopes=["promises.*"])
    operations.change_role(by(cast.ada), str(cast.gus.pk), "viewer", at=AT)
    assert used(made).permissions == {"promises.read", "promises.explain"}


def test_scopes_are_what_the_holder_may_do(cast: Cast) -> None:
    for scope, sentence in (
        ("promises.fly", "'promises.fly' is no scope"),
        ("*", r"'\*' is no scope"),
        ("ledger.*", "nothing that agent may do"),
        ("people.invite", "nothing that agent may do"),
    ):
        with pytest.raises(PeopleError, match=sentence):
            a_key(cast, scopes=[scope])
    with pytest.raises(PeopleError, match="without scopes"):
        a_key(cast, scopes=[])


def test_the_scope_read_changes_nothing(cast: Cast) -> None:
    permissions = used(a_key(cast, scopes=["read"])).permissions
    assert "promises.read" in permissions
    assert not any(name.endswith((".make", ".change", ".revoke", ".end")) for name in permissions)


@pytest.mark.parametrize(
    ("limit", "sentence"),
    [
        ({"expires_at": AT}, "later than it is made"),
        ({"cap": -1}, "not -1"),
        ({"networks": ["home"]}, "'home' is no network"),
        ({"networks": ["192.0.2.1/24"]}, "no network"),
    ],
)
def test_a_limit_makes_sense(cast: Cast, limit: dict[str, Any], sentence: str) -> None:
    with pytest.raises(PeopleError, match=sentence):
        a_key(cast, **limit)


def test_a_key_makes_no_keys(cast: Cast) -> None:
    """Or it would outlive its own expiry."""
    principal = used(a_key(cast, scopes=["keys.*"]))
    with pytest.raises(NotAllowedError, match="not by keys"):
        operations.make_key(principal, name="more", scopes=["read"], at=AT)


def test_others_do_not_revoke_it_but_managers_do(cast: Cast) -> None:
    made = a_key(cast)
    with pytest.raises(NotFoundError):
        operations.revoke_key(by(cast.vera), str(made.key.pk), at=AT)
    assert operations.revoke_key(by(cast.max), str(made.key.pk), at=AT).revoked_at == AT


def test_a_program_acts_for_its_owner(cast: Cast) -> None:
    actor = used(a_program_key(cast)).actor
    assert (actor.kind, actor.role) == ("service", "ai-agent")
    assert actor.on_behalf_of == f"person:{cast.gus.pk}"
    assert used(a_program_key(cast, "integration")).actor.kind == "integration"


def test_a_program_stands_still_while_nobody_answers_for_it(cast: Cast) -> None:
    made = a_program_key(cast)
    operations.leave(by(cast.ada), str(cast.gus.pk), at=AT)
    with pytest.raises(KeyRefusedError, match="has left"):
        used(made)
    account = str(made.key.service_id)
    operations.hand_over_service(by(cast.ada), account, str(cast.max.pk), at=AT)
    assert used(made).actor.on_behalf_of == f"person:{cast.max.pk}"


def test_a_program_ends_with_its_keys(cast: Cast) -> None:
    made = a_program_key(cast)
    operations.end_service(by(cast.max), str(made.key.service_id), at=AT)
    with pytest.raises(KeyRefusedError):
        used(made)


def test_a_program_changes_teams(cast: Cast) -> None:
    made = a_program_key(cast)
    operations.set_service_teams(by(cast.max), str(made.key.service_id), ["billing"], at=AT)
    assert used(made).teams == {"billing"}
    with pytest.raises(NotAllowedError, match="'legal'"):
        operations.set_service_teams(by(cast.max), str(made.key.service_id), ["legal"], at=AT)


def test_agents_make_no_programs(cast: Cast) -> None:
    with pytest.raises(NotAllowedError):
        operations.make_service(
            by(cast.gus), name="Bot", kind="ai-agent", owner=str(cast.gus.pk), at=AT
        )


@pytest.mark.parametrize(
    "weighty",
    ["keep", "withdraw", "reopen", "settle", "change", "agree"],
)
def test_an_artificial_agent_never_says_what_became_of_a_promise(cast: Cast, weighty: str) -> None:
    made = a_program_key(cast, scopes="promises.*")
    permissions = used(made).permissions
    assert {"promises.make", "promises.tell", "promises.pause"} <= permissions
    assert f"promises.{weighty}" not in permissions
    with pytest.raises(PeopleError, match="nothing that ai-agent may do"):
        a_program_key(cast, scopes=f"promises.{weighty}")
