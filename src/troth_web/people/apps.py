"""The app of people, as Django knows it."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """People, teams, keys and permissions."""

    name = "troth_web.people"
    label = "people"
    verbose_name = "People"

    def ready(self) -> None:
        """Hear of what django-allauth does by itself."""
        from troth_web.people import signals  # noqa: F401
