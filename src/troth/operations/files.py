"""Files of a promise: attached, shown to its customer or not, removed. The journal keeps that."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import AfterValidator, Field, StringConstraints

from troth.operations.commands import Happened, Text, without_nul
from troth.operations.errors import NotFoundError, NotNowError, TooLargeError, UnfitError
from troth.operations.happening import happened, state
from troth.promises.entries import COMPANY, Draft, EntryType
from troth.promises.file import File
from troth.promises.filename import clean_name
from troth.promises.media import media_type
from troth.promises.promise import Promise
from troth.promises.store import Work
from troth.said import said as worded

#: The largest file, in bytes, where no setting says another.
MOST_BYTES = 10 * 2**20
#: So many files a promise has at most.
MOST_FILES = 50

#: A few words.
ShortText = Annotated[
    str, StringConstraints(min_length=1, max_length=300), AfterValidator(without_nul)
]


class AttachFile(Happened):
    """A file that goes with a promise."""

    what: ShortText | None = Field(None, description="What it is, in a few words.")
    shared: bool = Field(
        default=False,
        description="Whether the customer sees it by their link; no unless said.",
        strict=False,
    )


class ShareFile(Happened):
    """Whether the customer sees a file."""

    shared: bool = Field(description="True shows it by their link, false no longer does.")


class RemoveFile(Happened):
    """A file is not to be kept any more."""

    reason: Text | None = Field(None, description="Why.")


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as somebody sent it."""

    name: str
    content: bytes


def attach_file(
    work: Work,
    promise_id: str,
    said: AttachFile,
    upload: Upload,
    expected: int | None = None,
    *,
    most: int = MOST_BYTES,
) -> File:
    """Attach a file to a promise, at any time; it changes nothing of what was promised.

    Args:
        work: the transaction.
        promise_id: to which.
        said: what is said of it.
        upload: its name and bytes.
        expected: how many entries of the promise were seen.
        most: the largest file, in bytes.

    Raises:
        ConflictError: the promise has come further than was seen.
        ErasedPersonError: its customer was erased.
        NotFoundError: there is no such promise.
        TooLargeError: it is larger than that.
        UnfitError: it is empty or has no name, the promise has many already, or there is no
            customer who could see it.
    """
    promise = state(work, promise_id, expected)
    name = _name(upload, most)
    if len(promise.files) >= MOST_FILES:
        raise UnfitError(
            "file",
            worded(
                "promise {promise} has {n} files, the most; remove one first",
                promise=promise.id,
                n=MOST_FILES,
            ),
        )
    if said.shared:
        _must_have_reader(promise)
    facts = {
        "size": len(upload.content),
        "media_type": media_type(upload.content),
        "shared": said.shared,
    }
    digest = hashlib.sha256(upload.content).hexdigest()
    personal = {"name": name, "what": said.what, "sha256": digest}
    file_id = _written(
        work, promise, said, EntryType.PROMISE_FILE_ATTACHED, facts, personal, upload.content
    )
    return _file(state(work, promise.id), file_id)


def share_file(
    work: Work, promise_id: str, file_id: str, said: ShareFile, expected: int | None = None
) -> File:
    """Show a file to the customer by their link, or no longer.

    Raises:
        ConflictError: the promise has come further than was seen.
        NotFoundError: there is no such promise or file.
        NotNowError: it is so already.
        UnfitError: there is no customer who could see it.
    """
    promise = state(work, promise_id, expected)
    found = _file(promise, file_id)
    if said.shared:
        _must_have_reader(promise)
    if found.shared == said.shared:
        raise NotNowError(
            worded("file {file} is shown to the customer already", file=file_id)
            if said.shared
            else worded("file {file} is not shown to the customer already", file=file_id)
        )
    facts = {"file": file_id, "shared": said.shared}
    _written(work, promise, said, EntryType.PROMISE_FILE_SHARED, facts, {"name": found.name})
    return _file(state(work, promise.id), file_id)


def remove_file(
    work: Work, promise_id: str, file_id: str, said: RemoveFile, expected: int | None = None
) -> File:
    """Remove a file: its bytes are gone for good, and the journal says that it was there.

    Raises:
        ConflictError: the promise has come further than was seen.
        NotFoundError: there is no such promise or file.
    """
    promise = state(work, promise_id, expected)
    found = _file(promise, file_id)
    personal = {"name": found.name, "reason": said.reason}
    facts = {"file": file_id}
    _written(work, promise, said, EntryType.PROMISE_FILE_REMOVED, facts, personal)
    return found


def _name(upload: Upload, most: int) -> str:
    if len(upload.content) > most:
        raise TooLargeError(len(upload.content), most)
    if not upload.content:
        raise UnfitError("file", worded("the file is empty; send one that holds something"))
    name = clean_name(upload.name)
    if not name:
        wrong = worded(
            "{name} is no name of a file; say one like order.pdf", name=repr(upload.name)
        )
        raise UnfitError("file", wrong)
    return name


def _must_have_reader(promise: Promise) -> None:
    if promise.customer is None or promise.is_duty:
        raise UnfitError(
            "shared",
            worded("only what was promised to a customer has a link by which they could see it"),
        )


def _file(promise: Promise, file_id: str) -> File:
    found = next((each for each in promise.files if each.id == file_id), None)
    if found is None:
        raise NotFoundError("file", file_id)
    return found


def _written(
    work: Work,
    promise: Promise,
    said: Happened,
    entry_type: EntryType,
    facts: Mapping[str, Any],
    personal: Mapping[str, Any],
    content: bytes | None = None,
) -> str:
    """Write one entry; its id."""
    draft = Draft(
        type=entry_type,
        subject=promise.id,
        at=happened(work, said, promise),
        payload=facts,
        personal={key: value for key, value in personal.items() if value is not None},
        person=promise.customer or COMPANY,
        file=content,
        channel=said.channel,
        edition=promise.edition,
    )
    (entry,) = work.append([draft])
    return entry.id
