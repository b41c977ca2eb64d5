"""A file on its way to a reader: saved and never shown, whatever it holds."""

from urllib.parse import quote

from django.http import HttpResponse

from troth.promises.file import File
from troth.promises.media import PLAIN


def download(file: File, content: bytes) -> HttpResponse:
    """The bytes of a file, which no browser takes for a page of ours."""
    kind = f"{PLAIN}; charset=utf-8" if file.media_type == PLAIN else file.media_type
    return HttpResponse(
        content,
        content_type=kind,
        headers={
            "Content-Disposition": disposition(file.name or file.id),
            "Content-Security-Policy": "sandbox; default-src 'none'",
            "X-Content-Type-Options": "nosniff",
            "Cross-Origin-Resource-Policy": "same-origin",
            "Cache-Control": "private, no-store",
            "ETag": etag(file),
        },
    )


def etag(file: File) -> str:
    """That of a file, whose bytes never change."""
    return f'"{file.id}"'


def disposition(name: str) -> str:
    """The header that says how a file is saved: its name for all, and in full for who can read it.

    What could end the header, or a path, stands in neither.
    """
    plain = "".join(each if each.isascii() and each not in '"\\/;%' else "_" for each in name)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
