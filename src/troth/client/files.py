"""Files of promises of a ledger elsewhere."""

from collections.abc import Iterator

from troth.answers import FileBody, FileList
from troth.client.resource import Resource
from troth.client.transport import Form
from troth.operations import AttachFile, RemoveFile, ShareFile, Upload


class Files(Resource):
    """`/promises/{id}/files`; a duty has files too."""

    def list(self, promise_id: str) -> Iterator[FileBody]:
        """Those of a promise, the first attached first."""
        yield from self._get(_path(promise_id), FileList).items

    def attach(
        self,
        promise_id: str,
        upload: Upload,
        said: AttachFile | None = None,
        *,
        key: str | None = None,
        expected: int | None = None,
    ) -> FileBody:
        """Attach a file."""
        values = (said or AttachFile()).model_dump(mode="json", exclude_unset=True)
        fields = {name: _text(value) for name, value in values.items() if value is not None}
        form = Form(fields, upload.name, upload.content)
        return self._transport.call(
            "POST", _path(promise_id), FileBody, form=form, key=key, expected=expected
        )

    def get(self, promise_id: str, file_id: str) -> bytes:
        """The bytes of a file."""
        path = f"{_path(promise_id)}/{file_id}"
        return self._transport.send("GET", path, accept="*/*").content

    def share(
        self,
        promise_id: str,
        file_id: str,
        said: ShareFile,
        *,
        key: str | None = None,
        expected: int | None = None,
    ) -> FileBody:
        """Show a file to the customer by their link, or no longer."""
        path = f"{_path(promise_id)}/{file_id}/share"
        return self._write(path, said, FileBody, key=key, expected=expected)

    def remove(
        self,
        promise_id: str,
        file_id: str,
        said: RemoveFile | None = None,
        *,
        key: str | None = None,
        expected: int | None = None,
    ) -> FileBody:
        """Remove a file; its bytes are gone for good."""
        path = f"{_path(promise_id)}/{file_id}"
        return self._write(path, said, FileBody, method="DELETE", key=key, expected=expected)


def _path(promise_id: str) -> str:
    return f"/promises/{promise_id}/files"


def _text(value: object) -> str:
    """A JSON value as a form says it."""
    return str(value).lower() if isinstance(value, bool) else str(value)
