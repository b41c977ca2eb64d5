"""Fill the database of `TROTH_DATABASE` for a server of tests, and print the keys as JSON."""

import json
import os
from datetime import UTC, datetime

import django

ROLES = {"admin": "admin", "manager": "manager", "agent": "agent"}


def main() -> None:
    """Migrate, and make one person of each role with a key that opens all that they may do."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "troth_web.settings")
    django.setup()
    from django.core.management import call_command

    from troth_web.people.authentication import of_session
    from troth_web.people.models import Membership, Person, Team
    from troth_web.people.operations import make_key
    from troth_web.people.permissions import of_role

    call_command("migrate", verbosity=0)
    at = datetime.now(UTC)
    team = Team.objects.create(id="support", name="Support")
    keys = {}
    for name, role in ROLES.items():
        person = Person.objects.create(
            email=f"{name}@example.com", name=name, role=role, joined_at=at
        )
        Membership.objects.create(person=person, team=team)
        who = of_session(person.pk)
        made = make_key(who, name="tests", scopes=sorted(of_role(who.role)), at=at)
        keys[name] = str(made.text)
    print(json.dumps(keys))  # noqa: T201 - read by whoever started this


if __name__ == "__main__":
    main()
