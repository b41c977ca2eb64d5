"""`/promises/{id}/files`: what is attached to a promise or duty, and who sees it."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from ninja import File, Form
from ninja.files import UploadedFile

from troth import operations, queries
from troth.answers import FileBody, FileList, file_body
from troth.operations import AttachFile, RemoveFile, ShareFile, TooLargeError, Upload
from troth.operations.commands import Id
from troth.promises.media import MEDIA_TYPES, UNKNOWN
from troth.promises.store import Work
from troth_web.api.answering import done, known, shown
from troth_web.api.calls import Call
from troth_web.api.problems import refused
from troth_web.api.resource import Resource
from troth_web.api.rights import seen, writable
from troth_web.downloads import download, etag
from troth_web.people.permissions import require
from troth_web.uploads import content_of

attached = Resource("files")

#: A duty has files too: what the customer sent.
_EITHER = "duty or promise"
_OTHERS = tuple(each for each in MEDIA_TYPES if each != UNKNOWN)


@attached.reads("/promises/{promise_id}/files", needs="files.read", answers=FileList)
def list_(request: HttpRequest, promise_id: Id) -> HttpResponse:
    """List the files of a promise or duty, the first attached first."""
    call = Call.of(request)
    promise = seen(call.principal, call.store, promise_id, _EITHER)
    items = tuple(file_body(promise.id, each) for each in promise.files)
    return shown(request, FileList(items=items, next=None))


@attached.writes(
    "POST",
    "/promises/{promise_id}/files",
    needs="files.attach",
    answers=FileBody,
    status=201,
    matches=True,
)
def attach(
    request: HttpRequest, promise_id: Id, file: File[UploadedFile], said: Form[AttachFile]
) -> HttpResponse:
    """Attach a file, sent as multipart/form-data.

    What it is, is told by its first bytes, whatever the sender says of it. The customer sees it by
    their link only where `shared` is true, which needs `files.share` too.
    """
    must_know(request)
    upload = sent(file)

    def attaching(call: Call, work: Work) -> FileBody:
        writable(call.principal, work, promise_id, _EITHER)
        if said.shared:
            require(call.principal, "files.share")
        made = operations.attach_file(
            work, promise_id, said, upload, call.expected, most=settings.FILE_BYTES
        )
        return file_body(promise_id, made)

    return done(request, attaching, status=201)


@attached.reads(
    "/promises/{promise_id}/files/{file_id}", needs="files.read", answers=UNKNOWN, also=_OTHERS
)
def get(request: HttpRequest, promise_id: Id, file_id: Id) -> HttpResponse:
    """Give the bytes of a file, to be saved: no browser shows them as a page."""
    call = Call.of(request)
    found = queries.file_of(seen(call.principal, call.store, promise_id, _EITHER), file_id)
    if etag(found) in known(request):
        return HttpResponse(status=304, headers={"ETag": etag(found)})
    return download(found, queries.content(call.store, found))


@attached.writes(
    "POST",
    "/promises/{promise_id}/files/{file_id}/share",
    needs="files.share",
    answers=FileBody,
    matches=True,
)
def share(request: HttpRequest, promise_id: Id, file_id: Id, body: ShareFile) -> HttpResponse:
    """Show a file to the customer by their link, or no longer."""

    def sharing(call: Call, work: Work) -> FileBody:
        writable(call.principal, work, promise_id, _EITHER)
        made = operations.share_file(work, promise_id, file_id, body, call.expected)
        return file_body(promise_id, made)

    return done(request, sharing)


@attached.writes(
    "DELETE",
    "/promises/{promise_id}/files/{file_id}",
    needs="files.remove",
    answers=FileBody,
    matches=True,
)
def remove(
    request: HttpRequest, promise_id: Id, file_id: Id, body: RemoveFile | None = None
) -> HttpResponse:
    """Remove a file: its bytes are gone for good, and the journal says that it was there.

    A body may say why.
    """
    said = body or RemoveFile()

    def removing(call: Call, work: Work) -> FileBody:
        writable(call.principal, work, promise_id, _EITHER)
        gone = operations.remove_file(work, promise_id, file_id, said, call.expected)
        return file_body(promise_id, gone)

    return done(request, removing)


def must_know(request: HttpRequest) -> None:
    """Refuse a form with a name that it does not have; a misspelt one is not passed over.

    Raises:
        RefusedError: it has one.
    """
    known_names = {"file", *AttachFile.model_fields}
    for name in (*request.POST, *request.FILES):
        if name not in known_names:
            there = ", ".join(sorted(known_names))
            raise refused("not-valid", f"there is no field {name!r}; there is {there}", where=name)


def sent(file: UploadedFile) -> Upload:
    """A file as an operation takes it.

    Raises:
        TooLargeError: it is larger than any may be.
    """
    # Of what is too large the size alone was kept.
    if (file.size or 0) > settings.FILE_BYTES:
        raise TooLargeError(file.size or 0, settings.FILE_BYTES)
    return Upload(file.name or "", content_of(file))
