"""`/editions/draft`: the playbook that is being written."""

from django.http import HttpRequest, HttpResponse
from pydantic import Field

from troth import operations, queries
from troth.answers import DraftBody, EditionBody, SubmissionBody, submission_body
from troth.operations import Return, Submit
from troth.operations.commands import Command, Id, Text
from troth.operations.errors import NotFoundError
from troth.promises.store import Work
from troth_web.api.answering import done, shown
from troth_web.api.calls import Call
from troth_web.api.editions import Codes, published
from troth_web.api.resource import Resource
from troth_web.ledger import current_store
from troth_web.playbooks import drafts as store
from troth_web.playbooks.models import Draft

drafts = Resource("drafts")


class WriteDraft(Command):
    """The whole text of the draft; it may have mistakes."""

    text: str = Field(description="The playbook, as YAML.", max_length=5_000_000)


class PublishDraft(Command):
    """How the draft is published."""

    note: Text | None = Field(None, description="What changed, for those who read it.")
    accept: Codes = ()


@drafts.reads("/editions/draft", needs="editions.draft", answers=DraftBody)
def get(request: HttpRequest) -> HttpResponse:
    """Give the draft of the playbook."""
    return shown(request, draft_body(store.draft()))


@drafts.writes("PUT", "/editions/draft", needs="editions.draft", answers=DraftBody, matches=True)
def write(request: HttpRequest, body: WriteDraft) -> HttpResponse:
    """Write the draft. With `If-Match`, only where nobody else wrote since."""
    return done(
        request,
        lambda call, _: draft_body(store.write(body.text, call.actor, call.at, call.expected)),
    )


@drafts.writes("DELETE", "/editions/draft", needs="editions.draft", answers=DraftBody, matches=True)
def drop(request: HttpRequest) -> HttpResponse:
    """Drop the draft; the answer is what it was."""
    return done(request, lambda call, _: draft_body(store.drop(call.expected)))


@drafts.writes(
    "POST",
    "/editions/draft/publish",
    needs="editions.publish",
    answers=EditionBody,
    status=201,
    matches=True,
)
def publish(request: HttpRequest, body: PublishDraft) -> HttpResponse:
    """Put the draft in force, as `POST /editions` does, and be done with it."""
    try:
        draft = store.draft()
    except NotFoundError:
        # Whoever sends again what was published, and the draft with it, is answered as before.
        return done(request, lambda _call, _work: draft_body(store.draft()), status=201)
    expected = Call.of(request).expected
    seen = draft.revision if expected is None else expected
    return published(request, draft.text, body.note, body.accept, lambda: store.drop(seen))


@drafts.writes(
    "POST", "/editions/draft/submit", needs="editions.draft", answers=SubmissionBody, status=201
)
def submit(request: HttpRequest, body: Submit) -> HttpResponse:
    """Ask those who may publish to put the draft in force, as it stands now."""

    def submitted(_: Call, work: Work) -> SubmissionBody:
        text = store.draft().text
        return submission_body(operations.submit(work, text, body), text)

    return done(request, submitted, status=201)


@drafts.writes(
    "POST",
    "/editions/submissions/{submission_id}/return",
    needs="editions.publish",
    answers=SubmissionBody,
)
def return_(request: HttpRequest, submission_id: Id, body: Return) -> HttpResponse:
    """Send a draft back to whoever asked, with the reason."""

    def returned(_: Call, work: Work) -> SubmissionBody:
        found = operations.return_submission(work, submission_id, body)
        draft = Draft.objects.first()
        return submission_body(found, draft.text if draft else "")

    return done(request, returned)


def draft_body(draft: Draft) -> DraftBody:
    """The draft as the API gives it."""
    found = queries.latest_submission(current_store())
    return DraftBody(
        sequence=draft.revision,
        changed_at=draft.changed_at,
        changed_by=draft.changed_by,
        text=draft.text,
        submission=found and submission_body(found, draft.text),
    )
