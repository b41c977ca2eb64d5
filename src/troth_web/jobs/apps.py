"""The Django app of jobs."""

from django.apps import AppConfig


class JobsConfig(AppConfig):
    """Holds what was asked for, and what came of it."""

    name = "troth_web.jobs"
    label = "jobs"
    verbose_name = "Jobs"

    def ready(self) -> None:
        """Know all jobs, also where they are only asked for."""
        from troth_web.jobs import odds, quotes  # noqa: F401 - they say how jobs are done
