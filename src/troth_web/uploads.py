"""Files that come with a form: held in memory up to a limit, never on a disk in the open.

Of a request that brings more, what is too much is counted and not held, so that a page can say how
large it was.
"""

import hashlib
from collections.abc import Mapping
from io import BytesIO
from typing import Any

from django.conf import settings
from django.core.exceptions import RequestDataTooBig
from django.core.files.uploadedfile import InMemoryUploadedFile, UploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.utils.datastructures import MultiValueDict

#: A request that is so many times as large as the limit is not even read.
_TIMES = 4


def most_bytes() -> int:
    """The limit on all files of a request together."""
    return max(settings.FILE_BYTES, settings.DATA_UPLOAD_MAX_MEMORY_SIZE)


class Bounded(FileUploadHandler):
    """Takes the files of one request, which together may be as large as the limit."""

    def __init__(self, request: Any = None) -> None:  # noqa: ANN401 - as Django calls it
        super().__init__(request)
        self.most = most_bytes()
        self._taken = 0
        self._parts: list[bytes] = []

    def handle_raw_input(
        self,
        input_data: Any,  # noqa: ANN401, ARG002 - as Django calls it
        META: Mapping[str, Any],  # noqa: ARG002, N803 - as Django calls it
        content_length: int,
        boundary: Any,  # noqa: ANN401, ARG002 - as Django calls it
        encoding: str | None = None,  # noqa: ARG002 - as Django calls it
    ) -> None:
        """Refuse what is larger by far.

        Raises:
            RequestDataTooBig: it is.
        """
        if content_length > _TIMES * self.most:
            raise RequestDataTooBig(f"a request has at most {_TIMES * self.most:,} bytes")

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        """Begin the next file."""
        super().new_file(*args, **kwargs)
        self._parts = []

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:  # noqa: ARG002
        """Hold some of it, while there is room."""
        self._taken += len(raw_data)
        if self._taken <= self.most:
            self._parts.append(raw_data)

    def file_complete(self, file_size: int) -> "UploadedFile[bytes]":
        """The file, with its true size; without its bytes where they were too many."""
        content = b"".join(self._parts) if self._taken <= self.most else b""
        self._parts = []
        return InMemoryUploadedFile(
            file=BytesIO(content),
            field_name=self.field_name,
            name=self.file_name,
            content_type=self.content_type,
            size=file_size,
            charset=self.charset,
        )


def digests(files: "MultiValueDict[str, UploadedFile[bytes]]") -> list[tuple[str, str, str]]:
    """The files of a form by field, name and SHA-256, in order, to tell two requests apart."""
    found = []
    for field, sent in files.lists():
        for file in sent:
            digest = hashlib.sha256(content_of(file)).hexdigest()
            found.append((field, file.name or "", f"{file.size} {digest}"))
    return sorted(found)


def content_of(file: "UploadedFile[bytes]") -> bytes:
    """The bytes of a file, however often they are asked for."""
    file.seek(0)
    content: bytes = file.read()
    return content
