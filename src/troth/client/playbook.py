"""The playbook of a ledger elsewhere, and what may be promised by it."""

from collections.abc import Iterator, Mapping, Sequence

from troth.answers import (
    AuthorityBody,
    CheckBody,
    DiffBody,
    DraftBody,
    EditionBody,
    EditionList,
    MayBody,
)
from troth.client.resource import Resource


class Editions(Resource):
    """`/editions`, and the draft of the next one."""

    def publish(
        self,
        text: str,
        *,
        note: str | None = None,
        accept: Sequence[str] = (),
        key: str | None = None,
    ) -> EditionBody:
        """Put a playbook in force; findings that are errors stop it, unless accepted."""
        said = {"text": text, "note": note, "accept": list(accept)}
        return self._write("/editions", said, EditionBody, key=key)

    def current(self) -> EditionBody:
        """The playbook that is in force."""
        return self._get("/editions/current", EditionBody)

    def get(self, edition_id: str) -> EditionBody:
        """One edition."""
        return self._get(f"/editions/{edition_id}", EditionBody)

    def list(self, limit: int = 200) -> Iterator[EditionBody]:
        """All editions, the latest first, without their texts."""
        return self._all("/editions", EditionList, limit)

    def check(self, text: str) -> CheckBody:
        """What in a playbook cannot hold; it keeps nothing."""
        return self._write("/editions/check", {"text": text}, CheckBody)

    def diff(self, old: str, new: str) -> DiffBody:
        """What changed for customers between two editions."""
        return self._get(f"/editions/{old}/diff/{new}", DiffBody)

    def draft(self) -> DraftBody:
        """The draft of the next edition."""
        return self._get("/editions/draft", DraftBody)

    def write_draft(self, text: str, *, expected: int | None = None) -> DraftBody:
        """Write the draft."""
        path = "/editions/draft"
        return self._write(path, {"text": text}, DraftBody, method="PUT", expected=expected)

    def drop_draft(self, *, expected: int | None = None) -> DraftBody:
        """Drop the draft; the answer is what it was."""
        path = "/editions/draft"
        return self._write(path, None, DraftBody, method="DELETE", expected=expected)

    def publish_draft(
        self,
        *,
        note: str | None = None,
        accept: Sequence[str] = (),
        key: str | None = None,
        expected: int | None = None,
    ) -> EditionBody:
        """Put the draft in force."""
        said = {"note": note, "accept": list(accept)}
        path = "/editions/draft/publish"
        return self._write(path, said, EditionBody, key=key, expected=expected)


class May(Resource):
    """`/may-promise` and `/authority`."""

    def promise(
        self, metric: str, *, customer: str | None = None, facets: Mapping[str, str] | None = None
    ) -> MayBody:
        """What may be promised now, to whom, by when, and how likely it holds."""
        said = [f"{facet}:{value}" for facet, value in (facets or {}).items()]
        return self._get(
            "/may-promise", MayBody, metric=metric, customer=customer, facets=said or None
        )

    def authority(self, customer: str | None = None) -> AuthorityBody:
        """What is left to the caller of each limit that is theirs."""
        return self._get("/authority", AuthorityBody, customer=customer)
