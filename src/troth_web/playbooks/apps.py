"""The app of drafts."""

from django.apps import AppConfig


class PlaybooksConfig(AppConfig):
    """Holds the draft of the playbook."""

    name = "troth_web.playbooks"
