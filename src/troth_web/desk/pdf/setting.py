"""Setting a document: a template of ours and its data, without network and in milliseconds."""

import json
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.http import HttpResponse
from django.utils.translation import get_language, get_language_bidi

from troth.errors import TrothError
from troth.said import said

_TEMPLATES = Path(__file__).parent


class NoPdfError(TrothError):
    """This server sets no PDF."""

    def __init__(self) -> None:
        super().__init__(
            said(
                "this server makes no PDF; install it with: pip install 'troth[pdf]'. The page "
                "itself prints as well"
            )
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
    about = {"lang": language, "dir": "rtl" if get_language_bidi() else "ltr", **printable(data)}
    source, inputs = _TEMPLATES / f"{template}.typ", {"data": json.dumps(about)}
    try:
        return typst.compile(source, root=_TEMPLATES, sys_inputs=inputs, pdf_standards="ua-1")
    except typst.TypstError:
        # A sign that no font here can show breaks the standard; the document is made all the same.
        return typst.compile(source, root=_TEMPLATES, sys_inputs=inputs)


def printable(value: Any) -> Any:  # noqa: ANN401 - a JSON value
    """What paper can show: no characters that nobody sees, and words that break at its edge."""
    if isinstance(value, str):
        seen = "".join(each for each in value if each in "\n\t" or each not in _unseen())
        return _LONG.sub(lambda found: f"{found[0]}\u200b", seen)
    if isinstance(value, Mapping):
        return {key: printable(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [printable(each) for each in value]
    return value


#: So many letters of a word fill the narrowest column; after them it may go on below.
_LONG = re.compile(r"\S{24}(?=\S)")


@cache
def _unseen() -> frozenset[str]:
    """Control characters, and those that turn round how a text is read."""
    controls = [*range(0x20), *range(0x7F, 0xA0), *range(0x202A, 0x202F), *range(0x2066, 0x206A)]
    return frozenset(map(chr, controls))


def download(made: bytes, name: str) -> HttpResponse:
    """A PDF on its way to a reader, under a name of ours."""
    return HttpResponse(
        made,
        content_type="application/pdf",
        headers={"Content-Disposition": f'inline; filename="{name}.pdf"'},
    )
