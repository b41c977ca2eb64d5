"""The Django app of notices."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """Holds what is still to be said, and who wants to hear it how."""

    name = "troth_web.notices"
    label = "notices"
    verbose_name = "Notices"
