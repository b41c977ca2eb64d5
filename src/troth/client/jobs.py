"""The jobs of a ledger elsewhere."""

from collections.abc import Iterator, Mapping
from typing import Any

from troth.answers import JobBody, JobList
from troth.client.resource import Resource


class Jobs(Resource):
    """`/jobs`: work that takes too long for a request."""

    def ask(self, name: str, key: str, arguments: Mapping[str, Any] | None = None) -> JobBody:
        """Ask for a job, or how it stands: the same name and key are the same job."""
        said = {"name": name, "key": key, "arguments": dict(arguments or {})}
        return self._write("/jobs", said, JobBody)

    def get(self, job_id: int) -> JobBody:
        """How it stands with a job."""
        return self._get(f"/jobs/{job_id}", JobBody)

    def list(
        self, *, name: str | None = None, state: str | None = None, limit: int = 50
    ) -> Iterator[JobBody]:
        """Jobs, asked for last first."""
        return self._all("/jobs", JobList, limit, name=name, state=state)
