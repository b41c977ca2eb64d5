"""A file of a promise, as the API answers; its bytes are a download of their own."""

from pydantic import Field

from troth.answers.base import Body, FreeText, Moment, free_text
from troth.answers.entry import source_of
from troth.promises.file import File


class FileBody(Body):
    """A file of a promise."""

    id: str
    promise: str
    name: FreeText | None = Field(
        description="Null where its bytes are gone: the customer was erased, or its time is over."
    )
    what: FreeText | None = Field(description="What it is, in a few words.")
    size: int = Field(description="In bytes.")
    sha256: str | None = Field(description="Of its bytes, in hexadecimal.")
    media_type: str = Field(description="As its first bytes tell, whatever was said of it.")
    shared: bool = Field(description="Whether the customer sees it by their link.")
    attached_at: Moment
    by: str


def file_body(promise_id: str, file: File) -> FileBody:
    """A file as the entries of its promise leave it."""
    source = source_of(file.by)
    return FileBody(
        id=file.id,
        promise=promise_id,
        name=free_text(file.name, source),
        what=free_text(file.what, source),
        size=file.size,
        sha256=file.sha256,
        media_type=file.media_type,
        shared=file.shared,
        attached_at=file.attached_at,
        by=file.by.name,
    )
