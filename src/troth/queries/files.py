"""Files of promises: which there are, and their bytes."""

from troth.operations.errors import NotFoundError
from troth.promises.file import File
from troth.promises.promise import Promise
from troth.promises.store import Store
from troth.said import said


def file_of(promise: Promise, file_id: str) -> File:
    """A file of a promise.

    Raises:
        NotFoundError: it has none of that id.
    """
    found = next((each for each in promise.files if each.id == file_id), None)
    if found is None:
        raise NotFoundError("file", file_id)
    return found


def content(store: Store, file: File) -> bytes:
    """The bytes of a file.

    Raises:
        NotFoundError: they are kept no longer.
    """
    found = store.file(file.id)
    if found is None:
        raise NotFoundError("file", said("{id} any more: its bytes are not kept here", id=file.id))
    return found
