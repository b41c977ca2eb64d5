"""The playbook of a ledger elsewhere, and what may be promised by it."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from troth.answers import (
    AuthorityBody,
    CheckBody,
    DiffBody,
    DraftBody,
    EditionBody,
    EditionFindingsBody,
    EditionList,
    KeptBody,
    MayBody,
    PreceptsBody,
    ProposalBody,
    ReminderBody,
    SayBody,
    SubmissionBody,
)
from troth.client.resource import Resource
from troth.operations import AcceptPrecept, RejectPrecept


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

    def findings(self, edition_id: str = "current") -> EditionFindingsBody:
        """What is found in an edition today, with owner and cost."""
        return self._get(f"/editions/{edition_id}/findings", EditionFindingsBody)

    def kept(self, edition_id: str = "current") -> KeptBody:
        """How its standards were kept, of the promises made last."""
        return self._get(f"/editions/{edition_id}/kept", KeptBody)

    def waive(
        self,
        code: str,
        about: Sequence[str],
        *,
        reason: str,
        until: date,
        expected: int | None = None,
    ) -> DraftBody:
        """Accept findings, in the draft, up to a day."""
        said = {"code": code, "about": list(about), "reason": reason, "until": str(until)}
        return self._write("/editions/draft/waive", said, DraftBody, expected=expected)

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

    def submit_draft(self, *, note: str | None = None, key: str | None = None) -> SubmissionBody:
        """Ask those who may publish to put the draft in force."""
        return self._write("/editions/draft/submit", {"note": note}, SubmissionBody, key=key)

    def return_draft(
        self, submission: str, reason: str, *, key: str | None = None
    ) -> SubmissionBody:
        """Send what was submitted back, with the reason."""
        path = f"/editions/submissions/{submission}/return"
        return self._write(path, {"reason": reason}, SubmissionBody, key=key)

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


class Precepts(Resource):
    """`/precepts`."""

    def get(self) -> PreceptsBody:
        """The precepts with their standards, and what is proposed where standards repeat."""
        return self._get("/precepts", PreceptsBody)

    def accept(
        self, wanted: AcceptPrecept, *, key: str | None = None, expected: int | None = None
    ) -> DraftBody:
        """Write a precept into the draft."""
        return self._write("/precepts/accept", wanted, DraftBody, key=key, expected=expected)

    def reject(self, wanted: RejectPrecept, *, key: str | None = None) -> ProposalBody:
        """Say that standards which repeat have no principle in common."""
        return self._write("/precepts/reject", wanted, ProposalBody, key=key)


class May(Resource):
    """`/may-promise`, `/say`, `/authority`, and `/customers/{id}/may-remind`."""

    def promise(
        self, metric: str, *, customer: str | None = None, facets: Mapping[str, str] | None = None
    ) -> MayBody:
        """What may be promised now, to whom, by when, and how likely it holds."""
        said = [f"{facet}:{value}" for facet, value in (facets or {}).items()]
        return self._get(
            "/may-promise", MayBody, metric=metric, customer=customer, facets=said or None
        )

    def say(
        self, metric: str, *, customer: str | None = None, facets: Mapping[str, str] | None = None
    ) -> SayBody:
        """A sentence to say now, one to fall back on, and what never to say."""
        said = [f"{facet}:{value}" for facet, value in (facets or {}).items()]
        return self._get("/say", SayBody, metric=metric, customer=customer, facets=said or None)

    def remind(self, customer: str, about: str) -> ReminderBody:
        """Whether a customer may be reminded of a payment: a duty, a promise, or a reference."""
        return self._get(f"/customers/{customer}/may-remind", ReminderBody, about=about)

    def authority(self, customer: str | None = None) -> AuthorityBody:
        """What is left to the caller of each limit that is theirs."""
        return self._get("/authority", AuthorityBody, customer=customer)
