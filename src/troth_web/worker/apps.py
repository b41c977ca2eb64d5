"""The Django app of the worker."""

from django.apps import AppConfig


class WorkerConfig(AppConfig):
    """Holds who acts, and when that was last seen."""

    name = "troth_web.worker"
    label = "worker"
    verbose_name = "Worker"
