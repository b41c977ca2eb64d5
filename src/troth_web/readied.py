"""What the first request would wait for, done before the server takes any."""

from pathlib import Path

from django.db import DatabaseError, connections
from django.template.loader import get_template
from django.urls import get_resolver

from troth.errors import TrothError
from troth.playbook.load import load_text
from troth_web.ledger import current_store

_TEMPLATES = Path(__file__).parent / "desk/templates"


def without_database() -> None:
    """Addresses, templates, and what reads a playbook."""
    _ = get_resolver().url_patterns
    _ = get_resolver().reverse_dict
    load_text("troth: 1\ncompany: nobody\n", "playbook.yaml")
    for path in _TEMPLATES.rglob("*.html"):
        get_template(str(path.relative_to(_TEMPLATES)))


def from_database() -> None:
    """The playbook in force; where it cannot be had, whoever asks for it is told why."""
    try:
        edition = current_store().edition()
        _ = edition and edition.playbook
    except (DatabaseError, TrothError):
        return
    finally:
        connections.close_all()
