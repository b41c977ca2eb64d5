"""The app of calendar feeds."""

from django.apps import AppConfig


class FeedsConfig(AppConfig):
    """Holds the addresses of calendar feeds."""

    name = "troth_web.feeds"
