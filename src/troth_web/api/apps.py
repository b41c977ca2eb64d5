"""The app of the API: its page needs a template and a stylesheet."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """The HTTP API and its documentation."""

    name = "troth_web.api"
