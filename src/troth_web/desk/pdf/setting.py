"""Setting a document: a template of ours and its data, without network and in milliseconds."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.utils.translation import get_language, get_language_bidi

from troth.errors import TrothError

_TEMPLATES = Path(__file__).parent


class NoPdfError(TrothError):
    """This server sets no PDF."""

    def __init__(self) -> None:
        super().__init__(
            "this server makes no PDF; install it with: pip install 'troth[pdf]'. "
            "The page itself prints as well"
        )


def pdf(template: str, data: Mapping[str, Any]) -> bytes:
    """A document as PDF, where its letters allow as PDF/UA-1, which screen readers can read.

    Args:
        template: the name of a template beside this module: `milestone`.
        data: JSON values; the template reads them as `data`.

    Raises:
        NoPdfError: typst is not installed.
    """
    try:
        import typst
    except ImportError:
        raise NoPdfError from None
    language = (get_language() or "en").partition("-")[0]
    about = {"lang": language, "dir": "rtl" if get_language_bidi() else "ltr", **data}
    source, inputs = _TEMPLATES / f"{template}.typ", {"data": json.dumps(about)}
    try:
        return typst.compile(source, root=_TEMPLATES, sys_inputs=inputs, pdf_standards="ua-1")
    except typst.TypstError:
        # A sign that no font here can show breaks the standard; the document is made all the same.
        return typst.compile(source, root=_TEMPLATES, sys_inputs=inputs)


def download(made: bytes, name: str) -> HttpResponse:
    """A PDF on its way to a reader, under a name of ours."""
    return HttpResponse(
        made,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}.pdf"'},
    )
