"""The parts of the editor as tabs."""

from django.urls import reverse
from django.utils.translation import gettext

from troth_web.desk.tabs import Tab


def tabs(current: str) -> list[Tab]:
    """Forms, text, what changes, versions; the one that is shown is marked."""
    parts = (
        ("desk_editor", gettext("Forms")),
        ("desk_editor_text", gettext("Text")),
        ("desk_publish", gettext("What changes")),
        ("desk_versions", gettext("Versions")),
    )
    return [Tab(label=label, url=reverse(name), current=name == current) for name, label in parts]
