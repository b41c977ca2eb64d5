"""Fill the database of `TROTH_DATABASE` for a server of tests, and print the keys as JSON."""

import json
import os
from collections.abc import Iterable
from datetime import UTC, datetime

import django

from troth.mcp.tools import TOOLS

PEOPLE = ("admin", "manager", "agent", "viewer")
PROGRAMS = ("ai-agent", "integration")


def main() -> None:
    """Migrate, and make somebody of each role with a key that opens all that they may do."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "troth_web.settings")
    django.setup()
    from django.core.management import call_command

    from troth_web.people.authentication import of_session
    from troth_web.people.models import Membership, Person, ServiceAccount, Team
    from troth_web.people.operations import make_key, make_service_key
    from troth_web.people.permissions import of_role

    call_command("migrate", verbosity=0)
    at = datetime.now(UTC)
    team = Team.objects.create(id="support", name="Support")
    keys = {}
    for name in PEOPLE:
        person = Person.objects.create(
            email=f"{name}@example.com", name=name, role=name, joined_at=at
        )
        Membership.objects.create(person=person, team=team)
        who = of_session(person.pk)
        made = make_key(who, name="tests", scopes=sorted(of_role(who.role)), at=at)
        keys[name] = str(made.text)
    admin = Person.objects.get(role="admin")
    for name in PROGRAMS:
        account = ServiceAccount.objects.create(name=name, kind=name, owner=admin, made_at=at)
        account.teams.add(team)

        def key(scopes: Iterable[str], cap: int | None = None, to: str = str(account.pk)) -> str:
            wanted, by = sorted(scopes), of_session(admin.pk)
            return str(make_service_key(by, to, name="tests", scopes=wanted, cap=cap, at=at).text)

        keys[name] = key(of_role(account.rank()))
        if name == "ai-agent":
            keys["capped"] = key(of_role(account.rank()), cap=2)
            for tool in TOOLS:
                keys[f"only {tool.name}"] = key(tool.needs)
                keys[f"without {tool.name}"] = key(of_role(account.rank()) - set(tool.needs))
    print(json.dumps(keys))  # noqa: T201 - read by whoever started this


if __name__ == "__main__":
    main()
