"""The matrix: complete, sensible, and the rules about what a promise is about."""

import ast
import re
from itertools import pairwise
from pathlib import Path

import pytest
import typer
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import path
from ninja import NinjaAPI, Router

from tests.web.people.conftest import AT, Cast, by
from troth.cli.main import app
from troth_web.people import operations, walk
from troth_web.people.errors import NotAllowedError, NotSignedInError, PeopleError
from troth_web.people.matrix import ROWS
from troth_web.people.needs import command_needs, needs
from troth_web.people.permissions import allowed, may_see, may_write, of_role, permission, require
from troth_web.people.principals import NOBODY
from troth_web.people.roles import Role

OPERATIONS = Path(operations.__file__).parent


def test_every_address_has_a_row() -> None:
    assert not walk.without_row(walk.addresses())


def test_every_command_has_a_row() -> None:
    assert not walk.without_row(walk.commands(app))


def test_an_address_without_a_row_is_found() -> None:
    """Plain views and API operations alike, and those that name what does not exist."""
    router = Router()

    @router.get("/named")
    @needs("promises.read")
    def named(request: HttpRequest, number: int = 1) -> int:
        return number

    @router.post("/bare")
    def bare(request: HttpRequest) -> int:
        return 1

    @router.delete("/bare")
    @needs("promises.withdraw")
    def less_bare(request: HttpRequest) -> int:
        return 1

    def plain(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    def wrong(request: HttpRequest) -> HttpResponse:
        return HttpResponse()

    wrong.troth_needs = "promises.fly"  # type: ignore[attr-defined]
    api = NinjaAPI(urls_namespace="test-walk", docs_url=None, openapi_url=None)
    api.add_router("/things", router)
    patterns = [path("api/", api.urls), path("bare/", plain), path("wrong/", wrong)]
    found = walk.without_row(walk.addresses(patterns))
    assert found == ["POST /api/things/bare", "/bare/", "/wrong/ needs 'promises.fly'"]


def test_a_command_without_a_row_is_found() -> None:
    group, part = typer.Typer(), typer.Typer()

    @group.command("fly")
    def fly() -> None: ...

    @part.command("verify")
    @command_needs("ledger.verify")
    def verify() -> None: ...

    @part.command("burn")
    def burn() -> None: ...

    group.add_typer(part, name="ledger")
    assert walk.without_row(walk.commands(group)) == ["troth fly", "troth ledger burn"]


def test_every_row_is_named_once_and_says_why() -> None:
    names = [row.name for row in ROWS]
    assert len(set(names)) == len(names)
    for row in ROWS:
        assert re.fullmatch(r"[a-z]+\.[a-z_]+", row.name), row.name
        assert row.roles, row.name
        assert re.fullmatch(r"[A-Z].{10,}\.", row.why), row.name


def test_every_operation_on_people_asks_for_its_right() -> None:
    """Those that anybody may call are named: they ask for a token, or for nobody to be there."""
    asks_otherwise = {
        "accept",
        "accept_by_sign_in",
        "end_sessions",
        "found",
        "invitation_of",
        "join_by_domain",
        "open_invitation",
    }
    asking: set[str] = set()
    for file in OPERATIONS.glob("*.py"):
        for node in ast.parse(file.read_text()).body:
            if isinstance(node, ast.FunctionDef) and "require(by, " in ast.unparse(node):
                asking.add(node.name)
    functions = {name for name in operations.__all__ if name.islower()}
    assert functions - asking == asks_otherwise


def test_each_role_may_do_all_that_a_lesser_one_may() -> None:
    chain = [Role.VIEWER, Role.AGENT, Role.MANAGER, Role.ADMIN]
    for lesser, greater in pairwise(chain):
        assert of_role(lesser) < of_role(greater)


def test_a_viewer_changes_their_own_account_says_where_it_rubs_and_asks_the_guard() -> None:
    changing = {row.name for row in ROWS if Role.VIEWER in row.roles and not row.reads}
    own = {"calendars.make", "calendars.revoke", "keys.make", "keys.revoke", "sessions.end"}
    learning = {"guidelines.confirm", "guidelines.answer"}
    views = {"views.keep", "views.drop"}
    said = {"me.set_notices", "friction.log", "guard.check"}
    assert changing == own | learning | views | said


def test_artificial_agents_are_narrower_than_people() -> None:
    assert of_role(Role.AI_AGENT) < of_role(Role.AGENT)
    for name in of_role(Role.AI_AGENT):
        assert not name.endswith(
            (".keep", ".withdraw", ".reopen", ".settle", ".waive", ".change", ".agree", ".give")
        )
    assert not any(name.startswith(("people", "keys", "ledger")) for name in of_role(Role.AI_AGENT))


@pytest.mark.parametrize("role", [Role.CUSTOMER, Role.ANONYMOUS])
def test_strangers_only_see_whether_the_server_is_well(role: Role) -> None:
    assert of_role(role) == {"server.health"}


def test_nobody_may_do_anything() -> None:
    assert not any(allowed(NOBODY, row.name) for row in ROWS)
    with pytest.raises(NotAllowedError, match=r"anonymous may not promises\.read"):
        require(NOBODY, "promises.read")


def test_what_is_no_permission_cannot_be_asked_for() -> None:
    with pytest.raises(PeopleError, match=r"'promises\.fly' is no permission"):
        permission("promises.fly")
    with pytest.raises(PeopleError):
        needs("promises.fly")


@pytest.mark.parametrize(
    ("who", "teams", "sees", "writes"),
    [
        # Promises of an open team are seen by all and written by its members and managers.
        ("gus", ["support"], True, True),
        ("gus", ["billing"], True, False),
        ("vera", ["billing"], True, True),
        ("max", ["billing"], True, True),
        ("ada", ["billing"], True, True),
        ("lea", ["support"], True, False),
        # Of two teams, promiser's and holder's, one is enough.
        ("gus", ["billing", "support"], True, True),
        # A restricted team is there for its members and admins.
        ("lea", ["legal"], True, True),
        ("ada", ["legal"], True, True),
        ("max", ["legal"], False, False),
        ("gus", ["legal"], False, False),
        # What it handed to support is seen in support.
        ("gus", ["legal", "support"], True, True),
        ("vera", ["legal", "support"], False, False),
        # Promises of nobody's team.
        ("gus", [], True, False),
        ("max", [], True, True),
        ("gus", ["gone-since"], True, False),
    ],
)
def test_what_a_promise_is_about(
    cast: Cast, who: str, teams: list[str], sees: bool, writes: bool
) -> None:
    principal = by(getattr(cast, who))
    assert (may_see(principal, teams), may_write(principal, teams)) == (sees, writes)


def test_ones_own_promise_is_ones_own(cast: Cast) -> None:
    assert may_write(by(cast.gus), [], [f"person:{cast.gus.pk}"])
    assert not may_write(by(cast.gus), [], [f"person:{cast.max.pk}"])
    assert not may_write(by(cast.gus), ["legal"], [f"person:{cast.gus.pk}"])


def test_a_guarded_view_lets_in_who_may(cast: Cast) -> None:
    @needs("promises.make")
    def view(request: HttpRequest, what: str) -> str:
        return f"made {what}"

    def called(key_of: str) -> str:
        made = operations.make_key(by(getattr(cast, key_of)), name="k", scopes=["read"], at=AT)
        request = RequestFactory().get("/", headers={"Authorization": f"Bearer {made.text}"})
        return view(request, "it")

    request = RequestFactory().get("/")
    request.user = cast.gus
    assert view(request, "it") == "made it"
    with pytest.raises(NotAllowedError, match="its scopes leave it out"):
        called("gus")
    with pytest.raises(NotAllowedError, match=r"viewer may not promises\.make"):
        called("vera")
    with pytest.raises(NotSignedInError):
        view(RequestFactory().get("/"), "it")


def test_a_session_writes_only_with_the_token_of_our_pages(cast: Cast) -> None:
    """Also where Django's own check stands aside, as it does for API operations."""

    @needs("promises.make")
    def view(request: HttpRequest) -> str:
        return "made"

    request = RequestFactory().post("/")
    request.user = cast.gus
    request._dont_enforce_csrf_checks = False  # type: ignore[attr-defined]
    with pytest.raises(NotAllowedError, match="token of our own pages"):
        view(request)


def test_a_browser_that_may_not_gets_a_sentence(cast: Cast, client: Client) -> None:
    assert client.post("/me/sessions/1/end/")["Location"].startswith("/accounts/login/")
