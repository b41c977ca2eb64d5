"""The app of the desk, as Django knows it."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Pages for people."""

    name = "troth_web.desk"
    label = "desk"
    verbose_name = "Desk"
