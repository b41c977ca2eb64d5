"""The app of connectors."""

from django.apps import AppConfig


class ConnectorsConfig(AppConfig):
    """Word from other systems."""

    name = "troth_web.connectors"
    label = "connectors"
    verbose_name = "Connectors"
