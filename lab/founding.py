"""Makes a world fit to work in: an administrator, a key, a playbook. Run as a process of its own.

Prints `{"key": "troth_..."}`.
"""

import json
from datetime import UTC, datetime
from pathlib import Path

import django

from troth.operations import Publish, publish
from troth.promises import Actor, ActorKind

SCOPES = ("read", "customers.*", "promises.*", "editions.*", "connectors.*")
PLAYBOOK = Path(__file__).with_name("playbook.yaml")


def main() -> None:
    """Found the world that the environment names."""
    django.setup()
    from troth_web.ledger import current_store
    from troth_web.people.authentication import of_session
    from troth_web.people.operations import found, make_key

    at = datetime.now(UTC)
    password = "correct horse battery staple 42"  # noqa: S105 - of a database that lives minutes
    person = found(email="lab@example.com", name="Lab", password=password, at=at)
    made = make_key(of_session(person.pk), name="lab", scopes=SCOPES, at=at)
    admin = Actor(ActorKind.PERSON, str(person.pk), "admin")
    with current_store().writing(actor=admin, at=at) as work:
        publish(work, Publish(text=PLAYBOOK.read_text()))
    print(json.dumps({"key": str(made.text)}))


if __name__ == "__main__":
    main()
